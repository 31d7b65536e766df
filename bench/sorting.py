"""How much of a heap of files is put where it belongs, by notice: `python -m bench.sorting`.

Heaps are made of the sample dossiers: their scans under the names that phones and scanners give, shuffled, with pages
twice, blank ones, some that belong nowhere, and PDFs of several things. The manifest has the header and the person, or
also every second record.
"""

import argparse
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bench.heap_files import Document, Truth, draw_documents, read_pictures
from bench.heap_pages import as_read
from zcdossier.app.lint_dossier import read_dossier
from zcdossier.lint.context import Context
from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.page_facts import PageFacts
from zcdossier.model.part_numbering import number_parts
from zcdossier.model.profile import Profile, Section
from zcdossier.model.sort_proposal import FilePiece, Proposal
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
NOWHERE = Truth("", "", "")
_FOREIGN, _MIXED = 30, 120


class Taken(NamedTuple):
    """A document as read: where it belongs, its pages, their pictures."""

    truth: Truth
    pages: tuple[PageFacts, ...]
    pictures: tuple[Path, ...]


class Sample(NamedTuple):
    """A sample dossier with its documents as read; `again` are pages that were taken twice."""

    root: Path
    dossier: Dossier
    profile: Profile
    documents: tuple[Taken, ...]
    again: tuple[Taken, ...]


class Heap(NamedTuple):
    """A heap as read, the truth of every page of every file, and the pictures of a file's pages."""

    files: list[HeapFile]
    truth: dict[tuple[str, int], Truth]
    pictures: dict[str, tuple[Path, ...]]


class Score(NamedTuple):
    """Pages by what became of them, and each that was placed wrongly."""

    right: int
    wrong: int
    left: int
    total: int
    mistakes: list[str]
    lefts: list[str]


@cache
def sample_of(notice: str, work: Path) -> Sample:
    """Draw and read a sample's scans, as far as that is not done."""
    linted = read_dossier(DOSSIERS[notice])
    assert linted.dossier is not None
    assert linted.profile is not None
    folder = work / notice
    drawn = draw_documents(DOSSIERS[notice], linted.dossier, linted.profile, folder)
    read_pictures(folder)
    store = PageStore(folder)
    documents = tuple(_taken(document, document.pages, store) for document in drawn)
    again = tuple(_taken(document, (document.again,), store) for document in drawn if document.again is not None)
    return Sample(DOSSIERS[notice], linted.dossier, linted.profile, documents, again)


def _taken(document: Document, pictures: Sequence[Path], store: PageStore) -> Taken:
    pages = [
        page for picture in pictures for page in store.pages_of(hashlib.sha256(picture.read_bytes()).hexdigest()) or ()
    ]
    return Taken(document.truth, tuple(pages), tuple(pictures))


def own_heap(notice: str, seed: int, work: Path) -> Heap:
    """All of a sample, some pages twice, and files of the others that belong nowhere in it."""
    chance = random.Random(f"{notice} {seed}")
    sample = sample_of(notice, work)
    others = [
        document._replace(truth=NOWHERE)
        for other in DOSSIERS
        if other != notice
        for document in sample_of(other, work).documents
    ]
    return _named([*sample.documents], [*sample.again, *chance.sample(others, _FOREIGN)], chance)


def mixed_heaps(seed: int, work: Path) -> Iterator[tuple[str, Heap]]:
    """Yield one heap of 120 files of all samples, once for each of them: then all but its own belong nowhere."""
    chance = random.Random(f"mixed {seed}")
    documents: list[tuple[str, Taken]] = []
    for notice in DOSSIERS:
        by_record: dict[str, list[Taken]] = defaultdict(list)
        for document in sample_of(notice, work).documents:
            by_record[document.truth.route].append(document)
        routes = list(by_record)
        chance.shuffle(routes)
        mine: list[Taken] = []
        for route in routes:
            if len(mine) < _MIXED // len(DOSSIERS):
                mine += by_record[route]
        again = [
            taken for taken in sample_of(notice, work).again if taken.truth in {document.truth for document in mine}
        ]
        documents += [(notice, document) for document in [*mine, *again[:2]]]
    heap = _named(
        [
            document._replace(truth=document.truth._replace(route=f"{notice} {document.truth.route}"))
            for notice, document in documents
        ],
        [],
        chance,
    )
    for notice in DOSSIERS:
        truth = {
            place: value._replace(route=value.route.partition(" ")[2])
            if value.route.startswith(f"{notice} ")
            else NOWHERE
            for place, value in heap.truth.items()
        }
        yield notice, heap._replace(truth=truth)


def _named(documents: list[Taken], extra: list[Taken], chance: random.Random) -> Heap:
    """Give names as phones and scanners do: most records in the order in which they were taken, the rest anyhow."""
    by_record: dict[str, list[Taken]] = defaultdict(list)
    for document in documents:
        by_record[document.truth.route].append(document)
    routes = list(by_record)
    chance.shuffle(routes)
    clock = datetime(2023, 5, 12, 9, 0)  # noqa: DTZ001 - names of photographs have no zone
    heap = Heap([], {}, {})
    serial = 0

    def put(name: str, group: Iterable[Taken]) -> None:
        taken = list(group)
        pages = [page for document in taken for page in document.pages]
        numbered = tuple(page._replace(page=at) for at, page in enumerate(pages, 1))
        kind = "pdf" if name.endswith(".pdf") else "jpeg"
        heap.files.append(HeapFile(name, f"d{len(heap.files)}", kind, numbered, len(numbered)))
        truths = [document.truth for document in taken for _ in document.pages]
        heap.truth.update({(name, at): value for at, value in enumerate(truths, 1)})
        heap.pictures[name] = tuple(picture for document in taken for picture in document.pictures)

    def shoot(taken: Taken, style: str) -> None:
        nonlocal serial, clock
        serial += 1
        clock += timedelta(seconds=chance.randrange(8, 40))
        stamp = f"{clock:%Y%m%d_%H%M%S}"
        ending = "pdf" if len(taken.pages) > 1 else "jpg"
        name = {
            "img": f"IMG_{stamp}.{ending}",
            "wechat": f"微信图片_{clock:%Y%m%d%H%M%S}.{ending}",
            "camera": f"wx_camera_{int(clock.timestamp() * 1000)}.{ending}",
            "scan": f"扫描件({serial}).{ending}",
            "mm": f"mmexport{int(clock.timestamp() * 1000)}.{ending}",
        }[style]
        put(name, [taken])

    for at, route in enumerate(routes):
        clock += timedelta(minutes=chance.randrange(3, 20))
        style = chance.choice(("img", "img", "wechat", "camera", "scan", "mm"))
        group = by_record[route]
        if not group:
            continue
        if at % 7 == 3 and len(group) > 1:  # one PDF of all of a record
            serial += 1
            put(f"扫描件({serial}).pdf", group)
            continue
        if at % 11 == 5 and at + 1 < len(routes):  # one PDF with what belongs to two records
            serial += 1
            put(f"CamScanner {serial}.pdf", [*group, *by_record[routes[at + 1]]])
            by_record[routes[at + 1]] = []
            continue
        for taken in group:
            shoot(taken, style)
    for taken in extra:
        clock += timedelta(minutes=chance.randrange(2, 9))
        shoot(taken, chance.choice(("img", "wechat", "scan")))
    blank, menu = (
        Taken(NOWHERE, (PageFacts(1, is_blank=True),), ()),
        Taken(NOWHERE, (as_read([], 1)._replace(is_blank=False),), ()),
    )
    put("IMG_20230513_080000.jpg", [blank])
    put("微信图片_20230513081500.jpg", [menu])
    chance.shuffle(heap.files)
    return heap


def without_records(dossier: Dossier, every: int) -> Dossier:
    """The dossier with every nth record of each section, without any where that is 0."""

    def kept(records: tuple[Record, ...]) -> tuple[Record, ...]:
        return tuple(record._replace(scans=()) for at, record in enumerate(records) if every and at % every == 0)

    return dossier._replace(
        sections={name: kept(records) for name, records in dossier.sections.items()},
        attachments={name: kept(records) for name, records in dossier.attachments.items()},
    )


def score_proposal(  # noqa: C901, PLR0912 - one table
    proposal: Proposal, heap: Heap, dossier: Dossier, sections: dict[str, Section]
) -> Score:
    """Hold a proposal against the truth, page by page."""
    placed: dict[tuple[str, int], tuple[str, str, str]] = {}
    totals = {file.file: file.total for file in heap.files}
    for place in proposal.placements:
        for page in _pages_of(place.piece, totals):
            placed[place.piece.file, page] = place.section, place.record, place.part
    routes = {record.place.path for record in dossier.records()}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for key, (_, record, _) in placed.items():
        votes[record][heap.truth[key].route] += 1
    meant = {record: record if record in routes else counter.most_common(1)[0][0] for record, counter in votes.items()}
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
        if truth == NOWHERE:
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
            or (section in sections and truth.part == sections[section].catch_all)  # anything, so also what it is
        )
        if section == truth.section and meant[record] == truth.route and biggest[truth.route] == record and same_part:
            right += 1
        else:
            wrong += 1
            mistakes.append(f"{key}: {truth} -> {placed[key]} (meant {meant[record]})")
    return Score(right, wrong, left, total, mistakes, lefts)


def _pages_of(piece: FilePiece, totals: dict[str, int]) -> tuple[int, ...]:
    return piece.pages or tuple(range(1, totals[piece.file] + 1))


def measure(notice: str, heap: Heap, every: int, work: Path) -> Score:
    """Sort a heap into a dossier with every nth of its records."""
    sample = sample_of(notice, work)
    dossier = without_records(sample.dossier, every)
    planner = HeapPlanner(sample.profile, Context(dossier, sample.profile), {})
    return score_proposal(planner.plan(heap.files), heap, dossier, planner.words.sections)


def heap_options(description: str | None) -> argparse.ArgumentParser:
    """The options of benches over heaps."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--work", type=Path, default=ROOT / ".bench" / "sorting", help="where pictures and readings are kept"
    )
    parser.add_argument("--only", default="", help="a part of a heap's name")
    parser.add_argument("--seeds", default="1-5", help="1-5, or one")
    parser.add_argument("--show", action="store_true", help="each that is not right")
    return parser


def seeds_of(text: str) -> range:
    """The seeds that 1-5, or one, names."""
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main() -> None:
    """Print the table."""
    parser = heap_options(__doc__)
    parser.add_argument("--lint", action="store_true", help="also carry each plan of the first seed out, and lint")
    options = parser.parse_args()
    seeds = seeds_of(options.seeds)
    sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for seed in seeds:
        heaps = [(f"own {notice}", notice, own_heap(notice, seed, options.work)) for notice in DOSSIERS]
        heaps += [(f"mixed {notice}", notice, heap) for notice, heap in mixed_heaps(seed, options.work)]
        for name, notice, heap in heaps:
            for manifest, every in (("header", 0), ("half", 2)):
                if options.only not in name:
                    continue
                score = measure(notice, heap, every, options.work)
                counts = Counter(right=score.right, wrong=score.wrong, left=score.left, total=score.total)
                for key in ((name, manifest), (f"{name.split()[0]} all", manifest)):
                    sums[key].update(counts)
                if options.lint and seed == seeds[0] and name.startswith("own"):
                    from bench.sort_and_lint import findings_after  # it imports this module

                    found = findings_after(sample_of(notice, options.work), heap, every)
                    print(name, manifest, "findings:", dict(found.most_common()))
                for line in (*score.mistakes, *(f"LEFT {left}" for left in score.lefts)) if options.show else ():
                    print(seed, name, manifest, line)
    print("| heap | manifest | pages | right | wrong | unknown |")
    print("|---|---|---|---|---|---|")
    for (name, manifest), sum_ in sorted(sums.items()):
        shares = " | ".join(f"{sum_[kind] / sum_['total']:.1%}" for kind in ("right", "wrong", "left"))
        print(f"| {name} | {manifest} | {sum_['total']} | {shares} |")


if __name__ == "__main__":
    main()
