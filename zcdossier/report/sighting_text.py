"""What reading the scans says to a question, in words: how many proofs show what is asked for, and which to look at."""

from collections.abc import Iterable, Sequence

from zcdossier.model.finding import ChecklistItem, Sighting
from zcdossier.model.label import Label

_MOST_PLACES = 5


def sighting_of_group(group: Sequence[ChecklistItem]) -> Sighting | None:
    """Return what was seen over all records that a question is put to; None where their scans were not read."""
    return merge_sightings(asked.sighting for asked in group if asked.sighting is not None)


def merge_sightings(sightings: Iterable[Sighting]) -> Sighting | None:
    """Count several as one."""
    every = tuple(sightings)
    if not every:
        return None
    return Sighting(
        every[0].what,
        sum(sighting.seen for sighting in every),
        sum(sighting.total for sighting in every),
        tuple(place for sighting in every for place in sighting.places),
        tuple(dict.fromkeys(text for sighting in every for text in sighting.texts)),
    )


def sighting_label(sighting: Sighting) -> Label:
    """Word it: 55 份中 54 份看到了印章，请看这一份, and the file."""
    what, total, unseen = sighting.what, sighting.total, sighting.total - sighting.seen
    read = Label(f"：{'、'.join(sighting.texts)}", f": {', '.join(sighting.texts)}") if sighting.texts else Label("")
    if not unseen:
        summary = (
            Label(f"{total} 份都看到了{what.zh}", f"{what.text('en')} was seen on all {total}")
            if total > 1
            else Label(f"看到了{what.zh}", f"{what.text('en')} was seen")
        )
        return Label(f"读扫描件：{summary.zh}{read.zh}", f"reading the scans, {summary.en}{read.text('en')}")
    files = list(dict.fromkeys(place.file for place in sighting.places))
    rest = len(files) - _MOST_PLACES
    more = Label(f" 等 {len(files)} 个", f" and {rest} more") if rest > 0 else Label("")
    summary, first = _unseen_label(sighting), files[:_MOST_PLACES]
    return Label(
        f"读扫描件：{summary.zh}：{'、'.join(first)}{more.zh}{f'（读到{read.zh}）' if read.zh else ''}",
        f"reading the scans, {summary.en}: {', '.join(first)}{more.text('en')}{read.text('en')}",
    )


def _unseen_label(sighting: Sighting) -> Label:
    what, unseen = sighting.what, sighting.total - sighting.seen
    if sighting.total == 1:
        return Label(f"没有看到{what.zh}，请看一看", f"{what.text('en')} was not seen; look at it")
    return Label(
        f"{sighting.total} 份中 {sighting.seen} 份看到了{what.zh}，请看{'这一份' if unseen == 1 else '这几份'}",
        f"{what.text('en')} was seen on {sighting.seen} of {sighting.total}; "
        f"look at {'this one' if unseen == 1 else 'these'}",
    )
