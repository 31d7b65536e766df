"""The certificate of an award and the decision that grants it: two papers of one part, and of one record.

Papers of one kind are never joined by their wording, since two awards for one work say the same. A certificate and a
decision are of two kinds: what the one names stands on the other, and both bear the day.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from zcdossier.lint.scan_text.find_dates import agree
from zcdossier.lint.scan_text.find_value import find_letters, is_found
from zcdossier.model.profile import Section
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.piece_group import PieceGroup

_CERTIFICATE = re.compile("证书|奖状")
_DECISION = re.compile("文件|决定|通知|公告|通报|名单")
_FIRST_LINES = 4


def join_decisions(groups: Sequence[PieceGroup], sections: Mapping[str, Section]) -> list[PieceGroup]:
    """Put each decision to the one certificate that it grants, where sections have no parts to tell the two apart."""
    new = [group for group in groups if group.pieces and not group.route and group.section]
    decisions = [group for group in new if not _is_certificate(group) and _is_decision(group)]
    pairs: dict[int, list[PieceGroup]] = defaultdict(list)
    granted: dict[int, int] = defaultdict(int)
    for certificate in new:
        if not _is_certificate(certificate) or len(sections[certificate.section].named_parts) > 1:
            continue
        for decision in decisions:
            if certificate.section in decision.sections and _grants(decision, certificate.pieces[0]):
                pairs[id(certificate)].append(decision)
                granted[id(decision)] += 1
    gone = set()
    for certificate in new:
        for decision in pairs[id(certificate)] if len(pairs[id(certificate)]) == 1 else ():
            if granted[id(decision)] == 1:
                section = certificate.section
                certificate.take(decision)
                certificate.sections = {section: max(certificate.sections.values())}
                gone.add(id(decision))
    return [group for group in groups if id(group) not in gone]


def _is_certificate(group: PieceGroup) -> bool:
    return len(group.pieces) == 1 and _begins_with(group.pieces[0], _CERTIFICATE)


def _is_decision(group: PieceGroup) -> bool:
    return any(_begins_with(piece, _DECISION) for piece in group.pieces)


def _begins_with(piece: HeapPiece, words: re.Pattern[str]) -> bool:
    return any(words.search(line.text) for line in piece.pages[0].lines[:_FIRST_LINES])


def _grants(decision: PieceGroup, certificate: HeapPiece) -> bool:
    """Whether a decision has a day of a certificate, and all that it names."""
    days = [
        (mine.date, other.date)
        for mine in certificate.text.dates
        for piece in decision.pieces
        for other in piece.text.dates
        if mine.date.month is not None and other.date.month is not None
    ]
    if not certificate.titles or not any(agree(mine, other) for mine, other in days):
        return False
    return all(
        any(is_found(title, find_letters(title, piece.text.letters)) for piece in decision.pieces)
        for title in certificate.titles
    )
