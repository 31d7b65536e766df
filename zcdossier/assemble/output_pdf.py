"""The PDF in the making: the pages of sources laid out at once, those of pictures shown when their coding is decided.

It is saved so that bytes repeat.
"""

from collections.abc import Mapping
from io import RawIOBase
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from zcdossier.assemble import build_notes
from zcdossier.assemble.document_look import write_look
from zcdossier.assemble.layout import STRIP_OVERLAP, drawing, lay_out_strips, note_shape, page_sides
from zcdossier.assemble.pdf import image_metadata, pdf_source
from zcdossier.assemble.pdf.dedupe_streams import dedupe_streams
from zcdossier.assemble.pdf.image_metadata import CleanedImages
from zcdossier.assemble.pdf.optional_content import OptionalContent
from zcdossier.assemble.pdf.pdf_source import MOST_OPEN, FilePool, PdfSource
from zcdossier.assemble.pictures.coded_picture import CodedPicture
from zcdossier.assemble.pictures.embedder import Embedder
from zcdossier.assemble.plan import PageKind, Plan, PlannedPage, RecordJob
from zcdossier.assemble.printed_text import ContentsPage, TextPrinter, contents_pages, number_text
from zcdossier.assemble.refusal import reading
from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.label import Label

PDF_VERSION = "1.7"
_IMAGE_NAME = "/Im0"


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
        import pikepdf

        self.pdf = pikepdf.Pdf.new()
        self._limits = limits
        self._embedder = Embedder(self.pdf)
        self._layers = OptionalContent(self.pdf)
        self._printer = TextPrinter(self.pdf)

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
        import pikepdf

        image = self._embedder.embed(coded)
        layouts = lay_out_strips((coded.width, coded.height), coded.orientation, self._limits, strips, STRIP_OVERLAP)
        for index, layout in enumerate(layouts, start=number - 1):
            page = self.pdf.pages[index].obj
            page.MediaBox = pikepdf.Array([0, 0, layout.width, layout.height])
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({_IMAGE_NAME: image}))
            page.Contents = self.pdf.make_stream(drawing(layout, _IMAGE_NAME))

    def add_contents_page(self, content: ContentsPage) -> None:
        """Append a page of contents."""
        self._printer.add_contents(content, page_sides(self._limits))

    def finish(self, job: RecordJob, plan: Plan) -> None:
        """Add what the reader's window shows, and take out what sources and cameras left behind."""
        write_look(self.pdf, job, plan)
        self._layers.write()
        pdf_source.strip_streams(self.pdf)
        dedupe_streams(self.pdf)
        for number, content in enumerate(contents_pages(self._limits.look.contents, plan.contents)):
            if plan.contents:
                self._printer.link_contents(number, content)

    def number_pages(self) -> None:
        """Print the numbers that the notice wants, once every page shows what it is to show."""
        numbers, count = self._limits.look.numbers, len(self.pdf.pages)
        for number, page in enumerate(self.pdf.pages, start=1):
            text = number_text(numbers, number, count)
            if text:
                self._printer.number_page(page, text, numbers.at)

    def clean_jpegs(self) -> CleanedImages:
        """Drop camera data from the JPEGs inside source pages; to be called when they are small enough to read."""
        return image_metadata.clean_images(self.pdf)

    def has_camera_data(self, least: int) -> bool:
        """Whether `clean_jpegs` would save so many bytes."""
        return image_metadata.has_camera_data(self.pdf, least)

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
        import pikepdf

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
        self._cleaned = CleanedImages()

    def __enter__(self) -> Self:
        try:
            self._open_sources()
            for content in self._contents():
                self.document.add_contents_page(content)
            for page in self.plan.source_pages:
                if page.kind is PageKind.PICTURE:
                    self.document.add_picture_page()
                else:
                    self.document.add_source_page(self._sources[page.file], page.index)
            for source in self._sources.values():
                self.document.finish_source(source)
            self.document.finish(self.job, self.plan)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _contents(self) -> tuple[ContentsPage, ...]:
        return contents_pages(self.job.limits.look.contents, self.plan.contents) if self.plan.contents else ()

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
        self._cleaned = self.document.clean_jpegs()  # those to be shown are clean and whole already
        for number, coded in sorted(pictures.items()):
            page = self.plan.pages[number - 1]
            with reading(page.file):
                self.document.show(number, coded, page.strips)
        self.document.number_pages()
        file.seek(0)
        file.truncate()
        self.document.save(file)
        file.flush()
        file.seek(0, 2)
        return file.tell()

    def notes(self) -> list[Label]:
        """Return what the sources gave to say, once all was read."""
        return [
            *(note for page in self.plan.source_pages if (note := self._shape_note(page)) is not None),
            *(
                build_notes.note_frames(file, self.job.facts[file].pages)
                for file in dict.fromkeys(page.file for page in self.plan.source_pages)
                if self.job.facts[file].unmerged_frames
            ),
            *(note for source in self._sources.values() for note in source.closing_notes()),
            *self._notes_on_cut(),
            *([build_notes.note_unclean(self._cleaned.unclean)] if self._cleaned.unclean else []),
        ]

    def _notes_on_cut(self) -> list[Label]:
        """Name the pages of each source on which a picture lacks its end."""
        cut: dict[str, list[int]] = {}
        for number in self._cleaned.cut_on:
            page = self.plan.pages[number - 1]
            cut.setdefault(page.file, []).append(page.index + 1)
        return [build_notes.note_cut(file, pages) for file, pages in cut.items()]

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
