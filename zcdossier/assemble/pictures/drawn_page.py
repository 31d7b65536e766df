"""Small pictures drawn for a dossier that is made up to try a profile: pages, each unlike the others, and a photo."""

import io
from pathlib import Path

_LINES = 12
_LONGEST_COMMENT = 65_000  # bytes of one; a picture that must not be too small is filled up with them


def draw_page(path: Path, format_: str, size: tuple[int, int], *, dpi: int, color: str, least_bytes: int) -> None:
    """Write a picture of `size` pixels with a few lines that depend on the file's name. Raises OSError."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - heavy, and only where something is drawn

    image = Image.new("RGB", size, color)
    draw = ImageDraw.Draw(image)
    width, height = size
    if not path.name.startswith("photo"):
        for line, sign in zip(range(_LINES), _marks(str(path)), strict=True):
            top = height * (line + 2) // (_LINES + 4)
            draw.rectangle((width // 10, top, width // 10 + width * 8 // 10 * sign // 255, top + height // 60), "black")
    else:
        draw.ellipse((width * 3 // 10, height // 4, width * 7 // 10, height * 3 // 4), "#c8a080")
    written = io.BytesIO()
    if format_ == "pdf":
        image.save(written, "PDF", resolution=float(dpi))
    else:
        image.save(written, format_.upper(), dpi=(dpi, dpi), quality=85)
    data = written.getvalue()
    if format_ == "jpeg":
        while len(data) < least_bytes:
            missing = least_bytes - len(data)
            data = data[:2] + _comment(min(missing, _LONGEST_COMMENT)) + data[2:]
    path.write_bytes(data)


def _comment(length: int) -> bytes:
    inside = max(length - 4, 0)
    return b"\xff\xfe" + (inside + 2).to_bytes(2, "big") + bytes(inside)


def _marks(name: str) -> bytes:
    from hashlib import sha256  # noqa: PLC0415 - as above

    return sha256(name.encode()).digest()[:_LINES]
