"""A coded picture into a PDF as an image object, by img2pdf; no page is laid out here."""

import logging
from hashlib import sha256
from io import BytesIO
from typing import Any

from zcdossier.assemble.coded import Coded, Coding

_PROFILE_SPACES = {"/DeviceGray": b"GRAY", "/DeviceRGB": b"RGB ", "/DeviceCMYK": b"CMYK"}
_COMPONENTS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}


class Embedder:
    """Puts pictures into one PDF; equal colour profiles are kept once."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._profiles: dict[str, Any] = {}

    def embed(self, coded: Coded) -> Any:
        """Return a new image object of the PDF that holds exactly the coded data."""
        if coded.coding is Coding.FAX:
            return self._fax(coded)
        return self._by_img2pdf(coded)

    def _by_img2pdf(self, coded: Coded) -> Any:
        import img2pdf  # noqa: PLC0415 - heavy
        import pikepdf  # noqa: PLC0415 - heavy

        logging.getLogger("img2pdf").addHandler(logging.NullHandler())
        single = img2pdf.convert(  # type: ignore[no-untyped-call]
            coded.data,
            engine=img2pdf.Engine.internal,
            rotation=img2pdf.Rotation.none,
            layout_fun=lambda *_: (100, 100, 100, 100),  # the page is thrown away
            first_frame_only=True,
            nodate=True,
        )
        with pikepdf.open(BytesIO(single)) as pdf:
            (made,) = pdf.pages[0].Resources.XObject.values()
            image = self._pdf.make_stream(made.read_raw_bytes())
            for key in sorted(made.keys() - {"/ColorSpace", "/Length"}):
                image[key] = self._copied(made[key])
            image.ColorSpace = self._colours(made.ColorSpace, coded.icc)
        return image

    def _colours(self, space: Any, icc: bytes) -> Any:
        """Copy a colour space; a profile seen before is used again, one for other colours is left out."""
        import pikepdf  # noqa: PLC0415 - heavy

        device = space
        if isinstance(space, pikepdf.Array) and space[0] == pikepdf.Name.ICCBased:
            device, icc = space[1].Alternate, space[1].read_bytes()
        if not isinstance(device, pikepdf.Name) or icc[16:20] != _PROFILE_SPACES.get(str(device), icc[16:20]):
            return self._copied(device)
        return self._profile(icc, device) if icc else device

    def _profile(self, icc: bytes, device: Any) -> Any:
        import pikepdf  # noqa: PLC0415 - heavy

        key = sha256(icc).hexdigest()
        if key not in self._profiles:
            stream = self._pdf.make_stream(icc)
            stream.N = _COMPONENTS[str(device)]
            stream.Alternate = device
            self._profiles[key] = self._pdf.make_indirect(pikepdf.Array([pikepdf.Name.ICCBased, stream]))
        return self._profiles[key]

    def _copied(self, value: Any) -> Any:
        """Copy a value of another PDF into ours."""
        import pikepdf  # noqa: PLC0415 - heavy

        if isinstance(value, pikepdf.Object) and value.is_indirect:
            return self._pdf.copy_foreign(value)
        if isinstance(value, pikepdf.Array):
            return pikepdf.Array([self._copied(item) for item in value])
        if isinstance(value, pikepdf.Dictionary):
            return pikepdf.Dictionary({key: self._copied(item) for key, item in value.items()})
        return value

    def _fax(self, coded: Coded) -> Any:
        import pikepdf  # noqa: PLC0415 - heavy

        image = self._pdf.make_stream(coded.data)
        image.Type = pikepdf.Name.XObject
        image.Subtype = pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = coded.width, coded.height, 1
        image.ColorSpace = pikepdf.Name.DeviceGray
        image.Filter = pikepdf.Name.CCITTFaxDecode
        image.DecodeParms = pikepdf.Dictionary(
            K=-1, Columns=coded.width, Rows=coded.height, BlackIs1=coded.black_is_one
        )
        return image
