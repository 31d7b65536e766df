"""Whether a PDF page shows one JPEG and nothing else, and where: such a page can be drawn without a renderer."""

from typing import Any, NamedTuple

from zcdossier.assemble.pdf.content import operations
from zcdossier.assemble.pdf.objects import dictionary
from zcdossier.assemble.pdf.placement import UNMOVED, Matrix, matrix_of, times

_LETTERING = ["BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts"]
_QUIET = frozenset([*_LETTERING, "BMC", "EMC", "MP", "DP", "n", "w", "J", "j", "M", "d", "ri", "i"])
_COLOURS = frozenset(["g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"])
_TEXT = frozenset(["Tj", "TJ", "'", '"'])
_INVISIBLE = 3
_CLIPS = frozenset(["W", "W*"])
_LONGEST = 400_000  # bytes of drawing operators: a scan with a text layer has less, drawings have more
_SLACK = 1.0  # points by which a clip may cut into the page
_COMPONENTS = {"/DeviceGray": 1, "/DeviceRGB": 3}
_UNUSUAL = ("/SMask", "/Mask", "/Decode", "/ImageMask", "/Alternates")


class SolePicture(NamedTuple):
    """The coded data of a page's only picture, the matrix that puts it on the page, and the page in points."""

    data: bytes
    matrix: Matrix
    width: float
    height: float


def sole_picture(page: Any) -> SolePicture | None:
    """Return what the page shows if it is a JPEG alone; None where the renderer has to look. Raises what pikepdf does.

    Text that is not drawn (that of OCR) and clips around the whole page do not count.
    """
    box = [float(side) for side in page.mediabox]
    plain = page.obj.get("/Rotate", 0) == 0 and "/UserUnit" not in page.obj and "/Annots" not in page.obj
    if not plain or [float(side) for side in page.cropbox] != box or not _is_short(page.obj.get("/Contents")):
        return None
    states = dictionary(dictionary(page.obj.get("/Resources")).get("/ExtGState"))
    found = _Operators(box, states).follow(page)
    if found is None:
        return None
    name, (a, b, c, d, e, f) = found
    image = page.obj.get("/Resources", {}).get("/XObject", {}).get(name)
    if image is None or not _is_plain_jpeg(image):
        return None
    matrix = (a, b, c, d, e - box[0], f - box[1])
    return SolePicture(image.read_raw_bytes(), matrix, box[2] - box[0], box[3] - box[1])


def is_plain_state(state: Any) -> bool:
    """Whether a graphics state leaves a picture as it is: neither faint, nor blended, nor masked."""
    values = dictionary(state)
    return (
        float(values.get("/ca", 1)) == 1
        and str(values.get("/BM", "/Normal")) in {"/Normal", "/Compatible"}
        and str(values.get("/SMask", "/None")) == "/None"
        and not any(key in values for key in ("/TR", "/TR2"))
    )


def _is_short(contents: Any) -> bool:
    import pikepdf  # noqa: PLC0415 - heavy

    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return all(isinstance(one, pikepdf.Stream) and int(one.get("/Length", 0)) <= _LONGEST for one in streams)


class _Operators:
    """Follows a page's operators up to the first that paints anything but one object."""

    def __init__(self, box: list[float], states: Any) -> None:
        self._box = box
        self._states = states
        self._now = UNMOVED
        self._saved: list[Matrix] = []
        self._covers = True
        self._shows_text = True
        self._found: tuple[str, Matrix] | None = None

    def follow(self, page: Any) -> tuple[str, Matrix] | None:
        """Return the name of the object drawn, and its matrix."""
        for instruction in operations(page):
            if not self._is_harmless(str(instruction.operator), instruction.operands):
                return None
        return self._found

    def _is_harmless(self, operator: str, operands: Any) -> bool:
        match operator:
            case "q":
                self._saved.append(self._now)
            case "Q":
                self._now = self._saved.pop() if self._saved else self._now
            case "cm":
                self._now = times(matrix_of(operands), self._now)
            case "re":
                self._covers = self._around_page(*(float(number) for number in operands))
            case "Tr":
                self._shows_text = int(operands[0]) != _INVISIBLE
            case "Do" if self._found is None:
                self._found = str(operands[0]), self._now
            case "gs":
                return is_plain_state(self._states.get(str(operands[0])))
            case "BDC":
                return str(operands[0]) != "/OC"
            case _:
                return self._is_quiet(operator)
        return True

    def _is_quiet(self, operator: str) -> bool:
        if operator in _CLIPS:
            return self._covers
        return operator in _QUIET or operator in _COLOURS or (operator in _TEXT and not self._shows_text)

    def _around_page(self, x: float, y: float, width: float, height: float) -> bool:
        """Whether a rectangle, as it stands now, has the page inside."""
        a, b, c, d, e, f = self._now
        corners = [(a * u + c * v + e, b * u + d * v + f) for u in (x, x + width) for v in (y, y + height)]
        (left, bottom), (right, top) = (tuple(map(edge, zip(*corners, strict=True))) for edge in (min, max))
        return (
            (b == c == 0 or a == d == 0)
            and left <= self._box[0] + _SLACK
            and bottom <= self._box[1] + _SLACK
            and right >= self._box[2] - _SLACK
            and top >= self._box[3] - _SLACK
        )


def _is_plain_jpeg(image: Any) -> bool:
    import pikepdf  # noqa: PLC0415 - heavy

    if str(image.get("/Subtype", "")) != "/Image" or any(key in image for key in _UNUSUAL):
        return False
    packing = image.get("/Filter")
    packing = list(packing) if isinstance(packing, pikepdf.Array) else [packing]
    if [str(one) for one in packing] != ["/DCTDecode"]:
        return False
    space = image.get("/ColorSpace")
    if isinstance(space, pikepdf.Array) and len(space) > 1 and str(space[0]) == "/ICCBased":
        return space[1].get("/N") in _COMPONENTS.values()
    return str(space) in _COMPONENTS
