"""Everything that is to be mended on one list, errors first, each line leading to the place that tells more."""

from collections.abc import Iterator, Sequence

from zcdossier.report.page.facts import ReportFacts, State
from zcdossier.report.page.view import Problem, SectionView, Tone
from zcdossier.report.style import Style
from zcdossier.report.width import clip

RECORDS = "records"
_ABOUT_CELLS = 60


def problems(facts: ReportFacts, sections: Sequence[SectionView], style: Style) -> tuple[Problem, ...]:
    """List what the sections hold; records that were never built are one line together."""
    missing = sum(one.state is State.MISSING for one in facts.records)
    found = list(_of(sections, all_missing=missing == len(facts.records)))
    if missing and missing == len(facts.records):
        text = style.say(
            f"{missing} 条记录还没有生成 PDF；运行 zcdossier build",
            f"{missing} records without a PDF; run zcdossier build",
        )
        found.append(Problem(Tone.BAD, style.say("PDF", "PDFs"), text, RECORDS))
    return tuple(sorted(found, key=lambda one: one.tone is not Tone.BAD))


def _of(sections: Sequence[SectionView], *, all_missing: bool) -> Iterator[Problem]:
    for section in sections:
        for finding in section.findings:
            yield Problem(finding.tone, section.label, finding.message, section.anchor)
        for record in section.records:
            about = clip(f"{section.label} · {record.title}", _ABOUT_CELLS)
            for finding in record.findings:
                yield Problem(finding.tone, about, finding.message, record.anchor)
            if record.remark and record.unbuilt and not all_missing:
                yield Problem(Tone.BAD, about, record.remark, record.anchor)
