"""The facts of all files of a dossier, each gathered once. What lint knows about files comes from here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from zcdossier.model.facts import FactGroup, FileFacts
from zcdossier.probe.facts_cache import FactsCache
from zcdossier.probe.file_access import PathGuard, UnusableError
from zcdossier.probe.page_store import PageStore
from zcdossier.source.regular_file import open_regular_file

_CHUNK = 1024 * 1024
_INSIDE = frozenset({FactGroup.TEXT, FactGroup.PLACED, FactGroup.STRUCTURE, FactGroup.CODING})


def gather(
    root: Path,
    files: Iterable[str],
    *,
    needs: Mapping[str, frozenset[FactGroup]] = MappingProxyType({}),
    cache: FactsCache | None = None,
    store: PageStore | None = None,
) -> dict[str, FileFacts]:
    """Return facts for each path relative to `root`, in the given order. Never raises: trouble is a fact.

    `needs` names the groups of facts that are wanted of a file beyond its header. Two files can only be the same when
    they are of the same length, so a digest is taken of those alone. `cache` spares a look at what has not changed;
    it keeps every group that was ever gathered.
    """
    guard = PathGuard(root)
    facts: dict[str, FileFacts] = {}
    real_paths: dict[str, Path] = {}
    for file in files:
        if file in facts:
            continue
        try:
            real_paths[file] = guard.find(file)
        except UnusableError as error:
            facts[file] = _facts_of_unreachable(file, error)
            continue
        cached = cache.get(file, real_paths[file]) if cache else None
        facts[file] = _inspect(real_paths[file], file) if cached is None else cached
        groups = needs.get(file, frozenset())
        if FactGroup.BORDER in groups and facts[file].photo is None:
            facts[file] = _with_border(facts[file], real_paths[file])
        if FactGroup.TEXT_LAYER in groups:
            facts[file] = _with_text(facts[file], real_paths[file])
        if groups & _INSIDE:
            facts[file] = _with_inside(facts[file], real_paths[file], groups)
    compared = {file: found for file, found in facts.items() if FactGroup.DIGEST in needs.get(file, ())}
    facts.update(_with_digests(_of_same_length(compared), real_paths))
    hashed = {file: found for file, found in facts.items() if FactGroup.CONTENT in needs.get(file, ()) and found.usable}
    facts.update(_with_digests(hashed, real_paths))
    if store is not None:
        paged = {file: found for file, found in facts.items() if FactGroup.PAGES in needs.get(file, ())}
        facts.update(_with_pages(paged, real_paths, store))
    if cache is not None:
        for file, path in real_paths.items():
            cache.put(file, path, facts[file])
        cache.save()
    return facts


def _inspect(path: Path, file: str) -> FileFacts:
    from zcdossier.probe.inspect_file import inspect_file  # not for what is known already

    return inspect_file(path, file)


def _facts_of_unreachable(file: str, error: UnusableError) -> FileFacts:
    from zcdossier.probe.inspect_file import facts_of_unreachable

    return facts_of_unreachable(file, error)


def _with_border(facts: FileFacts, path: Path) -> FileFacts:
    from zcdossier.probe.photo_facts import with_border  # only where a photo is asked for

    return with_border(facts, path)


def _with_text(facts: FileFacts, path: Path) -> FileFacts:
    if facts.pdf is None or facts.pdf.text is not None:
        return facts
    from zcdossier.probe.pdf_facts import has_text  # only where it is asked for

    return facts._replace(pdf=facts.pdf._replace(text=has_text(path)))


def _with_inside(facts: FileFacts, path: Path, groups: frozenset[FactGroup]) -> FileFacts:
    """Add what rules ask of the inside of a usable file; what is known already is not looked up again."""
    if not facts.usable:
        return facts
    from zcdossier.probe.look_inside import look_inside  # few notices look inside

    return look_inside(facts, path, groups)


def _of_same_length(facts: Mapping[str, FileFacts]) -> dict[str, FileFacts]:
    lengths = Counter(file_facts.bytes for file_facts in facts.values())
    return {file: found for file, found in facts.items() if lengths[found.bytes] > 1}


def _with_digests(facts: Mapping[str, FileFacts], real_paths: Mapping[str, Path]) -> dict[str, FileFacts]:
    return {
        file: found._replace(digest=_digest(real_paths[file]))
        for file, found in facts.items()
        if found.bytes and not found.digest
    }


def _with_pages(
    facts: Mapping[str, FileFacts], real_paths: Mapping[str, Path], store: PageStore
) -> dict[str, FileFacts]:
    """Return the facts with what was read off the pages; no file is looked into where nothing was ever read."""
    usable = {file: found for file, found in facts.items() if found.usable}
    if not usable or store.is_empty:
        return {}
    usable |= _with_digests(usable, real_paths)
    return {file: found._replace(pages_seen=store.pages_of(found.digest)) for file, found in usable.items()}


def _digest(path: Path) -> str:
    import hashlib  # only where two files may be the same

    digest = hashlib.sha256()
    try:
        with open_regular_file(path) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:  # its facts say already that it can't be read
        return ""
    return digest.hexdigest()
