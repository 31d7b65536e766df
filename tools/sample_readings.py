"""Read the sample with the real engine and keep what was read for the tests: `python -m tools.sample_readings`.

Run after the reader has changed (`READING_VERSION`). It takes some minutes and needs zcdossier[read].
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from zcdossier.model.page_facts import PageFacts, TextSource
from zcdossier.probe.page_store import PageStore

ROOT = Path(__file__).resolve().parent.parent
SAMPLE, READINGS = ROOT / "sample_dossier", ROOT / "tests" / "support" / "sample_readings.json.gz"
_USUAL = PageFacts(1, TextSource.OCR, turn=0, turn_confidence=1.0, is_blank=False)._asdict()
"""What the tests take a page to be that says nothing else."""
_PLACES = 3
"""Digits behind the point that boxes and confidences are kept with."""


def main() -> None:
    """Read a copy of the sample, and write its readings by file."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "sample"
        shutil.copytree(SAMPLE, copy, copy_function=os.link, ignore=shutil.ignore_patterns("build", ".zcdossier"))
        subprocess.run([sys.executable, "-m", "zcdossier", "read", str(copy), "--jobs", "1", "--quiet"], check=True)
        readings = readings_of(copy)
    text = json.dumps(readings, ensure_ascii=False, sort_keys=True)
    READINGS.write_bytes(gzip.compress(text.encode(), mtime=0))


def readings_of(root: Path) -> dict[str, list[dict[str, Any]]]:
    """The pages of every file of a dossier that was read, by the file's name."""
    store = PageStore(root)
    files = sorted(path for path in root.rglob("*") if path.is_file() and store.folder not in path.parents)
    pages = {str(path.relative_to(root)): store.pages_of(sha256(path.read_bytes()).hexdigest()) for path in files}
    return {name: [_as_case(page) for page in read] for name, read in pages.items() if read is not None}


def _as_case(page: PageFacts) -> dict[str, Any]:
    """A page as cases of tests are written: what is usual is left out, and fingerprints, half a megabyte."""
    facts = page._asdict()
    del facts["page"], facts["fingerprint"]
    facts["lines"] = [_rounded(line._asdict()) for line in page.lines]
    facts["seals"] = [_rounded(seal._asdict()) for seal in page.seals]
    return {name: value for name, value in facts.items() if value != _USUAL[name]}


def _rounded(found: dict[str, Any]) -> dict[str, Any]:
    box = [round(side, _PLACES) for side in found["box"]]
    return found | {"box": box, "confidence": round(found["confidence"], _PLACES)}


if __name__ == "__main__":
    main()
