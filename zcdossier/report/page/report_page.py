"""The report as a page: put together from the facts in one language, rendered, known again by its mark."""

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.profile import Profile, Section
from zcdossier.report.findings_by_section import (
    ANSWERS,
    APPLICANT,
    LEVEL,
    OWN_LABELS,
    PHOTO,
    TEXTS,
    sections_with_records,
)
from zcdossier.report.messages import not_evaluated_text, one_line
from zcdossier.report.page.notice_dates import notice_dates
from zcdossier.report.page.page_entry_sheet import entry_section_views, entry_sheet_of, portal_label
from zcdossier.report.page.page_findings import (
    FindingsByRecord,
    anchor,
    finding_view,
    sort_findings,
    text_digest,
    worst_tone,
)
from zcdossier.report.page.page_header import next_steps, page_header, section_bars, unbuilt_text
from zcdossier.report.page.page_questions import questions_view
from zcdossier.report.page.page_records import record_view
from zcdossier.report.page.page_views import FindingView, ReportView, SectionView
from zcdossier.report.page.report_facts import ReportFacts
from zcdossier.report.page_frame import PageTemplate, render_template
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Style


def report_view(facts: ReportFacts, style: Style) -> ReportView:
    """Word everything. A dossier that could not be read has its findings and nothing else."""
    result, lang = facts.result, style.lang
    dossier, profile = result.dossier, result.profile
    grouped = sort_findings(result.verdict, dossier, profile)
    view = ReportView(
        lang="en" if lang == "en" else "zh-CN",
        key=facts.key or page_key(facts),
        version=facts.version,
        header=page_header(facts, style),
        findings=tuple(finding_view(finding, profile, lang) for finding in grouped.rest),
        steps=next_steps(facts, style),
        waived=tuple(
            (finding_view(waived.finding, profile, lang), escape_controls(waived.reason))
            for waived in result.verdict.waived
        ),
        not_evaluated=tuple(not_evaluated_text(missed, lang) for missed in result.verdict.not_evaluated),
        look=facts.look,
        photo=facts.photo,
    )
    if dossier is None or profile is None:
        return view._replace(questions=questions_view(result, lang))
    sections = tuple(_sections(facts, dossier, profile, grouped, style))
    return view._replace(
        bars=section_bars(facts, style),
        sections=sections,
        questions=questions_view(result, lang, {record.anchor for section in sections for record in section.records}),
        unbuilt=unbuilt_text(facts, style),
        dates=notice_dates(profile, dossier, lang),
        **_entry_sheet_values(facts, dossier, profile, sections, style),
    )


def page_key(facts: ReportFacts) -> str:
    """A first key for the ticks of a dossier, by whose it is; kept from then on, whatever is renamed."""
    dossier = facts.result.dossier
    name = dossier.applicant["name"].text if dossier is not None and "name" in dossier.applicant else ""
    return text_digest(facts.folder, name, dossier.profile if dossier is not None else "")


def _sections(
    facts: ReportFacts, dossier: Dossier, profile: Profile, grouped: FindingsByRecord, style: Style
) -> Iterator[SectionView]:
    """Yield what has records to upload or findings; the photo and the texts are on the entry sheet anyway.

    That no record was ever built is said once for all of them, and not by each.
    """
    built = {record_facts.record.place.path: record_facts for record_facts in facts.records}
    never_built = bool(unbuilt_text(facts, style))
    for owner, section, records in _records_by_owner(dossier, profile):
        views = []
        for record in records:
            findings_of_record = grouped.records.get(record.place.path, ())
            if findings_of_record or _is_built(owner):
                record_facts = built.get(record.place.path)
                view = record_view(record, section, record_facts, findings_of_record, report=facts, style=style)
                if not _is_built(owner):
                    view = view._replace(remark="")
                elif never_built:
                    view = view._replace(remark="", unbuilt=False, tone=worst_tone(view.findings))
                views.append(view._replace(to_mend=bool(view.findings) or (view.unbuilt and bool(view.remark))))
        findings = tuple(finding_view(finding, profile, style.lang) for finding in grouped.sections.get(owner, ()))
        if views or findings:
            yield SectionView(
                anchor=anchor(f"section-{owner}"),
                number=section.number,
                label=one_line(section.label, style.lang),
                original=portal_label(section.label, style.lang),
                records=tuple(views),
                findings=findings,
            )


def _is_built(owner: str) -> bool:
    """Whether records of this owner become PDFs."""
    return owner not in {APPLICANT, PHOTO, LEVEL, ANSWERS} and not owner.startswith(TEXTS)


def _records_by_owner(dossier: Dossier, profile: Profile) -> Iterator[tuple[str, Section, tuple[Record, ...]]]:
    """Everything that can hold records or findings, by the name it is counted under."""
    yield LEVEL, Section(LEVEL, OWN_LABELS[LEVEL], 0), ()
    yield APPLICANT, Section(APPLICANT, OWN_LABELS[APPLICANT], 0, fields=profile.applicant), ()
    yield from sections_with_records(dossier, profile)
    yield ANSWERS, Section(ANSWERS, OWN_LABELS[ANSWERS], 0), ()


def _entry_sheet_values(
    facts: ReportFacts, dossier: Dossier, profile: Profile, sections: tuple[SectionView, ...], style: Style
) -> dict[str, Any]:
    """The entry sheet with the findings of each field beside it."""
    built = {record_facts.record.place.path: record_facts for record_facts in facts.records}
    sheet = entry_sheet_of(facts, dossier, profile)
    by_anchor = {view.anchor: view.findings for section in sections for view in section.records}
    findings = {entry.id: by_anchor.get(anchor(entry.id), ()) for entry in sheet.records}
    findings[APPLICANT] = _applicant_findings(facts, profile, style)
    hashes = {
        path: record_facts.receipt.sha256 for path, record_facts in built.items() if record_facts.receipt is not None
    }
    return {
        "sheet": entry_section_views(sheet, findings, hashes, style.lang),
        "sheet_notes": tuple(one_line(note, style.lang) for note in sheet.notes),
    }


def _applicant_findings(facts: ReportFacts, profile: Profile, style: Style) -> tuple[FindingView, ...]:
    """The findings about facts of the person, each with the label of its field."""
    views = []
    for finding in facts.result.verdict.findings:
        top, _, name = finding.place.path.partition(".")
        field = profile.applicant.get(name.partition(".")[0])
        if top == APPLICANT and field is not None:
            view = finding_view(finding, profile, style.lang)
            views.append(view._replace(field=one_line(field.label, style.lang)))
    return tuple(views)


FOLDER = "report"
_PAGE, _STYLE = "report.html.j2", "report.css"
_SCRIPTS = ("report.js", "tabs.js", "fill_in.js", "confirm.js", "pages.js")
_SHAPE = "1"
HEAD_BYTES = 4096
"""How much of a page has to be read to know it again."""
_MARK = '<meta name="zcdossier-page" content="{}">'


class Picture(NamedTuple):
    """A JPEG to put into the page."""

    data: bytes
    width: int
    height: int


class PreparedPage(NamedTuple):
    """The templates a page is made with, and the name of what would come out."""

    folder: Path
    view: ReportView
    mark: str


def prepare_page(view: ReportView, templates: Path) -> PreparedPage:
    """Get ready: the mark tells whether a page that is there already would come out again."""
    folder = templates / FOLDER
    used = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*")) if path.is_file()]
    return PreparedPage(folder, view, text_digest(_SHAPE, repr(view), *used))


def is_up_to_date(start: bytes, prepared: PreparedPage) -> bool:
    """Whether a page that begins like this is the one that would be made."""
    return _MARK.format(prepared.mark).encode() in start[:HEAD_BYTES]


def render_page(prepared: PreparedPage, pictures: Mapping[str, Picture]) -> bytes:
    """Make the page."""
    from markupsafe import Markup

    return render_template(
        PageTemplate(prepared.folder, _PAGE, _STYLE, _SCRIPTS, pictures=True),
        {
            "view": prepared.view,
            "pictures": {
                name: (_data_uri(picture.data), picture.width, picture.height) for name, picture in pictures.items()
            },
            "mark": Markup(_MARK.format(prepared.mark)),  # noqa: S704 - a digest of ours
        },
        prepared.view.lang,
    )


def _data_uri(data: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"


def live_page(name: str, lang: str, templates: Path) -> bytes:
    """Make the frame that a served report is shown in: it asks for news and shows what the last save changed."""
    template = PageTemplate(templates / FOLDER, "live.html.j2", "live.css", ("live.js",), is_served=True)
    return render_template(template, {"name": name, "lang": "en" if lang == "en" else "zh-CN"}, lang)
