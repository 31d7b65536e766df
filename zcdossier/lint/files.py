"""Every file that a dossier uses, once, with its facts and a place that waivers can name."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.model.facts import FileFacts
from zcdossier.model.place import Place


def scans(context: Context) -> Iterator[tuple[Place, FileFacts]]:
    """Yield the facts of each scan, text file and photo; a file that serves several records comes once."""
    seen: set[str] = set()
    for record in context.dossier.everything():
        for scan in record.evidence:
            facts = context.facts.get(scan.file)
            if facts is not None and scan.file not in seen:
                seen.add(scan.file)
                yield Place(scan.file, path=record.place.path), facts
