"""The facts of all files of a dossier, each gathered once. What lint knows about files comes from here."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from zcdossier.model.facts import FileFacts
from zcdossier.probe.access import Access
from zcdossier.probe.inspect import absent, inspect
from zcdossier.probe.reading import UnusableError
from zcdossier.probe.remembered import Remembered
from zcdossier.source.plain_file import open_plain

_CHUNK = 1024 * 1024


def gather(
    root: Path,
    files: Iterable[str],
    *,
    photo: str | None = None,
    text_layers: bool = False,
    digests: bool = True,
    remembered: Remembered | None = None,
) -> dict[str, FileFacts]:
    """Return facts for each path relative to `root`, in the given order. Never raises: trouble is a fact.

    `photo` names the one whose background is measured too; with `text_layers` PDFs are searched for text. Two files
    can only be the same when they are of the same length, so a digest is taken of those alone. `remembered` spares
    a look at what has not changed.
    """
    access = Access(root)
    facts: dict[str, FileFacts] = {}
    real: dict[str, Path] = {}
    for file in files:
        if file in facts:
            continue
        try:
            real[file] = access.find(file)
        except UnusableError as error:
            facts[file] = absent(file, error)
            continue
        known = remembered.get(file, real[file]) if remembered else None
        facts[file] = inspect(real[file], file) if known is None else known
        if file == photo and facts[file].photo is None:
            facts[file] = _with_border(facts[file], real[file])
        if text_layers:
            facts[file] = _with_text(facts[file], real[file])
    if digests:
        facts.update(_digests(facts, real))
    if remembered is not None:
        for file, path in real.items():
            remembered.put(file, path, facts[file])
        remembered.save()
    return facts


def _with_border(facts: FileFacts, path: Path) -> FileFacts:
    from zcdossier.probe.photo import with_border  # noqa: PLC0415 - only where a photo is asked for

    return with_border(facts, path)


def _with_text(facts: FileFacts, path: Path) -> FileFacts:
    if facts.pdf is None or facts.pdf.text is not None:
        return facts
    from zcdossier.probe.pdf_text import has_text  # noqa: PLC0415 - only where it is asked for

    return facts._replace(pdf=facts.pdf._replace(text=has_text(path)))


def _digests(facts: dict[str, FileFacts], real: dict[str, Path]) -> dict[str, FileFacts]:
    lengths = Counter(one.bytes for one in facts.values())
    return {
        file: one._replace(digest=_digest(real[file]))
        for file, one in facts.items()
        if one.bytes and lengths[one.bytes] > 1 and not one.digest
    }


def _digest(path: Path) -> str:
    import hashlib  # noqa: PLC0415  only where two files may be the same

    digest = hashlib.sha256()
    try:
        with open_plain(path) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:  # its facts say already that it can't be read
        return ""
    return digest.hexdigest()
