"""ZC701 name-on-proof: the applicant's name is on the scans of each record."""

import re
from collections.abc import Iterator
from enum import StrEnum

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged, needs_pages
from zcdossier.lint.record_selection import judges_section
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.looked_for import names_person
from zcdossier.lint.scan_text.record_readings import RecordReading, readings_of
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.sightings import Sighted
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule

_HAN = "\u3400", "\u9fff"
_LEAST_HAN = 0.3
_LEAST_SIGNS = 20
_ALMOST = 60.0
_SAME = 85.0
_LONG = 5
_BEFORE_NAME = r"(?:^|[\W_]|[\n])"
_SURNAME_SIGNS = 2


class Likelihood(StrEnum):
    """What can be said of something that was looked for."""

    PRESENT = "present"
    ABSENT = "absent"
    UNSURE = "unsure"


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
    likelihood = find_person(context.dossier.applicant_name, reading.text)
    if likelihood is Likelihood.ABSENT and not reading.pages.is_legible:
        return Likelihood.UNSURE
    return likelihood


def find_person(name: str, text: RecordText) -> Likelihood:
    """Look for a name. A sign of it may have been read wrong, and pages in Latin letters spell it in their own way."""
    letters = comparable_letters(name)
    found = text.find(name)
    if not letters:
        return Likelihood.UNSURE
    is_han = all(map(_is_han, letters))
    if found is not None and found.score >= (100.0 if is_han and len(letters) < _LONG else _SAME):
        return Likelihood.PRESENT
    whole = text.letters[0].text
    if len(whole) < _LEAST_SIGNS or not is_han:
        return Likelihood.UNSURE
    if sum(map(_is_han, whole)) < _LEAST_HAN * len(whole):
        return Likelihood.UNSURE
    if len(letters) > _SURNAME_SIGNS:
        return Likelihood.UNSURE if found is not None and found.score >= _ALMOST else Likelihood.ABSENT
    beginning = re.compile(rf"{_BEFORE_NAME}\s*{re.escape(name.strip()[0])}")
    return Likelihood.UNSURE if beginning.search(text.folded.text) else Likelihood.ABSENT


def _is_han(sign: str) -> bool:
    return _HAN[0] <= sign <= _HAN[1]


KIND = CheckKind(
    code="ZC701",
    name="name-on-proof",
    title=Label("佐证上有没有本人姓名", "the name on the proofs"),
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
                "look at them: replace what belongs to somebody else, or add the page that has the name",
            ),
        ),
    },
    card=Card(
        why=Label(
            "证书、文件上没有本人姓名，证明不了是本人的业绩。",
            "A proof without the applicant's name proves nobody's achievement.",
        ),
        wrong="05-获奖情况/2021 科技进步奖/1-证书.jpg：同事的证书",
        right="放本人的证书；公布文件要连同有本人姓名的那一页名单",
        mend=Label("换成对的材料，或补上有姓名的一页。", "Replace the scan, or add the page that has the name."),
    ),
    severity=Severity.WARNING,
    always=True,
    by_section=True,
)
