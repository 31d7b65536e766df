"""The committed sample dossier: what others build on. No drawing here, so no typeface is needed."""

import re
from pathlib import Path

import pypdf
import pytest
from fast_yaml import load_strings
from PIL import ExifTags, Image

HOME = Path(__file__).resolve().parents[3] / "sample_dossier"
LONELIEST = (48.0, 52.0, 36.0)
SCAN_NAME = re.compile(r"[1-9]-[^-]+(-[^-]+)?\.(jpg|png|tif|pdf)")


@pytest.fixture(scope="module")
def manifest():
    return load_strings((HOME / "dossier.yaml").read_text(encoding="utf-8"))


def records(manifest):
    return [record for group in manifest["sections"].values() for record in group]


def scans():
    return sorted(path for path in HOME.glob("[0-9][0-9]-*/*/*") if path.is_file())


def photographed(path):
    with Image.open(path) as picture:
        tags = picture.getexif()
        return tags.get(ExifTags.Base.Orientation), tags.get_ifd(ExifTags.IFD.GPSInfo).get(ExifTags.GPS.GPSLatitude)


def test_it_is_small_enough_to_be_cloned():
    assert sum(path.stat().st_size for path in scans()) <= 25_000_000


def test_scans_are_named_as_the_contract_says():
    assert [path.name for path in scans() if not SCAN_NAME.fullmatch(path.name)] == []


def test_manifest_and_folders_agree(manifest):
    listed = [record["folder"] for record in records(manifest)]
    assert len(listed) == len(set(listed))
    assert set(listed) == {path.parent.relative_to(HOME).as_posix() for path in scans()}


def test_listed_files_are_all_the_files_of_their_record(manifest):
    with_files = [record for record in records(manifest) if "files" in record]
    assert with_files
    for record in with_files:
        on_disk = {path.name for path in (HOME / record["folder"]).iterdir()}
        assert {listed["file"] for listed in record["files"]} == on_disk


def test_the_notices_fixed_numbers(manifest):
    sections = manifest["sections"]
    assert len(sections["papers"]) == 4
    assert {record["school_year"] for record in sections["teaching"]} == {"2018", "2019", "2020", "2021", "2022"}
    assert [record["year"] for record in sections["appraisals"]] == ["2020", "2021", "2022"]


def test_phone_photos_are_held_in_every_way_and_carry_a_fake_place():
    seen = [photographed(path) for path in scans() if path.suffix == ".jpg"]
    assert {1, 3, 6, 8} <= {turn for turn, _ in seen}
    places = {tuple(map(float, latitude)) for _, latitude in seen if latitude}
    assert places == {LONELIEST}


def test_unusual_files_are_among_them():
    (png,) = (path for path in scans() if path.suffix == ".png")
    with Image.open(png) as picture:
        assert picture.mode == "RGBA"
        assert picture.getchannel("A").getextrema() == (0, 255)
    (tiff,) = (path for path in scans() if path.suffix == ".tif")
    with Image.open(tiff) as picture:
        assert (picture.n_frames, picture.mode) == (3, "1")
    readers = [pypdf.PdfReader(path) for path in scans() if path.suffix == ".pdf"]
    assert max(len(reader.pages) for reader in readers) == 3
    assert sum("/Font" in reader.pages[0]["/Resources"] for reader in readers) == 1


def test_the_photo_fits_the_platform():
    photo = HOME / "photo.jpg"
    assert 30_720 < photo.stat().st_size < 1_000_000
    with Image.open(photo) as picture:
        width, height = picture.size
        assert picture.format == "JPEG"
        assert min(picture.convert("RGB").getpixel((5, 5))) > 240
    assert 0.65 <= width / height <= 0.8


def test_the_statement_is_read_in_a_minute():
    assert 600 <= len((HOME / "statement.md").read_text(encoding="utf-8")) <= 1000
