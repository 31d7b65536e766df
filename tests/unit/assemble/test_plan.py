"""Which pages in which order, and what is refused."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from zcdossier.assemble.plan import Bookmark, PageKind, Piece, RecordJob, make_plan
from zcdossier.assemble.refusal import RefusedError
from zcdossier.model.dossier import Absence, AbsentScan
from zcdossier.model.facts import FileFacts, PageSize, Trouble


def job(*pieces, **facts):
    given = {name.replace("_", "."): value for name, value in facts.items()}
    return RecordJob(Path(), "papers[0]", "papers", "t", pieces, given, PurePosixPath("a.pdf"))


def pdf(pages=3, **how):
    return FileFacts("", 10, "pdf", pages=pages, **how)


def picture(kind="jpeg", pages=1, **how):
    return FileFacts("", 10, kind, pages=pages, **how)


def refusal(*pieces, **facts):
    with pytest.raises(RefusedError) as refused:
        make_plan(job(*pieces, **facts))
    return refused.value.text


def test_pages_as_the_pieces_list_them():
    plan = make_plan(
        job(
            Piece("b.pdf", "body", "正文", (3, 1)),
            Piece("a.jpg", "cover", "封面"),
            Piece("b.pdf", "back", "封底", (2,)),
            b_pdf=pdf(),
            a_jpg=picture(),
        )
    )
    assert [(page.number, page.file, page.index, page.kind) for page in plan.pages] == [
        (1, "b.pdf", 2, PageKind.PDF),
        (2, "b.pdf", 0, PageKind.PDF),
        (3, "a.jpg", 0, PageKind.PICTURE),
        (4, "b.pdf", 1, PageKind.PDF),
    ]
    assert plan.bookmarks == (Bookmark("正文", 1), Bookmark("封面", 3), Bookmark("封底", 4))
    assert plan.pages_of("b.pdf", "body") == (1, 2)


def test_neighbours_of_one_part_share_a_bookmark():
    plan = make_plan(
        job(
            Piece("a.jpg", "body", "正文"),
            Piece("b.jpg", "body", "正文"),
            Piece("c.jpg"),
            a_jpg=picture(),
            b_jpg=picture(),
            c_jpg=picture(),
        )
    )
    assert plan.bookmarks == (Bookmark("正文", 1), Bookmark("c", 3))


@pytest.mark.parametrize(("kind", "expected"), [("tiff", 4), ("gif", 1), ("webp", 1), ("png", 1), ("heic", 1)])
def test_only_a_tiff_has_pages(kind, expected):
    assert len(make_plan(job(Piece("a.x"), a_x=picture(kind, pages=4))).pages) == expected


def test_a_long_picture_takes_several_pages():
    long = picture(sizes=(PageSize(1080, 12000),))
    plan = make_plan(job(Piece("a.jpg", "proof", "证明"), Piece("b.pdf", "body", "正文"), a_jpg=long, b_pdf=pdf(1)))
    assert [(page.number, page.index, page.strip, page.strips) for page in plan.pages] == [
        *((number, 0, number - 1, 5) for number in range(1, 6)),
        (6, 0, 0, 1),
    ]
    assert plan.bookmarks == (Bookmark("证明", 1), Bookmark("正文", 6))
    assert plan.pages_of("a.jpg", "proof") == (1, 2, 3, 4, 5)


def test_each_page_of_a_tiff_by_its_own_shape():
    sizes = (PageSize(1000, 1400), PageSize(1080, 12000))
    plan = make_plan(job(Piece("a.tif", pages=(2, 1)), a_tif=picture("tiff", pages=2, sizes=sizes)))
    assert [(page.index, page.strips) for page in plan.pages] == [*((1, 5) for _ in range(5)), (0, 1)]


def test_a_page_that_is_not_there():
    text = refusal(Piece("b.pdf", "", "", (1, 9)), b_pdf=pdf(8))
    assert text.zh == "b.pdf：只有 8 页，没有第 9 页，请改清单里的 pages"
    assert "no page 9" in text.en


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_is_named_with_what_to_do(trouble):
    text = refusal(Piece("a.docx"), a_docx=FileFacts("a.docx", 1, "docx", trouble=trouble))
    assert text.zh.startswith("a.docx：")
    assert text.en.startswith("a.docx: ")


def test_several_faults_are_told_at_once():
    pieces = [Piece(f"{name}.jpg") for name in "abcdef"]
    text = refusal(*pieces)
    assert text.en.count("is missing") == 4
    assert text.en.endswith("and 2 more")


@pytest.mark.parametrize(("why", "word"), [("gone", "找不到"), ("outside", "文件夹之外"), ("not-downloaded", "iCloud")])
def test_a_file_that_should_be_there_is_not_left_out_in_silence(why, word):
    order = replace(job(Piece("a.jpg"), a_jpg=picture("jpeg")), absent=(AbsentScan("甲/b.jpg", Absence(why)),))
    with pytest.raises(RefusedError) as raised:
        make_plan(order)
    assert raised.value.text.zh.startswith("甲/b.jpg：")
    assert word in raised.value.text.zh
    with pytest.raises(RefusedError):
        make_plan(replace(order, pieces=()))


def test_nothing_to_merge():
    assert "no evidence" in refusal().en
    assert "no pages" in refusal(Piece("b.pdf"), b_pdf=pdf(0)).en
    assert "docx" in refusal(Piece("b.docx"), b_docx=picture("docx")).en


@pytest.mark.parametrize("claimed", [2501, 2**31 - 1])
def test_more_pages_than_anybody_could_read(claimed):
    text = refusal(Piece("a.pdf"), Piece("b.pdf"), a_pdf=pdf(2500), b_pdf=pdf(claimed))
    assert text.text("en").startswith("b.pdf: the record has more than 5000 pages")
    assert len(make_plan(job(Piece("a.pdf"), Piece("b.pdf"), a_pdf=pdf(2500), b_pdf=pdf(2500))).pages) == 5000
    assert len(make_plan(job(Piece("a.pdf", pages=(7,)), a_pdf=pdf(claimed))).pages) == 1
