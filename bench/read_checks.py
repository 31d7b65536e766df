"""How well the checks of what was read find mistakes, and how often they are wrong on what is right.

    python -m bench.read_checks draw OUT       draws dossiers of made-up pages (tools/test_pages) and reads them
    python -m bench.read_checks measure OUT    lints them, right and with one mistake at a time; prints the table

The pages are by another generator than the sample, and are read by the real reader (`zcdossier[read]`); drawing and
reading take about ten minutes, once. Measuring only lints. With `--other SEED` other layouts, faces, people and texts
are drawn: the set that nothing was tuned on. Of more `--dossiers` than three only the right records are looked at.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from PIL import Image

from tools.test_pages import words
from tools.test_pages.draw_set import Plan
from tools.test_pages.draw_set import draw as draw_page
from tools.test_pages.effects import BY_NAME
from tools.test_pages.stamps import STYLES
from zcdossier.app.lint_dossier import lint_dossier, read_dossier
from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.find_dates import agree
from zcdossier.lint.scan_text.find_person import Likelihood, find_person
from zcdossier.lint.scan_text.find_value import comparable_letters, is_found
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import records_read
from zcdossier.model.dates import parse_date
from zcdossier.profiles.load import Profiles

DAY = date(2025, 6, 30)
TAKINGS = (("scan", "photo"), ("q30", "shadow"), ("coloured", "steep"))
TWICE = ("certificate", "approval", "paper", "assessment")
"""Kinds that are also taken a second time."""
PAGES = {
    "awards": [("certificate", "1-文件或证书-证书")],
    "adopted_results": [("notice", "1-佐证-文件")],
    "research_projects": [("approval", "1-立项文件")],
    "papers": [("cover", "2-封面"), ("contents", "3-目录"), ("paper", "4-正文")],
    "patents": [("patent", "1-佐证-专利证书")],
    "continuing_education": [("training", "1-证书")],
    "certificates": [("register", "1-证书")],
    "appraisals": [("assessment", "1-学院证明")],
}
TITLED = ("awards", "adopted_results", "research_projects", "papers", "patents", "continuing_education")
DATED = {
    "awards": "date",
    "adopted_results": "date",
    "research_projects": "from",
    "papers": "date",
    "patents": "date",
    "certificates": "date",
}
SEALED = ("adopted_results", "appraisals")
"""Sections a clause of which wants a seal."""
SHARING = ("appraisals",)
"""Sections whose records may hand in one proof for all, by the notice."""
PROFILES = Profiles()
Manifest = dict[str, Any]


def fields_of(section: str, facts: dict[str, Any], folder: str) -> dict[str, Any]:
    """The record that states what its pages say."""
    title, day = facts["title"], facts["date"]
    special: dict[str, dict[str, Any]] = {
        "awards": {"title": title, "award_name": f"优秀成果{facts['rank']}", "date": day, "members": 1, "rank": 1},
        "adopted_results": {"title": title, "role": "主持", "date": day},
        "research_projects": {"title": title, "role": "主持", "from": day},
        "papers": {"title": title, "journal": f"《{facts['journal']}》，核心期刊，1/1", "date": day[:7]},
        "patents": {"title": title, "date": day, "rank": 1},
        "continuing_education": {"title": title, "class_hours": int(facts["hours"] or 0)},
        "certificates": {"title": "教师资格证书", "cert_kind": "教师资格证", "date": day},
        "appraisals": {"year": int(day[:4]), "grade": "合格"},
    }
    return {"folder": folder, **special[section]}


def plan_pages(root: Path, other: int, dossiers: int) -> Iterator[tuple[Plan, Path]]:
    """Every page to draw and the file it is for; those in `spare` take the place of others."""
    number = 0
    seed = f" other {other}" if other else ""
    for which in range(dossiers):
        takings = TAKINGS[which % len(TAKINGS)]
        with_mistakes = which < len(TAKINGS)
        person = words.facts(random.Random(f"person {which}{seed}"))
        for copy, taking in enumerate(takings):
            for section, pages in PAGES.items():
                facts = words.facts(random.Random(f"told {which} {section} {copy}{seed}"))
                facts = replace(facts, name=person.name, unit=person.unit)
                for kind, part in pages:
                    number += 1
                    style = STYLES[number % len(STYLES)] if kind not in {"cover", "contents", "paper"} else ""
                    key = f"{which}-{section}-{copy}{seed}"
                    plan = Plan(part, kind, BY_NAME[taking], key, key, style, facts=facts, is_other=bool(other))
                    yield plan, root / str(which) / f"{section}-{copy}" / f"{part}.jpg"
                    if not with_mistakes:
                        continue
                    if section in SEALED and (copy == 0 or kind == "assessment"):
                        yield replace(plan, seal=""), root / "spare" / f"{which}-{section}-{copy}-unsealed.jpg"
                    if copy == 0 and kind in TWICE:
                        again = replace(plan, taking=BY_NAME["photo" if taking == "scan" else "scan"])
                        yield again, root / "spare" / f"{which}-{section}-{copy}-{kind}-again.jpg"
        for kind in ("empty" if which else "through",) if with_mistakes else ():
            plan = Plan(f"blank{which}", f"blank-{kind}", BY_NAME[takings[0]], f"blank {which} {kind}", "")
            yield plan, root / "spare" / f"{which}-blank-{kind}.jpg"


def draw_file(plan: Plan, file: Path) -> dict[str, Any]:
    """Draw one page to its file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    truth = draw_page(plan, file.parent)
    drawn = file.parent / str(truth["file"])
    if drawn != file:
        drawn.rename(file)
    return truth


def draw_dossiers(root: Path, other: int, dossiers: int) -> None:
    """Draw all pages, write the manifests, and read everything."""
    planned = list(plan_pages(root, other, dossiers))
    truths: dict[str, Any] = {}
    reader: subprocess.Popen[bytes] | None = None
    with Pool(2) as pool:
        for which in range(dossiers):
            mine = [(plan, file) for plan, file in planned if file.parent.parent.name == str(which)]
            drawn = pool.starmap(draw_file, mine, chunksize=1)
            truths |= {str(file.relative_to(root)): truth for (_, file), truth in zip(mine, drawn, strict=True)}
            (root / "truth.json").write_text(json.dumps(truths, ensure_ascii=False, indent=1), encoding="utf-8")
            write_manifest(root / str(which), right_manifest(root, which))
            reader = start_reading(root / str(which), after=reader)
            if which == len(TAKINGS) - 1:
                spare = [(plan, file) for plan, file in planned if file.parent.name == "spare"]
                pool.starmap(draw_file, spare, chunksize=1)
                complete_spare(root)
                reader = start_reading(root / "spare", after=reader)
    if reader is not None:
        reader.wait()


def complete_spare(root: Path) -> None:
    """Add turned pages to those that take the place of others, and a manifest by which they are read."""
    for which in range(len(TAKINGS)):
        folder = root / str(which)
        for section, turn, way in (
            ("patents", 90, Image.Transpose.ROTATE_270),
            ("appraisals", 180, Image.Transpose.ROTATE_180),
        ):
            kind, part = PAGES[section][-1]
            with Image.open(folder / f"{section}-0" / f"{part}.jpg") as picture:
                picture.transpose(way).save(root / "spare" / f"{which}-{section}-0-{kind}-turned{turn}.jpg", quality=90)
    spare = sorted(file.name for file in (root / "spare").glob("*.jpg"))
    record = {"title": "备用", "date": "2020", "files": [{"file": name, "part": "其他"} for name in spare]}
    write_manifest(
        root / "spare",
        {"profile": "zj-hznu-2023", "applicant": {"name": "甲乙"}, "sections": {"honors": [record | {"folder": "."}]}},
    )


def start_reading(folder: Path, after: "subprocess.Popen[bytes] | None") -> "subprocess.Popen[bytes]":
    """Read a dossier while the next is drawn, when the one before is read: each reading takes 1 GB."""
    if after is not None:
        after.wait()
    return subprocess.Popen([sys.executable, "-m", "zcdossier", "read", str(folder)])


def right_manifest(root: Path, which: int) -> Manifest:
    """The manifest of a dossier that says what its pages say."""
    truths = json.loads((root / "truth.json").read_text(encoding="utf-8"))
    sections: dict[str, list[dict[str, Any]]] = {}
    name = ""
    for section, pages in PAGES.items():
        for copy in range(2):
            truth = truths[f"{which}/{section}-{copy}/{pages[-1][1]}.jpg"]
            name = truth["name"]
            sections.setdefault(section, []).append(fields_of(section, truth, f"{section}-{copy}"))
    applicant = {"name": name, "series": "高等学校教师（含辅导员）", "post": "专任教师"}
    return {"profile": "zj-hznu-2023", "level": "副高", "applicant": applicant, "sections": sections}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write what a person would have typed."""
    text = yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False)
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")


class Mistake(NamedTuple):
    """One mistake: what it is, the codes that find it, the records it may be found at, and how it is made."""

    kind: str
    codes: tuple[str, ...]
    at: tuple[str, ...]
    change: Callable[[Path, Manifest], None]


def mistakes(root: Path, which: int) -> Iterator[Mistake]:
    """Every mistake that is tried in one dossier."""
    right = right_manifest(root, which)
    chance = random.Random(f"mistakes {which}")
    for section, records in right["sections"].items():
        for copy in range(len(records)):
            path = f"sections.{section}[{copy}]"
            yield Mistake("name of another person", ("ZC701",), (path,), _of_another(root, which, section, copy))
            if section in TITLED:
                yield from _titles(section, copy, records[copy]["title"], chance)
            if section in DATED:
                yield from _dates(section, copy, str(records[copy][DATED[section]]))
        first, second = f"sections.{section}[0]", f"sections.{section}[1]"
        yield Mistake("records exchanged", ("ZC703",), (first, second), _exchange(section, section, (0, 1)))
    for section, other in (("awards", "patents"), ("adopted_results", "research_projects")):
        paths = f"sections.{section}[0]", f"sections.{other}[1]"
        yield Mistake("records of two sections exchanged", ("ZC703", "ZC704"), paths, _exchange(section, other, (0, 1)))
    for spare in sorted((root / "spare").glob(f"{which}-*.jpg")):
        yield from _page_mistakes(spare, root, which)


def _page_mistakes(spare: Path, root: Path, which: int) -> Iterator[Mistake]:
    if "blank" in spare.stem:
        for section in ("awards", "papers"):
            file = f"{section}-0/{PAGES[section][-1][1]}.jpg"
            yield Mistake("page is blank", ("ZC707",), (f"sections.{section}[0]",), _replace(file, spare))
        return
    _, section, copy, *rest = spare.stem.split("-")
    path = f"sections.{section}[{copy}]"
    pages = PAGES[section]
    file = f"{section}-{copy}/{next((part for kind, part in pages if kind in rest), pages[-1][1])}.jpg"
    if "unsealed" in spare.stem:
        truth = json.loads((root / "truth.json").read_text(encoding="utf-8"))[f"{which}/{file}"]
        if not truth["grey"]:
            yield Mistake("seal removed", ("ZC705",), (path,), _replace(file, spare))
    elif "again" in spare.stem:
        second = file.replace(".jpg", "-2.jpg")
        yield Mistake("page twice", ("ZC709",), (path,), _replace(second, spare))
        first = f"{section}-0/{PAGES[section][-1][1]}.jpg"
        if len(pages) == 1 and section not in SHARING:
            yield Mistake(
                "page also with another record",
                ("ZC709",),
                (path, f"sections.{section}[1]"),
                _replace(f"{section}-1/{pages[0][1]}-2.jpg", root / str(which) / first, spare),
            )
    elif "turned" in spare.stem:
        yield Mistake("page turned", ("ZC706",), (path,), _replace(file, spare))


def _titles(section: str, copy: int, title: str, chance: random.Random) -> Iterator[Mistake]:
    path = f"sections.{section}[{copy}].title"
    for count in (1, 2, 3):
        start = chance.randrange(2, len(title) - count - 1)
        others = "".join(sign for sign in "新法用高原海林术材" if sign not in title)
        typed = title[:start] + others[:count] + title[start + count :]
        yield Mistake(f"title: {count} characters others", ("ZC702",), (path,), _type(section, copy, "title", typed))
    other = words.facts(chance).title
    record = path.removesuffix(".title")
    yield Mistake("title: another", ("ZC702", "ZC703"), (path, record), _type(section, copy, "title", other))


def _dates(section: str, copy: int, text: str) -> Iterator[Mistake]:
    field = DATED[section]
    year, month, *day = (int(part) for part in text.split("-"))
    path = f"sections.{section}[{copy}].{field}"
    tail = "".join(f"-{number:02}" for number in day)
    for kind, typed in (
        ("year", f"{year - 1}-{month:02}{tail}"),
        ("month", f"{year}-{month % 12 + 1:02}{tail}"),
        ("day", f"{year}-{month:02}-{day[0] % 28 + 1:02}" if day else ""),
    ):
        if typed:
            yield Mistake(f"date: another {kind}", ("ZC702",), (path,), _type(section, copy, field, typed))


def _type(section: str, copy: int, field: str, typed: str) -> Callable[[Path, Manifest], None]:
    def change(_folder: Path, manifest: Manifest) -> None:
        manifest["sections"][section][copy][field] = typed

    return change


def _of_another(root: Path, which: int, section: str, copy: int) -> Callable[[Path, Manifest], None]:
    """The same achievement of somebody else: its record and its pages come from another dossier."""
    other = (which + 1) % len(TAKINGS)
    record = right_manifest(root, other)["sections"][section][copy]

    def change(folder: Path, manifest: Manifest) -> None:
        manifest["sections"][section][copy] = record
        for _, part in PAGES[section]:
            file = f"{section}-{copy}/{part}.jpg"
            (folder / file).unlink()
            os.link(root / str(other) / file, folder / file)

    return change


def _exchange(section: str, other: str, copies: tuple[int, int]) -> Callable[[Path, Manifest], None]:
    def change(folder: Path, _manifest: Manifest) -> None:
        first, second = folder / f"{section}-{copies[0]}", folder / f"{other}-{copies[1]}"
        aside = folder / "aside"
        first.rename(aside)
        second.rename(first)
        aside.rename(second)
        if section != other:
            for place, mine, theirs in ((first, section, other), (second, other, section)):
                (place / f"{PAGES[theirs][0][1]}.jpg").rename(place / f"{PAGES[mine][0][1]}.jpg")

    return change


def _replace(file: str, spare: Path, _drawn: Path | None = None) -> Callable[[Path, Manifest], None]:
    spare = _drawn or spare

    def change(folder: Path, _manifest: Manifest) -> None:
        (folder / file).unlink(missing_ok=True)
        os.link(spare, folder / file)

    return change


Findings = Counter[tuple[str, str]]


def lint(folder: Path) -> Findings:
    """The findings about what was read: code and route."""
    linted = lint_dossier(folder, as_of=DAY, profiles=PROFILES)
    return Counter(
        (finding.code, finding.place.path) for finding in linted.verdict.findings if finding.code.startswith("ZC7")
    )


def gather_readings(root: Path) -> Path:
    """One folder with everything that was read."""
    store = root / "readings"
    store.mkdir(exist_ok=True)
    for kept in root.glob("*/.zcdossier/pages/*.json"):
        target = store / kept.name
        if not target.exists():
            shutil.copy(kept, target)
    return store


def try_mistake(root: Path, which: int, mistake: Mistake | None, work: Path) -> Findings:
    """Lint a copy of a dossier with one mistake, or as it is."""
    folder = work / str(which)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(
        root / str(which), folder, copy_function=os.link, ignore=shutil.ignore_patterns(".zcdossier", "*.yaml")
    )
    shutil.copytree(root / "readings", folder / ".zcdossier" / "pages", copy_function=os.link)
    manifest = deepcopy(right_manifest(root, which))
    if mistake is not None:
        mistake.change(folder, manifest)
    write_manifest(folder, manifest)
    return lint(folder)


def measure_dossier(root: Path, which: int) -> dict[str, list[tuple[bool, str]]]:
    """What was found in one dossier, by what was looked for: whether it was as it should be, and where."""
    work = root / f"work-{which}"
    results: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    usual = try_mistake(root, which, None, work)
    records = [f"sections.{section}[{copy}]" for section in PAGES for copy in range(2)]
    for code in ("ZC701", "ZC702", "ZC703", "ZC704", "ZC705", "ZC706", "ZC707", "ZC708", "ZC709", "ZC710"):
        for record in records:
            paths = [path for kind, path in usual if kind == code and path.startswith(record)]
            results[f"right: no {code}"].append((not paths, f"{which} {record}"))
    for record in records:
        codes = [kind for kind, path in usual if path.startswith(record)]
        results["right: nothing"].append((not codes, f"{which} {record} {' '.join(codes)}"))
    for what, seen, where in values_found(work / str(which), root, which):
        results[f"found: {what}"].append((seen, where))
    for mistake in mistakes(root, which) if which < len(TAKINGS) else ():
        raised = try_mistake(root, which, mistake, work) - usual
        wanted = [hit for hit in raised if hit[0] in mistake.codes and hit[1] in mistake.at]
        where = f"{which} {mistake.at[0]} {sorted(raised)}"
        results[f"mistake: {mistake.kind}"].append((bool(wanted), where))
        if wanted:
            results["found, and nothing else"].append((len(raised) == 1, f"{mistake.kind} {where}"))
        else:
            results["not found: silent"].append((not raised, f"{mistake.kind} {where}"))
    shutil.rmtree(work)
    return dict(results)


def values_found(folder: Path, root: Path, which: int) -> Iterator[tuple[str, bool, str]]:
    """Whether name, title and date of each page that says them are found in what was read of it."""
    truths = json.loads((root / "truth.json").read_text(encoding="utf-8"))
    linted = lint_dossier(folder, as_of=DAY, profiles=PROFILES)
    opened = read_dossier(folder, profiles=PROFILES)
    assert opened.dossier is not None
    assert opened.profile is not None
    context = Context(opened.dossier, opened.profile, linted.facts, DAY, {}, opened.form)
    for _, pages in records_read(context):
        for page in pages.pages:
            truth = truths[f"{which}/{page.scan.file}"]
            text = RecordText([page])
            where = f"{which} {page.scan.file}"
            if truth["kind"] != "cover":
                yield "name", find_person(truth["name"], text) is Likelihood.PRESENT, where
                if truth["title"]:
                    title = truth["title"]
                    yield "title", is_found(comparable_letters(title), text.find(title)), where
            typed = parse_date(truth["date"])
            if typed is not None and truth["written"]:
                seen = any(
                    agree(typed, found.date) and (found.date.month or found.issue == typed.month)
                    for found in text.dates
                )
                yield "date", seen, where


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("draw", "measure"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--other", type=int, default=0, metavar="SEED", help="draw the other layouts, with this seed")
    parser.add_argument("--dossiers", type=int, default=len(TAKINGS), help="how many to draw, of 16 records each")
    parser.add_argument("--list", action="store_true", help="say where it went wrong")
    options = parser.parse_args()
    root = options.folder.resolve()
    if options.what == "draw":
        draw_dossiers(root, options.other, max(options.dossiers, len(TAKINGS)))
        return
    dossiers = sum(folder.name.isdecimal() for folder in root.iterdir())
    gather_readings(root)
    results: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    with Pool(2) as pool:
        for part in pool.starmap(measure_dossier, [(root, which) for which in range(dossiers)], chunksize=1):
            for what, found in part.items():
                results[what] += found
    for what in sorted(results):
        good = sum(right for right, _ in results[what])
        print(f"{what:40} {good:5} of {len(results[what]):5}  {100 * good / len(results[what]):6.1f} %")
    if options.list:
        for what in sorted(results):
            if wrong := [where for right, where in results[what] if not right]:
                print(f"\n{what}\n  " + "\n  ".join(wrong))


if __name__ == "__main__":
    main()
