"""Measures of how one finds one's way in a PDF: bookmarks, page labels, links, how it opens."""

import re

from zcdossier.lint.measures.measure_builders import NEEDS_STRUCTURE, flag, inside
from zcdossier.lint.measures.measure_types import PDF, Measure, MeasureWord, PagePiece, Scope, ValueForm, yes_no
from zcdossier.model.document_facts import OutlineEntry, PdfStructure
from zcdossier.model.label import Label

_LAST_NUMBER = re.compile(r"(\d+|[ivxlcdm]+)\D*$", re.IGNORECASE)


def _all_numbered(structure: PdfStructure) -> bool | None:
    """Whether each bookmark's title ends in the number or the label of the page it leads to."""
    if not structure.bookmarks:
        return None
    return all(_carries_page(bookmark, structure) for bookmark in structure.bookmarks)


def _carries_page(bookmark: OutlineEntry, structure: PdfStructure) -> bool:
    written = _LAST_NUMBER.search(bookmark.title)
    if written is None or not bookmark.page:
        return False
    frames = structure.frames
    label = frames[bookmark.page - 1].label if bookmark.page <= len(frames) else ""
    names = {str(bookmark.page), label.casefold()}
    return written[1].casefold() in names or (written[1].isdecimal() and str(int(written[1])) in names)


def _label_of(page: PagePiece) -> str | None:
    return page.frame.label if page.frame is not None else None


_ZOOMS = (
    MeasureWord("default", Label("没有规定", "not set"), ("none",)),
    MeasureWord("keep", Label("保持不变", "as it was"), ("inherit", "inherit_zoom")),
    MeasureWord("fit_page", Label("整页", "whole page"), ("fit",)),
    MeasureWord("fit_width", Label("适合宽度", "page width"), ("适合页宽",)),
    MeasureWord("fit_height", Label("适合高度", "page height")),
    MeasureWord("fit_visible", Label("适合可见区域", "what is visible")),
)


NAVIGATION_MEASURES = (
    inside(
        "bookmarks",
        Label("书签数", "bookmarks"),
        Label("PDF 书签（大纲）有几条", "entries of the PDF's outline"),
        "at_least: 1",
        lambda structure: len(structure.bookmarks),
        aliases=("outline",),
    ),
    inside(
        "bookmark_depth",
        Label("书签层数", "depth of bookmarks"),
        Label("书签有几层", "how many levels the outline has"),
        "at_most: 3",
        lambda structure: max((bookmark.depth for bookmark in structure.bookmarks), default=0),
    ),
    inside(
        "bookmark_titles",
        Label("书签标题", "titles of bookmarks"),
        Label("各条书签的标题", "what the bookmarks say"),
        "all_of: [封面, 目录, 正文]",
        lambda structure: tuple(bookmark.title for bookmark in structure.bookmarks),
        form=ValueForm.TEXTS,
    ),
    flag(
        "bookmarks_numbered",
        Label("书签里的页码", "page numbers in bookmarks"),
        Label("每条书签的标题以它指向的页码结尾", "each bookmark's title ends in the number of the page it leads to"),
        _all_numbered,
        words=yes_no(Label("都有", "in all"), Label("有的没有或不对", "lacking or wrong in some")),
    ),
    inside(
        "broken_bookmarks",
        Label("指不到页的书签数", "bookmarks that lead nowhere"),
        Label("有几条书签点了不去任何一页", "bookmarks that lead to no page"),
        "equals: 0",
        lambda structure: sum(not bookmark.page for bookmark in structure.bookmarks),
    ),
    inside(
        "bookmark_zoom",
        Label("书签的缩放", "zoom of bookmarks"),
        Label(
            "点书签以后的缩放，keep 是保持不变", "the zoom that bookmarks ask for; keep (inherit) leaves it as it was"
        ),
        "one_of: [keep]",
        lambda structure: tuple(dict.fromkeys(bookmark.zoom for bookmark in structure.bookmarks)),
        form=ValueForm.TEXTS,
        words=_ZOOMS,
    ),
    flag(
        "page_labels",
        Label("页码标签", "page labels"),
        Label("PDF 有没有自己的页码标签（/PageLabels）", "whether the PDF has page labels of its own"),
        lambda structure: bool(structure.label_styles),
    ),
    inside(
        "page_label_styles",
        Label("页码标签的样式", "styles of page labels"),
        Label("页码标签用的数字样式", "the numerals that the page labels use"),
        "one_of: [roman, decimal]",
        lambda structure: structure.label_styles,
        form=ValueForm.TEXTS,
        words=(
            MeasureWord("decimal", Label("1 2 3", "1 2 3"), ("阿拉伯数字", "d")),
            MeasureWord("roman", Label("i ii iii", "i ii iii"), ("小写罗马数字",)),
            MeasureWord("upper_roman", Label("I II III", "I II III"), ("大写罗马数字",)),
            MeasureWord("letters", Label("a b c", "a b c"), ("小写字母",)),
            MeasureWord("upper_letters", Label("A B C", "A B C"), ("大写字母",)),
            MeasureWord("prefix", Label("只有前缀", "a prefix alone")),
        ),
    ),
    Measure(
        id="page_label",
        label=Label("页码标签", "page label"),
        means=Label("每页的页码标签；没有标签就是第几页", "the label of each page; its number where there are none"),
        example="matches: '[ivx]+|\\d+'",
        form=ValueForm.TEXT,
        takers={Scope.PAGE: _label_of},
        needs=NEEDS_STRUCTURE,
        formats=PDF,
    ),
    inside(
        "links",
        Label("链接数", "links"),
        Label("PDF 里所有的链接，文件内外都算", "all links of the PDF, inside it and out of it"),
        "equals: 0",
        lambda structure: structure.links,
        in_pictures=0,
        aliases=("hyperlinks",),
    ),
    inside(
        "external_links",
        Label("外部链接数", "links to elsewhere"),
        Label("指向网址或别的文件的链接", "links to a website or another file"),
        "equals: 0",
        lambda structure: structure.external_links,
        in_pictures=0,
    ),
    inside(
        "broken_links",
        Label("失效链接数", "broken links"),
        Label("指向文件里不存在的位置的链接", "links to a place in the file that is not there"),
        "equals: 0",
        lambda structure: structure.broken_links,
        in_pictures=0,
    ),
    inside(
        "opening_zoom",
        Label("打开时的缩放", "opening zoom"),
        Label(
            "PDF 规定打开时的缩放；可以写百分数，例如 100%",
            "the zoom at which the PDF opens; a percentage such as 100% too",
        ),
        "one_of: [default, fit_width]",
        lambda structure: structure.zoom,
        form=ValueForm.TEXT,
        words=_ZOOMS,
    ),
    inside(
        "opening_page",
        Label("打开时的页", "opening page"),
        Label("打开时先看到第几页", "the page at which the PDF opens"),
        "equals: 1",
        lambda structure: structure.opening_page,
    ),
    inside(
        "page_mode",
        Label("打开时的侧栏", "opening panel"),
        Label("打开时显示书签、缩略图，还是只有页面", "what is shown beside the page when the PDF opens"),
        "equals: bookmarks",
        lambda structure: structure.page_mode,
        form=ValueForm.WORD,
        words=(
            MeasureWord("none", Label("只有页面", "the page alone"), ("default", "use_none")),
            MeasureWord("bookmarks", Label("书签", "bookmarks"), ("outlines", "use_outlines")),
            MeasureWord("thumbnails", Label("缩略图", "thumbnails"), ("use_thumbs",)),
            MeasureWord("full_screen", Label("全屏", "full screen")),
            MeasureWord("layers", Label("图层", "layers")),
            MeasureWord("attachments", Label("附件", "attachments")),
        ),
    ),
    inside(
        "page_layout",
        Label("打开时的排列", "opening layout"),
        Label("打开时页面单页、连续还是双页", "how pages are laid out when the PDF opens"),
        "one_of: [default, single]",
        lambda structure: structure.page_layout,
        form=ValueForm.WORD,
        words=(
            MeasureWord("default", Label("没有规定", "not set"), ("none",)),
            MeasureWord("single", Label("单页", "single page"), ("single_page",)),
            MeasureWord("continuous", Label("连续", "continuous"), ("one_column",)),
            MeasureWord("two_columns", Label("双页连续", "two columns"), ("two_column_left", "two_column_right")),
            MeasureWord("two_pages", Label("双页", "two pages"), ("two_page_left", "two_page_right")),
        ),
    ),
)
