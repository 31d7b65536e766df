"""Pages as bytes, for what looks at them."""

import io

import pikepdf
from PIL import Image


def picture_bytes(size: tuple[int, int] = (300, 400), colour: tuple[int, int, int] = (255, 255, 255)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def pdf_bytes(content: str, *, size: tuple[int, int] = (600, 800), rotate: int = 0) -> bytes:
    """One page with what the operators draw; /F is Helvetica, /P a black picture of 100 by 100 pixels."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=size)
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        black = pdf.make_stream(bytes(10_000), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        black.Width, black.Height, black.BitsPerComponent, black.ColorSpace = 100, 100, 8, pikepdf.Name.DeviceGray
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary({"/F": font}), XObject=pikepdf.Dictionary({"/P": black})
        )
        page.Contents = pdf.make_stream(content.encode())
        page.Rotate = rotate
        buffer = io.BytesIO()
        pdf.save(buffer)
        return buffer.getvalue()
