"""What lies among the uploads and does not belong there."""

import os
import unicodedata

import pytest

from zcdossier.assemble.keeping.upload_names import find_orphans


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
