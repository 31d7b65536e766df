"""One record from order to receipt: determinism, what is unchanged, what is never lost."""

import errno
import io
import os
import subprocess
import time
import zlib
from dataclasses import replace

import pikepdf
import pytest

from zcdossier.assemble import build_record
from zcdossier.assemble.keeping.atomic_write import TEMPORARY
from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.receipt import BuildOutcome


@pytest.fixture
def mixed(scans, kit):
    scans.add("1-封面.jpg", kit.jpeg_bytes(kit.noisy(seal=True), exif=kit.exif(6)), "jpeg", part="cover", label="封面")
    scans.picture("2.png", kit.cornered().convert("RGBA"), "PNG")
    scans.pdf("3.pdf", kit.text_pdf("one", "two"), part="body", label="正文")
    return scans


def leftovers(scans):
    return list(scans.root.rglob(TEMPORARY))


def test_the_receipt_tells_what_was_built(mixed):
    receipt = mixed.built()
    data = mixed.target.read_bytes()
    assert (receipt.record, receipt.section, receipt.title) == ("papers[0]", "papers", "课堂里的追问")
    assert (receipt.bytes, receipt.pages, receipt.limit) == (len(data), 4, 20_000_000)
    assert receipt.file == "09-论文/01 教育研究.pdf"
    assert [(source.file, source.part, source.pages) for source in receipt.sources] == [
        ("1-封面.jpg", "cover", (1,)),
        ("2.png", "proof", (2,)),
        ("3.pdf", "body", (3, 4)),
    ]
    assert receipt.recoded == ()
    assert not leftovers(mixed)


def test_title_language_version_and_bookmarks(mixed):
    with mixed.opened() as pdf:
        assert pdf.pdf_version == "1.7"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert str(pdf.docinfo["/Title"]) == "课堂里的追问"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["封面", "证明", "正文"]
        assert "/CreationDate" not in pdf.docinfo


def test_the_same_inputs_give_the_same_bytes(scans_at, kit):
    built = []
    for name in ("a", "b"):
        scans = scans_at(name)
        scans.add("1.jpg", kit.jpeg_bytes(kit.noisy(seal=True)), "jpeg")
        scans.picture("2.png", kit.cornered(), "PNG")
        scans.pdf("3.pdf", kit.text_pdf("one"))
        for limit in (20_000_000, 150_000):
            scans.limits = BuildLimits(max_bytes=limit)
            receipt = scans.built()
            built.append((limit, receipt, scans.target.read_bytes()))
    assert built[:2] == built[2:]
    assert built[0][2] != built[1][2]


def test_unchanged_is_not_built_again(mixed, monkeypatch):
    receipt = mixed.built()
    before = mixed.target.stat()
    monkeypatch.setattr(build_record, "write_fitting", None)
    again = mixed.build(receipt)
    assert again == replace(receipt, outcome=BuildOutcome.UNCHANGED)
    assert mixed.build(again) == again
    assert mixed.target.stat().st_mtime_ns == before.st_mtime_ns


def changed_source(mixed, kit):
    path = mixed.root / "2.png"
    data = bytearray(path.read_bytes())
    kit.cornered().transpose(3).save(path)
    assert path.read_bytes() != data
    mixed.measure("2.png")


def damaged_output(mixed, _kit):
    data = bytearray(mixed.target.read_bytes())
    data[100] ^= 1
    mixed.target.write_bytes(data)


@pytest.mark.parametrize(
    "change",
    [
        changed_source,
        damaged_output,
        lambda mixed, _kit: mixed.target.unlink(),
        lambda mixed, _kit: setattr(mixed, "title", "另一个题目"),
        lambda mixed, _kit: setattr(mixed, "limits", BuildLimits(max_bytes=19_000_000)),
        lambda mixed, _kit: mixed.pieces.reverse(),
        lambda mixed, _kit: mixed.pieces.pop(),
    ],
)
def test_any_change_builds_again(mixed, kit, change):
    receipt = mixed.built()
    change(mixed, kit)
    again = mixed.build(receipt)
    assert again.outcome is BuildOutcome.BUILT
    assert again.sha256 == build_record.fingerprint(mixed.target).sha256


def test_a_missing_source_is_named(mixed):
    (mixed.root / "3.pdf").unlink()
    receipt = mixed.build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert receipt.error.zh.startswith("3.pdf：找不到")
    assert not mixed.target.exists()
    del mixed.facts["3.pdf"]
    assert mixed.build().error.en.startswith("3.pdf: is missing")


@pytest.mark.parametrize("limit", [20_000_000, 120_000])
def test_a_jpeg_that_lacks_its_end_marker_alone_is_given_it(scans, kit, limit):
    data = kit.jpeg_bytes(kit.noisy((620, 877)))
    scans.limits = BuildLimits(max_bytes=limit)
    receipt = scans.add("1.jpg", data[:-2], "jpeg").built()
    assert [note.zh.partition("，")[0] for note in receipt.notes] == ["1.jpg：文件末尾少了结束标记"]
    assert bool(receipt.recoded) is (limit < len(data))
    with pikepdf.open(scans.target) as pdf:
        assert kit.picture_of(pdf).read_raw_bytes().endswith(b"\xff\xd9")


@pytest.mark.parametrize("packing", ["DCTDecode", "FlateDecode"])
def test_a_picture_that_is_cut_is_the_reason_why_a_pdf_takes_too_much(scans, kit, packing):
    page = kit.noisy((620, 877))
    data = kit.jpeg_bytes(page) if packing == "DCTDecode" else zlib.compress(page.tobytes(), 1)
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        image = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, BitsPerComponent=8)
        image.Width, image.Height, image.ColorSpace = *page.size, pikepdf.Name.DeviceRGB
        image.write(data[: len(data) // 2], filter=pikepdf.Name(f"/{packing}"))
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=image))
        pdf.pages[0].Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /A Do Q")
        scans.limits = BuildLimits(max_bytes=30_000)
        receipt = scans.pdf("1.pdf", pdf).build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert receipt.error.zh.startswith("1.pdf：第 1 页的图片解不开，多半是数据不完整，所以没法压缩")


def test_failure_leaves_the_last_good_pdf(mixed):
    good = mixed.built()
    (mixed.root / "3.pdf").write_bytes(b"broken")
    failed = mixed.build(good)
    assert failed.outcome is BuildOutcome.FAILED
    assert "上一次" in failed.error.zh
    assert build_record.fingerprint(mixed.target).sha256 == good.sha256
    assert not leftovers(mixed)


def touched(path):
    os.utime(path, ns=(1, 1))


def rewritten_with_its_old_time(path):
    before = path.stat()
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path):
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    other.replace(path)


@pytest.mark.parametrize(
    ("meddle", "word"),
    [
        (touched, "被改动"),
        (rewritten_with_its_old_time, "被改动"),
        (replaced, "被改动"),
        (lambda path: path.write_bytes(b""), "被改动"),
        (lambda path: path.unlink(), "找不到"),
        (lambda path: (path.unlink(), path.mkdir()), "被改动"),
    ],
)
@pytest.mark.parametrize("name", ["1-封面.jpg", "2.png", "3.pdf"])
def test_a_source_that_changes_or_vanishes_during_the_build(mixed, monkeypatch, meddle, word, name):
    """Whatever was read of it by then: nothing is put in place, and what was there stays."""
    good = mixed.built()
    mixed.title = "新题目"
    real = build_record.write_fitting

    def meddling(*args):
        result = real(*args)
        meddle(mixed.root / name)
        return result

    monkeypatch.setattr(build_record, "write_fitting", meddling)
    receipt = mixed.build(good)
    assert receipt.outcome is BuildOutcome.FAILED
    assert receipt.error.zh.startswith(f"{name}：")
    assert word in receipt.error.zh
    assert build_record.fingerprint(mixed.target).sha256 == good.sha256
    assert not leftovers(mixed)


@pytest.mark.parametrize("name", ["1-封面.jpg", "2.png", "3.pdf"])
def test_a_source_that_vanishes_before_it_is_read(mixed, monkeypatch, name):
    real = build_record.write_fitting

    def meddling(*args):
        (mixed.root / name).unlink()
        return real(*args)

    monkeypatch.setattr(build_record, "write_fitting", meddling)
    receipt = mixed.build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert receipt.error.zh.startswith(f"{name}：找不到")
    assert not mixed.target.exists()
    assert not leftovers(mixed)


def test_a_source_that_is_not_what_was_measured(mixed, kit):
    """Its facts say two pages; merging by them would leave the third out."""
    buffer = io.BytesIO()
    kit.text_pdf("one", "two", "three").save(buffer)
    (mixed.root / "3.pdf").write_bytes(buffer.getvalue())
    assert "3.pdf：在合并过程中被改动" in mixed.build().error.zh
    mixed.measure("3.pdf")
    mixed.looked_at = time.time_ns() - 60_000_000_000
    assert "被改动" in mixed.build().error.zh
    time.sleep(0.02)
    mixed.looked_at = time.time_ns()
    assert mixed.built().pages == 4


def test_a_clock_that_is_wrong_is_no_reason_to_stop(mixed):
    """A camera's clock may be years ahead."""
    mixed.looked_at = time.time_ns()
    ahead = time.time() + 10**8
    os.utime(mixed.root / "2.png", (ahead, ahead))
    assert mixed.built()


@pytest.mark.parametrize(("code", "word"), [(errno.ENOSPC, "磁盘空间不足"), (errno.EACCES, "写不出")])
def test_a_write_that_fails(mixed, monkeypatch, code, word):
    good = mixed.built()
    mixed.title = "新题目"

    def failing(_descriptor):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("os.fsync", failing)
    failed = mixed.build(good)
    assert failed.outcome is BuildOutcome.FAILED
    assert word in failed.error.zh
    assert build_record.fingerprint(mixed.target).sha256 == good.sha256
    assert not leftovers(mixed)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting needs root")
def test_a_disk_that_is_really_full(scans, kit):
    """The kernel's own refusal, through pikepdf's writer."""
    scans.out.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", scans.out], check=False)
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        scans.add("small.png", b"", "png").pieces.clear()
        scans.picture("1.png", kit.cornered(), "PNG")
        good = scans.built()
        scans.add("2.jpg", kit.jpeg_bytes(kit.noisy((2480, 3508)), quality=95), "jpeg")
        failed = scans.build(good)
        assert failed.outcome is BuildOutcome.FAILED
        assert "磁盘空间不足" in failed.error.zh
        assert build_record.fingerprint(scans.target).sha256 == good.sha256
        assert [path.name for path in scans.out.rglob("*") if path.is_file()] == [scans.target.name]
    finally:
        subprocess.run(["umount", "-l", scans.out], check=True)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(mixed):
    mixed.out.mkdir(mode=0o500)
    assert "写不出" in mixed.build().error.zh


def test_a_folder_where_a_file_stands(mixed):
    mixed.out.write_text("in the way")
    assert "写不出" in mixed.build().error.zh


def test_interruption_leaves_nothing(mixed, monkeypatch):
    good = mixed.built()
    mixed.title = "新题目"

    def interrupted(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(build_record, "verify_upload", interrupted)
    with pytest.raises(KeyboardInterrupt):
        mixed.build(good)
    assert build_record.fingerprint(mixed.target).sha256 == good.sha256
    assert not leftovers(mixed)


def test_sources_are_never_touched(mixed):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in mixed.root.iterdir() if path.is_file()}
    mixed.limits = BuildLimits(max_bytes=200_000)
    mixed.built()
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


def test_hundreds_of_sources(scans, kit):
    data = kit.jpeg_bytes(kit.noisy((60, 80)))
    for at in range(300):
        scans.add(f"{at}.jpg", data, "jpeg")
    with scans.opened() as pdf:
        assert len(pdf.pages) == 300
        assert isinstance(pdf, pikepdf.Pdf)


def test_names_that_are_no_text(scans, kit):
    """A file name may hold bytes that are no text, a title a line break."""
    scans.title = "第一行\n第二行 \udcff"
    scans.add("a.jpg", kit.jpeg_bytes(kit.cornered()), "jpeg", label="标签\udcff\t尾")
    with scans.opened() as pdf:
        assert str(pdf.docinfo["/Title"]) == "第一行 第二行 ?"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["标签? 尾"]


def test_nothing_is_said_on_the_terminal(mixed, kit, capfd):
    stripped = kit.jpeg_bytes(kit.cornered(), exif=b"Exif\0\0II*\0\x08\0\0\0\x05\0")
    mixed.add("corrupt-exif.jpg", stripped, "jpeg")
    mixed.limits = BuildLimits(max_bytes=400_000)
    mixed.built()
    assert capfd.readouterr() == ("", "")


def test_what_only_fails_while_merging_costs_the_record(mixed, monkeypatch):
    def broken(*_args):
        raise RuntimeError("the library gave up")

    monkeypatch.setattr(build_record, "write_fitting", broken)
    receipt = mixed.build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert "the library gave up" in receipt.error.en
    assert not leftovers(mixed)


def test_what_a_killed_build_left_goes_after_an_hour(mixed):
    mixed.target.parent.mkdir(parents=True)
    old, new = (mixed.target.parent / TEMPORARY.replace("*", name) for name in ("old", "new"))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    mixed.built()
    assert leftovers(mixed) == [new]
