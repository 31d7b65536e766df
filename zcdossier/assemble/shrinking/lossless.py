"""The step before anything is given up: pictures stored as bare pixels are packed better, if that may be enough."""

from collections.abc import Sequence
from concurrent.futures import Executor

from zcdossier.assemble.pictures.coded import Opener
from zcdossier.assemble.pictures.repack import Repacked, repack
from zcdossier.assemble.shrinking.coders import Candidate
from zcdossier.assemble.workers import in_order

_BEST_HOPED = 0.2
_TRIED_FIRST = 2
_SOMEWHAT_BETTER = 0.9  # pages of one scanner are much alike


def repack_all(
    candidates: Sequence[Candidate], lossless: Sequence[int], room: int, pool: Executor
) -> dict[int, Repacked] | None:
    """Return better packings by candidate index when with them all candidates take at most `room`, else None.

    `lossless` are the candidates that are stored as bare pixels. The largest are tried first, and the rest
    only while it still may be enough.
    """
    total = sum(candidate.bytes for candidate in candidates)
    ranked = sorted(lossless, key=lambda index: (-candidates[index].bytes, index))
    left = sum(candidates[index].bytes for index in ranked)
    hoped = _BEST_HOPED
    made: dict[int, Repacked] = {}
    work = ((candidates[index], candidates[index].read()) for index in ranked)
    before = after = 0
    if total - left * (1 - hoped) > room:
        return None
    for index, repacked in zip(ranked, in_order(pool, _repack_one, work), strict=True):
        size = candidates[index].bytes
        if repacked is not None and len(repacked.data) < size:
            made[index] = repacked
            total += len(repacked.data) - size
        left -= size
        before, after = before + size, after + min(size, len(repacked.data) if repacked else size)
        if len(made) >= _TRIED_FIRST or repacked is None:
            hoped = after / before * _SOMEWHAT_BETTER
        if total - left * (1 - hoped) > room:
            return None
    return made if total <= room else None


def _repack_one(work: tuple[Candidate, Opener]) -> Repacked | None:
    candidate, opener = work
    try:
        return repack(opener(candidate.size))
    except Exception:  # noqa: BLE001 - what can't be decoded stays as it is
        return None
