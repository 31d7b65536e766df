"""Many small dossiers: the sample's manifest with scans of a few hundred bytes, for measuring lint."""

import io
import os
import shutil
from pathlib import Path

from PIL import Image

SAMPLE = Path(__file__).resolve().parent.parent / "sample_dossier"


def make(out: Path, count: int) -> None:
    """Write `count` dossiers below `out`, each with every file of the sample, all of them tiny."""
    picture = _tiny_jpeg()
    for number in range(count):
        root = out / f"applicant-{number:04d}"
        for source in sorted(SAMPLE.rglob("*")):
            relative = source.relative_to(SAMPLE)
            if relative.parts[0] in ("build", ".zcdossier") or source.is_dir():
                continue
            target = root / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.name in ("dossier.yaml", "statement.md", "photo.jpg") or source.suffix != ".jpg":
                _link(source, target)
            else:
                # every scan differs, so that none looks like a copy of another
                target.write_bytes(picture + str(relative).encode())


def _link(source: Path, target: Path) -> None:
    """The same file once more, without its bytes twice where the file system can do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _tiny_jpeg() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (620, 877), "white").save(data, "JPEG", quality=30)
    return data.getvalue()
