"""All pages of a record in one document: sources opened, pages laid in order, pictures still to be shown."""

from collections.abc import Mapping
from types import TracebackType
from typing import BinaryIO, Self

from zcdossier.assemble import wording
from zcdossier.assemble.document import Document
from zcdossier.assemble.job import RecordJob
from zcdossier.assemble.layout import note_shape
from zcdossier.assemble.pdf.pdf_source import MOST_OPEN, FilePool, PdfSource
from zcdossier.assemble.pictures.coded_picture import Coded
from zcdossier.assemble.plan import Kind, Plan, PlannedPage
from zcdossier.assemble.refusal import reading
from zcdossier.model.label import Label


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
                if page.kind is Kind.PICTURE:
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
            if page.kind is Kind.PDF:
                wanted.setdefault(page.file, []).append(page.index)
        for file, indices in wanted.items():
            opened = self._few.opened if len(wanted) <= MOST_OPEN else self._few.file
            with reading(file):
                content = opened(self.job.path(file))
            self._sources[file] = PdfSource(content, file, indices)

    def write(self, pictures: Mapping[int, Coded], file: BinaryIO) -> int:
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
            *([wording.note_unclean(self._unclean)] if self._unclean else []),
        ]

    def _shape_note(self, page: PlannedPage) -> Label | None:
        sizes = self.job.facts[page.file].sizes
        if page.kind is not Kind.PICTURE or page.index >= len(sizes):
            return None
        return note_shape(page.file, sizes[page.index], self.job.limits)

    def close(self) -> None:
        """Let go of all files."""
        self.document.close()
        for source in self._sources.values():
            source.close()
        self._few.close()
