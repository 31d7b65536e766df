"""One record for the page: its upload, its pages with what they show, what was made smaller, what is wrong with it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from zcdossier.model.dossier import Record
from zcdossier.model.finding import Finding, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Section
from zcdossier.model.receipt import BECAUSE_FORMAT, RecordReceipt
from zcdossier.report.build_summary import size_text
from zcdossier.report.messages import one_line
from zcdossier.report.page.page_crops import crop_of_finding
from zcdossier.report.page.page_findings import RecordSubject, anchor, record_finding, upload_link, worst_tone
from zcdossier.report.page.page_views import FindingView, PageThumb, RecodedPage, RecordView, Tone, UploadView
from zcdossier.report.page.report_facts import STATES_WITH_PDF, RecordFacts, ReportFacts, UploadState
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Style

_REMARKS = {
    UploadState.STALE: Label(
        "清单或扫描件在生成以后改过，下面还是旧的 PDF；重新运行 zcdossier build",
        "manifest or scans changed since; this is the old PDF: run zcdossier build again",
    ),
    UploadState.MISSING: Label("还没有生成 PDF；运行 zcdossier build", "no PDF yet; run zcdossier build"),
    UploadState.ALTERED: Label(
        "build/upload 里的 PDF 不是生成的那一个，被改动过或移走了；重新运行 zcdossier build",
        "the PDF in build/upload is not the one that was built; run zcdossier build again",
    ),
}
_REASONS = {
    "limit": Label("为了不超过上限", "to stay below the limit"),
    "format": Label("原来的格式不能直接放进 PDF", "its format can't be put into a PDF as it is"),
    "repacked": Label("无损重新打包", "repacked without loss"),
}
_LOSSLESS = 100
_OF_FILES = frozenset({"ZC503", "ZC504", "ZC505", "ZC506", "ZC508", "ZC509"})
"""Findings about files that can't be merged: they say why there is no PDF, and what to do."""
_FILES_FIRST = Label(
    "没有生成 PDF：先改好下面说的文件；以前生成过的不要上传",
    "no PDF: first fix the files named below, and don't hand in an earlier one",
)


def record_view(
    record: Record,
    section: Section,
    facts: RecordFacts | None,
    findings: tuple[Finding, ...],
    *,
    report: ReportFacts,
    style: Style,
) -> RecordView:
    """Lay out one record of the dossier that the page is about. Without `facts` it has nothing to build."""
    receipt = facts.receipt if facts is not None else None
    subject = RecordSubject(
        record, {field.id: field.label for field in section.fields.values()}, _pages_by_file(receipt)
    )
    views = tuple(_with_crop(finding, subject, report, style.lang) for finding in findings)
    is_built = facts is not None and facts.state in STATES_WITH_PDF and receipt is not None
    failed = facts is not None and facts.state is not UploadState.CURRENT
    shows_pages = facts is not None and facts.shows_pages
    page_count = _shown_pages(receipt, report.most_pages) if shows_pages else 0
    return RecordView(
        anchor=anchor(record.place.path),
        title=escape_controls(record.text(section.title_field) or record.folder.rsplit("/", 1)[-1])
        or one_line(section.label, style.lang),
        folder=escape_controls(record.folder),
        tone=Tone.BAD if failed else worst_tone(views, Tone.GOOD if is_built else Tone.PLAIN),
        upload=_upload_view(receipt) if is_built and receipt is not None else None,
        remark=_remark(facts, style, findings),
        unbuilt=failed,
        thumbs=tuple(_thumbs(facts, page_count, views, style, report.look)) if facts is not None and is_built else (),
        unseen=receipt.pages - page_count if shows_pages and receipt is not None else 0,
        recoded=tuple(_recoded_pages(facts, receipt, style))
        if facts is not None and is_built and receipt is not None
        else (),
        saved=_saved_text(receipt, style) if is_built and receipt is not None else "",
        notes=_notes(receipt, style) if is_built and receipt is not None else (),
        findings=views,
    )


def _with_crop(finding: Finding, subject: RecordSubject, report: ReportFacts, lang: str) -> FindingView:
    """Word a finding and name the piece of a scan that is shown beside it."""
    view = record_finding(finding, subject, report.result.profile, lang)
    crop = crop_of_finding(finding, report.result.facts) if report.shows_crops else None
    if crop is None:
        return view
    page = Label(f"第 {crop.page} 页", f"page {crop.page}") if report.result.facts[crop.file].pages > 1 else Label("")
    where = " ".join(filter(None, (escape_controls(crop.file), page.text(lang))))
    return view._replace(crop=crop.name, crop_of=where)


def _pages_by_file(receipt: RecordReceipt | None) -> dict[str, tuple[int, ...]]:
    pages: dict[str, tuple[int, ...]] = {}
    for source in receipt.sources if receipt is not None else ():
        pages[source.file] = (*pages.get(source.file, ()), *source.pages)
    return pages


def _upload_view(receipt: RecordReceipt) -> UploadView:
    return UploadView(
        name=escape_controls(upload_text(receipt)),
        link=upload_link(receipt.file),
        size=size_text(receipt.total_bytes),
        limit=size_text(receipt.limit) if receipt.limit else "",
        share=round(100 * receipt.bytes / receipt.limit, 1) if receipt.limit else 0.0,
        pages=receipt.total_pages,
    )


def upload_text(receipt: RecordReceipt) -> str:
    """What to choose in the portal: the file's name, of several the first and the last."""
    names = [PurePosixPath(file.file).name for file in receipt.files]
    return names[0] if len(names) == 1 else f"{names[0]} … {names[-1]}"


def _remark(facts: RecordFacts | None, style: Style, findings: tuple[Finding, ...]) -> str:
    if facts is None:
        return style.say(Label("没有佐证文件夹，不生成 PDF", "no folder of scans, so no PDF"))
    if facts.state is UploadState.FAILED and facts.receipt is not None:
        if any(finding.code in _OF_FILES and finding.severity is Severity.ERROR for finding in findings):
            return style.say(_FILES_FIRST)
        error = facts.receipt.error
        return escape_controls(style.say(Label(f"没有生成 PDF：{error.zh}", f"no PDF: {error.text('en')}")))
    return style.say(_REMARKS[facts.state]) if facts.state in _REMARKS else ""


def _shown_pages(receipt: RecordReceipt | None, most: int) -> int:
    return min(receipt.pages, most or receipt.pages) if receipt is not None else 0


def _thumbs(
    facts: RecordFacts, page_count: int, findings: tuple[FindingView, ...], style: Style, look: str
) -> Iterator[PageThumb]:
    receipt = facts.receipt
    if receipt is None:
        return
    recoded = {page.page for page in receipt.recoded}
    for number in range(1, page_count + 1):
        findings_here = tuple(finding for finding in findings if number in finding.pages)
        yield PageThumb(
            number=number,
            part=_part_label(facts, number, style),
            picture=picture_name(receipt.sha256, number) if look else "",
            tone=worst_tone(findings_here),
            recoded=number in recoded,
        )


def picture_name(sha256: str, number: int) -> str:
    """What the picture of a page is called among those handed to the templates."""
    return f"{sha256[:16]}-{number}"


def _part_label(facts: RecordFacts, number: int, style: Style) -> str:
    part = facts.parts.get(number)
    return escape_controls(style.say(part.label)) if part is not None else ""


def _recoded_pages(facts: RecordFacts, receipt: RecordReceipt, style: Style) -> Iterator[RecodedPage]:
    for page in receipt.recoded:
        yield RecodedPage(
            number=page.page,
            part=_part_label(facts, page.page, style),
            before=size_text(page.bytes_before),
            after=size_text(page.bytes_after),
            dpi=page.dpi,
            quality=style.say(Label("无损", "lossless")) if page.quality >= _LOSSLESS else str(page.quality),
            reason=style.say(_REASONS.get(page.reason, Label(escape_controls(page.reason)))),
        )


def _saved_text(receipt: RecordReceipt, style: Style) -> str:
    """What the pages that were coded anew took and take together; one in another format may take more than before."""
    if not receipt.recoded:
        return ""
    before, after = (
        sum(page.bytes_before for page in receipt.recoded),
        sum(page.bytes_after for page in receipt.recoded),
    )
    low, count = min(page.dpi for page in receipt.recoded), len({page.page for page in receipt.recoded})
    sizes = f"{size_text(before)} → {size_text(after)}"
    done = "转成 JPG" if all(page.reason == BECAUSE_FORMAT for page in receipt.recoded) else "压缩了"
    return style.say(
        Label(
            f"{done} {count} 页：{sizes}，最低 {low} dpi",
            f"{count} page{'' if count == 1 else 's'} re-encoded: {sizes}, {low} dpi at least",
        ),
    )


def _notes(receipt: RecordReceipt, style: Style) -> tuple[str, ...]:
    return tuple(escape_controls(style.say(note)) for note in receipt.notes)
