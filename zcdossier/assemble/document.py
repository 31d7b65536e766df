"""The PDF in the making: pages of pictures and of sources, bookmarks, title; saved so that bytes repeat."""

from collections.abc import Sequence
from io import RawIOBase
from typing import Any, BinaryIO, cast

from zcdossier.assemble.layout import STRIP_OVERLAP, drawing, lay_out_strips
from zcdossier.assemble.pdf import image_metadata as pdf_metadata
from zcdossier.assemble.pdf import pdf_source
from zcdossier.assemble.pdf.dedupe_streams import dedupe_streams
from zcdossier.assemble.pdf.optional_content import OptionalContent
from zcdossier.assemble.pdf.page_labels import label_runs
from zcdossier.assemble.pdf.pdf_source import PdfSource
from zcdossier.assemble.pictures.coded_picture import Coded
from zcdossier.assemble.pictures.embedder import Embedder
from zcdossier.assemble.plan import Bookmark
from zcdossier.model.profile import BuildLimits

VERSION = "1.7"
_NAME = "/Im0"


def _shown(text: str) -> str:
    """Return a text as one line that any PDF can hold; a file name may have bytes that are no text."""
    return " ".join(text.encode("utf-8", errors="replace").decode().split())


class _Counter(RawIOBase):
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


class _Steady(_Counter):
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

    def show(self, number: int, coded: Coded, strips: int = 1) -> None:
        """Put a picture on its page (from 1), or a long one on as many as planned; what was there before is gone."""
        import pikepdf  # noqa: PLC0415 - heavy

        image = self._embedder.embed(coded)
        layouts = lay_out_strips((coded.width, coded.height), coded.orientation, self._limits, strips, STRIP_OVERLAP)
        for index, layout in enumerate(layouts, start=number - 1):
            page = self.pdf.pages[index].obj
            page.MediaBox = pikepdf.Array([0, 0, layout.width, layout.height])
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({_NAME: image}))
            page.Contents = self.pdf.make_stream(drawing(layout, _NAME))

    def finish(self, title: str, bookmarks: Sequence[Bookmark]) -> None:
        """Add what the reader's window shows, and take out what sources and cameras left behind."""
        import pikepdf  # noqa: PLC0415 - heavy

        root = self.pdf.Root
        root.Lang = pikepdf.String("zh-CN")
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        self.pdf.docinfo["/Title"] = pikepdf.String(_shown(title))
        with self.pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(_shown(mark.label), mark.page - 1) for mark in bookmarks)
        self._name_pages(bookmarks)
        self._layers.settle()
        pdf_source.strip_streams(self.pdf)
        dedupe_streams(self.pdf)

    def _name_pages(self, bookmarks: Sequence[Bookmark]) -> None:
        import pikepdf  # noqa: PLC0415 - heavy

        shown = [Bookmark(_shown(mark.label), mark.page) for mark in bookmarks]
        numbers = []
        for run in label_runs(shown, len(self.pdf.pages)):
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
        counter = _Counter()
        self._save(cast("BinaryIO", counter), repeatable=False)
        return counter.size

    def save(self, file: BinaryIO) -> None:
        """Write it; the same content gives the same bytes. Raises OSError as the file does."""
        steady = _Steady(file)
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
            force_version=VERSION,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            fix_metadata_version=False,
            deterministic_id=repeatable,
            static_id=not repeatable,
        )

    def close(self) -> None:
        """Let go of memory."""
        self.pdf.close()
