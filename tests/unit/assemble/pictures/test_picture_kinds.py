"""Every kind of picture file on its page, compared by picture: as it is, and made smaller; in pdfium and in poppler."""

import shutil
import subprocess
import warnings

import pikepdf
import pypdf
import pytest
from picture_kinds import KINDS
from picture_kinds.jpeg import scan_data
from picture_kinds.looks import difference
from PIL import Image

from zcdossier.model.build_rules import BuildLimits

# Black and white is kept as it is; a few bits take less than any JPEG.
FEW_BITS = ("black and white", "1 bit", "2 bits", "4 bits", "palette of 2", "group", "huffman")
KEPT = {name for name in KINDS if any(word in name for word in FEW_BITS)}
NOT_IN_PDF = {"jpeg arithmetic"}


class Gathered:
    """One record with a page for every kind of file."""

    def __init__(self, scans, kit, limit=None):
        self.kinds = {name: make() for name, make in KINDS.items()}
        for number, kind in enumerate(self.kinds.values()):
            scans.add(f"{number:03}.{kind.format}", kind.data, kind.format)
        if limit is not None:
            scans.limits = BuildLimits(max_bytes=limit)
        self.receipt = scans.built()
        self.path = scans.target
        self.pages = dict(zip(self.kinds, kit.render(scans.target, 50), strict=True))

    def recoded(self):
        names = list(self.kinds)
        return {names[change.page - 1] for change in self.receipt.recoded if change.reason == "limit"}


@pytest.fixture(scope="module")
def whole(scans_in, kit, tmp_path_factory):
    return Gathered(scans_in(tmp_path_factory.mktemp("whole")), kit)


@pytest.fixture(scope="module")
def squeezed(scans_in, kit, tmp_path_factory):
    """So little room that nearly everything has to be coded anew."""
    return Gathered(scans_in(tmp_path_factory.mktemp("squeezed")), kit, LIMIT)


LIMIT = 520_000


@pytest.mark.parametrize("name", KINDS)
def test_it_looks_as_it_should(whole, name):
    kind = whole.kinds[name]
    assert difference(whole.pages[name], kind.expected) < kind.off


@pytest.mark.parametrize("name", KINDS)
def test_it_looks_so_when_it_was_made_smaller(squeezed, name):
    kind = squeezed.kinds[name]
    assert difference(squeezed.pages[name], kind.expected) < kind.off


def test_nearly_everything_was_made_smaller(squeezed):
    assert squeezed.receipt.bytes < LIMIT
    assert len(set(KINDS) - KEPT - squeezed.recoded()) < len(KINDS) / 10


def test_poppler_shows_the_same(whole, tmp_path):
    tool = shutil.which("pdftoppm")
    if tool is None:
        pytest.skip("poppler is not installed")
    done = subprocess.run([tool, "-r", "36", whole.path, tmp_path / "page"], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    pages = [Image.open(path) for path in sorted(tmp_path.glob("page*.ppm"))]
    off = {name: difference(page, whole.kinds[name].expected) for name, page in zip(KINDS, pages, strict=True)}
    assert not {name: value for name, value in off.items() if value > whole.kinds[name].off}


READERS = {
    "qpdf": ["--check", "{}"],
    "mutool": ["draw", "-q", "-r", "20", "{}"],
    "pdfinfo": ["{}"],
    "pdftotext": ["{}", "-"],
    "gs": ["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", "-dPDFSTOPONWARNING", "{}"],
}


@pytest.mark.parametrize("reader", READERS)
def test_other_readers_open_it_without_a_word(whole, reader):
    tool = shutil.which(reader)
    if tool is None:
        pytest.skip(f"{reader} is not installed")
    line = [tool, *(str(whole.path) if word == "{}" else word for word in READERS[reader])]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", errors="replace", check=False)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if "ICC support is not available" not in line] == []
    assert "warning" not in done.stdout.lower()


def test_the_second_library_reads_it_strictly(whole, caplog):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reader = pypdf.PdfReader(whole.path, strict=True)
        assert all(len(page.get_contents().get_data()) < 200 for page in reader.pages)
    assert caplog.records == []


def test_the_coded_data_of_jpegs_is_not_touched(whole):
    with pikepdf.open(whole.path) as pdf:
        for page, (name, kind) in zip(pdf.pages, whole.kinds.items(), strict=True):
            if kind.format == "jpeg" and name not in NOT_IN_PDF:
                ((_, image),) = page.Resources.XObject.items()
                assert scan_data(image.read_raw_bytes()) == scan_data(kind.data), name


def test_lossless_kinds_lose_nothing(whole):
    """What the page holds is what the file holds, pixel by pixel, for what is neither clear, deep nor profiled."""
    exact = ["png", "png palette", "png interlaced", "tiff lzw", "tiff tiles", "tiff planes", "bmp runs", "gif"]
    exact += ["webp lossless", "tiff group 4 in strips", "tiff huffman", "png 4 bits interlaced"]
    names = list(whole.kinds)
    with pikepdf.open(whole.path) as pdf:
        for name in exact:
            ((_, image),) = pdf.pages[names.index(name)].Resources.XObject.items()
            inside = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
            assert inside.tobytes() == whole.kinds[name].expected.convert("RGB").tobytes(), name


def test_a_picture_is_not_taken_for_another(whole):
    """The measure itself: turned, mirrored, inverted or with other colours a page does not pass."""
    page, kind = whole.pages["png"], whole.kinds["png"]
    wrong = [
        kind.expected.transpose(Image.Transpose.ROTATE_180),
        kind.expected.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        kind.expected.point(lambda value: 255 - value),
        Image.merge("RGB", [kind.expected.split()[at] for at in (1, 0, 2)]),
        Image.new("RGB", kind.expected.size, "white"),
    ]
    assert all(difference(page, picture) > 2 * kind.off for picture in wrong)


def test_there_is_something_to_see_on_every_page(whole):
    spans = {name: kind.expected.convert("L").getextrema() for name, kind in whole.kinds.items()}
    assert not {name: span for name, span in spans.items() if span[1] - span[0] < 80}
