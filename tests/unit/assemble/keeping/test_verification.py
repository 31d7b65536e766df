"""What is noticed about a written upload, and about uploads without their sources."""

import gc
import json
from hashlib import sha256

import pikepdf
import pytest

from zcdossier.assemble import build_record
from zcdossier.assemble.keeping import receipt_file as receipts
from zcdossier.assemble.keeping.receipt_file import current_version
from zcdossier.assemble.keeping.verification import ExpectedPage, page_count, verify_upload, verify_uploads
from zcdossier.assemble.refusal import RefusedError
from zcdossier.errors import CannotRunError
from zcdossier.model.receipt import BuildOutcome, Receipt, RecordReceipt
from zcdossier.model.results import UploadFlaw


def built_with_its_plan(scans):
    """An upload, and what it should hold."""
    seen = []
    real = build_record.verify_upload
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build_record, "verify_upload", lambda *args: (seen.append(args), real(*args)))
        scans.built()
    ((_, pages, limit),) = seen
    return scans.target, pages, limit


@pytest.fixture
def written(scans, kit):
    scans.add("1.jpg", kit.jpeg_bytes(kit.noisy((300, 400))), "jpeg")
    scans.add("2.jpg", kit.jpeg_bytes(kit.noisy((301, 401))), "jpeg")
    scans.pdf("3.pdf", kit.text_pdf("text"))
    return built_with_its_plan(scans)


def test_what_was_planned_passes(written, capfd):
    path, pages, limit = written
    verify_upload(path, pages, limit)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_a_torn_file(written, keep, capfd):
    path, pages, limit = written
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(RefusedError):
        verify_upload(path, pages, limit)
    assert capfd.readouterr() == ("", "")


def test_damage_inside_a_picture(written):
    path, pages, limit = written
    data = bytearray(path.read_bytes())
    data[data.index(b"\xff\xda") + 500] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(RefusedError, match="page 1"):
        verify_upload(path, pages, limit)


def test_pages_missing_or_in_another_order(written):
    path, pages, limit = written
    with pytest.raises(RefusedError, match="3 pages, not 2"):
        verify_upload(path, pages[:2], limit)
    with pytest.raises(RefusedError, match="page 1"):
        verify_upload(path, (pages[1], pages[0], pages[2]), limit)
    with pytest.raises(RefusedError, match="page 3"):
        verify_upload(path, (*pages[:2], ExpectedPage(300, 201, 0)), limit)
    with pytest.raises(RefusedError, match="page 3"):
        verify_upload(path, (*pages[:2], ExpectedPage(300, 200, 90)), limit)


def test_the_limit(written):
    path, pages, _ = written
    with pytest.raises(RefusedError, match="not below"):
        verify_upload(path, pages, path.stat().st_size)


def change(path, how):
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        how(pdf)
        pdf.save(path)


def test_what_must_not_be_inside(written):
    path, pages, limit = written
    change(path, lambda pdf: setattr(pdf.Root, "OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript)))
    with pytest.raises(RefusedError, match="/OpenAction"):
        verify_upload(path, pages, limit)


def test_encryption(written):
    path, pages, limit = written
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="", owner="o", R=3, aes=False, metadata=False))
    with pytest.raises(RefusedError, match="encrypted"):
        verify_upload(path, pages, limit)


def test_a_file_that_does_not_pass_is_not_put_in_place(scans, kit, monkeypatch):
    scans.add("1.jpg", kit.jpeg_bytes(kit.noisy((300, 400))), "jpeg")
    real = build_record.write_fitting

    def tearing(job, plan, file, pool):
        fitted = real(job, plan, file, pool)
        file.truncate(file.tell() - 200)
        return fitted

    monkeypatch.setattr(build_record, "write_fitting", tearing)
    receipt = scans.build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert "复核" in receipt.error.zh
    assert not scans.target.exists()


def test_what_was_looked_at_does_not_stay_in_memory(written):
    """The library links all it has read in circles; with every record a whole file would stay."""
    path, pages, limit = written
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        verify_upload(path, pages, limit)
        gc.collect()
        held = {
            id(data): len(data) for left in gc.garbage for data in gc.get_referents(left) if isinstance(data, bytes)
        }
        assert gc.garbage, "nothing in circles: then this test sees nothing"
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    assert sum(held.values()) < 20_000 < path.stat().st_size


LONG = pikepdf.Object.parse(b"[0." + b"1" * 110 + b"]")


@pytest.fixture
def beyond_pypdf(scans, kit):
    """An upload with a number of more digits than pypdf reads, and what it should hold."""
    pdf = kit.text_pdf("text")
    pdf.pages[0].obj.Resources.Numbers = LONG
    scans.add("1.jpg", kit.jpeg_bytes(kit.noisy((300, 400))), "jpeg")
    scans.pdf("2.pdf", pdf)
    return built_with_its_plan(scans)


def test_what_only_another_library_reads_is_verified_by_that(beyond_pypdf):
    path, pages, limit = beyond_pypdf
    assert page_count(path) == 2
    with pytest.raises(RefusedError, match="page 1"):
        verify_upload(path, pages[::-1], limit)
    with pytest.raises(RefusedError, match="2 pages, not 1"):
        verify_upload(path, pages[:1], limit)


@pytest.mark.parametrize("keep", [0.5, 0.99])
def test_a_torn_file_is_not_repaired_for_that(beyond_pypdf, keep):
    path, pages, limit = beyond_pypdf
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(RefusedError):
        verify_upload(path, pages, limit)


def test_damage_inside_a_picture_is_found_by_either(beyond_pypdf):
    path, pages, limit = beyond_pypdf
    data = bytearray(path.read_bytes())
    data[data.index(b"\xff\xda") + 500] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(RefusedError, match="page 1"):
        verify_upload(path, pages, limit)


@pytest.fixture
def out(tmp_path):
    """A build of two records, of one and two pages, and one that failed."""
    records = []
    for pages, name in enumerate(("甲", "乙"), start=1):
        path = tmp_path / "upload" / "09-论文" / f"{name}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        with pikepdf.new() as pdf:
            for _ in range(pages):
                pdf.add_blank_page()
            pdf.save(path)
        data = path.read_bytes()
        records.append(
            RecordReceipt(
                record=name,
                section="papers",
                title=name,
                outcome=BuildOutcome.BUILT,
                file=f"09-论文/{name}.pdf",
                bytes=len(data),
                pages=pages,
                sha256=sha256(data).hexdigest(),
                limit=20_000_000,
            )
        )
    receipts.save_receipt(tmp_path / "receipt.json", Receipt(current_version(), "case", "senior", tuple(records)))
    return tmp_path


def edited(out, change) -> None:
    path = out / "receipt.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def flaws(out) -> dict[str, list[UploadFlaw]]:
    return {
        upload.file: [difference.flaw for difference in upload.differences]
        for upload in verify_uploads(out).uploads
        if upload.differences
    }


def test_what_was_built_is_intact(out) -> None:
    checked = verify_uploads(out)
    assert checked.intact
    assert (checked.version, checked.is_current, checked.profile, checked.level) == (
        current_version(),
        True,
        "case",
        "senior",
    )
    assert [(upload.record, upload.pages, upload.differences) for upload in checked.uploads] == [
        ("甲", 1, ()),
        ("乙", 2, ()),
    ]
    assert sorted(path.name for path in out.iterdir()) == ["receipt.json", "upload"]


NAME = "09-论文/甲.pdf"


def flipped(path) -> None:
    data = bytearray(path.read_bytes())
    data[20] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        (lambda path: path.unlink(), UploadFlaw.MISSING),
        (lambda path: (path.unlink(), path.mkdir()), UploadFlaw.MISSING),
        (lambda path: path.write_bytes(path.read_bytes() + b"\n"), UploadFlaw.SIZE),
        (lambda path: path.write_bytes(b""), UploadFlaw.SIZE),
        (flipped, UploadFlaw.CONTENT),
    ],
)
def test_a_file_that_differs(out, change, flaw) -> None:
    change(out / "upload" / NAME)
    assert flaws(out) == {NAME: [flaw]}
    assert not verify_uploads(out).intact


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"pages": 3}, UploadFlaw.PAGES),
        ({"limit": 100}, UploadFlaw.OVER_LIMIT),
        ({"outcome": "failed", "error_zh": "坏了"}, UploadFlaw.NOT_BUILT),
    ],
)
def test_a_receipt_that_says_otherwise(out, change, flaw) -> None:
    edited(out, lambda data: data["records"][0].update(change))
    assert flaws(out) == {NAME: [flaw]}


def test_what_only_looks_like_a_pdf_by_its_receipt(out) -> None:
    data = b"%PDF-1.7 and nothing more"
    (out / "upload" / NAME).write_bytes(data)
    edited(out, lambda all_: all_["records"][0].update(bytes=len(data), sha256=sha256(data).hexdigest()))
    assert flaws(out) == {NAME: [UploadFlaw.BROKEN]}


def test_the_bytes_of_the_limit_are_over_it(out) -> None:
    edited(out, lambda data: data["records"][0].update(limit=data["records"][0]["bytes"]))
    assert flaws(out) == {NAME: [UploadFlaw.OVER_LIMIT]}
    edited(out, lambda data: data["records"][0].update(limit=data["records"][0]["bytes"] + 1))
    assert flaws(out) == {}


def test_a_pdf_that_no_record_names(out) -> None:
    (out / "upload" / "别的.PDF").write_bytes(b"%PDF")
    (out / "upload" / "notes.txt").touch()
    (out / "elsewhere.pdf").touch()
    assert flaws(out) == {"别的.PDF": [UploadFlaw.UNLISTED]}


def test_the_last_good_pdf_of_a_failed_record_is_not_vouched_for(out) -> None:
    edited(out, lambda data: data["records"][0].update(outcome="failed", file="", sha256=""))
    assert flaws(out) == {"": [UploadFlaw.NOT_BUILT], NAME: [UploadFlaw.UNLISTED]}


def test_another_versions_receipt_is_good_enough(out) -> None:
    def foreign(data) -> None:
        data.update(version="zcdossier 9.0", mood="new")
        for record in data["records"]:
            record.update(outcome="mended", colours=3, sources="elsewhere")
            del record["recoded"], record["notes_zh"], record["title"]

    edited(out, foreign)
    assert receipts.load_own_receipt(out / "receipt.json") is None
    checked = verify_uploads(out)
    assert (checked.intact, checked.is_current, checked.version) == (True, False, "zcdossier 9.0")
    flipped(out / "upload" / NAME)
    assert flaws(out) == {NAME: [UploadFlaw.CONTENT]}


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("records"),
        lambda data: data.update(records={}),
        lambda data: data.update(records=[1]),
        lambda data: data.update(version=1),
        lambda data: data["records"][0].pop("outcome"),
        lambda data: data["records"][0].pop("sha256"),
        lambda data: data["records"][0].update(file=""),
        lambda data: data["records"][0].update(bytes="10"),
        lambda data: data["records"][0].update(pages=True),
        lambda data: data["records"][0].update(file="../../secret.pdf"),
        lambda data: data["records"][0].update(file="/etc/passwd"),
    ],
)
def test_a_receipt_that_can_not_be_understood(out, change) -> None:
    edited(out, change)
    with pytest.raises(CannotRunError) as error:
        verify_uploads(out)
    assert "看不懂" in error.value.why.zh
    assert "can't understand" in error.value.why.en


@pytest.mark.parametrize("text", [b"", b"null", b"[]", b'"x"', b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_receipt(out, text) -> None:
    (out / "receipt.json").write_bytes(text)
    with pytest.raises(CannotRunError):
        verify_uploads(out)


def test_a_name_that_no_file_can_have(out) -> None:
    edited(out, lambda data: data["records"][0].update(file="09-论文/\0.pdf"))
    assert flaws(out) == {"09-论文/\0.pdf": [UploadFlaw.UNREADABLE], NAME: [UploadFlaw.UNLISTED]}
