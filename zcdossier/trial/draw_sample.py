"""The files of a sample dossier drawn: pages, each unlike the others, and a photo."""

import io
from hashlib import sha256

from zcdossier.trial.sample_files import SampleFile

_LINES = 12
_VIDEO = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(64)
"""How an MP4 begins: enough to be taken for one, nothing to be played."""
_LONGEST_COMMENT = 65_000  # bytes of one; a picture that must not be too small is filled up with them


def draw_file(file: SampleFile) -> bytes:
    """Return a picture or a PDF with a few lines that depend on the file's path; of the photo a head."""
    from PIL import Image, ImageDraw  # only where something is drawn

    if file.format == "video":
        return _VIDEO + bytes(max(0, file.least_bytes - len(_VIDEO)))
    width, height = file.width, file.height
    image = Image.new("RGB", (width, height), file.color)
    draw = ImageDraw.Draw(image)
    if file.path.rpartition("/")[2].startswith("photo"):
        draw.ellipse((width * 3 // 10, height // 4, width * 7 // 10, height * 3 // 4), "#c8a080")
    else:
        for line, sign in enumerate(sha256(file.path.encode()).digest()[:_LINES]):
            top = height * (line + 2) // (_LINES + 4)
            draw.rectangle((width // 10, top, width // 10 + width * 8 // 10 * sign // 255, top + height // 60), "black")
    written = io.BytesIO()
    if file.format == "pdf":
        more = [image] * (file.pages - 1)
        image.save(written, "PDF", resolution=float(file.dpi), save_all=True, append_images=more)
    else:
        image.save(written, file.format.upper(), dpi=(file.dpi, file.dpi), quality=85)
    data = written.getvalue()
    while file.format == "jpeg" and len(data) < file.least_bytes:
        data = data[:2] + _comment(min(file.least_bytes - len(data), _LONGEST_COMMENT)) + data[2:]
    return data


def _comment(length: int) -> bytes:
    inside = max(length - 4, 0)
    return b"\xff\xfe" + (inside + 2).to_bytes(2, "big") + bytes(inside)
