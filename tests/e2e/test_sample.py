"""The sample, as the README shows it: lints clean, builds, and every upload holds what its record's folder holds."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from fast_yaml import load_strings
from PIL import Image

Run = Callable[..., Any]
LIMIT = 20_000_000
# What the fictional camera of tools/make_sample writes: its name, and the loneliest place of the Pacific.
CAMERA = (b"SampleCam", b"ZC-1 (fictional)", b"make_sample", b"Exif\0\0")
PLACE = b"\0\0\0\x30\0\0\0\x01\0\0\0\x34\0\0\0\x01"  # 48°52′ as rationals, the first two of a latitude
PLACES = (PLACE, b"\x30\0\0\0\x01\0\0\0\x34\0\0\0\x01\0\0\0")  # in either byte order


@pytest.fixture(scope="module")
def readers(built: Any) -> dict[str, pypdf.PdfReader]:
    return {name: pypdf.PdfReader(path) for name, path in built.uploads.items()}


@pytest.fixture(scope="module")
def records(built: Any) -> list[dict[str, Any]]:
    """The records as the manifest lists them, in its order, which is that of the uploads' numbers."""
    manifest = load_strings((built.root / "dossier.yaml").read_text(encoding="utf-8"))
    return [record for section in manifest["sections"].values() for record in section]


def files_of(built: Any, record: dict[str, Any]) -> list[tuple[Path, str]]:
    """The scans of a record in their order, each with the pages that are wanted of it."""
    folder = built.root / record["folder"]
    if "files" in record:
        return [(folder / file["file"], file.get("pages", "")) for file in record["files"]]
    return [(path, "") for path in sorted(folder.iterdir())]


def pages_of(path: Path, wanted: str) -> int:
    if wanted:
        return len(wanted.split(","))
    if path.suffix == ".pdf":
        return len(pypdf.PdfReader(path).pages)
    with Image.open(path) as picture:
        return getattr(picture, "n_frames", 1)


def upload_of(built: Any, record: dict[str, Any]) -> Any:
    (built_record,) = (entry for entry in built.receipt["records"] if entry["record"] == record["folder"])
    return built_record


def test_it_lints_clean(zc: Run, built: Any) -> None:
    ran = zc("lint", "--strict", built.root.name, cwd=built.root.parent)
    assert (ran.code, ran.err) == (0, "")
    assert "没有发现问题" in ran.out
    assert zc("lint", "-q", built.root.name, cwd=built.root.parent).out == ""


def test_it_lints_clean_on_any_day(zc: Run, built: Any) -> None:
    for day in ("2023-06-15", "2031-01-01"):
        assert zc("lint", "-q", "--as-of", day, built.root.name, cwd=built.root.parent).both == ""


def test_each_record_has_its_upload(built: Any, records: list[Any]) -> None:
    assert (built.ran.code, built.ran.err) == (0, "")
    assert len(built.uploads) == len(records) == 55
    assert {record["file"] for record in built.receipt["records"]} == set(built.uploads)
    assert f"{len(records)} 份 PDF（新生成 {len(records)}，未变 0）" in built.ran.out


def test_each_upload_fits_and_opens(readers: dict[str, pypdf.PdfReader], built: Any) -> None:
    for name, reader in readers.items():
        assert built.uploads[name].stat().st_size < LIMIT, name
        assert not reader.is_encrypted, name
        assert all(page.get_contents() is not None for page in reader.pages), name


def test_each_upload_has_the_pages_of_its_scans(built: Any, readers: Any, records: list[Any]) -> None:
    for record in records:
        receipt = upload_of(built, record)
        expected = [pages_of(path, wanted) for path, wanted in files_of(built, record)]
        assert len(readers[receipt["file"]].pages) == receipt["pages"] == sum(expected), record["folder"]
        assert [len(source["pages"]) for source in receipt["sources"]] == expected, record["folder"]


def test_bookmarks_are_the_notices_names_of_the_parts(built: Any, readers: Any, records: list[Any]) -> None:
    for name, reader in readers.items():
        titles = [item.title for item in reader.outline]
        assert titles, name
        assert all(any(char > "\u4e00" for char in title) for title in titles), titles
    (paper,) = (record for record in records if "2021-03 东海药学学报" in record["folder"])
    reader = readers[upload_of(built, paper)["file"]]
    marks = [(item.title, reader.get_destination_page_number(item)) for item in reader.outline]
    assert marks == [("收录证明", 0), ("封面", 1), ("目录", 2), ("正文", 3), ("封底", 5)]
    assert reader.metadata is not None
    assert reader.metadata.title == paper["title"]


def test_the_camera_and_the_place_stay_at_home(built: Any) -> None:
    sources = b"".join(data for name, data in built.before.items() if name.endswith(".jpg"))
    assert all(mark in sources for mark in CAMERA)
    assert any(place in sources for place in PLACES)
    for name, path in built.uploads.items():
        with pikepdf.open(path) as pdf:
            streams = [stream.read_raw_bytes() for stream in pdf.objects if isinstance(stream, pikepdf.Stream)]
        for data in (path.read_bytes(), *streams):
            assert not any(mark in data for mark in (*CAMERA, *PLACES)), name


def scan_data(data: bytes) -> bytes:
    """What a JPEG codes, from its first scan to the end mark, walking over the segments before."""
    at = 2
    while data[at + 1] != 0xDA:
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return data[at : data.rindex(b"\xff\xd9") + 2]


def test_what_fits_goes_in_as_it_was_coded(built: Any, readers: Any) -> None:
    """Page by page: the picture of a photo that fits is bit for bit that of the phone."""
    compared = 0
    for receipt in built.receipt["records"]:
        assert receipt["recoded"] == []
        for source in receipt["sources"]:
            if not source["file"].endswith(".jpg"):
                continue
            (number,) = source["pages"]
            resources = readers[receipt["file"]].pages[number - 1]["/Resources"]
            (picture,) = resources["/XObject"].values()
            assert scan_data(picture.get_object().get_data()) == scan_data(built.before[source["file"]]), source
            compared += 1
    assert compared > 60


def test_originals_are_not_touched(built: Any) -> None:
    for name, data in built.before.items():
        assert (built.root / name).read_bytes() == data, name
    extra = {path.relative_to(built.root).parts[0] for path in built.root.rglob("*") if path.is_file()}
    assert extra == {Path(name).parts[0] for name in built.before} | {"build", ".zcdossier"}


def test_the_same_scans_give_the_same_bytes_elsewhere(
    zc: Run, built: Any, sample_copy: Callable[[Path], Path], tmp_path: Path
) -> None:
    """Another folder, another output, another day, another language, a receipt that says the same."""
    other = sample_copy(tmp_path / "li ming 材料")
    ran = zc("--lang", "en", "build", other, "--out", "出 口", "--as-of", "2023-07-01", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    for name, path in built.uploads.items():
        assert (tmp_path / "出 口" / "upload" / name).read_bytes() == path.read_bytes(), name
    assert (tmp_path / "出 口" / "receipt.json").read_bytes() == (built.out / "receipt.json").read_bytes()


OTHERS = ["zj-hangzhou-health-2021", "zj-huzhou-2020", "sd-jinan-2024"]


@pytest.mark.parametrize("notice", OTHERS)
def test_the_applicants_of_the_other_notices_build_too(zc: Run, root: Path, tmp_path: Path, notice: str) -> None:
    """Built from a copy: cases of the notice link the sample's files meanwhile, which changes their times."""
    sample = shutil.copytree(root / "tests" / "profiles" / notice / "sample", tmp_path / "sample")
    ran = zc("build", sample, "--out", "up", "--format", "json", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    (dossier,) = ran.json["dossiers"]
    assert dossier["records"]
    assert {record["outcome"] for record in dossier["records"]} == {"built"}
