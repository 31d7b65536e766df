"""ZC701 name-on-proof: the applicant's name is on the scans of each record."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Sighted, Unjudged, needs_pages
from zcdossier.lint.record_selection import judges_section
from zcdossier.lint.scan_text.find_person import Likelihood, find_person
from zcdossier.lint.scan_text.looked_for import names_person
from zcdossier.lint.scan_text.named_people import is_surely_missing
from zcdossier.lint.scan_text.record_readings import RecordReading, readings_of
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report a record all of whose pages were read well, and none of which has the name."""
    for reading in _readings(rule, context):
        if _likelihood(reading, context) is Likelihood.ABSENT:
            record, pages = reading.record, reading.pages.pages
            place = pages[0].place().at(record.place.path)
            name = context.dossier.applicant_name
            yield Hit(place, "absent", {"title": context.title(record), "name": name, "pages": len(pages)})


def look(rule: Rule, context: Context) -> Iterator[Sighted]:
    """Say of each record whether the name was read on it."""
    for reading in _readings(rule, context):
        likelihood = _likelihood(reading, context)
        yield Sighted(reading.record, reading.pages.pages[0].place(), likelihood is Likelihood.PRESENT)


def _readings(rule: Rule, context: Context) -> Iterator[RecordReading]:
    for reading in readings_of(context):
        section = reading.record.section
        if not judges_section(rule, section, context):
            continue
        if context.dossier.applicant_name and names_person(context.section(section)):
            yield reading


def _likelihood(reading: RecordReading, context: Context) -> Likelihood:
    name = context.dossier.applicant_name
    likelihood = find_person(name, reading.text)
    if likelihood is Likelihood.ABSENT and not is_surely_missing(name, reading.text, reading.pages):
        return Likelihood.UNSURE
    return likelihood


KIND = CheckKind(
    code="ZC701",
    name="name-on-proof",
    title=Label("佐证上有没有本人姓名", "your name on the scans"),
    params=NoParams,
    check=check,
    needs=needs_pages,
    look=look,
    sees=Label("本人姓名", "your name"),
    messages={
        "absent": Message(
            Label(
                "“{title}”的扫描件（{pages} 页）上没有看到“{name}”",
                "the name {name} was not seen on the scans of {title} ({pages} pages)",
            ),
            Label(
                "打开看一看：放错了材料就换成对的；名字在没有扫描的那一页上，就补上那一页",
                "look at them: if these are the wrong papers, replace them; if your name is on a page that was "
                "not scanned, add that page",
            ),
        ),
    },
    card=Card(
        why=Label(
            "证书、文件上没有本人姓名，证明不了是本人的业绩。",
            "A certificate without the applicant's name does not prove that the achievement is theirs.",
        ),
        wrong="05-获奖情况/2021 科技进步奖/1-证书.jpg：同事的证书",
        right="放本人的证书；公布文件要连同有本人姓名的那一页名单",
        mend=Label("换成对的材料，或补上有姓名的一页。", "Replace the scan, or add the page that has the name."),
    ),
    severity=Severity.WARNING,
    always=True,
    by_section=True,
)
