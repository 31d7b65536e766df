"""The pages of uploads as small pictures for the report, remembered by what an upload holds.

What was drawn lies beside the uploads in a hidden folder, one plain zip of JPEGs per upload, named by its sha256 and
the view size: an upload that did not change is not opened. What belongs to no upload any more is taken away.
"""

import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from zcdossier.assemble.pdf.page_images import (
    PageView,
    SolePicture,
    ViewSize,
    code_view,
    sole_picture,
    view_of_picture,
    views_by_renderer,
)
from zcdossier.assemble.pictures.raster import fit_within, make_plain, open_picture, scale_while_decoding
from zcdossier.assemble.pictures.suppress_warnings import suppress_warnings
from zcdossier.assemble.workers import PagePool, in_order
from zcdossier.source.regular_file import read_regular_file

PAGES_FOLDER = ".zcdossier.pages"
SMALL = ViewSize("small", 560, 24_000)
MEDIUM = ViewSize("medium", 1000, 70_000)
_PHOTO_SIDE, _PHOTO_BYTES = 320, 40_000
_SHAPE = 1
_DIGITS = 32
_NONE = "none"
_NOT_ZIP = (OSError, ValueError, KeyError, zipfile.BadZipFile, NotImplementedError)

Pages = tuple[PageView | None, ...]
"""The pages of one upload in order; None where a page could not be drawn."""


class Upload(NamedTuple):
    """A PDF and what it is known to hold; only its first `most` pages are wanted, 0 for all."""

    path: Path
    sha256: str
    most: int = 0


class _PageTask(NamedTuple):
    upload: Upload
    number: int
    picture: SolePicture | None
    pdf: bytes
    view_size: ViewSize


def page_views(
    uploads: Sequence[Upload], view_size: ViewSize, folder: Path, *, threads: int | None = None
) -> Mapping[Upload, Pages]:
    """Return the pages of every upload that still holds what it is known to; draw and remember what is not known."""
    memory = _Memory(folder / PAGES_FOLDER, view_size)
    remembered = {upload: memory.recall(upload) for upload in dict.fromkeys(uploads)}
    views = {upload: pages for upload, pages in remembered.items() if pages is not None}
    missing = [upload for upload, pages in remembered.items() if pages is None]
    if missing:
        with suppress_warnings():
            for upload, pages in _draw_uploads(missing, view_size, threads):
                views[upload] = pages
                memory.keep(upload, pages)
    memory.sweep(views)
    return views


def photo_view(path: Path) -> PageView | None:
    """Return a photo as small as a passport's; None when it can't be shown."""
    from PIL import ImageOps

    try:
        with suppress_warnings(), open_picture(BytesIO(read_regular_file(path)), path.name) as image:
            scale_while_decoding(image, (_PHOTO_SIDE, _PHOTO_SIDE))
            picture = fit_within(make_plain(ImageOps.exif_transpose(image)), _PHOTO_SIDE)
            return code_view(picture, ViewSize("photo", _PHOTO_SIDE, _PHOTO_BYTES))
    except Exception:  # noqa: BLE001 - a photo that can't be shown has its findings
        return None


def _draw_uploads(
    uploads: Sequence[Upload], view_size: ViewSize, threads: int | None
) -> Iterator[tuple[Upload, Pages]]:
    """Draw uploads in their order, the pages by all threads; what can't be opened is passed over."""
    with PagePool(threads) as pool:
        try:
            current: Upload | None = None
            pages: list[PageView | None] = []
            for upload, view in in_order(pool, _draw_view, _page_tasks(uploads, view_size)):
                if current is not None and upload != current:
                    yield current, tuple(pages)
                    pages = []
                current = upload
                pages.append(view)
            if current is not None:
                yield current, tuple(pages)
        except BaseException:
            pool.stop()
            raise


def _page_tasks(uploads: Sequence[Upload], view_size: ViewSize) -> Iterator[_PageTask]:
    """Take uploads apart, one at a time."""
    import pikepdf

    for upload in uploads:
        try:
            data = read_regular_file(upload.path)
            if sha256(data).hexdigest() != upload.sha256:
                continue
            with pikepdf.open(BytesIO(data)) as pdf:
                for number, page in enumerate(islice(pdf.pages, upload.most or None)):
                    picture = _sole_picture_of(page)
                    yield _PageTask(upload, number, picture, b"" if picture else data, view_size)
        except (OSError, ValueError, RuntimeError, pikepdf.PdfError):
            continue


def _sole_picture_of(page: Any) -> SolePicture | None:
    try:
        return sole_picture(page)
    except Exception:  # noqa: BLE001 - whatever a strange page makes the library raise: the renderer has to look
        return None


def _draw_view(page: _PageTask) -> tuple[Upload, PageView | None]:
    try:
        view = view_of_picture(page.picture, page.view_size) if page.picture is not None else None
        if view is None:
            pdf = page.pdf or read_regular_file(page.upload.path)
            view = views_by_renderer(pdf, [page.number], page.view_size).get(page.number)
    except Exception:  # noqa: BLE001 - a page that can't be shown small is still in the PDF
        return page.upload, None
    return page.upload, view


class _Memory:
    """The zips of one folder and view size. A folder that can't be written to, or a foreign zip, is no memory."""

    def __init__(self, folder: Path, view_size: ViewSize) -> None:
        self._folder = folder
        self._view_size = view_size

    def recall(self, upload: Upload) -> Pages | None:
        try:
            with zipfile.ZipFile(self._path(upload)) as archive:
                return tuple(_read(archive, entry) for entry in archive.infolist())
        except _NOT_ZIP:
            return None

    def keep(self, upload: Upload, pages: Pages) -> None:
        path = self._path(upload)
        temp = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            self._folder.mkdir(exist_ok=True)
            with zipfile.ZipFile(temp, "w", zipfile.ZIP_STORED) as archive:
                for number, view in enumerate(pages, start=1):
                    size = f"{view.width}x{view.height}" if view else _NONE
                    archive.writestr(zipfile.ZipInfo(f"{number:04d}-{size}.jpg"), view.data if view else b"")
            temp.replace(path)
        except OSError:
            with suppress(OSError):
                temp.unlink(missing_ok=True)

    def sweep(self, uploads: Mapping[Upload, Pages]) -> None:
        """Remove what was drawn of other uploads, or for another size."""
        wanted = {self._path(upload).name for upload in uploads}
        with suppress(OSError):
            for path in self._folder.glob("*.zip*"):
                if path.name not in wanted:
                    with suppress(OSError):
                        path.unlink()

    def _path(self, upload: Upload) -> Path:
        first = f"-{upload.most}" if upload.most else ""
        return self._folder / f"{upload.sha256[:_DIGITS]}-{self._view_size.name}{_SHAPE}{first}.zip"


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> PageView | None:
    size = entry.filename.partition("-")[2].removesuffix(".jpg")
    if size == _NONE:
        return None
    width, height = (int(side) for side in size.split("x"))
    return PageView(archive.read(entry), width, height)
