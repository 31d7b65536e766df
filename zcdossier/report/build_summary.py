"""What a build did: one line per record, then totals. A failed record says what to do."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from zcdossier.model.finding import Severity, Verdict
from zcdossier.model.label import Label
from zcdossier.model.receipt import BECAUSE_FORMAT, BuildOutcome, FileReceipt, Receipt, RecordReceipt
from zcdossier.model.results import StaleUploads
from zcdossier.report.dossier_summary import counts_text, quote_for_shell
from zcdossier.report.json_document import Json, failure_object
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Style
from zcdossier.report.text_layout import GAP, Span, cell_width, clip_middle, lay_out_table, unpainted, wrap_spans

_OUTCOMES = {
    BuildOutcome.BUILT: Label("已生成", "built"),
    BuildOutcome.UNCHANGED: Label("未变", "unchanged"),
    BuildOutcome.FAILED: Label("失败", "failed"),
}
_NAME = 3
_LEAST_NAME_CELLS = 30


def build_text(name: str, out: str, receipt: Receipt, style: Style, *, brief: bool = False) -> str:
    """One dossier's build; brief among many: only what to say about records, and the totals."""
    lines: list[str] = []
    if style.detail is not Detail.QUIET:
        lines += [style.paint.strong(escape_controls(name)), *(() if brief else _record_lines(receipt, style))]
    for record in receipt.records:
        lines += _remark_lines(name, record, style)
    lines += _totals_lines(out, receipt, style)
    return "".join(f"{line}\n" for line in lines)


def _record_lines(receipt: Receipt, style: Style) -> Iterator[str]:
    """A line for each record that was built or not; what has not changed is counted below, and listed with -v."""
    verbose = style.detail is Detail.VERBOSE
    records = [record for record in receipt.records if verbose or record.outcome is not BuildOutcome.UNCHANGED]
    rows = _fit_names([_record_cells(record, style) for record in records], style)
    for line, record in zip(lay_out_table(rows, right=(1, 2), indent="  "), records, strict=True):
        yield _paint_record(line, record, style)


def _record_cells(record: RecordReceipt, style: Style) -> list[str]:
    failed = record.outcome is BuildOutcome.FAILED
    return [
        _OUTCOMES[record.outcome].text(style.lang),
        style.say(Label(f"{record.total_pages} 页", f"{record.total_pages} p.")) if not failed else "",
        size_text(record.total_bytes) if not failed else "",
        escape_controls(_file_text(record) or record.title),
        _recoded_text(record, style),
    ]


def _fit_names(rows: list[list[str]], style: Style) -> list[list[str]]:
    """Clip names in the middle so that a row is no wider than a line; paths that begin alike stay apart."""
    if not rows:
        return rows
    others = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    taken = sum(others) - others[_NAME]
    room = max(style.width - taken - cell_width(GAP) * len(others) - 1, _LEAST_NAME_CELLS)
    return [[*row[:_NAME], clip_middle(row[_NAME], room), *row[_NAME + 1 :]] for row in rows]


def _file_text(record: RecordReceipt) -> str:
    """The name of its file; of several the first and the last."""
    last = f" … {PurePath(record.further[-1].file).name}" if record.further else ""
    return f"{record.file}{last}" if record.file else ""


def _recoded_text(record: RecordReceipt, style: Style) -> str:
    if not record.recoded:
        return ""
    pages = len(record.recoded)
    low = min(page.dpi for page in record.recoded)
    done = "转成 JPG" if all(page.reason == BECAUSE_FORMAT for page in record.recoded) else "压缩"
    return style.say(Label(f"{done} {pages} 页，最低 {low} dpi", f"{pages} p. re-encoded, {low} dpi at least"))


def _paint_record(line: str, record: RecordReceipt, style: Style) -> str:
    if record.outcome is BuildOutcome.FAILED:
        return style.paint.bad(line)
    return style.paint.faint(line) if record.outcome is BuildOutcome.UNCHANGED else line


def _remark_lines(name: str, record: RecordReceipt, style: Style) -> Iterator[str]:
    """Quiet, nothing above says whose record it is: the line does."""
    title = escape_controls(record.title or record.record)
    if record.outcome is BuildOutcome.FAILED:
        error = escape_controls(style.say(record.error))
        place = escape_controls(str(PurePath(name, record.record)) if style.detail is Detail.QUIET else record.record)
        yield from _remark(style.say(Label("错误", "error")), style.paint.bad, f"{_once(place, title)}: {error}", style)
    elif style.detail is not Detail.QUIET:
        for note in record.notes:
            text = f"{_once(escape_controls(record.record), title)}: {escape_controls(style.say(note))}"
            yield from _remark(style.say(Label("注意", "note")), style.paint.label, text, style)


def _once(place: str, title: str) -> str:
    """A record by its folder and its title, which the folder often says already."""
    return place if title in place else f"{place} {title}"


def _remark(word: str, paint: Callable[[str], str], text: str, style: Style) -> list[str]:
    spans: tuple[Span, ...] = ((word, paint), (f" {text}", unpainted))
    return wrap_spans(spans, style.line_cells, cell_width(word) + 1)


def _totals_lines(out: str, receipt: Receipt, style: Style) -> Iterator[str]:
    count = {outcome: sum(record.outcome is outcome for record in receipt.records) for outcome in BuildOutcome}
    size = size_text(sum(record.total_bytes for record in receipt.records if record.outcome is not BuildOutcome.FAILED))
    pages = sum(record.total_pages for record in receipt.records if record.outcome is not BuildOutcome.FAILED)
    built, unchanged = count[BuildOutcome.BUILT], count[BuildOutcome.UNCHANGED]
    present = built + unchanged
    if not receipt.records:
        yield style.say(
            Label(
                "还没有可以合成的：先在清单里填上记录，放好扫描件，再运行一次",
                "nothing to build yet: list records in the manifest, put their scans in place, and run this again",
            )
        )
        return
    files = [file.file for record in receipt.records for file in record.files]
    what = uploads_label(files)
    of_files = Label(f"{len(files)} 个文件、", f"{len(files)} files, ")
    in_all = of_files if any(record.further for record in receipt.records) else Label("", "")
    text = style.say(
        Label(
            f"{present} 份{what.zh}（新生成 {built}，未变 {unchanged}），共 {in_all.zh}{pages} 页，{size}",
            f"{present} {what.en} ({built} built, {unchanged} unchanged), {in_all.en}{pages} pages, {size}",
        ),
    )
    if failed := count[BuildOutcome.FAILED]:
        text += style.paint.bad(style.say(Label(f"；{failed} 份失败", f"; {failed} failed")))
    if style.detail is not Detail.QUIET or failed:
        yield text
        if not present:
            return
        yield style.say(Label(f"放在 {escape_controls(out)}", f"in {escape_controls(out)}"))


def uploads_label(files: Iterable[str]) -> Label:
    """What to call files to hand in: PDFs, where they are nothing else."""
    only_pdfs = all(file.lower().endswith(".pdf") for file in files)
    return Label(" PDF", "PDFs") if only_pdfs else Label("材料", "uploads")


def size_text(size: int) -> str:
    """Bytes as people say them, in the decimal units that limits are stated in."""
    if size < 1_000_000:  # noqa: PLR2004 - a megabyte
        return f"{-(-size // 1000)} kB"
    return f"{size / 1_000_000:.1f} MB"


def unread_build_text(name: str, style: Style) -> str:
    """A dossier whose manifest can't be read has nothing built; its findings stand above."""
    text = style.say(Label("清单读不出来，没有生成 PDF", "the manifest can't be read, nothing was built"))
    return f"{style.paint.strong(escape_controls(name))}{style.say(Label('：', ': '))}{style.paint.bad(text)}\n"


def stale_text(stale: StaleUploads, style: Style) -> str:
    """PDFs of an earlier build that belong to no record any more."""
    text = ""
    if stale.moved:
        text += _list_files(
            Label(
                f"以下 PDF 已经不属于任何记录，已移到 {escape_controls(str(stale.to))}：",
                f"These PDFs no longer belong to any record and were moved to {escape_controls(str(stale.to))}:",
            ),
            stale.moved,
            style,
        )
    if stale.left:
        text += _list_files(
            Label(
                "以下 PDF 已经不属于任何记录，不要上传；加 --prune 可以把它们移走：",
                "These PDFs no longer belong to any record, don't upload them; --prune moves them away:",
            ),
            stale.left,
            style,
        )
    return text


def _list_files(heading: Label, files: Sequence[str], style: Style) -> str:
    head = style.paint.doubtful(style.say(heading))
    return "\n".join([head, *(f"  {escape_controls(file)}" for file in files)]) + "\n"


def remaining_findings_text(name: str, verdict: Verdict, style: Style) -> str:
    """What lint still finds, which a PDF does not show."""
    errors, warnings = verdict.count(Severity.ERROR), verdict.count(Severity.WARNING)
    if style.detail is Detail.QUIET or not (errors or warnings):
        return ""
    run = f"zcdossier lint {quote_for_shell(escape_controls(name))}"
    counts = counts_text(errors, warnings, style)
    return style.say(Label(f"检查还有 {counts}；运行 {run} 查看\n", f"lint finds {counts}; run {run}\n"))


def build_object(
    name: str, out: str, receipt: Receipt | None, verdict: Verdict, lang: str, *, stale: StaleUploads
) -> Json:
    """One dossier's build as data; the receipt file holds the rest. `records` is null when nothing could be begun."""
    records = [_record_object(record, lang) for record in receipt.records] if receipt is not None else None
    counts = {severity.value: verdict.count(severity) for severity in Severity}
    moved = {"files": list(stale.moved), "to": str(stale.to)} if stale.moved else None
    return {
        "path": name,
        "out": out,
        "records": records,
        "stale": list(stale.left),
        "moved": moved,
        "counts": counts,
    }


def failed_build_object(name: str, reason: str) -> Json:
    """A dossier that could not be begun, so that it is missed by nobody."""
    counts = {severity.value: 0 for severity in Severity}
    empty: Json = {"out": None, "records": None, "stale": [], "moved": None, "counts": counts, "report": None}
    return failure_object(name, reason, empty)


def _file_object(file: FileReceipt) -> Json:
    return {"file": PurePath(file.file).as_posix(), "bytes": file.bytes, "pages": file.pages}


def _record_object(record: RecordReceipt, lang: str) -> Json:
    return {
        "record": record.record,
        "section": record.section,
        "outcome": record.outcome.value,
        "file": PurePath(record.file).as_posix() if record.file else None,
        "files": [_file_object(file) for file in record.files],
        "bytes": record.total_bytes,
        "pages": record.total_pages,
        "recoded": len(record.recoded),
        "error": record.error.text(lang) or None,
    }
