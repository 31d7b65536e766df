"""A conforming copy of an ID photo: turned upright, cropped, made smaller, coded anew; or the reason why not.

The original is never touched, nothing is enlarged, and the background keeps its colour: painting it white would be a
forgery of sorts, and shows. What was written is measured as a portal would before it takes its place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zcdossier.assemble.keeping.atomic_write import atomic_write
from zcdossier.assemble.photo import photo_messages
from zcdossier.assemble.photo.head_columns import find_head
from zcdossier.assemble.photo.photo_encoding import EncodedPhoto, PhotoEncoder, format_of_suffix, suffixes_of
from zcdossier.assemble.photo.photo_source import PhotoSource, read_photo
from zcdossier.assemble.photo.photo_window import IntegerSpan, PhotoWindow, Size, choose_size
from zcdossier.assemble.refusal import RefusedError, reading
from zcdossier.model.label import Label

_JFIF = b"\xff\xd8\xff\xe0\0\x10JFIF\0"
_DENSITY_AT = 13
_ANY_QUALITY = IntegerSpan(1, 100)
_ROUNDED = 0.5
Judge = Callable[[Path], Label | None]
"""Measures what was written by the rule; returns what is wrong with it, or nothing."""


@dataclass(frozen=True, slots=True)
class PhotoFixed:
    """A copy that conforms. Sizes are as displayed: of the source, after the crop, and of the copy.

    `quality` is 0 when the coded picture was kept as it was. `notes` say what was done, and what was not.
    """

    target: Path
    bytes: int
    source_size: Size
    cropped_size: Size
    size: Size
    turned: bool
    quality: int
    notes: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class PhotoRefused:
    """No copy was written; `output` tells that the place to write to is at fault, not the photo."""

    reason: Label
    output: bool = False


def fix_photo(
    source: Path, target: Path, window: PhotoWindow, *, judge: Judge | None = None, overwrite: bool = False
) -> PhotoFixed | PhotoRefused:
    """Write a copy of `source` that lies in `window` to `target`, whole or not at all."""
    kind = format_of_suffix(target.suffix)
    try:
        fault = _fault_of(source, target, window, kind, overwrite=overwrite)
        if fault is not None:
            return PhotoRefused(fault, output=True)
        with reading(source.name):
            opened = read_photo(source)
            copy = _make_copy(opened, window, kind)
        _write(copy, target, window, judge)
    except RefusedError as error:
        return PhotoRefused(error.text)
    except OSError as error:  # of the target: `reading` turned those of the source into refusals
        return PhotoRefused(photo_messages.not_writable(error), output=True)
    left, top, right, bottom = copy.box
    cropped = (right - left, bottom - top)
    return PhotoFixed(
        target,
        len(copy.data),
        opened.picture.size,
        cropped,
        copy.size,
        opened.turned,
        copy.quality,
        _notes_on(opened, cropped, copy, window),
    )


def _fault_of(source: Path, target: Path, window: PhotoWindow, kind: str, *, overwrite: bool) -> Label | None:
    if kind not in window.formats:
        return photo_messages.name(suffixes_of(window.formats))
    if not target.parent.is_dir():
        return photo_messages.NO_FOLDER
    if not target.exists():
        return None
    if source.exists() and target.samefile(source):
        return photo_messages.SAME_FILE
    if not target.is_file():
        return photo_messages.NOT_A_TARGET
    return None if overwrite else photo_messages.EXISTS


def _make_copy(source: PhotoSource, window: PhotoWindow, kind: str) -> EncodedPhoto:
    picture = source.picture
    dpi = _dpi_to_write(source, window)
    own = _own_with_dpi(source.own, dpi)
    if (
        kind == "jpeg"
        and window.mode == "colour"
        and window.quality == _ANY_QUALITY
        and window.bytes.holds(len(own))
        and choose_size(picture.size, window) == picture.size
    ):
        return EncodedPhoto(own, picture.size, (0, 0, *picture.size), 0)
    return PhotoEncoder(picture, window, kind, dpi, find_head(picture)).encode()


def _dpi_to_write(source: PhotoSource, window: PhotoWindow) -> int:
    """Return what the copy says of its resolution: what the source says where that is allowed, 0 for nothing."""
    if window.dpi is None:
        return 0
    own = round(source.dpi)
    return own if window.dpi.holds(own) and abs(own - source.dpi) < _ROUNDED else window.dpi.least


def _own_with_dpi(own: bytes, dpi: int) -> bytes:
    """Say a resolution in a JPEG's own header; nothing where it has no such header."""
    if not own or not dpi:
        return own
    if not own.startswith(_JFIF):
        return b""
    density = b"\1" + dpi.to_bytes(2, "big") * 2
    return own[:_DENSITY_AT] + density + own[_DENSITY_AT + len(density) :]


def _write(copy: EncodedPhoto, target: Path, window: PhotoWindow, judge: Judge | None) -> None:
    with atomic_write(target) as temp:
        temp.file.write(copy.data)
        temp.flush()
        with reading(target.name):
            if not _conforms(temp.path, window, copy.kind):
                raise RefusedError(photo_messages.NOT_CONFORMING)
            fault = judge(temp.path) if judge is not None else None
            if fault is not None:
                raise RefusedError(fault)
        temp.commit()


def _conforms(path: Path, window: PhotoWindow, kind: str) -> bool:
    """Measure what was written, as a portal would."""
    from PIL import Image

    with Image.open(path) as image:
        image.load()
        plain = image.mode == ("RGB" if window.mode == "colour" else "L") and not (kind == "jpeg" and image.getexif())
        is_kind = (image.format or "").lower() == kind
        return is_kind and plain and window.bytes.holds(path.stat().st_size) and window.holds_size(image.size)


def _notes_on(source: PhotoSource, cropped: Size, copy: EncodedPhoto, window: PhotoWindow) -> tuple[Label, ...]:
    size = source.picture.size
    dpi = _dpi_to_write(source, window)
    steps = (
        (source.turned, photo_messages.TURNED),
        (cropped != size, photo_messages.cropped(size, cropped)),
        (copy.size != cropped, photo_messages.reduced(cropped, copy.size)),
        (source.mode == "CMYK", photo_messages.FROM_CMYK if source.profiled else photo_messages.FROM_CMYK_UNPROFILED),
        (source.was_grey and window.mode == "colour", photo_messages.FROM_GREY),
        (not source.was_grey and window.mode == "grey", photo_messages.TO_GREY),
        (bool(dpi) and dpi != round(source.dpi), photo_messages.dpi_written(dpi)),
        (True, _coding_note(copy)),
    )
    return (*(note for holds, note in steps if holds), photo_messages.NO_METADATA)


def _coding_note(copy: EncodedPhoto) -> Label:
    if copy.kind != "jpeg":
        return photo_messages.saved_as(copy.kind)
    return photo_messages.encoded(copy.quality) if copy.quality else photo_messages.KEPT
