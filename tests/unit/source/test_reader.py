"""YAML with positions: everything stays as typed, everything knows its place, nothing raises."""

import pytest

from zcdossier.source import reader
from zcdossier.source.nodes import ListNode, MapNode, Scalar
from zcdossier.source.reader import YamlDocument, read_bytes, read_file


def read(text: str) -> YamlDocument:
    return read_bytes(text.encode(), "x.yaml")


def root(text: str) -> MapNode:
    document = read(text)
    assert document.problems == ()
    assert isinstance(document.root, MapNode)
    return document.root


def problem(text: str) -> tuple[str, int | None, int | None]:
    document = read(text)
    assert len(document.problems) == 1
    found = document.problems[0]
    return found.key, found.place.spot.line, found.place.spot.column


@pytest.mark.parametrize(
    "typed",
    ["007", "12:30", "on", "yes", "no", "~", "null", "2023-06", "2021-02-30", "1_000", "0x1F", "1e3", ".5", "=", "<<"],
)
def test_scalars_stay_as_typed(typed: str) -> None:
    value = root(f"a: {typed}\n").get("a")
    assert isinstance(value, Scalar)
    assert value.text == typed


def test_empty_values_are_empty_texts() -> None:
    tree = root("a:\nb: ''\nc: !!null x\n")
    assert [value.text for _, value in tree if isinstance(value, Scalar)] == ["", "", "x"]


@pytest.mark.parametrize(
    ("line", "text", "inner"),
    [
        ("键: 林晓 𠮷  # 说明", "林晓 𠮷", 0),
        ('键: "*课堂"', "*课堂", 1),
        ("键: '课堂'", "课堂", 1),
        ("键: '课''堂'", "课'堂", None),
        ('键: "a\\tb"', "a\tb", None),
        ("键: ''", "", 1),
    ],
)
def test_the_text_of_a_scalar_lies_in_its_span(line: str, text: str, inner: int | None) -> None:
    value = root(f"甲: 1\n{line}\n").get("键")
    assert isinstance(value, Scalar)
    assert (value.text, value.inner, value.place.spot.line) == (text, inner, 2)
    if inner is not None and value.place.spot.column and value.place.spot.end_column:
        start = value.place.spot.column - 1 + inner
        assert line[start : start + len(text)] == text
        assert value.place.spot.end_column - value.place.spot.column == len(text) + 2 * inner


def test_a_text_over_several_lines_has_no_inner_span() -> None:
    value = root("a: 一，\n  二\nb: |\n  三\n  四\n").get("a")
    assert value == Scalar("一， 二", value.place, None) if value else None
    assert value is not None
    assert value.place.spot.end_column is None


def test_collections() -> None:
    tree = root("a: [1, {b: 2}]\nc:\n  - d\n")
    first, second = tree.get("a"), tree.get("c")
    assert isinstance(first, ListNode)
    assert isinstance(first.items[1], MapNode)
    assert isinstance(second, ListNode)
    assert (second.place.spot.line, second.place.spot.column) == (3, 3)


def test_a_key_typed_twice_keeps_its_first_value_and_is_said() -> None:
    document = read("a: 1\nb: 2\na: 3\n")
    assert isinstance(document.root, MapNode)
    assert [key.text for key, _ in document.root] == ["a", "b"]
    value = document.root.get("a")
    assert isinstance(value, Scalar)
    assert value.text == "1"
    (twice,) = document.problems
    assert (twice.code, twice.place.spot.line, twice.args["first"].zh) == ("ZC002", 3, "第 1 行")


def test_aliases_are_followed() -> None:
    tree = root("a: &x [1, 2]\nb: *x\n")
    assert tree.get("a") == tree.get("b")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 林晓\nb: 课\x07堂\n", ("control-character", 2, 5)),
        ("a: 林\n\x0cb: 1\n", ("control-character", 2, 1)),
        ("\x00", ("control-character", 1, 1)),
        ("a:\n\tb: 1\n", ("tab", 2, 1)),
        ("a: 1\nb：2\nc: 3\n", ("full-width-colon", 2, 2)),
        ("a:\n  - b: 一\n    c：二\n", ("full-width-colon", 3, 6)),
        ("a: *课堂\n", ("needs-quotes", 1, 4)),
        ("a: @课堂\n", ("needs-quotes", 1, 4)),
        ("a: %课堂\n", ("needs-quotes", 1, 4)),
        ("a: `课堂`\n", ("needs-quotes", 1, 4)),
        ("a: |课堂\n", ("needs-quotes", 1, 4)),
        ("a: >课堂\n", ("needs-quotes", 1, 4)),
        ("a: *b\n", ("unknown-alias", 1, 4)),
        ("a: &b [*b]\n", ("unknown-alias", 1, 8)),
        ("a: '课堂\nb: 1\n", ("open-quote", 1, 4)),
        ('a: "C:\\论文"\n', ("backslash", 1, 7)),
        ('a: "课" 堂\n', ("after-quote", 1, 8)),
        ("a: [课堂, 二\nb: 1\n", ("open-bracket", 1, 4)),
        ("a: {课堂: 1\n", ("open-bracket", 1, 4)),
        ("a: 课: 堂\n", ("colon-in-value", 1, 5)),
        ("a: 1\n  b: 2\n", ("indentation", 2, 4)),
        ("a: 1\n  课堂\n  b: 2\n", ("no-colon", 2, 1)),
        ("＃ 我的\na: 1\n", ("no-colon", 1, 1)),
        ("```yaml\na: 1\n```\n", ("no-colon", 1, 1)),
        ("a: 1\n```\n", ("no-colon", 2, 1)),
        ("a:\n  - b: 1\n c: 2\n", ("indentation", 3, 2)),
        ("a:\n    b: 1\n    c: 2\n  - b: 3\n", ("no-dash", 2, 5)),
        ("a:\n# - b: 1\n    c: 2\n  - b: 3\n", ("item-in-remark", 2, 1)),
        ("a:\n  - b: 1\n - b: 2\n", ("indentation", 3, 2)),
        ("a: [课]堂\n", ("needs-quotes", 1, 4)),
        ("a: !课堂\n", ("needs-quotes", 1, 4)),
        ("a: - 课堂\n", ("dash-in-value", 1, 4)),
        ("a:\n  b:\n    - 1\nc:\n    - 2\n  d:\n    - 3\n", ("indentation", 4, 1)),
        ("a: ]\n", ("syntax", 1, 4)),
        ("a: 1\n---\nb: 1\n", ("many-documents", 2, 1)),
        ("[a]: 1\n", ("key-not-text", 1, 1)),
        ("? {a: 1}\n: 2\n", ("key-not-text", 1, 3)),
    ],
)
def test_what_is_wrong_is_named_and_placed(text: str, found: tuple[str, int, int]) -> None:
    assert problem(text) == found


def test_nesting_stops_at_once() -> None:
    key, line, _ = problem("a: " + "[" * 20_000 + "]" * 20_000 + "\n")
    assert (key, line) == ("too-deep", 1)


def test_as_deep_as_allowed_is_read() -> None:
    depth = reader.MAX_DEPTH - 1
    assert read("a: " + "[" * depth + "]" * depth).problems == ()


def test_nesting_through_aliases_counts() -> None:
    step = reader.MAX_DEPTH // 3
    lines = ["a0: &a0 []"]
    lines += [f"a{n}: &a{n} {'[' * step}*a{n - 1}{']' * step}" for n in range(1, 5)]
    assert problem("\n".join(lines))[:2] == ("too-deep", 4)


def test_aliases_may_not_explode() -> None:
    lines = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    assert problem("\n".join(lines))[0] == "too-many-nodes"


def test_a_full_width_colon_inside_a_text_is_a_text() -> None:
    value = root("a: 课堂：一问\nb: |\n  题目：一答\n").get("a")
    assert isinstance(value, Scalar)
    assert value.text == "课堂：一问"


def test_what_stands_before_a_mistake_is_kept_in_lines() -> None:
    document = read("a: 1\nb: [\n")
    assert document.root is None
    assert document.lines == ("a: 1", "b: [")


def test_the_file_may_be_missing_or_no_file(tmp_path) -> None:
    assert read_file(tmp_path / "no.yaml", "no.yaml").problems[0].key == "no-access"
    assert read_file(tmp_path, "folder.yaml").problems[0].key == "not-a-file"


def test_a_file_too_large_is_not_read(tmp_path, monkeypatch) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\n")
    monkeypatch.setattr(reader, "MAX_BYTES", 3)
    assert read_file(path, "x.yaml").problems[0].key == "too-large"
