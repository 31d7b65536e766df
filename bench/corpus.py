"""Any folder of files as records: what crashes, hangs, gets over the limit, loses a page or looks otherwise.

    python -m bench.corpus DIR [--limit BYTES] [--smaller 0.6] [--seconds 120] [--out result.jsonl]

Each file is a record of its own, in a process of its own. With `--smaller` each is built again at that part of its
size. `pdfium` and `poppler` count the files of which a page differs there from its source.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

DIFFERS, DIFFERS_PICTURE = 0.004, 0.02  # of a page's pixels
KINDS = "pdf jpg jpeg jpe jfif png tif tiff webp bmp gif heic heif jp2 j2k avif"
SUFFIXES = frozenset(f".{kind}" for kind in KINDS.split())
COLUMNS = ("files", "built", "refused", "crashed", "hung", "over", "lost", "pdfium", "poppler")


def look(path: Path, limit: int, smaller: float, seconds: float) -> dict[str, Any]:
    """Return what became of a file."""
    command = [sys.executable, "-m", "bench.corpus_file", str(path), str(limit), str(smaller)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return {"file": str(path), "hung": True}
    try:
        return {"file": str(path), **json.loads(done.stdout)}
    except ValueError:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return {"file": str(path), "crashed": f"{done.returncode}: {lines[-1] if lines else ''}"[:300]}


def kind(found: dict[str, Any]) -> str:
    return str(found.get("format") or Path(found["file"]).suffix.lower().removeprefix("."))


def differs(found: dict[str, Any], renderer: str) -> bool:
    most = DIFFERS if kind(found) == "pdf" else DIFFERS_PICTURE
    return any(share is not None and share > most for share in found.get(renderer, ()))


def tally(results: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    rows: dict[str, Counter[str]] = {}
    for found in results:
        for row in (rows.setdefault(kind(found), Counter()), rows.setdefault("all", Counter())):
            row["files"] += 1
            row["built"] += found.get("outcome") == "built"
            row["refused"] += found.get("outcome") == "failed"
            row["crashed"] += "crashed" in found
            row["hung"] += bool(found.get("hung"))
            row["over"] += bool(found.get("over"))
            row["lost"] += bool(found.get("lost"))
            row["pdfium"] += differs(found, "pdfium")
            row["poppler"] += differs(found, "poppler")
    return dict(sorted(rows.items(), key=lambda item: (item[0] == "all", -item[1]["files"])))


def reason(found: dict[str, Any]) -> str:
    """Why a file was refused, without its name and numbers."""
    if found.get("trouble"):
        return f"{found['trouble']} {re.sub(r'[0-9]+', 'n', found.get('detail') or '')}".strip()
    error = found.get("error", "")
    return re.sub(r"[0-9.]+", "n", error.partition(": ")[2] if error.startswith("a.") else error)[:110]


def report(results: list[dict[str, Any]]) -> None:
    print(f"{'':<10}" + "".join(f"{name:>9}" for name in COLUMNS))
    for name, row in tally(results).items():
        print(f"{name:<10}" + "".join(f"{row[column]:>9}" for column in COLUMNS))
    reasons = Counter(reason(found) for found in results if found.get("outcome") == "failed")
    print("\nrefused by reason")
    for text, count in reasons.most_common():
        print(f"{count:>6}  {text}")
    print("\nlook at")
    for found in results:
        marks = [name for name in ("crashed", "hung", "over", "lost") if found.get(name)]
        marks += [name for name in ("pdfium", "poppler") if differs(found, name)]
        if marks:
            shares = {name: found.get(name) for name in ("pdfium", "poppler") if name in marks}
            print(
                f"  {Path(found['file']).name}: {', '.join(marks)} {shares or found.get('crashed', '')}",
                *found.get("notes", ()),
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=20_000_000)
    parser.add_argument("--smaller", type=float, default=0.0, help="build again at this part of the size")
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, help="what became of each file, one JSON a line")
    asked = parser.parse_args()
    files = sorted(path for path in asked.folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    with ThreadPoolExecutor(asked.jobs) as pool:
        results = list(pool.map(lambda path: look(path, asked.limit, asked.smaller, asked.seconds), files))
    if asked.out:
        asked.out.write_text(
            "".join(json.dumps(result, ensure_ascii=False) + "\n" for result in results), encoding="utf-8"
        )
    report(results)


if __name__ == "__main__":
    main()
