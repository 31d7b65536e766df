"""What a dossier has to build: each record, and each output of several sections, with its sources in order.

Each has its limits, the name of its upload, and what its bookmarks say.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import NamedTuple

from zcdossier.app.upload_texts import UploadFacts, dated_folder_name, title_of
from zcdossier.assemble.keeping.upload_names import UploadEntry, name_uploads
from zcdossier.assemble.plan import BookmarkHeading, Piece, RecordJob, count_outputs
from zcdossier.lint.build_limits import FilledModule, filled_modules, limits_of, scans_in
from zcdossier.lint.context import Context
from zcdossier.model.build_rules import FLAT, NO_LEVEL, BuildLimits, OutputForm
from zcdossier.model.dossier import Dossier, Record, Scan
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.people import split_people
from zcdossier.model.profile import Profile, Section

_ATTACHMENTS_NUMBER = 90
_PDF, _JPG = ".pdf", ".jpg"
_INFO = (("Title", "title"), ("Author", "author"), ("Subject", "subject"), ("Keywords", "keywords"))


class PlannedUploads(NamedTuple):
    """Every job of a dossier: those of records, then those of several sections.

    `by_record` names, by the route of a record, the jobs that hold it: its own first, where it has one.
    """

    jobs: tuple[RecordJob, ...]
    by_record: Mapping[str, tuple[RecordJob, ...]]


class _Draft(NamedTuple):
    """One job in the making; `records` are what goes in."""

    name: str
    section: str
    title: str
    records: tuple[Record, ...]
    pieces: tuple[Piece, ...]
    limits: BuildLimits
    source: UploadFacts
    entry: UploadEntry


def plan_jobs(linted: LintResult, dossier: Dossier, profile: Profile, looked_at: int) -> list[RecordJob]:
    """One job for each file to hand in, in the manifest's order; the facts were gathered since `looked_at`."""
    return list(plan_uploads(linted, dossier, profile, looked_at).jobs)


def plan_uploads(linted: LintResult, dossier: Dossier, profile: Profile, looked_at: int) -> PlannedUploads:
    """Plan every job: one for each record that has a folder or files, and for each output of several sections."""
    context = Context(dossier, profile, linted.facts)
    modules = tuple(filled_modules(context))
    only_in_modules = {id(record) for filled in modules if not filled.module.each_too for record in filled.records}
    records = buildable_records(dossier)
    names = _record_names(records)
    drafts = [
        _draft_of_record(record, names[id(record)], context) for record in records if id(record) not in only_in_modules
    ]
    drafts += [_draft_of_module(filled, index, context) for index, filled in enumerate(modules)]
    drafts = [draft._replace(entry=replace(draft.entry, suffixes=_suffixes(draft, linted))) for draft in drafts]
    targets = name_uploads([draft.entry for draft in drafts])
    jobs = tuple(_job_of(draft, targets[draft.name], linted, dossier, looked_at) for draft in drafts)
    by_record: dict[str, tuple[RecordJob, ...]] = {}
    for draft, job in zip(drafts, jobs, strict=True):
        for record in draft.records:
            by_record[record.place.path] = (*by_record.get(record.place.path, ()), job)
    return PlannedUploads(jobs, by_record)


def buildable_records(dossier: Dossier) -> list[Record]:
    """The records that become files, in the manifest's order."""
    return [record for record in dossier.records() if record.folder or record.scans]


def _record_names(records: Sequence[Record]) -> dict[int, str]:
    """What each record is called in receipts: its folder where it has that to itself, else its route."""
    folders = Counter(record.folder for record in records)
    return {
        id(record): record.folder if record.folder and folders[record.folder] == 1 else record.place.path
        for record in records
    }


def _draft_of_record(record: Record, name: str, context: Context) -> _Draft:
    section = _section(record, context.profile)
    limits = limits_of(record, context)
    source = UploadFacts(context, section, record, limits.dates)
    return _Draft(
        name=name,
        section=record.section,
        title=title_of(record, section),
        records=(record,),
        pieces=tuple(_pieces(source, limits, _headings(source, limits, usual=("", "")), record.scans)),
        limits=limits,
        source=source,
        entry=_upload_entry(record, name, source, limits),
    )


def _draft_of_module(filled: FilledModule, index: int, context: Context) -> _Draft:
    limits, sections = filled.limits, [_section(record, context.profile) for record in filled.records]
    labels = tuple(dict.fromkeys(section.label.zh for section in sections))
    first = filled.records[0] if filled.module.each else None
    source = UploadFacts(context, sections[0]._replace(label=Label("、".join(labels))), first, limits.dates)
    title = source.fill(filled.module.name)
    name = f"outputs[{index}]"
    pieces: list[Piece] = []
    for record, section in zip(filled.records, sections, strict=True):
        of_record = UploadFacts(context, section, record, limits.dates)
        headings = _headings(of_record, limits, usual=("{section.label}", "{title}"))
        pieces += _pieces(of_record, limits, headings, scans_in(record, filled.module))
    folder = _folder_of(source, limits) or ()
    entry = UploadEntry(name, 0, "", 0, title, folder=folder)
    return _Draft(name, "", title, filled.records, tuple(pieces), limits, source, entry)


def _job_of(
    draft: _Draft, targets: tuple[PurePath, ...], linted: LintResult, dossier: Dossier, looked_at: int
) -> RecordJob:
    look = draft.limits.look
    info = tuple((key, draft.source.fill(template)) for key, name in _INFO if (template := str(getattr(look, name))))
    return RecordJob(
        root=dossier.root,
        record=draft.name,
        section=draft.section,
        title=draft.title,
        pieces=draft.pieces,
        facts=linted.facts,
        target=targets[0],
        further=targets[1:],
        limits=draft.limits,
        looked_at=looked_at,
        info=info,
        without=tuple(dict.fromkeys(_texts_to_miss(draft))),
        absent=tuple(absent for record in draft.records for absent in record.absent),
    )


def _texts_to_miss(draft: _Draft) -> Iterator[str]:
    """Yield what may stand nowhere in a draft's files, of several persons each; a fact that lacks is left out."""
    for template in draft.limits.without:
        text = draft.source.fill_whole(template)
        yield from split_people(text) if text else ()


def _section(record: Record, profile: Profile) -> Section:
    kind, _, identity = record.section.partition(".")
    if kind == "attachments":
        attachment = profile.attachments.get(identity) or Section("", profile.title, 0)
        return attachment._replace(number=_ATTACHMENTS_NUMBER + attachment.number)
    return profile.sections[record.section]


def _headings(source: UploadFacts, limits: BuildLimits, usual: tuple[str, str]) -> tuple[BookmarkHeading, ...]:
    """What a record's parts stand below among the bookmarks, from the outermost in."""
    record, wanted = source.record, limits.look.bookmarks
    if record is None:
        return ()
    levels = ((wanted.section or usual[0], record.section), (wanted.record or usual[1], record.place.path))
    return tuple(
        BookmarkHeading(key, source.fill(template)) for template, key in levels if template and template != NO_LEVEL
    )


def _upload_entry(record: Record, name: str, source: UploadFacts, limits: BuildLimits) -> UploadEntry:
    """Name a record by the notice's template, else after the folder it has to itself, else after its title."""
    section = source.section
    own = record.folder if record.folder not in ("", section.folder) and name == record.folder else ""
    folder = own.rsplit("/", 1)[-1]
    named = source.fill_whole(limits.name)
    if not named and "{date}" in limits.name:
        named = dated_folder_name(record, section, folder, limits)
    number = 0 if named else record.position + 1
    name_shown = named or folder or title_of(record, section).lstrip("*")
    return UploadEntry(name, section.number, section.label.zh, number, name_shown, folder=_folder_of(source, limits))


def _folder_of(source: UploadFacts, limits: BuildLimits) -> tuple[str, ...] | None:
    """The folders an upload lies in; None for the usual one. A stroke in a fact makes no folder of its own."""
    if not limits.folder:
        return None
    return () if limits.folder == FLAT else tuple(source.fill(piece) for piece in limits.folder.split("/") if piece)


def _suffixes(draft: _Draft, linted: LintResult) -> tuple[str, ...]:
    """How the names of a draft's files end: numbered where there are several."""
    if draft.limits.form is OutputForm.PDF:
        return (_PDF,)
    files = tuple(dict.fromkeys(piece.file for piece in draft.pieces))
    if draft.limits.form is OutputForm.AS_IS:
        suffixes = [f".{file.rsplit('.', 1)[-1].lower()}" for file in files] or [_PDF]
    else:
        suffixes = [_JPG] * count_outputs(draft.pieces, linted.facts, draft.limits.picture.per)
    return (
        (suffixes[0],) if len(suffixes) == 1 else tuple(f"-{at}{suffix}" for at, suffix in enumerate(suffixes, start=1))
    )


def _pieces(
    source: UploadFacts, limits: BuildLimits, headings: tuple[BookmarkHeading, ...], scans: Sequence[Scan]
) -> Iterator[Piece]:
    template = limits.look.bookmarks.part
    for scan in scans:
        part = source.section.parts.get(scan.part)
        label = part.label.zh if part else scan.label or scan.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        yield Piece(
            scan.file,
            scan.part,
            label,
            scan.pages,
            headings=headings,
            bookmark=source.fill(template, label) if template else "",
        )
