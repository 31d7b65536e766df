"""A dossier full of hostile and damaged scans: they cost their records, and all others are built."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import damage
import hostile
import pypdf
import pytest
import scan_kinds
from memory import Watched

Run = Callable[..., Any]
MEMORY = 600_000_000
GOOD_EVERY = 4
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits on processes are another thing there")


def scans() -> dict[str, tuple[str, bytes]]:
    """By name: the suffix and the bytes of every hostile scan, and a damaged one of every kind."""
    made = {f"hostile {what}": (suffix, make()) for what, (suffix, make) in hostile.FILES.items()}
    for kind, (suffix, make) in scan_kinds.KINDS.items():
        made[f"damaged {kind}"] = (suffix, damage.damaged(make(), kind))
    return made


def test_they_cost_their_records_only(zc: Run, office: Any, scan: bytes) -> None:
    rows, good = [], []
    bad = scans()
    for number, (what, (suffix, data)) in enumerate(bad.items()):
        beside = {f"{number:03}": (f"1-证书{suffix}", data)}
        if number % GOOD_EVERY == 0:
            beside[f"{number:03} good"] = ("1-证书.jpg", scan)
            good.append(f"01-获奖/{number:03} good")
        for folder, (name, content) in beside.items():
            path = office.path / "an" / "01-获奖" / folder / name
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
            rows.append({"folder": f"01-获奖/{folder}", "title": what, "date": "2021-03"})
    listed = "".join(f"    - {json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    root: Path = office.dossier("an", awards=listed)
    running = zc.start("build", "an", "--format", "json", "--no-report", cwd=office.path)  # type: ignore[attr-defined]
    watched = Watched(running)
    out, error_output = running.communicate()
    err = error_output.decode()
    assert running.returncode == 1, err
    assert "Traceback" not in err
    assert watched.most() < MEMORY
    assert watched.most() > 20_000_000 or sys.platform != "linux"
    (dossier,) = json.loads(out)["dossiers"]
    outcomes = {record["record"]: record for record in dossier["records"]}
    assert len(outcomes) == len(bad) + len(good)
    assert {outcomes[name]["outcome"] for name in good} == {"built"}
    failed = [record for record in outcomes.values() if record["outcome"] == "failed"]
    assert len(failed) > len(bad) / 3
    assert all(record["error"] for record in failed)
    for path in (root / "build").rglob("*.pdf"):
        assert len(pypdf.PdfReader(path).pages) > 0
