"""Sources into one PDF without shrinking anything: pictures by img2pdf on A4, PDFs page by page by pikepdf."""

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path

import img2pdf
import pikepdf
from PIL import Image, ImageSequence

A4 = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))


def bind(files: Sequence[Path], out: Path) -> None:
    """Write the sources' pages to `out` in their order."""
    runs = [(is_pdf, list(run)) for is_pdf, run in groupby(files, key=lambda file: file.suffix == ".pdf")]
    if len(runs) == 1 and not runs[0][0]:
        with out.open("wb") as target:
            pictures(list(files), target)
        return
    with pikepdf.new() as whole:
        for is_pdf, run in runs:
            if is_pdf:
                for file in run:
                    _append(whole, file)
            else:
                bound = BytesIO()
                pictures(run, bound)
                _append(whole, bound)
        whole.save(out)


def _append(whole: pikepdf.Pdf, source: Path | BytesIO) -> None:
    with pikepdf.open(source) as document:
        whole.pages.extend(document.pages)


def pictures(files: Sequence[Path | bytes], out: object) -> None:
    """Bind pictures, each fitted and centred on an A4 page that is upright or wide as the picture is shown."""
    layout = img2pdf.get_layout_fun(A4, auto_orient=True, fit=img2pdf.FitMode.into)
    sources = [file if isinstance(file, bytes) else _readable(file) for file in files]
    img2pdf.convert(sources, outputstream=out, layout_fun=layout, rotation=img2pdf.Rotation.ifvalid)


def _readable(file: Path) -> str | bytes:
    """The file's name; a file img2pdf refuses (transparency) without what it refuses."""
    with Image.open(file) as picture:
        if not picture.has_transparency_data:
            return str(file)
        opaque = BytesIO()
        frame = next(iter(ImageSequence.Iterator(picture))).convert("RGBA")
        Image.alpha_composite(Image.new("RGBA", frame.size, "white"), frame).convert("RGB").save(opaque, "PNG")
        return opaque.getvalue()
