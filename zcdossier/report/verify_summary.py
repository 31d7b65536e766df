"""What checking uploads against their receipt showed: one line per upload that differs, then totals."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from zcdossier.model.label import Label
from zcdossier.model.results import CheckedBuild, CheckedUpload, UploadDifference, UploadFlaw
from zcdossier.report.build_summary import size_text
from zcdossier.report.json_document import Json
from zcdossier.report.messages import join_words
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Style

_FLAWS = {
    UploadFlaw.NOT_BUILT: Label("没有生成：{detail}", "was not built: {detail}"),
    UploadFlaw.MISSING: Label("找不到这个文件", "is missing"),
    UploadFlaw.UNREADABLE: Label("读不了：{detail}", "can't be read: {detail}"),
    UploadFlaw.SIZE: Label(
        "有 {found} 字节，合并记录里是 {expected} 字节", "has {found} bytes, the receipt says {expected}"
    ),
    UploadFlaw.CONTENT: Label(
        "内容变了（sha256 和合并记录不同）", "has other content (its sha256 is not the receipt's)"
    ),
    UploadFlaw.OVER_LIMIT: Label(
        "有 {found} 字节，上限是小于 {expected} 字节", "has {found} bytes, the limit is below {expected}"
    ),
    UploadFlaw.BROKEN: Label("打不开：{detail}", "does not open: {detail}"),
    UploadFlaw.PAGES: Label(
        "有 {found} 页，合并记录里是 {expected} 页", "has {found} pages, the receipt says {expected}"
    ),
    UploadFlaw.UNLISTED: Label("合并记录里没有这个文件，不要上传", "is not in the receipt, don't upload it"),
}


def difference_text(difference: UploadDifference, lang: str) -> str:
    """One flaw in words."""
    template = _FLAWS[difference.flaw].text(lang)
    detail = escape_controls(difference.detail.text(lang))
    return template.format(detail=detail, expected=difference.expected, found=difference.found)


def verified_text(name: str, checked: CheckedBuild, style: Style) -> str:
    """One build: what differs, and how much is as it should be."""
    lines = list(_difference_lines(name, checked.uploads, style))
    if style.detail is not Detail.QUIET:
        lines = [style.paint.strong(escape_controls(name)), *lines, *_totals_lines(checked, style)]
    return "".join(f"{line}\n" for line in lines)


def _difference_lines(name: str, uploads: Sequence[CheckedUpload], style: Style) -> Iterator[str]:
    for upload in uploads:
        file = upload.file or upload.record
        place = escape_controls(str(PurePath(name, file)) if style.detail is Detail.QUIET else file)
        for difference in upload.differences:
            mark = style.paint.bad(style.say(Label("错误", "error")))
            yield f"{mark} {place}{style.say(Label('：', ': '))}{difference_text(difference, style.lang)}"


def _totals_lines(checked: CheckedBuild, style: Style) -> Iterator[str]:
    if not checked.is_current:
        made_with = escape_controls(checked.version.partition(";")[0])
        yield style.paint.faint(
            style.say(Label(f"合并记录出自另一个版本：{made_with}", f"the receipt is another version's: {made_with}"))
        )
    good = [upload for upload in checked.uploads if not upload.differences]
    pages, size = sum(upload.pages for upload in good), size_text(sum(upload.bytes for upload in good))
    only_pdfs = all(upload.file.lower().endswith(".pdf") for upload in good)
    what = Label(" 份 PDF ", "PDFs") if only_pdfs else Label(" 个文件", "files")
    text = style.say(
        Label(
            f"{len(good)}{what.zh}和合并记录一致，共 {pages} 页，{size}",
            f"{len(good)} {what.text('en')} are what the receipt says, {pages} pages, {size}",
        ),
    )
    if not checked.uploads:
        yield style.say(
            Label(
                "还没有生成 PDF，没有要核对的；先运行 zcdossier build",
                "nothing built yet: run zcdossier build first",
            )
        )
        return
    if checked.intact:
        yield style.paint.good(text)
        return
    bad = len(checked.uploads) - len(good)
    yield text + style.paint.bad(style.say(Label(f"；{bad} 处不一致", f"; {bad} differ")))
    yield style.say(
        Label(
            "不一致的不要上传：自己的材料重新运行 zcdossier build；别人交来的，请他重新生成后再交",
            "don't upload what differs: run zcdossier build again, or ask who handed it in for a fresh build",
        ),
    )


def verified_all_text(intact: int, differing: Sequence[str], style: Style) -> str:
    """The end of many: how many are intact, and the names of those that are not."""
    count = intact + len(differing)
    text = style.say(Label(f"共 {count} 份，{intact} 份一致", f"{count} builds, {intact} intact"))
    if differing:
        names = join_words([escape_controls(name) for name in differing], style.lang)
        text += style.paint.bad(
            style.say(Label(f"；{len(differing)} 份不一致或没法核对：{names}", f"; {len(differing)} not: {names}"))
        )
    return f"{text}\n"


def verified_object(name: str, out: str, checked: CheckedBuild, lang: str) -> Json:
    """One build as data."""
    return {
        "path": name,
        "out": out,
        "made_with": checked.version,
        "profile": checked.profile,
        "level": checked.level,
        "intact": checked.intact,
        "uploads": [_upload_object(upload, lang) for upload in checked.uploads],
    }


def unverified_object(name: str, out: str, reason: str) -> Json:
    """A build that could not be checked at all, so that it is missed by nobody."""
    empty: Json = {"path": name, "out": out, "made_with": None, "profile": None, "level": None}
    return empty | {"intact": False, "uploads": [], "error": reason}


def _upload_object(upload: CheckedUpload, lang: str) -> Json:
    return {
        "file": upload.file or None,
        "record": upload.record or None,
        "title": upload.title or None,
        "bytes": upload.bytes,
        "pages": upload.pages,
        "differences": [
            {"kind": difference.flaw.value, "message": difference_text(difference, lang)}
            for difference in upload.differences
        ],
    }
