"""The written file opened by another library than the writer's: nothing takes the target's place before this."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from zcdossier.assemble import wording
from zcdossier.assemble.pictures.suppress_warnings import suppress_warnings
from zcdossier.assemble.refusal import RefusedError, short
from zcdossier.model.label import Label

_ROOT_KEYS = frozenset(
    ["/Type", "/Pages", "/PageLabels", "/Lang", "/ViewerPreferences", "/Outlines", "/PageMode", "/OCProperties"]
)
_PAGE_KEYS_UNWANTED = frozenset(["/AA", "/Annots", "/Metadata", "/PieceInfo"])
_TOLERANCE = 0.05

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ExpectedPage:
    """What a page must be: its box in points, its turn, and the sha256 of its JPEG where it is a picture."""

    width: float
    height: float
    rotation: int
    jpeg: str = ""


def verify(path: Path, pages: Sequence[ExpectedPage], max_bytes: int) -> None:
    """Refuse a file that does not hold exactly these pages, in this order, below the limit."""
    size = path.stat().st_size
    if size >= max_bytes:
        raise _failed(f"{size} 字节，不小于 {max_bytes}", f"{size} bytes, not below {max_bytes}")
    with suppress_warnings():
        try:
            _read(path, lambda reading: _compare(reading, pages))
        except RefusedError:
            raise
        except Exception as error:  # a torn file makes the library raise anything
            raise _failed(f"打不开：{short(error)}", f"does not open: {short(error)}") from error


def page_count(path: Path) -> int:
    """Open a PDF and count its pages. Raises anything when it is damaged."""
    with suppress_warnings():
        return len(list(_read(path, lambda reading: [page.width for page in reading.pages])))


@dataclass(frozen=True, slots=True)
class _Page:
    """What a library says of a page; `jpeg` hashes its only picture, and is asked for seldom."""

    width: float
    height: float
    rotation: Any
    keys: frozenset[str]
    jpeg: Callable[[], str]


@dataclass(frozen=True, slots=True)
class _Reading:
    encrypted: bool
    root: frozenset[str]
    count: int
    pages: Iterator[_Page]


def _read(path: Path, judge: Callable[[_Reading], Result]) -> Result:
    """Hand the file to `judge` as pypdf reads it, or as qpdf does, without repairing, where pypdf sets itself bounds.

    A number of a hundred digits is one of them; what draws so is fine for every viewer.
    """
    from pypdf import errors  # noqa: PLC0415 - heavy

    bounds = getattr(errors, "LimitReachedError", ())  # releases before 6 set none

    try:
        with path.open("rb") as file:
            return judge(_by_pypdf(file))
    except bounds:
        import pikepdf  # noqa: PLC0415 - heavy

        with path.open("rb") as file, pikepdf.open(file, attempt_recovery=False) as pdf:
            return judge(_by_qpdf(pdf))


def _by_pypdf(file: BinaryIO) -> _Reading:
    from pypdf import PdfReader  # noqa: PLC0415 - heavy

    reader = PdfReader(file, strict=True)

    def pages() -> Iterator[_Page]:
        for page in reader.pages:
            box = page.mediabox
            jpeg = partial(_hash_by_pypdf, page)
            yield _Page(float(box.width), float(box.height), page.get("/Rotate", 0), frozenset(page), jpeg)
            reader.resolved_objects.clear()  # it keeps all it has read, in circles that outlive it

    root = frozenset(str(key) for key in reader.root_object)
    return _Reading(reader.is_encrypted, root, len(reader.pages), pages())


def _hash_by_pypdf(page: Any) -> str:
    page.get_contents()
    (picture,) = page["/Resources"]["/XObject"].values()
    return sha256(picture.get_object().get_data()).hexdigest()


def _by_qpdf(pdf: Any) -> _Reading:
    def pages() -> Iterator[_Page]:
        for page in pdf.pages:
            left, bottom, right, top = (float(side) for side in page.mediabox)
            keys = frozenset(page.obj.keys())
            yield _Page(right - left, top - bottom, page.obj.get("/Rotate", 0), keys, partial(_hash_by_qpdf, page.obj))

    return _Reading(pdf.is_encrypted, frozenset(pdf.Root.keys()), len(pdf.pages), pages())


def _hash_by_qpdf(page: Any) -> str:
    (picture,) = page.Resources.XObject.values()
    return sha256(picture.read_raw_bytes()).hexdigest()


def _compare(reading: _Reading, pages: Sequence[ExpectedPage]) -> None:
    if reading.encrypted:
        raise _failed("被加密", "is encrypted")
    if reading.count != len(pages):
        raise _failed(f"有 {reading.count} 页，应为 {len(pages)} 页", f"has {reading.count} pages, not {len(pages)}")
    unwanted = set(reading.root) - _ROOT_KEYS
    for number, (page, expected) in enumerate(zip(reading.pages, pages, strict=True), start=1):
        unwanted |= page.keys & _PAGE_KEYS_UNWANTED
        if not _is_as_expected(page, expected):
            raise _failed(f"第 {number} 页不对", f"page {number} is not as planned")
    if unwanted:
        names = ", ".join(sorted(unwanted))
        raise _failed(f"含有不该有的 {names}", f"holds {names}, which it must not")


def _is_as_expected(page: _Page, expected: ExpectedPage) -> bool:
    """Whether a page is as planned; what a source page draws is the source's own affair."""
    return (
        abs(page.width - expected.width) <= _TOLERANCE
        and abs(page.height - expected.height) <= _TOLERANCE
        and page.rotation == expected.rotation
        and (not expected.jpeg or page.jpeg() == expected.jpeg)
    )


def _failed(zh: str, en: str) -> RefusedError:
    return RefusedError(wording.not_verified(Label(zh, en)))
