"""Build one dossier: every record's scans become one PDF; a bad record never stops the others."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.lint import Linted, Profiles, lint_dossier
from zcdossier.app.progress import Listener, Silence
from zcdossier.assemble import receipt as receipts
from zcdossier.assemble.atomic import place_aside
from zcdossier.assemble.job import Piece, RecordJob
from zcdossier.assemble.names import UploadEntry, upload_names
from zcdossier.assemble.record import build_record
from zcdossier.errors import CannotRunError
from zcdossier.manifest.keys import BUILD_FOLDER
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.profile import Profile, Section
from zcdossier.model.receipt import Outcome, Receipt, RecordReceipt

UPLOAD_FOLDER = "upload"
_SLOT = re.compile(r"\{(\w+)\}")
RECEIPT_NAME = "receipt.json"
_ATTACHMENTS_NUMBER = 90


class Built(NamedTuple):
    """What a build did. `receipt` is None when the manifest could not be read; `stale` are uploads of no record.

    `unsaved` says why the receipt could not be written: every record counts as changed next time.
    """

    linted: Linted
    out: Path
    receipt: Receipt | None = None
    stale: tuple[str, ...] = ()
    unsaved: CannotRunError | None = None

    @property
    def complete(self) -> bool:
        """Whether every record has its PDF."""
        return self.receipt is not None and all(one.outcome is not Outcome.FAILED for one in self.receipt.records)


def build_dossier(
    root: Path,
    *,
    as_of: date,
    out: Path | None = None,
    listener: Listener | None = None,
    profiles: Profiles | None = None,
) -> Built:
    """Build the dossier in `root` into `out` (else its `build/`). Raises CannotRunError when that can't be written."""
    linted = lint_dossier(root, as_of=as_of, profiles=profiles)
    target = out or root / BUILD_FOLDER
    if linted.dossier is None or linted.profile is None:
        return Built(linted, target)
    _make_writable(target)
    jobs = _jobs(linted, linted.dossier, linted.profile)
    receipt, unsaved = _build_all(jobs, linted, target, listener or Silence())
    return Built(linted, target, receipt, _stale(target, receipt), unsaved)


def _build_all(
    jobs: list[RecordJob], linted: Linted, target: Path, listener: Listener
) -> tuple[Receipt, CannotRunError | None]:
    path = target / RECEIPT_NAME
    earlier = receipts.load(path)
    previous = {one.record: one for one in earlier.records} if earlier else {}
    done: dict[str, RecordReceipt] = {}
    unsaved: CannotRunError | None = None
    listener.dossier_started(linted.name, len(jobs))
    try:
        for job in jobs:
            size = sum(facts.bytes for file in job.files if (facts := linted.facts.get(file)))
            listener.record_started(job.record, job.title, size)
            done[job.record] = build_record(job, target / UPLOAD_FOLDER, previous.get(job.record))
            listener.record_finished(done[job.record])
    finally:
        known = [done.get(job.record) or previous.get(job.record) for job in jobs]
        receipt = _receipt(linted, [_as_built(one) for one in known if one is not None])
        if receipt != earlier:
            unsaved = _save(path, receipt)
        listener.dossier_finished()
    return _receipt(linted, done.values()), unsaved


def _save(path: Path, receipt: Receipt) -> CannotRunError | None:
    """Save the receipt, or return why not: what became of the records is told all the same."""
    try:
        receipts.save(path, receipt)
    except CannotRunError as error:
        return error
    return None


def _as_built(record: RecordReceipt) -> RecordReceipt:
    """A receipt says how a record came to be, not that it was left alone this time."""
    return replace(record, outcome=Outcome.BUILT) if record.outcome is Outcome.UNCHANGED else record


def _receipt(linted: Linted, records: Iterable[RecordReceipt]) -> Receipt:
    dossier = linted.dossier
    return Receipt(
        version=receipts.current_version(),
        profile=dossier.profile if dossier else "",
        level=dossier.level if dossier else "",
        records=tuple(records),
    )


def _jobs(linted: Linted, dossier: Dossier, profile: Profile) -> list[RecordJob]:
    """One job for each record that has a folder or files, in the manifest's order."""
    records = [one for one in dossier.records() if one.folder or one.evidence]
    folders = Counter(one.folder for one in records)
    names = {id(one): one.folder if one.folder and folders[one.folder] == 1 else one.place.path for one in records}
    sections = {id(one): _section(one, profile) for one in records}
    entries = [_entry(one, names[id(one)], sections[id(one)], profile.build.name) for one in records]
    targets = upload_names(entries)
    return [
        RecordJob(
            root=dossier.root,
            record=names[id(one)],
            section=one.section,
            title=_title(one, sections[id(one)]),
            pieces=tuple(_pieces(one, sections[id(one)])),
            facts=linted.facts,
            target=targets[names[id(one)]],
            limits=profile.build,
        )
        for one in records
    ]


def _section(record: Record, profile: Profile) -> Section:
    kind, _, identity = record.section.partition(".")
    if kind == "attachments":
        found = profile.attachments.get(identity) or Section("", profile.title, 0)
        return found._replace(number=_ATTACHMENTS_NUMBER + found.number)
    return profile.sections[record.section]


def _title(record: Record, section: Section) -> str:
    return record.text(section.title_field) or record.folder.rsplit("/", 1)[-1] or section.label.zh


def _named(record: Record, section: Section, template: str) -> str:
    """Return the name a profile's template gives (`{date}-{title}`), or nothing when a field is wanting."""
    if not template:
        return ""
    named = template
    for field in _SLOT.findall(template):
        text = _title(record, section) if field == "title" else record.text(field)
        day = parse_date(text)
        if not text or (field == "date" and day is None):
            return ""
        if day is not None and day.month is not None:
            text = f"{day.year}年{day.month}月"
        named = named.replace(f"{{{field}}}", text.lstrip("*"))
    return named


def _entry(record: Record, name: str, section: Section, template: str) -> UploadEntry:
    """Name a record after the folder it has to itself, else after its title."""
    named = _named(record, section, template)
    if named:
        return UploadEntry(name, section.number, section.label.zh, 0, named)
    own = record.folder if record.folder not in ("", section.folder) and name == record.folder else ""
    shown = own.rsplit("/", 1)[-1] or _title(record, section).lstrip("*")
    return UploadEntry(name, section.number, section.label.zh, record.position + 1, shown)


def _pieces(record: Record, section: Section) -> Iterable[Piece]:
    for scan in record.evidence:
        part = section.parts.get(scan.part)
        label = part.label.zh if part else scan.label or scan.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        yield Piece(scan.file, scan.part, label, scan.pages)


def _make_writable(target: Path) -> None:
    """Make the output folder, and try it: a folder that is there may still take no file."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        with place_aside(target / RECEIPT_NAME):
            pass
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotRunError(f"写不进 {target}：{reason}", f"can't write to {target}: {reason}") from error


def _stale(target: Path, receipt: Receipt) -> tuple[str, ...]:
    """Uploads that belong to no record any more, so that nobody hands in yesterday's."""
    upload = target / UPLOAD_FOLDER
    named = {(upload / one.file).resolve() for one in receipt.records if one.file}
    found = (path for path in sorted(upload.rglob("*.pdf")) if path.resolve() not in named)
    failed = any(one.outcome is Outcome.FAILED for one in receipt.records)
    return () if failed else tuple(path.relative_to(target).as_posix() for path in found)
