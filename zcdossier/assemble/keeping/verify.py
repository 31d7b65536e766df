"""The written file opened by another library than the writer's: nothing takes the target's place before this."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from zcdossier.assemble import wording
from zcdossier.assemble.pictures.quiet import quiet
from zcdossier.assemble.refusal import RefusedError, short
from zcdossier.model.label import Label

_ROOT_KEYS = frozenset(
    ["/Type", "/Pages", "/PageLabels", "/Lang", "/ViewerPreferences", "/Outlines", "/PageMode", "/OCProperties"]
)
_PAGE_KEYS_UNWANTED = frozenset(["/AA", "/Annots", "/Metadata", "/PieceInfo"])
_TOLERANCE = 0.05


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
    with quiet():
        try:
            _verify_content(path, pages)
        except RefusedError:
            raise
        except Exception as error:  # a torn file makes the library raise anything
            raise _failed(f"打不开：{short(error)}", f"does not open: {short(error)}") from error


def page_count(path: Path) -> int:
    """Open a PDF and count its pages. Raises anything when it is damaged."""
    from pypdf import PdfReader  # noqa: PLC0415 - heavy

    with quiet(), path.open("rb") as file:
        return len(PdfReader(file, strict=True).pages)


def _verify_content(path: Path, pages: Sequence[ExpectedPage]) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 - heavy

    with path.open("rb") as file:
        reader = PdfReader(file, strict=True)
        if reader.is_encrypted:
            raise _failed("被加密", "is encrypted")
        if len(reader.pages) != len(pages):
            raise _failed(
                f"有 {len(reader.pages)} 页，应为 {len(pages)} 页", f"has {len(reader.pages)} pages, not {len(pages)}"
            )
        unwanted = set(reader.root_object) - _ROOT_KEYS
        for number, (page, expected) in enumerate(zip(reader.pages, pages, strict=True), start=1):
            unwanted |= set(page) & _PAGE_KEYS_UNWANTED
            if not _is_as_expected(page, expected):
                raise _failed(f"第 {number} 页不对", f"page {number} is not as planned")
            reader.resolved_objects.clear()  # it keeps all it has read, in circles that outlive it
    if unwanted:
        names = ", ".join(sorted(str(name) for name in unwanted))
        raise _failed(f"含有不该有的 {names}", f"holds {names}, which it must not")


def _is_as_expected(page: Any, expected: ExpectedPage) -> bool:
    box = page.mediabox
    if abs(float(box.width) - expected.width) > _TOLERANCE:
        return False
    if abs(float(box.height) - expected.height) > _TOLERANCE:
        return False
    if page.get("/Rotate", 0) != expected.rotation:
        return False
    if not expected.jpeg:
        return True  # what a source page draws is the source's own affair
    page.get_contents()
    (picture,) = page["/Resources"]["/XObject"].values()
    return sha256(picture.get_object().get_data()).hexdigest() == expected.jpeg


def _failed(zh: str, en: str) -> RefusedError:
    return RefusedError(wording.not_verified(Label(zh, en)))
