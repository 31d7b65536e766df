"""Any bytes are read: to a tree or to a located problem, in bounded time; and every text knows its span."""

import time

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from zcdossier.lint.kinds import BY_CODE
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar
from zcdossier.source.reader import MAX_DEPTH, YamlDocument, read_bytes

SIGNS = ("a: ", "- ", "? ", ": ", "[", "]", "{", "}", ", ", "&a ", "*a", "*课", "!!str ", "'", '"', "\\", "|\n", ">\n")
LINES = ("# 注\n", "\n", "  ", "\t", "：", "---\n", "...\n", "%YAML 1.1\n", "@", "`", "林晓", "𠮷", "~")
ODD = ("\x07", "\r", "\x85", "\u2028", "\ufeff")
PIECES = st.sampled_from([*SIGNS, *LINES, *ODD])
SCRIPTS = st.lists(PIECES, max_size=40).map("".join)


def walk(node: Node | None, depth: int = 0) -> list[Scalar]:
    assert depth <= MAX_DEPTH
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, ListNode):
        return [scalar for item in node.items for scalar in walk(item, depth + 1)]
    if isinstance(node, MapNode):
        return [scalar for key, value in node for scalar in (key, *walk(value, depth + 1))]
    return []


def check(document: YamlDocument) -> None:
    for problem in document.problems:
        assert problem.key in BY_CODE[problem.code].messages
        assert problem.place.position.get("line") is not None
        assert 1 <= problem.place.position.get("line") <= len(document.lines) + 1 or problem.key == "binary"
        assert problem.place.position.get("column") is not None
        assert problem.place.position.get("column") >= 1
    for scalar in walk(document.root):
        place = scalar.place
        assert place.position.get("line") is not None
        assert place.position.get("column") is not None
        if scalar.inner is not None and scalar.text and place.position.get("end_column") is not None:
            line = document.lines[place.position.get("line") - 1]
            start = place.position.get("column") - 1 + scalar.inner
            assert line[start : start + len(scalar.text)] == scalar.text
            assert place.position.get("end_column") - 1 <= len(line)


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00\xd8")
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: 1")
@example(b"a: \xe2\x80\xa8b\x07")
def test_any_bytes(data: bytes) -> None:
    check(read_bytes(data, "x.yaml"))


@given(SCRIPTS)
@example("a: &a [*a]\n")
@example("? [a]\n: b\n")
@example("a: |\x85b")
@example("%YAML 1.1\n")
def test_any_script(text: str) -> None:
    document = read_bytes(text.encode("utf-8", "surrogatepass"), "x.yaml")
    check(document)
    assert document.root is not None or document.problems or not text.strip("\ufeff \n\r\x85\u2028-.#注")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), max_size=40))
def test_a_double_quoted_text_is_itself(text: str) -> None:
    typed = yaml.dump({"k": text}, default_style='"', allow_unicode=True, width=10**6)
    document = read_bytes(typed.encode(), "x.yaml")
    assert document.problems == ()
    assert isinstance(document.root, MapNode)
    value = document.root.get("k")
    assert isinstance(value, Scalar)
    assert value.text == text
    check(document)


@given(st.dictionaries(st.text("abc论文", min_size=1, max_size=4), st.text("1:-年月 ab是", max_size=8), max_size=6))
def test_what_is_dumped_is_read_as_texts(values: dict[str, str]) -> None:
    typed = yaml.dump(values, allow_unicode=True, default_flow_style=False)
    document = read_bytes(typed.encode(), "x.yaml")
    assert document.problems == ()
    assert isinstance(document.root, MapNode)
    assert {key.text: value.text for key, value in document.root if isinstance(value, Scalar)} == values
    check(document)


@given(st.integers(1, 40), st.integers(1, 40))
def test_aliases_of_any_width_and_height_end_soon(width: int, height: int) -> None:
    lines = ["a0: &a0 x"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, height + 1)]
    began = time.process_time()
    document = read_bytes("\n".join(lines).encode(), "x.yaml")
    assert time.process_time() - began < 2
    assert document.root is not None or document.problems[0].key in {"too-many-nodes", "too-deep"}
