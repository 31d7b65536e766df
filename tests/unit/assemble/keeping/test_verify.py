"""The second library's check."""

import gc

import pikepdf
import pytest

from zcdossier.assemble import build_record
from zcdossier.assemble.keeping.verification import ExpectedPage, page_count, verify_upload
from zcdossier.assemble.refusal import RefusedError
from zcdossier.model.receipt import BuildOutcome


@pytest.fixture
def written(scans, kit):
    scans.add("1.jpg", kit.jpeg_bytes(kit.noisy((300, 400))), "jpeg")
    scans.add("2.jpg", kit.jpeg_bytes(kit.noisy((301, 401))), "jpeg")
    scans.pdf("3.pdf", kit.text_pdf("text"))
    seen = []
    real = build_record.verify_upload
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build_record, "verify_upload", lambda *args: (seen.append(args), real(*args)))
        scans.built()
    ((_, pages, limit),) = seen
    return scans.target, pages, limit


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
    assert "复核" in receipt.error_zh
    assert not scans.target.exists()


def test_what_was_looked_at_does_not_stay_in_memory(written):
    """The library links all it has read in circles; with every record a whole file would stay."""
    path, pages, limit = written
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        verify_upload(path, pages, limit)
        gc.collect()
        held = {id(one): len(one) for left in gc.garbage for one in gc.get_referents(left) if isinstance(one, bytes)}
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
    seen = []
    real = build_record.verify_upload
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build_record, "verify_upload", lambda *args: (seen.append(args), real(*args)))
        scans.built()
    ((_, pages, limit),) = seen
    return scans.target, pages, limit


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
