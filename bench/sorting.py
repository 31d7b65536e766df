"""How much of a heap of files is put where it belongs, by notice: `python -m bench.sorting`.

Heaps are made of the sample dossiers: their scans under the names that phones and scanners give, shuffled, with pages
twice, blank ones, some that belong nowhere, and PDFs of several things. The manifest has the header and the person, or
also every second record.
"""

import argparse
import random
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from bench.heap_pages import as_read, write_pages
from zcdossier.app.lint_dossier import read_dossier
from zcdossier.lint.context import PHOTO, Context
from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.facts import FactGroup
from zcdossier.model.page_facts import PageFacts
from zcdossier.model.part_numbering import number_parts
from zcdossier.model.profile import Section
from zcdossier.model.sort_proposal import FilePiece, Proposal
from zcdossier.probe.facts_cache import FactsCache
from zcdossier.probe.gather import gather
from zcdossier.probe.page_store import PageStore
from zcdossier.sorting.heap_pieces import HeapFile
from zcdossier.sorting.plan_heap import HeapPlanner

ROOT = Path(__file__).resolve().parent.parent
DOSSIERS = {
    "zj-hznu-2023": ROOT / "sample_dossier",
    **{
        name: ROOT / "tests" / "profiles" / name / "sample"
        for name in ("sd-jinan-2024", "zj-huzhou-2020", "zj-hangzhou-health-2021")
    },
}
NOWHERE = ""


class Truth(NamedTuple):
    """Where a page really belongs: section, route of its record, part; nothing for what belongs nowhere."""

    section: str
    route: str
    part: str


class Heap(NamedTuple):
    """A heap as read, and the truth of every page of every file."""

    files: list[HeapFile]
    truth: dict[tuple[str, int], Truth]


class Score(NamedTuple):
    """Pages by what became of them, and each that was placed wrongly."""

    right: int
    wrong: int
    left: int
    total: int
    mistakes: list[str]
    lefts: list[str]


def make_heap(root: Path, seed: int = 1, readings: Path | None = None) -> tuple[Heap, Dossier]:
    """Make the heap of a dossier. `readings` is a folder whose store has what was read off its scans."""
    linted = read_dossier(root)
    dossier, profile = linted.dossier, linted.profile
    assert dossier is not None
    assert profile is not None
    context = Context(dossier, profile)
    chance = random.Random(seed)
    person = {name: value.text for name, value in dossier.applicant.items()}
    stored = _stored(readings, dossier) if readings is not None else None
    documents: list[tuple[list[PageFacts], Truth]] = []
    for number, record in enumerate(dossier.records()):
        section = context.section(record.section)
        if record.section == PHOTO or section is None:
            continue
        for scan in record.scans:
            truth = Truth(record.section, record.place.path, scan.part)
            if stored is not None:
                pages = list(stored.get(scan.file, ()))
            else:
                sheets = write_pages(record, scan, section, person, number)
                pages = [as_read(lines, at) for at, lines in enumerate(sheets, 1)]
            if pages:
                documents.append((pages, truth))
    return _named(documents, chance), dossier


def _named(documents: list[tuple[list[PageFacts], Truth]], chance: random.Random) -> Heap:
    """Give names as phones and scanners do: most records in the order in which they were taken, the rest anyhow."""
    by_record: dict[str, list[tuple[list[PageFacts], Truth]]] = defaultdict(list)
    for document in documents:
        by_record[document[1].route].append(document)
    routes = list(by_record)
    chance.shuffle(routes)
    clock = datetime(2023, 5, 12, 9, 0)  # noqa: DTZ001 - names of photographs have no zone
    files: list[HeapFile] = []
    truth: dict[tuple[str, int], Truth] = {}

    def put(name: str, pages: list[PageFacts], truths: list[Truth]) -> None:
        numbered = tuple(page._replace(page=at) for at, page in enumerate(pages, 1))
        kind = "pdf" if name.endswith(".pdf") else "jpeg"
        files.append(HeapFile(name, f"d{len(files)}", kind, numbered, len(numbered)))
        truth.update({(name, at): value for at, value in enumerate(truths, 1)})

    serial = 0
    for at, route in enumerate(routes):
        clock += timedelta(minutes=chance.randrange(3, 20))
        style = chance.choice(("img", "img", "wechat", "scan", "mm"))
        group = by_record[route]
        if at % 7 == 3 and len(group) > 1:  # one PDF of all of a record
            serial += 1
            put(
                f"扫描件({serial}).pdf",
                [page for pages, _ in group for page in pages],
                [value for pages, value in group for _ in pages],
            )
            continue
        if at % 11 == 5 and at + 1 < len(routes):  # one PDF with what belongs to two records
            serial += 1
            both = [*group, *by_record.pop(routes[at + 1])]
            by_record[routes[at + 1]] = []
            put(
                f"CamScanner {serial}.pdf",
                [page for pages, _ in both for page in pages],
                [value for pages, value in both for _ in pages],
            )
            continue
        for pages, value in group:
            serial += 1
            clock += timedelta(seconds=chance.randrange(8, 40))
            stamp = f"{clock:%Y%m%d_%H%M%S}"
            ending = "pdf" if len(pages) > 1 else "jpg"
            name = {
                "img": f"IMG_{stamp}.{ending}",
                "wechat": f"微信图片_{clock:%Y%m%d%H%M%S}.{ending}",
                "scan": f"扫描件({serial}).{ending}",
                "mm": f"mmexport{int(clock.timestamp() * 1000)}.{ending}",
            }[style]
            put(name, pages, [value] * len(pages))
    for copy in chance.sample([file for file in files if file.total == 1], min(3, len(files))):
        put(f"副本-{copy.file}", list(copy.pages or ()), [truth[copy.file, 1]])
    put("IMG_20230513_080000.jpg", [PageFacts(1, is_blank=True)], [Truth(NOWHERE, "", "")])
    menu = as_read([], 1)._replace(is_blank=False)
    put("微信图片_20230513081500.jpg", [menu], [Truth(NOWHERE, "", "")])
    chance.shuffle(files)
    return Heap(files, truth)


def _stored(readings: Path, dossier: Dossier) -> dict[str, tuple[PageFacts, ...]]:
    needs = {
        scan.file: frozenset({FactGroup.CONTENT, FactGroup.PAGES})
        for record in dossier.records()
        for scan in record.scans
    }
    facts = gather(readings, needs, needs=needs, cache=FactsCache(readings), store=PageStore(readings))
    return {file: found.pages_seen for file, found in facts.items() if found.pages_seen}


def without_records(dossier: Dossier, every: int) -> Dossier:
    """The dossier with every nth record of each section, without any where that is 0."""

    def kept(records: tuple[Record, ...]) -> tuple[Record, ...]:
        return tuple(record._replace(scans=()) for at, record in enumerate(records) if every and at % every == 0)

    return dossier._replace(
        sections={name: kept(records) for name, records in dossier.sections.items()},
        attachments={name: kept(records) for name, records in dossier.attachments.items()},
    )


def score_proposal(  # noqa: C901, PLR0912 - one table
    proposal: Proposal, heap: Heap, known: Dossier, sections: dict[str, Section]
) -> Score:
    """Hold a proposal against the truth, page by page."""
    placed: dict[tuple[str, int], tuple[str, str, str]] = {}
    totals = {file.file: file.total for file in heap.files}
    for place in proposal.placements:
        for page in _pages_of(place.piece, totals):
            placed[place.piece.file, page] = place.section, place.record, place.part
    known_routes = {record.place.path for record in known.records()}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for key, (_, record, _) in placed.items():
        votes[record][heap.truth[key].route] += 1
    meant = {
        record: record if record in known_routes else counter.most_common(1)[0][0] for record, counter in votes.items()
    }
    biggest: dict[str, str] = {}
    for record, route in meant.items():
        if route not in biggest or votes[record][route] > votes[biggest[route]][route]:
            biggest[route] = record
    right = wrong = left = total = 0
    mistakes, lefts = [], []
    reasons = {}
    for piece in proposal.left:
        for page in _pages_of(piece.piece, totals):
            reasons[piece.piece.file, page] = f"{piece.reason} {piece.other} {piece.section}"
    for key, truth in heap.truth.items():
        if truth.section == NOWHERE:
            if key in placed:
                wrong += 1
                total += 1
                mistakes.append(f"{key}: nowhere -> {placed[key]}")
            continue
        if key not in placed and str(reasons.get(key)).startswith("duplicate"):
            continue  # its other copy counts
        total += 1
        if key not in placed:
            left += 1
            lefts.append(f"{key}: {truth} {reasons.get(key)}")
            continue
        section, record, part = placed[key]
        numbers = number_parts(sections[section].parts) if section in sections else {}
        same_part = (
            part == truth.part
            or (part in numbers and numbers.get(part) == numbers.get(truth.part))
            or truth.part in ("", "other")
        )
        if section == truth.section and meant[record] == truth.route and biggest[truth.route] == record and same_part:
            right += 1
        else:
            wrong += 1
            mistakes.append(f"{key}: {truth} -> {placed[key]} (meant {meant[record]})")
    return Score(right, wrong, left, total, mistakes, lefts)


def _pages_of(piece: FilePiece, totals: dict[str, int]) -> tuple[int, ...]:
    return piece.pages or tuple(range(1, totals[piece.file] + 1))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", help="a folder with a folder for each notice, whose scans have been read")
    parser.add_argument("--only")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    print("| notice | manifest | pages | right | wrong | unknown |")
    print("|---|---|---|---|---|---|")
    sums: dict[str, list[int]] = {"header": [0, 0, 0, 0], "half": [0, 0, 0, 0]}
    for notice, root in DOSSIERS.items():
        if options.only and options.only not in notice:
            continue
        stored = (
            Path(options.readings) / notice if options.readings and (Path(options.readings) / notice).is_dir() else None
        )
        for manifest, every in (("header", 0), ("half", 2)):
            right = wrong = left = total = 0
            for seed in range(1, options.seeds + 1):
                heap, dossier = make_heap(root, seed, stored)
                known = without_records(dossier, every)
                profile = read_dossier(root).profile
                assert profile is not None
                planner = HeapPlanner(profile, Context(known, profile), {})
                score = score_proposal(planner.plan(heap.files), heap, known, planner.words.sections)
                right, wrong, left, total = (
                    right + score.right,
                    wrong + score.wrong,
                    left + score.left,
                    total + score.total,
                )
                if options.show:
                    for line in score.mistakes:
                        print("   WRONG", line)
                    for line in score.lefts:
                        print("   LEFT ", line)
            for at, value in enumerate((right, wrong, left, total)):
                sums[manifest][at] += value
            print(
                f"| {notice} | {manifest} | {total} | {right / total:.1%} | {wrong / total:.1%} | {left / total:.1%} |"
            )
    for manifest, (right, wrong, left, total) in sums.items():
        print(f"| all | {manifest} | {total} | {right / total:.1%} | {wrong / total:.1%} | {left / total:.1%} |")


if __name__ == "__main__":
    main()
