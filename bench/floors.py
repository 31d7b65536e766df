"""Where characters begin to be lost: pages coded at many resolutions and qualities, read by tesseract.

    python -m bench.floors PAGE...        pictures of pages, 300 dpi or more; prints the share of characters still read

What `zcdossier.assemble.shrinking.quality_curve` takes for the floor of legibility was read off this.
"""

import argparse
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from bench.ocr import DPI, Line, page_by_tesseract, recall
from zcdossier.assemble.shrinking.encode_jpeg import ColourPlanes, EncodingEffort, encode_jpeg

PAGE_INCHES = 8.27
EIGHTHS = (3, 4, 5, 8)
QUALITIES = (12, 20, 30, 45)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="+")
    for page in parser.parse_args().pages:
        with Image.open(page) as opened:
            source = ImageOps.exif_transpose(opened).convert("RGB")
        print(f"{page.name}, {source.width / PAGE_INCHES:.0f} dpi")
        reference = read(source)
        for eighths in EIGHTHS:
            size = (source.width * eighths // 8, source.height * eighths // 8)
            smaller = source.resize(size, Image.Resampling.HAMMING)
            for quality in QUALITIES:
                data = encode_jpeg(smaller, quality, planes=ColourPlanes.HALVED, effort=EncodingEffort.THOROUGH)
                with Image.open(BytesIO(data)) as coded:
                    share = recall(reference, read(coded))
                print(f"  {size[0] / PAGE_INCHES:3.0f} dpi, quality {quality}: {len(data):7,} bytes, {share:.3f} read")


def read(image: Image.Image) -> list[Line]:
    """What is read on the upper half of a page, drawn as large as OCR is used to."""
    width = round(PAGE_INCHES * DPI)
    how = Image.Resampling.HAMMING if image.width > width else Image.Resampling.BICUBIC
    resized = image.convert("RGB").resize((width, round(image.height * width / image.width)), how)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.png")
        resized.crop((0, 0, width, resized.height // 2)).save(file)
        return page_by_tesseract(str(file))


if __name__ == "__main__":
    main()
