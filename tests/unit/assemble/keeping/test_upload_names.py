"""Names of uploads, and what lies beside them."""

import os
import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.assemble.keeping.upload_names import (
    MAX_BYTES,
    UploadEntry,
    find_orphans,
    find_spellings,
    name_uploads,
    safe_name,
    shorten,
)


def entry(record, name, number=1, section=9, label="论文"):
    return UploadEntry(record, section, label, number, name)


def test_the_usual_name():
    names = name_uploads([entry("papers[0]", "2021-03 教育研究", 1), entry("papers[1]", "2022 心理学报", 2)])
    assert names == {
        "papers[0]": (PurePosixPath("09-论文/01 2021-03 教育研究.pdf"),),
        "papers[1]": (PurePosixPath("09-论文/02 2022 心理学报.pdf"),),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a<b>c:d"e/f\\g|h?i*j', "a_b_c_d_e_f_g_h_i_j"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("LPT¹", "_LPT¹"),
        ("name. . ", "name"),
        ("..hidden", "hidden"),
        ("two\nlines\tand  tab", "two lines and tab"),
        ("right\u202eto\u200fleft", "righttoleft"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("\x00\x1b", "_"),
        ("   ", "_"),
        ("😀 好", "😀 好"),
        ("\udcff half", "half"),
    ],
)
def test_hostile_names(text, expected):
    assert safe_name(text, 100) == expected


def test_a_long_name_is_cut_between_characters():
    assert shorten("课堂", 4) == "课"
    assert shorten("ab", 2) == "ab"
    assert shorten("e\u0301", 1) == ""
    family = "👨\u200d👩\u200d👧"
    assert shorten("x" + family, 1 + len("👨\u200d👩".encode())) == "x"


def test_names_that_meet_get_a_number():
    names = name_uploads(
        [
            entry("a", "Résumé"),
            entry("b", "résumé"),
            entry("c", unicodedata.normalize("NFD", "RÉSUMÉ")),
            entry("d", "长" * 100),
            entry("e", "长" * 101),
        ]
    )
    assert names["b"][0].name == "01 résumé-2.pdf"
    assert names["c"][0].name == "01 RÉSUMÉ-3.pdf"
    assert names["e"][0].name.endswith("-2.pdf")


@given(st.lists(st.tuples(st.text(max_size=120), st.text(max_size=20)), max_size=12))
def test_any_names_are_safe_short_and_apart(texts):
    entries = [entry(str(at), name, 1, 1, label) for at, (name, label) in enumerate(texts)]
    names = name_uploads(entries)
    assert names == name_uploads(entries)
    assert len(names) == len(entries)
    met = {unicodedata.normalize("NFC", str(path)).casefold() for (path,) in names.values()}
    assert len(met) == len(entries)
    for (path,) in names.values():
        folder, name = path.parts
        for part in (folder, name):
            assert len(part.encode()) <= MAX_BYTES
            assert part == part.strip(". ")
            assert not set(part) & set('<>:"/\\|?*')
            assert all(unicodedata.category(character)[0] != "C" for character in part)
        assert name.endswith(".pdf")


def put(folder, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF")


def test_only_pdfs_that_nobody_names(tmp_path) -> None:
    put(tmp_path, "a/1.pdf", "a/2.pdf", "b/c/3.PDF", "4.pdf", "a/notes.txt", "a/.zcdossier-1.tmp")
    assert find_orphans(tmp_path, ["a/1.pdf", "a/nowhere.pdf"]) == ("4.pdf", "a/2.pdf", "b/c/3.PDF")
    assert find_orphans(tmp_path / "nowhere", ["a/1.pdf"]) == ()


def test_a_name_in_another_form_is_the_same_only_where_it_is_the_same_file(tmp_path) -> None:
    """Some file systems spell names in another form than they were given; others keep both apart."""
    composed, parted = "é.pdf", unicodedata.normalize("NFD", "é.pdf")
    put(tmp_path, parted)
    if (tmp_path / composed).exists():
        pytest.skip("this file system knows one form only")
    assert find_orphans(tmp_path, [composed]) == (parted,)
    os.link(tmp_path / parted, tmp_path / composed)
    assert find_orphans(tmp_path, [composed]) == ()
    put(tmp_path, "É.pdf")
    assert find_orphans(tmp_path, [composed]) == ("É.pdf",)


def test_an_upload_is_found_under_the_spelling_it_came_in(tmp_path) -> None:
    """A Mac packs names in another Unicode form, and puts a file of its own beside each."""
    composed, parted = "é/é.pdf", unicodedata.normalize("NFD", "é/é.pdf")
    put(tmp_path, parted, "é/._é.pdf", "1.pdf")
    names = find_spellings(tmp_path, [composed, "1.pdf", "2.pdf"])
    assert (tmp_path / names[composed]).is_file()
    assert (names["1.pdf"], names["2.pdf"]) == ("1.pdf", "2.pdf")
    assert find_orphans(tmp_path, names.values()) == ()
