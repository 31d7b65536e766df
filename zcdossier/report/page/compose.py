"""The whole page put together from the facts, in one language."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.profile import Profile, Section
from zcdossier.report.entry_sheet import EntrySheet, Upload, entry_sheet
from zcdossier.report.ownership import ANSWERS, APPLICANT, LEVEL, OWN_LABELS, PHOTO
from zcdossier.report.page.dates import notice_dates
from zcdossier.report.page.facts import SHOWN, RecordFacts, ReportFacts
from zcdossier.report.page.findings import finding_view
from zcdossier.report.page.header import bars, header
from zcdossier.report.page.links import anchor, digest, file_link, upload_link
from zcdossier.report.page.placing import Placed, place
from zcdossier.report.page.problems import problems
from zcdossier.report.page.questions import questions_view
from zcdossier.report.page.records import record_view
from zcdossier.report.page.sheet import original, sheet_views
from zcdossier.report.page.view import FindingView, ReportView, SectionView
from zcdossier.report.style import Style
from zcdossier.report.visible import visible
from zcdossier.report.words import one_line


def report_view(facts: ReportFacts, style: Style) -> ReportView:
    """Word everything. A dossier that could not be read has its findings and nothing else."""
    judged, lang = facts.judged, style.lang
    dossier, profile = judged.dossier, judged.profile
    placed = place(judged.verdict, dossier, profile)
    view = ReportView(
        lang="en" if lang == "en" else "zh-CN",
        key=facts.key or page_key(facts),
        version=facts.version,
        header=header(facts, style),
        findings=tuple(finding_view(one, profile, lang) for one in placed.rest),
        questions=questions_view(judged.verdict, profile, lang),
        waived=tuple((finding_view(one.finding, profile, lang), visible(one.reason)) for one in judged.verdict.waived),
        not_evaluated=tuple(_unjudged(facts, style)),
        look=facts.look,
        photo=facts.photo,
    )
    if dossier is None or profile is None:
        return view
    sections = tuple(_sections(facts, dossier, profile, placed, style))
    return view._replace(
        bars=bars(facts, style),
        sections=sections,
        problems=problems(facts, sections, style),
        dates=notice_dates(profile, dossier, lang),
        **_sheet(facts, dossier, profile, sections, style),
    )


def page_key(facts: ReportFacts) -> str:
    """A first key for the ticks of a dossier, by whose it is; kept from then on, whatever is renamed."""
    dossier = facts.judged.dossier
    name = dossier.applicant["name"].text if dossier is not None and "name" in dossier.applicant else ""
    return digest(facts.folder, name, dossier.profile if dossier is not None else "")


def _sections(
    facts: ReportFacts, dossier: Dossier, profile: Profile, placed: Placed, style: Style
) -> Iterator[SectionView]:
    """Yield what has records to upload or findings; the photo and the texts are on the entry sheet anyway."""
    built = {one.record.place.path: one for one in facts.records}
    for owner, section, records in _owners(dossier, profile):
        views = []
        for record in records:
            found = placed.records.get(record.place.path, ())
            if found or _is_built(owner):
                known = built.get(record.place.path)
                view = record_view(record, section, known, found, about=facts, style=style)
                views.append(view if _is_built(owner) else view._replace(remark=""))
        findings = tuple(finding_view(one, profile, style.lang) for one in placed.sections.get(owner, ()))
        if views or findings:
            yield SectionView(
                anchor=anchor(f"section-{owner}"),
                number=section.number,
                label=one_line(section.label, style.lang),
                original=original(section.label, style.lang),
                records=tuple(views),
                findings=findings,
            )


def _is_built(owner: str) -> bool:
    """Whether records of this owner become PDFs."""
    return owner not in {APPLICANT, PHOTO, LEVEL, ANSWERS} and not owner.startswith("texts.")


def _owners(dossier: Dossier, profile: Profile) -> Iterator[tuple[str, Section, tuple[Record, ...]]]:
    """Everything that can hold records or findings, by the name `tally` knows it by."""
    yield LEVEL, Section(LEVEL, OWN_LABELS[LEVEL], 0), ()
    yield APPLICANT, Section(APPLICANT, OWN_LABELS[APPLICANT], 0, fields=profile.applicant), ()
    if profile.photo is not None:
        yield PHOTO, profile.photo, (dossier.photo,) if dossier.photo is not None else ()
    for text in profile.texts.values():
        yield f"texts.{text.id}", text, dossier.texts.get(text.id, ())
    for section in profile.sections.values():
        yield section.id, section, dossier.sections.get(section.id, ())
    for kind in profile.attachments.values():
        yield f"attachments.{kind.id}", kind, dossier.attachments.get(kind.id, ())
    yield ANSWERS, Section(ANSWERS, OWN_LABELS[ANSWERS], 0), ()


def sheet_of(facts: ReportFacts, dossier: Dossier, profile: Profile) -> EntrySheet:
    """The entry sheet alone."""
    uploads = {one.record.place.path: _upload(one) for one in facts.records}
    if dossier.photo is not None and dossier.photo.evidence:
        uploads[dossier.photo.place.path] = _photo(dossier.photo.evidence[0].file, facts.prefix)
    return entry_sheet(dossier, profile, uploads, facts.texts)


def _sheet(
    facts: ReportFacts, dossier: Dossier, profile: Profile, sections: tuple[SectionView, ...], style: Style
) -> dict[str, Any]:
    """The entry sheet with the findings of each field beside it."""
    built = {one.record.place.path: one for one in facts.records}
    sheet = sheet_of(facts, dossier, profile)
    by_anchor = {view.anchor: view.findings for section in sections for view in section.records}
    findings = {one.id: by_anchor.get(anchor(one.id), ()) for one in sheet.records}
    findings[APPLICANT] = _of_applicant(facts, profile, style)
    hashes = {path: one.receipt.sha256 for path, one in built.items() if one.receipt is not None}
    return {
        "sheet": sheet_views(sheet, findings, hashes, style.lang),
        "sheet_notes": tuple(one_line(note, style.lang) for note in sheet.notes),
    }


def _upload(facts: RecordFacts) -> Upload:
    there = facts.receipt is not None and facts.state in SHOWN
    return Upload(PurePosixPath(facts.target).name, upload_link(facts.target) if there else "", there)


def _photo(file: str, prefix: str | None) -> Upload:
    return Upload(PurePosixPath(file).name, file_link(f"{prefix}{file}") if prefix is not None else "")


def _of_applicant(facts: ReportFacts, profile: Profile, style: Style) -> tuple[FindingView, ...]:
    """The findings about facts of the person, each with the label of its field."""
    found = []
    for finding in facts.judged.verdict.findings:
        top, _, name = finding.place.path.partition(".")
        field = profile.applicant.get(name.partition(".")[0])
        if top == APPLICANT and field is not None:
            view = finding_view(finding, profile, style.lang)
            found.append(view._replace(field=one_line(field.label, style.lang)))
    return tuple(found)


def _unjudged(facts: ReportFacts, style: Style) -> Iterator[str]:
    for missed in facts.judged.verdict.not_evaluated:
        where = f"{visible(missed.place.path)} " if missed.place is not None and missed.place.path else ""
        yield f"{missed.code} [{missed.rule}] {where}{one_line(missed.reason, style.lang)}"
