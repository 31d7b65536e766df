"""Whether the sample dossiers are clean when their scans were read, and mistakes in them are found, each alone.

    python -m bench.sample_mistakes OUT [--only ID] [--kind WORDS] [--list] [--jobs N]

Everything is read with the real engine, by content: each mistake adds a page or two to what was read. A mistake counts
as found where a check of what was read tells of it, or a rule about what was typed.
"""

import argparse
import hashlib
import os
import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from copy import deepcopy
from multiprocessing import Pool
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from bench.drawn_dossier import DAY, open_context, prepare
from bench.page_mistakes import plan_page_mistakes
from bench.scan_mistakes import Mistake, plan_scan_mistakes
from bench.sorting import DOSSIERS
from bench.value_mistakes import plan_dates, plan_values
from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.app.read_dossier import carry_out, plan_files, reading_pool, require_recogniser
from zcdossier.lint.context import PHOTO

OF_READING = "ZC7"
"""How the codes of checks begin that are about what was read."""
Hit: TypeAlias = tuple[str, str]
"""The code of a finding, and where it is."""


def plan_mistakes(name: str, right: Path) -> Iterator[Mistake]:
    """Plan the mistakes that are tried in a dossier."""
    context = open_context(right)
    records = [record for record in context.dossier.records() if record.scans and record.section != PHOTO]
    random.Random(name).shuffle(records)
    yield from plan_scan_mistakes(name, right, records, context)
    yield from plan_dates(records, context)
    yield from plan_page_mistakes(records, context)
    yield from plan_values(records, context)


def lint(folder: Path) -> Counter[Hit]:
    """The findings: code and route."""
    findings = lint_dossier(folder, as_of=DAY).verdict.findings
    return Counter((finding.code, finding.place.path) for finding in findings)


def try_dossier(name: str, out: Path, kind: str, jobs: int) -> Iterator[tuple[str, bool, str]]:
    """Yield of each thing that was tried whether it went as it should, and where."""
    right = prepare(name, out, jobs)
    usual = lint(right)
    routes = [record.place.path for record in open_context(right).dossier.records() if record.scans]
    for route in routes:
        hits = [hit for hit in usual if hit[0].startswith(OF_READING) and hit[1].startswith(route)]
        yield "right record: nothing", not hits, f"{route} {hits}"
    manifest = yaml.load((right / "dossier.yaml").read_text("utf-8"), yaml.BaseLoader)  # 2021.10 stays what it is
    mistakes = [mistake for mistake in plan_mistakes(name, right) if kind in mistake.kind]
    works = [out / name / f"mistake-{number}" for number in range(len(mistakes))]
    for mistake, work in zip(mistakes, works, strict=True):
        _make(mistake, right, work, deepcopy(manifest))
    _read_changed(right, works, out / name / "changed", jobs)
    for work in works:
        shutil.copytree(right / ".zcdossier" / "pages", work / ".zcdossier" / "pages", copy_function=os.link)
    with Pool(jobs) as pool:
        for mistake, work, found in zip(mistakes, works, pool.imap(lint, works), strict=True):
            yield from _judge(mistake, found - usual, work.name)


def _judge(mistake: Mistake, hits: Counter[Hit], name: str) -> Iterator[tuple[str, bool, str]]:
    """Whether a mistake is found, by what was read or by a rule, and nothing else of what was read is told."""
    of_reading = [hit for hit in hits if hit[0].startswith(OF_READING)]
    wanted = [hit for hit in hits if hit[0] in mistake.codes and hit[1].startswith(mistake.at)]
    records = tuple(place.partition("]")[0] + "]" for place in mistake.at)
    by_rule = [hit for hit in hits if hit[1].startswith(records) and not hit[0].startswith(OF_READING)]
    where = f"{name} {mistake.at} {sorted(hits)}"
    if mistake.untold:
        yield f"{mistake.kind}: silent, {mistake.untold}", not of_reading, where
        return
    yield mistake.kind, bool(wanted or by_rule), where
    if by_rule:
        yield f"{mistake.kind}: of those with a rule's finding by what was read, too", bool(wanted), where
    if wanted:
        yield f"{mistake.kind}: nothing else", {*of_reading} <= {*wanted}, where
    else:
        yield f"{mistake.kind}: silent if not found", not of_reading, where


def _make(mistake: Mistake, right: Path, work: Path, manifest: dict[str, Any]) -> None:
    """A copy of the right dossier with one mistake."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(
        right, work, copy_function=os.link, ignore=shutil.ignore_patterns("dossier.yaml", ".zcdossier", "build")
    )
    mistake.change(work, manifest)
    text = yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False)
    (work / "dossier.yaml").write_text(text, "utf-8")


def _read_changed(right: Path, works: list[Path], aside: Path, jobs: int) -> None:
    """Read every content that is new in a copy, all at once; what was read is kept with the right dossier."""
    aside.mkdir(exist_ok=True)
    for work in works:
        for file in work.rglob("*"):
            if file.suffix.lower() in {".jpg", ".png", ".pdf"} and file.stat().st_nlink == 1:
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                shutil.copyfile(file, aside / f"{digest}{file.suffix.lower()}")
    plan = plan_files(aside, sorted(file.name for file in aside.iterdir()), kept_in=right)
    if plan.pages:
        with reading_pool(plan.pages, jobs) as pool:
            carry_out(plan, pool.read, require_recogniser())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", choices=tuple(DOSSIERS))
    parser.add_argument("--kind", default="", help="only mistakes with these words in their name")
    parser.add_argument("--list", action="store_true", help="say where it went wrong")
    parser.add_argument("--jobs", type=int, default=2, help="processes that draw, read and judge")
    options = parser.parse_args()
    for name in [options.only] if options.only else DOSSIERS:
        results: dict[str, list[tuple[bool, str]]] = defaultdict(list)
        for what, is_right, where in try_dossier(name, options.out.resolve(), options.kind, options.jobs):
            results[what].append((is_right, where))
        print(name)
        for what, found in results.items():
            print(f"  {what:64} {sum(right for right, _ in found):4} of {len(found):4}")
            if options.list:
                print("".join(f"      {where}\n" for right, where in found if not right), end="", flush=True)


if __name__ == "__main__":
    main()
