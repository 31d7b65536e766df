"""What lint finds after a heap has been sorted and the plan carried out as it was proposed, by code."""

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import img2pdf
import yaml

from bench.sorting import Heap, Sample
from zcdossier.app.apply_sorting import apply_sorting, read_plan
from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.app.sort_heap import list_heap, open_target, propose
from zcdossier.app.write_sorting_plan import write_plan
from zcdossier.probe.page_store import FileReading, PageStore

_DAY = date(2023, 6, 30)


def findings_after(sample: Sample, heap: Heap, every: int) -> Counter[str]:
    """Return how many findings of each code there are; `every` nth record was in the manifest beforehand."""
    with TemporaryDirectory() as place:
        inbox, root = Path(place) / "heap", Path(place) / "dossier"
        _write_dossier(sample, root, every)
        _write_heap(heap, inbox, PageStore(root))
        target = open_target(root, inbox)
        book, _ = write_plan(propose(inbox, list_heap(inbox), target), "zh")
        apply_sorting(inbox, target, read_plan(book, target))
        found = lint_dossier(root, as_of=_DAY).verdict.findings
        return Counter(f"{finding.code} {finding.rule}" for finding in found)


def _write_dossier(sample: Sample, root: Path, every: int) -> None:
    manifest = yaml.load((sample.root / "dossier.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    sections = manifest.pop("sections", {})
    attachments = manifest.pop("attachments", [])
    kept = {
        name: [_without_files(record) for at, record in enumerate(records) if every and at % every == 0]
        for name, records in sections.items()
    }
    manifest["sections"] = {name: records for name, records in kept.items() if records}
    manifest["attachments"] = [record for at, record in enumerate(attachments) if every and at % every == 0]
    root.mkdir(parents=True)
    for name in ("photo.jpg", "statement.md"):
        if (sample.root / name).is_file():
            (root / name).write_bytes((sample.root / name).read_bytes())
    text = yaml.safe_dump({key: value for key, value in manifest.items() if value}, allow_unicode=True, sort_keys=False)
    (root / "dossier.yaml").write_text(text, encoding="utf-8")


def _without_files(record: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in record.items() if key != "files"}


def _write_heap(heap: Heap, inbox: Path, store: PageStore) -> None:
    """Write the files of a heap, and keep what was read of them as reading would have."""
    inbox.mkdir()
    for file in heap.files:
        pictures = heap.pictures[file.file]
        if not pictures:
            continue
        if file.format == "pdf":
            data = img2pdf.convert([picture.read_bytes() for picture in pictures])
        else:
            data = pictures[0].read_bytes()
        (inbox / file.file).write_bytes(data)
        pages = file.pages or ()
        store.keep(hashlib.sha256(data).hexdigest(), FileReading(tuple(pages), len(pages), "bench"))
