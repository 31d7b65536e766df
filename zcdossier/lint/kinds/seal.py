"""ZC705 seal: proofs that need a seal show one."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Sighted, Unjudged, needs_pages
from zcdossier.lint.parameter_types import PartName
from zcdossier.lint.record_selection import records_to_check
from zcdossier.lint.scan_text.scan_pages import ScanPage, record_pages
from zcdossier.model.dossier import Record, Scan
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.page_facts import PageFacts
from zcdossier.model.profile import Rule

_NONE_SEEN = Label("“{title}”的佐证上没有看到印章（{file}）", "no seal was seen on the scans of {title} ({file})")
_EMBOSSED = "钢印"
_OFTEN_EMBOSSED = (
    "毕业证书", "结业证书", "学历证书", "学位证书", "资格证书", "职称证书", "执业证书", "注册证书", "等级证书"
)  # fmt: skip
"""What such a seal is called, and certificates on whose photo one is often pressed: it has no colour to be seen by."""


class SealParams(NamedTuple):
    """`parts` need a seal, on one of the pages of each; without any all pages of the record together.

    `stamped` says that it has to be stamped in ink on what is handed in: what may be embossed does not do.
    """

    parts: tuple[PartName, ...] = ()
    stamped: bool = False


class _Proof(NamedTuple):
    """Pages that have to show a seal between them: `sees` is None where that can't be told."""

    record: Record
    pages: tuple[ScanPage, ...]
    sees: bool | None


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report proofs without a seal, as far as all their pages were looked at in colour.

    Those with another record's scans are told of as such; what these lack says nothing of the record.
    """
    params: SealParams = rule.params
    proofs = [proof for proof in _proofs(rule, context) if proof.sees is False]
    if not proofs:
        return
    from zcdossier.lint.scan_text.exchanged_scans import paths_of_misplaced  # where no seal was seen

    misplaced = paths_of_misplaced(context)
    for proof in (proof for proof in proofs if proof.record.place.path not in misplaced):
        scan = proof.pages[0].scan
        title = context.title(proof.record)
        args: dict[str, Argument] = {"title": title, "file": scan.file, "pages": len(proof.pages)}
        message = "not_stamped" if params.stamped else "none"
        yield Hit(proof.pages[0].place().at(proof.record.place.path), message, args)


def look(rule: Rule, context: Context) -> Iterator[Sighted]:
    """Say of each proof whether a seal was seen on it; where that can't be told a person has to look."""
    for proof in _proofs(rule, context):
        yield Sighted(proof.record, proof.pages[0].place(), bool(proof.sees))


def _proofs(rule: Rule, context: Context) -> Iterator[_Proof]:
    params: SealParams = rule.params
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            continue
        for part in params.parts or ("",):
            own = tuple(scan for scan in record.scans if not params.parts or scan.part == part)
            if params.parts and not own and len(record.scans) == 1 and not record.scans[0].part:
                own = record.scans
            pages = record_pages(record._replace(scans=own), context)
            if pages.pages:
                is_seen = any(page.facts.seals for page in pages.pages)
                is_other = not is_seen and _is_mistaken(part, own, record, context)
                sees = _sees(pages.pages, is_complete=pages.is_complete and not is_other)
                if sees is False and not params.stamped and any(_may_be_embossed(page.facts) for page in pages.pages):
                    sees = None
                yield _Proof(record, pages.pages, sees)
            if own == record.scans:
                break


def _is_mistaken(part: str, own: tuple[Scan, ...], record: Record, context: Context) -> bool:
    """Whether the files of a part show another one, or another file of the record shows this part."""
    from zcdossier.lint.scan_text.exchanged_parts import mistaken_parts  # where a page was read

    section = context.section(record.section)
    if section is None:
        return False
    files = {scan.file for scan in own}
    mistaken = mistaken_parts(record_pages(record, context).pages, section)
    return any(other.file in files or (part and other.seen.id == part) for other in mistaken)


def _sees(pages: tuple[ScanPage, ...], *, is_complete: bool) -> bool | None:
    """Whether a seal was seen; None where a page is missing, grey, cut off, perhaps sealed or no picture."""
    if any(page.facts.seals for page in pages):
        return True
    can_be_told = is_complete and all(page.facts.is_blank is True or _shows_seals(page.facts) for page in pages)
    is_written = any(page.facts.is_blank is False for page in pages)
    return False if can_be_told and is_written and not any(page.facts.cut_edges for page in pages) else None


def _shows_seals(page: PageFacts) -> bool:
    """Whether a written page would show its seal, and has nothing that may be one."""
    return page.is_blank is False and page.has_colour and not page.perhaps_sealed


def _may_be_embossed(page: PageFacts) -> bool:
    """Whether a page says that its seal is embossed, or is a certificate on which one often is."""
    from zcdossier.lint.scan_text.find_value import comparable_letters  # where no seal was seen
    from zcdossier.lint.scan_text.part_words import is_about, page_headings

    if not page.lines:
        return False
    names = tuple(map(comparable_letters, _OFTEN_EMBOSSED))
    is_certificate = any(is_about(name, heading) for heading in page_headings(page) for name in names)
    return is_certificate or any(_EMBOSSED in line.text for line in page.lines)


KIND = CheckKind(
    code="ZC705",
    name="seal",
    title=Label("有没有盖章", "seals"),
    params=SealParams,
    check=check,
    needs=needs_pages,
    look=look,
    sees=Label("印章", "a seal"),
    messages={
        "not_stamped": Message(
            _NONE_SEEN,
            Label(
                "打开看一看：没有盖章的先盖章、再扫描；盖了但扫描成黑白的，换成彩色扫描",
                "look at it: if it is not stamped, have it stamped and scan it again; if it is stamped but "
                "scanned in black and white, scan it in colour",
            ),
        ),
        "none": Message(
            _NONE_SEEN,
            Label(
                "打开看一看：没有盖章的先盖章、再扫描；盖了但扫描成黑白的，换成彩色扫描；只压了钢印的看不出来，不用改",
                "look at it: if it is not sealed, have it sealed and scan it again; if it is sealed but "
                "scanned in black and white, scan it in colour; an embossed seal can't be seen on a scan, so "
                "leave it",
            ),
        ),
    },
    card=Card(
        why=Label(
            "证明材料要有公章，没有公章的不予认可。",
            "A certificate or letter without an official seal is not accepted.",
        ),
        wrong="1-学院证明.jpg：还没有盖章的打印件",
        right="1-学院证明.jpg：盖了学院公章的彩色扫描件",
        mend=Label("先盖章，再彩色扫描。", "Have it sealed, then scan it in colour."),
    ),
    severity=Severity.WARNING,
)
