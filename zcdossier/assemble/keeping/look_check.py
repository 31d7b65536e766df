"""What a notice wants a PDF to show or to keep to page by page, looked for in the written file by another library."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from zcdossier.assemble import build_messages
from zcdossier.assemble.document_look import PANELS, ZOOMS, as_one_line, runs_of
from zcdossier.assemble.pictures.suppress_warnings import suppress_warnings
from zcdossier.assemble.plan import LINES_OF_CONTENTS, Bookmark, PageKind, Plan, RecordJob
from zcdossier.assemble.printed_text import begun_texts, encoded_text, number_text
from zcdossier.assemble.refusal import RefusedError, short
from zcdossier.model.build_rules import USUAL_LOOK, Panel, Zoom
from zcdossier.model.label import Label
from zcdossier.model.page_numerals import page_numeral


def verify_look(path: Path, job: RecordJob, plan: Plan) -> None:
    """Refuse a file that lacks what the notice wants of it beyond its pages. A usual one is not looked at."""
    limits = job.limits
    if limits.look == USUAL_LOOK and not limits.max_page_bytes and not job.info and plan.outline == plan.bookmarks:
        return
    from pypdf import PdfReader

    with suppress_warnings():
        try:
            with path.open("rb") as file:
                wrong = next(_faults(PdfReader(file), job, plan), None)
        except Exception as error:  # noqa: BLE001 - a torn file makes the library raise anything
            wrong = Label(f"打不开：{short(error)}", f"does not open: {short(error)}")
    if wrong is not None:
        raise RefusedError(build_messages.not_verified(wrong))


def _faults(reader: Any, job: RecordJob, plan: Plan) -> Iterator[Label]:
    look = job.limits.look
    expected = [(mark.level, as_one_line(mark.label), mark.page) for mark in plan.outline]
    if list(_outline_of(reader, reader.outline, 0)) != expected:
        yield Label("书签不对", "its bookmarks are not as planned")
    if list(reader.page_labels) != _labels_of(plan, job):
        yield Label("页码标签不对", "its page labels are not as planned")
    info = reader.metadata or {}
    for name, text in job.info:
        if info.get(f"/{name}") != as_one_line(text):
            yield Label(f"文档属性 {name} 不对", f"{name} among its properties is not as planned")
    root = reader.root_object
    if look.panel is not Panel.UNSAID and root.get("/PageMode") != PANELS[look.panel]:
        yield Label("打开时的面板不对", "it does not open with the panel wanted")
    if look.zoom is not Zoom.UNSAID and [str(item) for item in root["/OpenAction"]][1] != ZOOMS[look.zoom][0]:
        yield Label("打开时的缩放不对", "it does not open with the zoom wanted")
    yield from _faults_of_pages(reader, job, plan)


def _faults_of_pages(reader: Any, job: RecordJob, plan: Plan) -> Iterator[Label]:
    limits, count = job.limits, len(plan.pages)
    for planned, page in zip(plan.pages, reader.pages, strict=True):
        number = planned.number
        text = number_text(limits.look.numbers, number, count)
        if text and encoded_text(text) not in page["/Contents"][-1].get_object().get_data():
            yield Label(f"第 {number} 页没有印上页码", f"page {number} lacks its printed number")
        if planned.kind is PageKind.CONTENTS and not _holds_lines(page, plan.contents, planned.index):
            yield Label("目录页不对", "its contents are not as planned")
        size = page_bytes(page) if limits.max_page_bytes else 0
        if size >= limits.max_page_bytes > 0:
            most = limits.max_page_bytes
            yield Label(
                f"第 {number} 页 {size} 字节，不小于 {most}", f"page {number} has {size} bytes, not below {most}"
            )


def page_bytes(page: Any) -> int:
    """Return what a page takes as stored: everything it draws, what it shares with other pages included."""
    from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

    seen: set[int] = set()
    size = 0
    waiting = [page.raw_get(key) for key in ("/Contents", "/Resources") if key in page]
    while waiting:
        item = waiting.pop()
        if isinstance(item, IndirectObject):
            if item.idnum in seen:
                continue
            seen.add(item.idnum)
            item = item.get_object()
        size += _stored_bytes(item) if isinstance(item, StreamObject) else 0
        if isinstance(item, DictionaryObject):
            waiting += [item.raw_get(key) for key in item if key != "/Parent"]
        elif isinstance(item, list):
            waiting += list(item)
    return size


def _stored_bytes(stream: Any) -> int:
    """Return how long the data of a stream is as it stands in the file."""
    written = BytesIO()
    stream.write_to_stream(written)
    _, _, data = written.getvalue().partition(b"\nstream\n")
    return len(data.removesuffix(b"\nendstream"))


def _outline_of(reader: Any, items: Sequence[Any], level: int) -> Iterator[tuple[int, str, int]]:
    for item in items:
        if isinstance(item, list):
            yield from _outline_of(reader, item, level + 1)
        else:
            yield level, item.title, reader.get_destination_page_number(item) + 1


def _labels_of(plan: Plan, job: RecordJob) -> list[str]:
    runs = runs_of(plan, job.limits.look)
    if not runs:
        return [str(page.number) for page in plan.pages]
    starts = [run.page for run in runs]
    ends = [*starts[1:], len(plan.pages) + 1]
    return [
        run.prefix + (page_numeral(run.start + page - run.page, run.style) if run.start else "")
        for run, end in zip(runs, ends, strict=True)
        for page in range(run.page, end)
    ]


def _holds_lines(page: Any, lines: Sequence[Bookmark], index: int) -> bool:
    """Whether the lines of a page of contents stand on it, by number of page; titles may be cut there."""
    drawn = page.get_contents().get_data()
    own = lines[index * LINES_OF_CONTENTS : (index + 1) * LINES_OF_CONTENTS]
    return all(
        encoded_text(str(line.page)) in drawn and any(begun in drawn for begun in begun_texts(line.label))
        for line in own
    )
