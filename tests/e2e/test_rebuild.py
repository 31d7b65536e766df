"""Building again: what is unchanged stays, what changed is made anew, what can't be made keeps its last good PDF."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
PAPER = "09-论文/2021-03 东海药学学报"


def stamps(built: Any) -> dict[str, tuple[int, int]]:
    """Which file each upload is, and when it was written."""
    return {name: (path.stat().st_ino, path.stat().st_mtime_ns) for name, path in built.uploads.items()}


def outcomes(ran: Any) -> dict[str, str]:
    (dossier,) = ran.json["dossiers"]
    return {record["record"]: record["outcome"] for record in dossier["records"]}


def build(zc: Run, built: Any, *options: str) -> Any:
    return zc("build", built.root.name, "--format", "json", *options, cwd=built.root.parent)


def test_nothing_changed_is_nothing_done(zc: Run, rebuilt: Any) -> None:
    before = stamps(rebuilt)
    receipt = (rebuilt.out / "receipt.json").stat().st_mtime_ns
    ran = build(zc, rebuilt)
    assert 2 * ran.seconds <= rebuilt.ran.seconds
    assert ran.code == 0
    assert set(outcomes(ran).values()) == {"unchanged"}
    assert stamps(rebuilt) == before
    assert (rebuilt.out / "receipt.json").stat().st_mtime_ns == receipt


def test_a_scan_taken_away_makes_its_record_anew(zc: Run, rebuilt: Any) -> None:
    before = stamps(rebuilt)
    (rebuilt.root / PAPER / "4-正文-2.jpg").unlink()
    ran = build(zc, rebuilt)
    assert ran.code == 0
    assert {record for record, outcome in outcomes(ran).items() if outcome == "built"} == {PAPER}
    after = stamps(rebuilt)
    assert {Path(name).stem for name in after if after[name] != before[name]} == {"01 2021-03 东海药学学报"}
    (record,) = (record for record in rebuilt.receipt["records"] if record["record"] == PAPER)
    assert record["pages"] == 5


def test_a_spoilt_scan_costs_its_record_only(zc: Run, rebuilt: Any, leftovers: Any) -> None:
    """The last good PDF stays, and is said to be the last; once the scan is mended its record alone is made."""
    spoilt = rebuilt.root / PAPER / "3-目录.jpg"
    whole, before = spoilt.read_bytes(), stamps(rebuilt)
    spoilt.write_bytes(whole[: len(whole) // 2])
    ran = build(zc, rebuilt, "--lang", "en")
    assert ran.code == 1
    result = outcomes(ran)
    assert result.pop(PAPER) == "failed"
    assert set(result.values()) == {"unchanged"}
    (record,) = (record for record in ran.json["dossiers"][0]["records"] if record["record"] == PAPER)
    assert "3-目录.jpg: is incomplete" in record["error"]
    assert "still holds the earlier build" in record["error"]
    assert stamps(rebuilt) == before
    assert leftovers(rebuilt.root) == []
    spoilt.write_bytes(whole)
    ran = build(zc, rebuilt)
    assert ran.code == 0
    assert {name for name, outcome in outcomes(ran).items() if outcome == "built"} == {PAPER}


def test_a_pdf_that_was_tampered_with_is_made_again(zc: Run, rebuilt: Any) -> None:
    name, path = next(iter(rebuilt.uploads.items()))
    good = path.read_bytes()
    path.write_bytes(good[:-10] + b"0123456789")
    ran = build(zc, rebuilt)
    assert list(outcomes(ran).values()).count("built") == 1
    assert rebuilt.uploads[name].read_bytes() == good


def test_a_receipt_that_is_gone_or_nonsense_only_costs_time(zc: Run, office: Any, scan: bytes) -> None:
    root = office.with_scan("an", scan)
    receipt = root / "build" / "receipt.json"
    zc("build", "an", cwd=office.path)
    first = {path: path.read_bytes() for path in root.rglob("*.pdf")}
    written = receipt.read_bytes()
    for nonsense in (b"", b"[1, 2", b"\xff\xfe", b'{"records": 1}', b"[" * 50_000):
        receipt.write_bytes(nonsense)
        assert zc("build", "an", cwd=office.path).code == 0
        assert receipt.read_bytes() == written
    assert {path: path.read_bytes() for path in root.rglob("*.pdf")} == first


def test_an_upload_of_no_record_is_named(zc: Run, office: Any, scan: bytes) -> None:
    root = office.with_scan("an", scan)
    zc("build", "an", cwd=office.path)
    manifest = root / "dossier.yaml"
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    manifest.write_text("".join(lines[:-1]), encoding="utf-8")
    ran = zc("build", "an", cwd=office.path)
    assert "不要上传" in ran.out
    assert "02 2022 乙.pdf" in ran.out


def test_errors_of_lint_do_not_stop_a_build_but_show_in_its_code(zc: Run, office: Any, scan: bytes) -> None:
    root = office.with_scan("an", scan)
    manifest = root / "dossier.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("2021-03", "2023-07"), encoding="utf-8")
    ran = zc("build", "an", cwd=office.path)
    assert ran.code == 1
    assert len(list(root.rglob("*.pdf"))) == 2
    assert "检查还有 1 个错误" in ran.out
    manifest.write_text(text.replace(", date: 2021-03", ""), encoding="utf-8")
    assert zc("build", "an", cwd=office.path).code == 0
    assert zc("build", "--strict", "an", cwd=office.path).code == 1


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_an_output_that_can_be_no_folder(zc: Run, office: Any, scan: bytes, out: str) -> None:
    office.with_scan("an", scan)
    (office.path / "file").write_text("in the way", encoding="utf-8")
    ran = zc("build", "an", "--out", out, cwd=office.path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"错误：an：写不进 {out}：")


@pytest.mark.parametrize("out", ["locked", "locked/below"])
def test_an_output_that_takes_nothing(zc: Run, office: Any, scan: bytes, bound: dict[str, Any], out: str) -> None:
    office.with_scan("an", scan)
    (office.path / "locked").mkdir(mode=0o555)
    ran = zc("build", "an", "--out", out, cwd=office.path, **bound)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"错误：an：写不进 {out}：")


def test_a_dossier_on_a_read_only_disk_is_built_elsewhere(
    zc: Run, office: Any, scan: bytes, bound: dict[str, Any]
) -> None:
    root = office.with_scan("an", scan)
    root.chmod(0o555)
    try:
        assert zc("lint", "an", cwd=office.path, **bound).code == 0
        assert zc("build", "an", cwd=office.path, **bound).code == 2
        assert zc("build", "an", "--out", "up", cwd=office.path, **bound).code == 0
    finally:
        root.chmod(0o755)
    assert sorted(path.name for path in root.iterdir()) == ["01-获奖", "dossier.yaml"]


def test_the_receipt_names_sources_and_hashes(built: Any) -> None:
    from hashlib import sha256

    receipt = json.loads((built.out / "receipt.json").read_text(encoding="utf-8"))
    for record in receipt["records"]:
        data = built.uploads[record["file"]].read_bytes()
        assert (record["bytes"], record["sha256"]) == (len(data), sha256(data).hexdigest())
        for source in record["sources"]:
            data = built.before[source["file"]]
            assert (source["bytes"], source["sha256"]) == (len(data), sha256(data).hexdigest())
