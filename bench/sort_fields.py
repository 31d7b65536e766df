"""How many values of new records are read off their scans, and how many wrongly: `python -m bench.sort_fields`.

The heaps are those of `bench/sorting`, sorted into dossiers without records. A value counts where the sample has one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.sorting import DOSSIERS, heap_options, own_heap, sample_of, seeds_of, without_records
from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.find_dates import agree
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.model.dates import parse_date
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.reading import read_value
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.sorting.plan_heap import HeapPlanner


class ReadField(NamedTuple):
    """A field of a new record: what the sample has and what was read."""

    section: str
    field: Field
    is_title: bool
    truths: tuple[str, ...]
    read: FieldRead | None
    record: str

    @property
    def outcome(self) -> str:
        """`right`, `wrong`, `missing`, or `extra` where the sample has nothing."""
        if self.read is None:
            return "missing"
        if not self.truths:
            return "extra"
        return "right" if any(_is_same(self.field, self.read.text, truth) for truth in self.truths) else "wrong"


def _is_same(field: Field, read: str, truth: str) -> bool:
    if field.type is FieldType.DATE and parse_date(truth) is not None:
        dates = parse_date(read_value(read, field) or read), parse_date(truth)
        return dates[0] is not None and dates[1] is not None and agree(dates[0], dates[1])
    canon = read_value(read, field)
    return canon == truth or comparable_letters(read) == comparable_letters(truth)


def read_fields_of(notice: str, seed: int, work: Path) -> Iterator[ReadField]:
    """Yield every field of every new record of a heap of one sample's scans."""
    sample = sample_of(notice, work)
    heap = own_heap(notice, seed, work)
    dossier = without_records(sample.dossier, 0)
    planner = HeapPlanner(sample.profile, Context(dossier, sample.profile), {})
    proposal = planner.plan(heap.files)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for place in proposal.placements:
        votes[place.record][heap.truth[place.piece.file, (place.piece.pages or (1,))[0]].route] += 1
    records = {record.place.path: record for record in sample.dossier.records()}
    for new in proposal.new_records:
        route = votes[new.id].most_common(1)[0][0] if votes[new.id] else ""
        if route not in records or records[route].section != new.section:
            continue
        section = planner.words.sections[new.section]
        read = {value.field: value for value in new.fields}
        for field in section.fields.values():
            stated = (records[route].canon(name) for name in (field.id, f"{field.id}.name"))
            truths, is_title = tuple(filter(None, stated)), field.id == section.title_field
            if truths or field.id in read:
                yield ReadField(new.section, field, is_title, truths, read.get(field.id), f"{new.id} {route}")


def main() -> None:
    """Print what was read, by kind of field."""
    options = heap_options(__doc__).parse_args()
    sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for seed in seeds_of(options.seeds):
        for notice in DOSSIERS:
            if options.only not in notice:
                continue
            for seen in read_fields_of(notice, seed, options.work):
                kind = "title" if seen.is_title else seen.field.type.value
                for key in ((notice, kind), (notice, "all"), ("all", kind), ("all", "all")):
                    sums[key][seen.outcome] += 1
                if options.show and seen.outcome != "right":
                    text = f"{seen.read.text!r} ({seen.read.file})" if seen.read is not None else ""
                    name = f"{seen.section}.{seen.field.id}"
                    print(seed, notice, seen.outcome, kind, name, "/".join(seen.truths), text, seen.record)
    print("| sample | field | right | wrong | missing | nothing to compare |")
    print("|---|---|---|---|---|---|")
    for (notice, kind), sum_ in sorted(sums.items()):
        print(f"| {notice} | {kind} | {sum_['right']} | {sum_['wrong']} | {sum_['missing']} | {sum_['extra']} |")


if __name__ == "__main__":
    main()
