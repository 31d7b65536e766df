"""A coded picture into a PDF as an image object; no page is laid out here.

A JPEG or a fax goes in as it is under a few keys; what a PNG's rows mean is left to img2pdf, slow as it is to import.
"""

import logging
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any

from zcdossier.assemble.pictures.coded_picture import CodedPicture, Coding, RepackedPicture
from zcdossier.assemble.pictures.jpeg import components_of

_DEVICES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_COMPONENTS = {name: count for count, name in _DEVICES.items()}
_RGB, _INKS = 3, 4


class Embedder:
    """Puts pictures into one PDF; equal pictures and colour profiles are kept once."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._profiles: dict[str, Any] = {}
        self._pictures: dict[tuple[str, CodedPicture], Any] = {}

    def embed(self, coded: CodedPicture) -> Any:
        """Return an image object of the PDF that holds exactly the coded data; of an equal picture the same."""
        key = sha256(coded.data).hexdigest(), replace(coded, data=b"", orientation=1, quality=0)
        if key not in self._pictures:
            self._pictures[key] = self._embed(coded)
        return self._pictures[key]

    def _embed(self, coded: CodedPicture) -> Any:
        if coded.coding is Coding.FAX:
            return self._fax(coded)
        if coded.packed is not None:
            return self._packed(coded, coded.packed)
        return self._jpeg(coded) if coded.coding is Coding.JPEG else self._by_img2pdf(coded)

    def _new(self, data: bytes, size: tuple[int, int], bits: int) -> Any:
        import pikepdf

        image = self._pdf.make_stream(data)
        image.Type = pikepdf.Name.XObject
        image.Subtype = pikepdf.Name.Image
        image.Width, image.Height = size
        image.BitsPerComponent = bits
        return image

    def _jpeg(self, coded: CodedPicture) -> Any:
        import pikepdf

        components = components_of(coded.data)
        image = self._new(coded.data, (coded.width, coded.height), 8)
        image.Filter = pikepdf.Name.DCTDecode
        image.ColorSpace = self._colours(pikepdf.Name(_DEVICES[components]), coded.icc)
        if components == _INKS:
            # Full ink is 0 in practice, whatever the standard says; browsers and Pillow take it so too.
            image.Decode = pikepdf.Array([1, 0] * _INKS)
        return image

    def _fax(self, coded: CodedPicture) -> Any:
        import pikepdf

        image = self._new(coded.data, (coded.width, coded.height), 1)
        image.ColorSpace = pikepdf.Name.DeviceGray
        image.Filter = pikepdf.Name.CCITTFaxDecode
        image.DecodeParms = pikepdf.Dictionary(
            K=-1, Columns=coded.width, Rows=coded.height, BlackIs1=coded.black_is_one
        )
        return image

    def _packed(self, coded: CodedPicture, packed: RepackedPicture) -> Any:
        import pikepdf

        image = self._new(coded.data, (coded.width, coded.height), packed.bits)
        image.Filter = pikepdf.Name.CCITTFaxDecode if packed.fax else pikepdf.Name.FlateDecode
        if packed.fax:
            image.DecodeParms = pikepdf.Dictionary(
                K=-1, Columns=coded.width, Rows=coded.height, BlackIs1=packed.black_is_one
            )
        elif packed.predicted:
            image.DecodeParms = pikepdf.Dictionary(
                Predictor=15, Columns=coded.width, Colors=packed.channels, BitsPerComponent=packed.bits
            )
        channels = 1 if packed.grey or (packed.channels == 1 and not packed.palette) else _RGB
        space: Any = pikepdf.Name(_DEVICES[channels])
        if packed.palette:
            count = len(packed.palette) // channels
            space = pikepdf.Array([pikepdf.Name.Indexed, space, count - 1, pikepdf.String(packed.palette)])
        image.ColorSpace = self._colours(space, coded.icc)
        return image

    def _by_img2pdf(self, coded: CodedPicture) -> Any:
        import img2pdf
        import pikepdf

        logging.getLogger("img2pdf").addHandler(logging.NullHandler())
        single = img2pdf.convert(
            coded.data,
            engine=img2pdf.Engine.internal,
            rotation=img2pdf.Rotation.none,
            layout_fun=lambda *_: (100, 100, 100, 100),  # the page is thrown away
            first_frame_only=True,
            nodate=True,
        )
        with pikepdf.open(BytesIO(single)) as pdf:
            (converted,) = (image for _, image in pdf.pages[0].Resources.XObject.items())
            image = self._pdf.make_stream(converted.read_raw_bytes())
            for key in sorted(converted.keys() - {"/ColorSpace", "/Length"}):
                image[key] = copy_value(self._pdf, converted[key])
            image.ColorSpace = self._colours(_device_space(converted.ColorSpace), coded.icc)
        return image

    def _colours(self, device: Any, icc: bytes) -> Any:
        """Return the colour space; a profile seen before is used again."""
        import pikepdf

        if isinstance(device, pikepdf.Array) and device[0] == pikepdf.Name.Indexed:
            family, base, *rest = device
            table = [copy_value(self._pdf, item) for item in rest]
            return pikepdf.Array([copy_value(self._pdf, family), self._colours(_device_space(base), icc), *table])
        return self._profile(icc, device) if icc else copy_value(self._pdf, device)

    def _profile(self, icc: bytes, device: Any) -> Any:
        import pikepdf

        key = sha256(icc).hexdigest()
        if key not in self._profiles:
            stream = self._pdf.make_stream(icc)
            stream.N = _COMPONENTS[str(device)]
            stream.Alternate = copy_value(self._pdf, device)
            self._profiles[key] = self._pdf.make_indirect(pikepdf.Array([pikepdf.Name.ICCBased, stream]))
        return self._profiles[key]


def copy_value(pdf: Any, value: Any) -> Any:
    """Copy a value of another PDF into `pdf`; before 10.14 pikepdf takes not even a name of another PDF."""
    import pikepdf

    if isinstance(value, pikepdf.Name):
        return pikepdf.Name(str(value))
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return pdf.copy_foreign(value)
    if isinstance(value, pikepdf.Array):
        return pikepdf.Array([copy_value(pdf, item) for item in value])
    if isinstance(value, pikepdf.Dictionary):
        return pikepdf.Dictionary({key: copy_value(pdf, item) for key, item in value.items()})
    return value


def _device_space(space: Any) -> Any:
    """Return what a colour space is without its profile."""
    import pikepdf

    if isinstance(space, pikepdf.Array) and space[0] == pikepdf.Name.ICCBased:
        return space[1].Alternate
    return space
