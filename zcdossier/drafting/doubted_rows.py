"""The gate of a draft: a row whose piece of the sentence says more than the row does is left for a person.

What is no plain word of notices may be a condition (硕士生须…, 已办证的, 学科竞赛获奖限5项), and a row without it
would be asked of everybody. What only allows something (a part or an attachment that may be lacking) stands.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from zcdossier.drafting.draft import Draft, DraftLine, DraftSection
from zcdossier.drafting.known_words import find_attachments, find_parts, find_sections, find_texts
from zcdossier.drafting.listed_fields import listed_fields
from zcdossier.drafting.listed_parts import split_list
from zcdossier.drafting.notice_levels import names_level
from zcdossier.drafting.notice_sentences import NoticeSentence, shorten
from zcdossier.drafting.plain_words import words_not_plain
from zcdossier.drafting.sentence_subject import subject_of, without_exceptions

_NEEDED = re.compile(r"(?:^|, )required: (?:error|warning|\{clauses)")
_NAMES_IN_ROW = re.compile(r"id: [^,]+, |section: [^,}]+|clauses: \[[^\]]*\]")
_NUMBER = re.compile(r"\d+")
_PHOTO = re.compile("照片|头像|登记照|证件照|工作照|免冠|彩照")
_CONDITION = re.compile("(?:的|者|时|人员)$")
"""Ends a piece that says of whom or of what the next ones speak."""
_CONDITION_ASIDE = re.compile(
    "[（(](?:如|若|有|无|已|未|没有)[^）)]*[）)]|[（(][^）)]*(?:的|者|时|适用)[）)]"
    "|[（(][^（()）须应后每，]{2,8}(?:提供|提交)[^）)]+[）)]"
)
"""A bracket that says of whom or of what: 专利证书（已授权的）, 营业执照（个人申报提供身份证）."""
_TAKEN_BACK = re.compile(
    "除外|可不|免交|免予|代替|替代|不[作做]要求|(?:的|者|人员)可?(?:不(?:用|必|需|再|交|提交|提供|上传)|无[需须])|仅[^，。；]{1,14}(?:提供|提交|上传)"
)
"""In a later piece, or the next sentence of an entry: what was asked is not asked of all."""
_LEAD = re.compile(r".*?(?:提供|上传|提交|附上?|报送|包括|包含)")
_OF_RULES = ("date", "rank", "year")
"""Fields that a section is given for what a rule looks at."""
_TARGET = re.compile(r"section: (?:texts\.|attachments\.)?(\w+)")
_LABEL = re.compile(r"label: ([^,}]+)")
_FIGURES = "零一二三四五六七八九十"
_DEPTH = {"（": 1, "(": 1, "《": 1, "“": 1, "）": -1, ")": -1, "》": -1, "”": -1}


def leave_doubted(draft: Draft, sentences: Sequence[NoticeSentence]) -> None:
    """Take out of a draft what may be asked of some people or records only, and say what was not understood."""
    for sentence, after in pairwise(sentences):
        if after.where and after.where == sentence.where and _TAKEN_BACK.search(after.text):
            draft.spared[sentence.number] = shorten(after.text)
    for section in draft.sections.values():
        section.lines = list(_standing(section.lines, draft, section, "sections"))
        section.parts = {key: _allowed_if_doubted(line, draft) for key, line in section.parts.items()}
        for limits in (section.level_limits, section.level_least):
            for level, limit in list(limits.items()):
                line = DraftLine(f"limit: {{max: {limit.number}}}", limit.sentence)
                if piece := _doubted_piece(line, section.label, draft):
                    row = f"{{id: …, kind: count, section: {section.id}, max: {{{level}: {limit.number}}}}}"
                    draft.unplaced.append(line._replace(text=row, remark=_why(piece)))
                    del limits[level]
    for attachment in draft.attachments.values():
        attachment.lines = list(_standing(attachment.lines, draft, attachment, "attachments"))
    rules = list(_standing(draft.rules, draft))
    left = {line.sentence.number for line in draft.rules if line not in rules}
    draft.rules, draft.build = rules, list(_standing(draft.build, draft))
    _take_out_fields(left, draft)


def _take_out_fields(left: Collection[int], draft: Draft) -> None:
    """Take out what was added for rules that are `left` (numbers of their sentences), and sections of nothing else."""
    for identity, section in list(draft.sections.items()):
        needless = [key for key in _OF_RULES if key in section.fields and section.fields[key].sentence.number in left]
        for key in needless:
            del section.fields[key]
        is_empty = not (section.lines or section.fields or section.parts or section.level_limits or section.level_least)
        if is_empty and (needless or section.sentence.number in left):
            del draft.sections[identity]


def _standing(
    lines: list[DraftLine], draft: Draft, member: DraftSection | None = None, group: str = ""
) -> Iterator[DraftLine]:
    """Yield the rows that stand; the others become comments with the piece that was not understood."""
    for line in lines:
        piece = _doubted_piece(line, member.label if member is not None else "", draft)
        if piece:
            row = f"{group}.{member.id}: {{{line.text}}}" if member is not None else line.text
            draft.unplaced.append(line._replace(text=row, remark=_why(piece)))
        else:
            yield line


def _allowed_if_doubted(line: DraftLine, draft: Draft) -> DraftLine:
    piece = _doubted_piece(line, "", draft) if _NEEDED.search(line.text) else ""
    return line._replace(text=_NEEDED.sub("", line.text), remark=_why(piece)) if piece else line


def _why(piece: str) -> str:
    return f"“{piece}”没有全看懂：是不是人人都要、每条都要"


def _doubted_piece(line: DraftLine, label: str, draft: Draft) -> str:
    """The first piece of a row's sentence that bears on it and says something that no word is known for."""
    spared = draft.spared.get(line.sentence.number, "")
    if spared and _NEEDED.search(line.text):
        return spared
    own_label = _LABEL.search(line.text)
    label = own_label[1] if own_label is not None else label
    names = _names_in(line.sentence.text, line.text, label, draft)
    doubted_heading = next((text for text in line.sentence.headings if _restricts(text, line, label, draft)), "")
    if doubted_heading:
        return doubted_heading
    is_measure = "kind: measure" in line.text
    pieces = _pieces(without_exceptions(line.sentence.text) if is_measure else line.sentence.text)
    numbers = () if own_label is not None else _numbers_of(line.text)
    own = [number for number, piece in enumerate(pieces) if _is_of_row(piece, label, numbers)] or [0]
    for number, piece in enumerate(pieces):
        is_taken_back = _is_taken_back(piece, line.text) and number > own[-1]
        about = _about(piece, label) if _bears_on(number, piece, own, line.text) else ""
        is_for_some = _CONDITION_ASIDE.search(about) or _is_with_a_condition(label, piece)
        if is_taken_back or is_for_some or words_not_plain(about, names):
            return piece
    return ""


def _restricts(heading: str, line: DraftLine, label: str, draft: Draft) -> bool:
    """Whether a heading may say of whom or of what the rows under it are (加分材料, 破格申报, 正高级)."""
    if line.sentence.text.startswith(heading) or "section: photo" in line.text or line.text.startswith("max_"):
        return False
    is_by_level = len(draft.levels) == 1 or any(f"{level.id}:" in line.text for level in draft.level_words)
    is_of_level = not is_by_level and names_level(heading, draft.level_words)
    is_of_records = bool(find_sections(heading)) or (bool(label) and label in heading)
    names = _names_in(heading, line.text, label, draft)
    return is_of_level or (not is_of_records and bool(words_not_plain(subject_of(heading), names)))


def _names_in(text: str, row: str, label: str, draft: Draft) -> set[str]:
    """What the drafting has names for in a text, and what it calls the section of the row."""
    names = (*find_sections(text), *find_parts(text), *find_texts(text), *draft.level_words)
    fields = [listed.label for listed in listed_fields(text)]
    target = _TARGET.search(row)
    members = (draft.sections, draft.attachments, draft.texts)
    called = [member[target[1]].label for member in members if target is not None and target[1] in member]
    return {label, *called, *fields, *(name.word for name in names), *find_attachments(text)}


def _bears_on(number: int, piece: str, own: list[int], row: str) -> bool:
    """Whether a piece may restrict a row: its own pieces, what the sentence is about, and conditions before it."""
    if "section: photo" in row:
        return _PHOTO.search(piece) is not None and number <= own[-1]
    if row.startswith("max_"):
        return number in own
    return number in own or number == 0 or (number < own[0] and _CONDITION.search(piece) is not None)


def _is_taken_back(piece: str, row: str) -> bool:
    """Whether a piece spares some; what is excepted of the size of a PDF was seen where that was drafted."""
    return not row.startswith("max_") and _TAKEN_BACK.search(piece) is not None


def _about(piece: str, label: str) -> str:
    """What a piece that lists several things says of one of them: what stands before the list, and its own words."""
    lead = _LEAD.match(piece)
    start = lead.end() if lead is not None and label in piece[lead.end() :] else 0
    items = split_list(piece[start:])
    own = [item for item in items if label and label in item]
    return piece[:start] + "".join(own) if own else piece


def _is_with_a_condition(label: str, piece: str) -> bool:
    """Whether a condition behind what follows with 及 is of both: 转让合同及到账凭证（如已转让）."""
    return bool(label) and re.search(rf"{re.escape(label)}及[^、，（(]*[（(][如若][^）)]*[）)]$", piece) is not None


def _numbers_of(row: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _NUMBER.findall(_NAMES_IN_ROW.sub("", row)))


def _is_of_row(piece: str, label: str, numbers: tuple[int, ...]) -> bool:
    """Whether a row is drawn from a piece: it has one of the row's numbers, in figures or words, else its label."""
    written = {int(number) for number in _NUMBER.findall(piece)}
    in_words = {_FIGURES.find(character) for character in piece.replace("两", "二")} - {-1}
    if numbers:
        return any(number in written or number in in_words for number in numbers)
    return bool(label) and label in piece


def _pieces(text: str) -> list[str]:
    """The pieces of a sentence between signs that stand in no brackets."""
    pieces, depth = [""], 0
    for character in text:
        depth = max(0, depth + _DEPTH.get(character, 0))
        if character in "，,；;。：:" and not depth:
            pieces.append("")
        else:
            pieces[-1] += character
    return [piece for piece in pieces if piece.strip()]
