"""What a viewer calls the pages, as a rule and in the built file as other libraries read it."""

import shutil
import subprocess

import pypdf
import pypdfium2
import pytest

from zcdossier.assemble.document_look import LabelRun, label_runs
from zcdossier.assemble.plan import Bookmark, Piece


def test_a_part_of_one_page_has_no_number():
    runs = label_runs([Bookmark("封面", 1), Bookmark("正文", 2)], 4)
    assert runs == (LabelRun(1, "封面", 0), LabelRun(2, "正文-", 1))


def test_a_part_that_comes_again_goes_on_counting():
    runs = label_runs([Bookmark("正文", 1), Bookmark("封面", 3), Bookmark("正文", 4)], 4)
    assert runs == (LabelRun(1, "正文-", 1), LabelRun(3, "封面", 0), LabelRun(4, "正文-", 3))


def test_a_long_label_is_cut():
    (run,) = label_runs([Bookmark("一" * 30, 1)], 1)
    assert run.prefix == "一" * 19 + "…"


@pytest.fixture
def labelled(scans, kit):
    scans.pdf("b.pdf", kit.text_pdf("one", "two", "three"), label="正文（第一作者）")
    for name, label in (("c.png", "2021"), ("a.png", "封面"), ("d.png", "封\n面 (a) \\"), ("e.png", "")):
        scans.picture(name, kit.cornered(), "PNG")
        scans.pieces[-1] = Piece(name, "", label)
    scans.built()
    return scans.target


LABELS = ["正文（第一作者）-1", "正文（第一作者）-2", "正文（第一作者）-3", "2021-1", "封面", "封 面 (a) \\", "e"]


def test_other_libraries_read_the_labels(labelled):
    assert pypdf.PdfReader(labelled, strict=True).page_labels == LABELS
    pdf = pypdfium2.PdfDocument(labelled)
    assert [pdf.get_page_label(index) for index in range(len(pdf))] == LABELS
    pdf.close()


def test_bookmarks_name_the_parts(labelled):
    reader = pypdf.PdfReader(labelled, strict=True)
    marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline]
    assert marks == [("正文（第一作者）", 0), ("2021", 3), ("封面", 4), ("封 面 (a) \\", 5), ("e", 6)]


def test_what_every_viewer_shows_of_the_whole(labelled):
    reader = pypdf.PdfReader(labelled, strict=True)
    assert reader.pdf_header == "%PDF-1.7"
    assert dict(reader.metadata) == {"/Title": "课堂里的追问"}
    assert reader.root_object["/Lang"] == "zh-CN"
    assert reader.root_object["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert reader.xmp_metadata is None
    assert "/Producer" not in reader.trailer["/Info"]
    tool = shutil.which("pdfinfo")
    if tool is None:
        pytest.skip("poppler is not installed")
    output = subprocess.run([tool, labelled], capture_output=True, encoding="utf-8", check=True)
    assert output.stderr == ""
    assert "课堂里的追问" in output.stdout
