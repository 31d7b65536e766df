"""ZC710 valid-until: what a scan says of its own validity is not over."""

import re
from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Sighted, Unjudged, needs_pages
from zcdossier.lint.record_selection import judges_section
from zcdossier.lint.scan_text.joined_text import place_of_lines
from zcdossier.lint.scan_text.record_readings import RecordReading, readings_of
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule

_SURE = 0.97
_CODE = re.compile(
    r"(?:在线验证码|验证码|验证编号|报告编号)[】\])]?[:：]?\s*\n?(?P<code>[a-z0-9](?:[ -]?[a-z0-9]){9,19})(?![a-z0-9])"
)
"""Codes by which a document can be verified online, as they are read."""


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each date until which a document is valid that is before the day the dossier is judged on."""
    for reading in _readings(rule, context):
        record = reading.record
        for seen in reading.text.dates:
            if seen.is_end_of_validity and seen.date.last < context.as_of and seen.confidence >= _SURE:
                place = place_of_lines(seen.lines)
                args = {"title": context.title(record), "file": place.file, "until": str(seen.date)}
                yield Hit(place.at(record.place.path), "expired", args)
                break


def look(rule: Rule, context: Context) -> Iterator[Sighted]:
    """Say of each record which codes and dates were read on it."""
    for reading in _readings(rule, context):
        codes = verification_codes(reading.text)
        dates = [f"→ {seen.date}" for seen in reading.text.dates if seen.is_end_of_validity]
        yield Sighted(reading.record, reading.pages.pages[0].place(), bool(codes), " ".join((*codes, *dates)))


def _readings(rule: Rule, context: Context) -> Iterator[RecordReading]:
    for reading in readings_of(context):
        if judges_section(rule, reading.record.section, context):
            yield reading


def verification_codes(text: RecordText) -> tuple[str, ...]:
    """Return the codes in a text, in capitals and without what parts them in groups."""
    codes = (re.sub(r"[ -]", "", match["code"]).upper() for match in _CODE.finditer(text.folded.text))
    return tuple(dict.fromkeys(codes))


KIND = CheckKind(
    code="ZC710",
    name="valid-until",
    title=Label("证明过了有效期", "proofs out of date"),
    params=NoParams,
    check=check,
    needs=needs_pages,
    look=look,
    sees=Label("在线验证码", "a verification code"),
    messages={
        "expired": Message(
            Label(
                "“{title}”的 {file} 上写着有效期到 {until}，已经过了",
                "{file} of {title} says it is valid until {until}, which has passed",
            ),
            Label(
                "换成有效期内的：学信网的报告可以延长有效期或重新申请；证书到期的要先换证",
                "use one that is still valid: a report from 学信网 can be extended or applied for again; an "
                "expired certificate has to be renewed",
            ),
        ),
    },
    card=Card(
        why=Label(
            "过了有效期的验证报告在网上查不到，过期的证书不再有效。",
            "An expired report can't be verified online, and an expired certificate is no longer valid.",
        ),
        wrong="学历备案表.pdf：在线验证码有效期至 2023-05-01",
        right="学历备案表.pdf：重新申请的，有效期至 2024-03-01",
        mend=Label("延长有效期或重新申请，换上新的。", "Extend it or apply again, and use the new one."),
    ),
    severity=Severity.WARNING,
    always=True,
    by_section=True,
)
