"""The other ways to one PDF below the limit, each as a program of its own: python -m bench.peers NAME JOB.json

The job names the files of each record and a folder; record N becomes N.pdf there. Records are made on all cores.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench import bare_loop
from bench.binding import bind

LIMIT = 20_000_000
RESOLUTIONS = (300, 250, 200, 150, 120, 100, 72)
POLICY = '<policymap><policy domain="resource" name="disk" value="16GiB"/></policymap>'


@dataclass(frozen=True, slots=True)
class Peer:
    """One way: what it takes, what it needs installed, whether it is only run when asked for, and where."""

    title: str
    make: Callable[[Sequence[Path], Path], None]
    needs: str = ""
    slow: bool = False
    only: Sequence[str] = ()

    @property
    def missing(self) -> str:
        """The program that is not installed, or nothing."""
        return self.needs if self.needs and shutil.which(self.needs) is None else ""


def img2pdf_only(files: Sequence[Path], out: Path) -> None:
    """Bind the pictures as they are."""
    bind(files, out)


def gs_ebook(files: Sequence[Path], out: Path) -> None:
    """Bind, then ghostscript's preset for small files."""
    with _bound(files) as sources:
        _ghostscript(sources, out, ["-dPDFSETTINGS=/ebook"])


def gs_loop(files: Sequence[Path], out: Path) -> None:
    """Bind, then ghostscript at lower and lower resolutions until the file fits."""
    with _bound(files) as sources:
        if sum(file.stat().st_size for file in sources) < LIMIT:
            bind(files, out)
            return
        for dpi in RESOLUTIONS:
            options = [f"-d{kind}ImageResolution={dpi}" for kind in ("Color", "Gray", "Mono")]
            options += [f"-dDownsample{kind}Images=true" for kind in ("Color", "Gray", "Mono")]
            _ghostscript(sources, out, options)
            if out.stat().st_size < LIMIT:
                return


def pillow_loop(files: Sequence[Path], out: Path) -> None:
    """Bind what fits; otherwise decode, scale to 200 dpi and encode every picture at quality 75."""
    if sum(file.stat().st_size for file in files) < LIMIT:
        bind(files, out)
    else:
        bare_loop.shrink(files, out)


def bare(files: Sequence[Path], out: Path) -> None:
    """The same without a PDF for what fits: its bytes are read and written, and that is all."""
    if sum(file.stat().st_size for file in files) < LIMIT:
        with out.open("wb") as target:
            for file in files:
                target.write(file.read_bytes())
            target.flush()
            os.fsync(target.fileno())
    else:
        bare_loop.shrink(files, out)


def ocrmypdf(files: Sequence[Path], out: Path) -> None:
    """Bind, then OCRmyPDF's optimiser without recognition."""
    with _bound(files, single=True) as sources:
        command = ["ocrmypdf", "--tesseract-timeout", "0", "--skip-text", "--optimize", "3", "--output-type", "pdf"]
        _call([*command, str(sources[0]), str(out)])


def qpdf(files: Sequence[Path], out: Path) -> None:
    """Bind, then qpdf's recoding of pictures."""
    with _bound(files, single=True) as sources:
        _call(["qpdf", "--optimize-images", str(sources[0]), str(out)])


def imagemagick(files: Sequence[Path], out: Path) -> None:
    """What many a tutorial says: convert at 200 dpi, quality 75."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "policy.xml").write_text(POLICY)
        options = ["-auto-orient", "-background", "white", "-resize", "1654x2339", "-density", "200"]
        command = ["convert", "-density", "200", *map(str, files), *options, "-quality", "75", "-compress", "jpeg"]
        _call([*command, str(out)], {"MAGICK_CONFIGURE_PATH": folder})


PEERS: Mapping[str, Peer] = {
    "img2pdf": Peer("img2pdf (no shrink)", img2pdf_only),
    "gs-ebook": Peer("gs /ebook", gs_ebook, "gs"),
    "gs-loop": Peer("gs loop", gs_loop, "gs"),
    "pillow": Peer("Pillow loop, 200 dpi q75", pillow_loop),
    "bare": Peer("bare loop (what fits is copied)", bare, only=("dossier",)),
    "qpdf": Peer("qpdf --optimize-images", qpdf, "qpdf"),
    "ocrmypdf": Peer("OCRmyPDF -O3, no OCR", ocrmypdf, "ocrmypdf", slow=True),
    "imagemagick": Peer("ImageMagick, 200 dpi q75", imagemagick, "convert", slow=True),
}


class _bound:  # noqa: N801 - reads as the function it stands for
    """The record as PDFs: sources that are all PDFs as they are, anything else bound into one first."""

    def __init__(self, files: Sequence[Path], *, single: bool = False) -> None:
        self._files = files
        self._single = single
        self._folder = tempfile.TemporaryDirectory()

    def __enter__(self) -> list[Path]:
        if not self._single and all(file.suffix == ".pdf" for file in self._files):
            return list(self._files)
        bound = Path(self._folder.name, "bound.pdf")
        bind(self._files, bound)
        return [bound]

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def _ghostscript(sources: Sequence[Path], out: Path, options: Sequence[str]) -> None:
    _call(
        [
            "gs",
            "-q",
            "-dNOPAUSE",
            "-dBATCH",
            "-dSAFER",
            "-sDEVICE=pdfwrite",
            *options,
            f"-sOutputFile={out}",
            *map(str, sources),
        ]
    )


def _call(command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **(env or {})})


def main() -> None:
    peer, job = PEERS[sys.argv[1]], json.loads(Path(sys.argv[2]).read_text())
    out = Path(job["out"])
    records = [[Path(file) for file in record] for record in job["records"]]
    at_once = min(len(records), os.cpu_count() or 1)
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(peer.make, records, [out / f"{number:03d}.pdf" for number in range(len(records))]))


if __name__ == "__main__":
    main()
