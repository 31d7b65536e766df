"""A manifest that can't be read, or not all of it: said at its line, and the rest is judged where that can be."""

import os

import pytest

from zcdossier.source import reader

GOOD = """\
profile: case
level: senior
applicant: {name: 林晓}
sections:
  papers:
    - folder: 甲
      title: 课堂里的追问
"""


def bomb() -> str:
    lines = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    return GOOD + "\n".join(lines)


NOTHING_ELSE = {
    "broken": ("applicant: {name: 林晓", "ZC001", "open-bracket", 1),
    "tab": (GOOD.replace("    - folder", "\t- folder"), "ZC001", "tab", 6),
    "full-width colon at the top": (GOOD.replace("level: ", "level："), "ZC001", "full-width-colon", 2),
    "full-width colon in a record": (GOOD.replace("      title: ", "      title："), "ZC001", "full-width-colon", 7),
    "star": (GOOD.replace("课堂", "*课堂"), "ZC001", "needs-quotes", 7),
    "exploding aliases": (bomb(), "ZC001", "too-many-nodes", 12),
    "deep brackets": (GOOD + "texts: " + "[" * 20_000 + "]" * 20_000, "ZC001", "too-deep", 8),
    "deep lines": (GOOD + "texts:\n" + "".join(f"{' ' * at}a:\n" for at in range(1, 300)), "ZC001", "too-deep", 68),
    "list after mapping": (GOOD + "- x\n", "ZC001", "indentation", 8),
    "empty": ("", "ZC001", "empty", 1),
    "list": ("- profile: case\n", "ZC001", "not-mapping", 1),
    "profile like another": (GOOD.replace("case", "cas"), "ZC005", "profile", 1),
    "profile above": (GOOD.replace("case", "../../etc"), "ZC005", "profile", 1),
    "profile that is a file": (GOOD.replace("case", "/etc/passwd"), "ZC005", "profile", 1),
    "profile of nobody": (GOOD.replace("case", "~nobody-here/x"), "ZC005", "profile", 1),
    "long profile": (GOOD.replace("case", "长" * 300), "ZC005", "profile", 1),
    "long path of a profile": (GOOD.replace("case", f"a/{'长' * 5000}"), "ZC005", "profile", 1),
    "profile with a zero": (GOOD.replace("case", '"a\\0b"'), "ZC005", "profile", 1),
    "path of a profile with a zero": (GOOD.replace("case", '"a/\\0b"'), "ZC005", "profile", 1),
}
THE_REST_TOO = {
    "GBK": (GOOD.encode("gbk"), "ZC001", "gbk", 3),
    "UTF-16": (GOOD.encode("utf-16"), "ZC001", "utf-16", 1),
    "duplicate key": (GOOD + "level: senior\n", "ZC002", "twice", 8),
    "unknown key": (GOOD + "aplicant: {}\n", "ZC003", "top", 8),
    "list for a mapping": (GOOD.replace("{name: 林晓}", "[林晓]"), "ZC004", "mapping", 3),
    "unknown level": (GOOD.replace("level: senior", "level: 教授"), "ZC005", "level", 2),
    "unknown section": (GOOD + "  books: []\n", "ZC005", "section", 8),
    "no such day": (GOOD + "      date: 2021-02-30\n", "ZC203", "no-such-day", 8),
    "full-width colon": (GOOD + "    - title：一问一答\n", "ZC004", "full-width", 8),
}


@pytest.mark.parametrize("what", NOTHING_ELSE)
def test_nothing_else_can_be_judged(spoiled, make, what) -> None:
    text, code, key, line = NOTHING_ELSE[what]
    spoiled.manifest(text)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    assert spoiled.says() == [(code, key, "dossier.yaml", line, "error")]


@pytest.mark.parametrize("what", THE_REST_TOO)
def test_the_rest_is_judged(spoiled, make, what) -> None:
    text, code, key, line = THE_REST_TOO[what]
    spoiled.manifest(text)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    spoiled.file("乙.jpg", make.jpeg())
    findings = spoiled.says()
    assert findings[0] == (code, key, "dossier.yaml", line, "error")
    assert [(finding.code, finding.file) for finding in findings[1:]] == [("ZC501", "乙.jpg")]


def test_a_byte_order_mark_is_a_warning(spoiled, make) -> None:
    spoiled.manifest(GOOD.encode("utf-8-sig"))
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    assert spoiled.says() == [("ZC001", "bom", "dossier.yaml", 1, "warning")]


def test_a_byte_order_mark_before_nothing(spoiled) -> None:
    spoiled.manifest(b"\xef\xbb\xbf")
    assert [finding.key for finding in spoiled.says()] == ["bom", "empty"]


def test_a_folder_in_its_place(spoiled) -> None:
    (spoiled.root / "dossier.yaml").mkdir()
    assert spoiled.says() == [("ZC001", "not-a-file", "dossier.yaml", None, "error")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_its_place_is_not_waited_for(spoiled) -> None:
    os.mkfifo(spoiled.root / "dossier.yaml")
    assert spoiled.says() == [("ZC001", "not-a-file", "dossier.yaml", None, "error")]


def test_no_permission(guarded) -> None:
    spoiled, as_nobody = guarded
    spoiled.manifest(GOOD)
    (spoiled.root / "dossier.yaml").chmod(0)
    with as_nobody():
        assert spoiled.says() == [("ZC001", "no-access", "dossier.yaml", None, "error")]


def test_too_large(spoiled, monkeypatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 1_000_000)
    spoiled.manifest(GOOD + "#" * 1_000_000)
    assert spoiled.says() == [("ZC001", "too-large", "dossier.yaml", None, "error")]
