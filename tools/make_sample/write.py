"""Making the whole dossier: every scan of every record, the photo, and the two files written by hand."""

import shutil
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tools.make_sample.develop import Job, chance, develop
from tools.make_sample.fonts import Fonts
from tools.make_sample.manifest import read
from tools.make_sample.portrait import portrait
from tools.make_sample.sections import scans

HOME = Path(__file__).resolve().parents[2] / "sample_dossier"
BY_HAND = ("dossier.yaml", "statement.md")


def write_sample(out: Path, fonts: Fonts) -> list[Path]:
    """Write the sample under `out` and return its files; scans of an earlier run that are not wanted now go."""
    out.mkdir(parents=True, exist_ok=True)
    if out.resolve() != HOME:
        for name in BY_HAND:
            shutil.copyfile(HOME / name, out / name)
    manifest = read(HOME / BY_HAND[0])
    jobs = [
        Job(f"{record.folder}/{scan.name}", scan, manifest.applicant, number)
        for number, (record, scan) in enumerate(scans(manifest))
    ]
    _clear(out, {out / job.name for job in jobs})
    with ProcessPoolExecutor() as pool:
        files = list(pool.map(partial(_write_one, out=out, fonts=fonts), jobs))
    photo = out / manifest.photo
    portrait(chance(manifest.photo)).save(photo, "JPEG", quality=93, dpi=(300, 300))
    return [*files, photo]


def _write_one(job: Job, out: Path, fonts: Fonts) -> Path:
    target = out / job.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(develop(job, fonts))
    return target


def _clear(out: Path, wanted: Iterable[Path]) -> None:
    """Remove scans in numbered section folders that this run does not write again."""
    kept = set(wanted)
    for folder in out.glob("[0-9][0-9]-*"):
        for file in [path for path in folder.rglob("*") if path.is_file() and path not in kept]:
            file.unlink()
        for empty in sorted(folder.rglob("*"), reverse=True):
            if empty.is_dir() and not any(empty.iterdir()):
                empty.rmdir()
