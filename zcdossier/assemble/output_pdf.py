"""The PDF in the making: the pages of sources laid out at once, those of pictures shown when their coding is decided.

Bookmarks, title and page labels: “封面” or “正文-2” beside the page's number in a viewer's box tells a reviewer which
proof is on the screen; a number typed into the box still means the page of that number, since no label is a bare
number. It is saved so that bytes repeat.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import RawIOBase
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from zcdossier.assemble import build_messages
from zcdossier.assemble.layout import STRIP_OVERLAP, drawing, lay_out_strips, note_shape
from zcdossier.assemble.pdf import image_metadata as pdf_metadata
from zcdossier.assemble.pdf import pdf_source
from zcdossier.assemble.pdf.dedupe_streams import dedupe_streams
from zcdossier.assemble.pdf.optional_content import OptionalContent
from zcdossier.assemble.pdf.pdf_source import MOST_OPEN, FilePool, PdfSource
from zcdossier.assemble.pictures.coded_picture import CodedPicture
from zcdossier.assemble.pictures.embedder import Embedder
from zcdossier.assemble.plan import Bookmark, PageKind, Plan, PlannedPage, RecordJob
from zcdossier.assemble.refusal import reading
from zcdossier.model.label import Label
from zcdossier.model.profile import BuildLimits

_LONGEST_LABEL = 20
_CUT_MARK = "…"
PDF_VERSION = "1.7"
_IMAGE_NAME = "/Im0"


@dataclass(frozen=True, slots=True)
class LabelRun:
    """Pages from `page` (from 1) on: the prefix, then numbers from `start`; no numbers where `start` is 0."""

    page: int
    prefix: str
    start: int


def label_runs(bookmarks: Sequence[Bookmark], count: int) -> tuple[LabelRun, ...]:
    """Return how `count` pages are called. A part that comes again goes on counting."""
    ends = [*(mark.page for mark in bookmarks[1:]), count + 1]
    sizes = [end - mark.page for mark, end in zip(bookmarks, ends, strict=True)]
    whole: Counter[str] = Counter()
    for mark, size in zip(bookmarks, sizes, strict=True):
        whole[mark.label] += size
    runs = []
    seen: Counter[str] = Counter()
    for mark, size in zip(bookmarks, sizes, strict=True):
        name = mark.label if len(mark.label) <= _LONGEST_LABEL else mark.label[: _LONGEST_LABEL - 1] + _CUT_MARK
        numbered = whole[mark.label] > 1 or mark.label.isdigit()
        runs.append(LabelRun(mark.page, f"{name}-" if numbered else name, seen[mark.label] + 1 if numbered else 0))
        seen[mark.label] += size
    return tuple(runs)


def _as_one_line(text: str) -> str:
    """Return a text as one line that any PDF can hold; a file name may have bytes that are no text."""
    return " ".join(text.encode("utf-8", errors="replace").decode().split())


class _CountingFile(RawIOBase):
    """A file that keeps nothing but its size."""

    def __init__(self) -> None:
        self.size = 0
        self._at = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, data: Any) -> int:
        self._at += len(data)
        self.size = max(self.size, self._at)
        return len(data)


class _SteadyFile(_CountingFile):
    """Writes to a file and keeps what goes wrong: where the library flushes at its end, an error would abort us."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self.trouble: OSError | None = None

    def write(self, data: Any) -> int:
        if self.trouble is None:
            try:
                self._file.write(data)
            except OSError as error:
                self.trouble = error
        return super().write(data)


class Document:
    """One upload while it is put together. Sources must stay open until it is saved."""

    def __init__(self, limits: BuildLimits) -> None:
        import pikepdf  # noqa: PLC0415 - heavy

        self.pdf = pikepdf.Pdf.new()
        self._limits = limits
        self._embedder = Embedder(self.pdf)
        self._layers = OptionalContent(self.pdf)

    def add_picture_page(self) -> None:
        """Append a page whose picture comes later."""
        short, long = sorted((self._limits.page_width_mm, self._limits.page_height_mm))
        self.pdf.add_blank_page(page_size=(short / 25.4 * 72, long / 25.4 * 72))

    def add_source_page(self, source: PdfSource, index: int) -> None:
        """Append a page of a PDF."""
        source.copy_page(index, self.pdf)

    def finish_source(self, source: PdfSource) -> None:
        """Take over what belongs to a PDF as a whole, once all its pages are in."""
        source.copy_layers(self._layers)

    def show(self, number: int, coded: CodedPicture, strips: int = 1) -> None:
        """Put a picture on its page (from 1), or a long one on as many as planned; what was there before is gone."""
        import pikepdf  # noqa: PLC0415 - heavy

        image = self._embedder.embed(coded)
        layouts = lay_out_strips((coded.width, coded.height), coded.orientation, self._limits, strips, STRIP_OVERLAP)
        for index, layout in enumerate(layouts, start=number - 1):
            page = self.pdf.pages[index].obj
            page.MediaBox = pikepdf.Array([0, 0, layout.width, layout.height])
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({_IMAGE_NAME: image}))
            page.Contents = self.pdf.make_stream(drawing(layout, _IMAGE_NAME))

    def finish(self, title: str, bookmarks: Sequence[Bookmark]) -> None:
        """Add what the reader's window shows, and take out what sources and cameras left behind."""
        import pikepdf  # noqa: PLC0415 - heavy

        root = self.pdf.Root
        root.Lang = pikepdf.String("zh-CN")
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        self.pdf.docinfo["/Title"] = pikepdf.String(_as_one_line(title))
        with self.pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(_as_one_line(mark.label), mark.page - 1) for mark in bookmarks)
        self._name_pages(bookmarks)
        self._layers.write()
        pdf_source.strip_streams(self.pdf)
        dedupe_streams(self.pdf)

    def _name_pages(self, bookmarks: Sequence[Bookmark]) -> None:
        import pikepdf  # noqa: PLC0415 - heavy

        named = [Bookmark(_as_one_line(mark.label), mark.page) for mark in bookmarks]
        numbers = []
        for run in label_runs(named, len(self.pdf.pages)):
            name = pikepdf.Dictionary(P=pikepdf.String(run.prefix))
            if run.start:
                name.S, name.St = pikepdf.Name.D, run.start
            numbers += [run.page - 1, name]
        self.pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))

    def clean_jpegs(self) -> int:
        """Drop camera data from the JPEGs inside source pages; to be called when they are small enough to read."""
        return pdf_metadata.clean_images(self.pdf)

    def camera_data(self) -> int:
        """Return what `clean_jpegs` would save."""
        return pdf_metadata.camera_data(self.pdf)

    def measure(self) -> int:
        """Return the size it would have now."""
        counter = _CountingFile()
        self._save(cast("BinaryIO", counter), repeatable=False)
        return counter.size

    def save(self, file: BinaryIO) -> None:
        """Write it; the same content gives the same bytes. Raises OSError as the file does."""
        steady = _SteadyFile(file)
        self._save(cast("BinaryIO", steady), repeatable=True)
        if steady.trouble is not None:
            raise steady.trouble

    def boxes(self) -> tuple[tuple[float, float, int], ...]:
        """Return width, height and turn of every page, for the check of the written file."""
        return tuple(
            (
                float(page.mediabox[2] - page.mediabox[0]),
                float(page.mediabox[3] - page.mediabox[1]),
                int(page.obj.get("/Rotate", 0)),
            )
            for page in self.pdf.pages
        )

    def _save(self, file: BinaryIO, *, repeatable: bool) -> None:
        import pikepdf  # noqa: PLC0415 - heavy

        self.pdf.save(
            file,
            force_version=PDF_VERSION,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            fix_metadata_version=False,
            deterministic_id=repeatable,
            static_id=not repeatable,
        )

    def close(self) -> None:
        """Let go of memory."""
        self.pdf.close()


class Assembly:
    """Owns the document and the sources it reads from; a context manager."""

    def __init__(self, job: RecordJob, plan: Plan) -> None:
        self.document = Document(job.limits)
        self.job = job
        self.plan = plan
        self._sources: dict[str, PdfSource] = {}
        self._few = FilePool()
        self._unclean = 0

    def __enter__(self) -> Self:
        try:
            self._open_sources()
            for page in self.plan.pages:
                if page.kind is PageKind.PICTURE:
                    self.document.add_picture_page()
                else:
                    self.document.add_source_page(self._sources[page.file], page.index)
            for source in self._sources.values():
                self.document.finish_source(source)
            self.document.finish(self.job.title, self.plan.bookmarks)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open_sources(self) -> None:
        wanted: dict[str, list[int]] = {}
        for page in self.plan.pages:
            if page.kind is PageKind.PDF:
                wanted.setdefault(page.file, []).append(page.index)
        for file, indices in wanted.items():
            opened = self._few.opened if len(wanted) <= MOST_OPEN else self._few.file
            with reading(file):
                content = opened(self.job.path(file))
            self._sources[file] = PdfSource(content, file, indices)

    def write(self, pictures: Mapping[int, CodedPicture], file: BinaryIO) -> int:
        """Show the pictures on their pages, write the document, return its size."""
        self._unclean = self.document.clean_jpegs()  # those of source pages: the pictures to be shown are clean already
        for number, coded in sorted(pictures.items()):
            page = self.plan.pages[number - 1]
            with reading(page.file):
                self.document.show(number, coded, page.strips)
        file.seek(0)
        file.truncate()
        self.document.save(file)
        file.flush()
        file.seek(0, 2)
        return file.tell()

    def notes(self) -> list[Label]:
        """Return what the sources gave to say, once all was read."""
        return [
            *(note for page in self.plan.pages if (note := self._shape_note(page)) is not None),
            *(note for source in self._sources.values() for note in source.closing_notes()),
            *([build_messages.note_unclean(self._unclean)] if self._unclean else []),
        ]

    def _shape_note(self, page: PlannedPage) -> Label | None:
        sizes = self.job.facts[page.file].sizes
        if page.kind is not PageKind.PICTURE or page.index >= len(sizes):
            return None
        return note_shape(page.file, sizes[page.index], self.job.limits)

    def close(self) -> None:
        """Let go of all files."""
        self.document.close()
        for source in self._sources.values():
            source.close()
        self._few.close()
