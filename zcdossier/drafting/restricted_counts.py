"""Bounds that are for some people only, or for some of a section's records: each is left for a person to place."""

import re

from zcdossier.drafting.counted_words import MOST, subject_before
from zcdossier.drafting.draft import Draft
from zcdossier.drafting.known_words import KnownName, find_sections, is_name, is_plain_before
from zcdossier.drafting.notice_levels import names_level, names_unknown_title
from zcdossier.drafting.notice_sentences import NoticeSentence
from zcdossier.drafting.sentence_subject import PEOPLE

_ALIKE = re.compile(r"(?:其中)?(?:同一|同类|同种|每一?(?:种|类|个|本|家|年)|每[名位](?!申[报请])|相同)")
_AMONG = re.compile(r"其中|其余|其他|另外")
_CHOOSES = re.compile(r"的|第一作者|通讯作者|独著|独撰|核心")
"""Before the name of a section: only some of its records (角色为“参与”的业绩, 第一作者论文)."""
_CONDITIONS = re.compile("(?:条件|情形|要求)(?:之?中|里|的)?(?:任意|任何|至少)?$")
"""What is counted are conditions, no records: 符合下列条件中三项以上的."""
_OF_SOME = re.compile(r"以上|以下")
_CONDITION = re.compile("(?:的|者|时|中|里)$")
"""Ends a piece that says of whom or of what the next ones speak: 工作满15年的，…; 代表作中，…."""
_INSTEAD = re.compile("代替|替代|可(?:以)?(?:提交|用|由|凭)")
"""Says what may be handed in in place of something else: how many is for those who do."""
_APPLYING = re.compile("申报|晋升|参评|评审|职称|职务|资格|人员|须|应|的|者|时")
"""With the name of a level: who applies for it, who has a row of their own."""
_BRACKETED = re.compile(r"[（(][^）)]*[）)]?")
_GOES_ON = re.compile(r"\s*(?:[且并，,；;。：:）)、和及或]|以[上内下]|即可|左右|作为|材料|参评|送审|的?$)")
"""After a number: the sentence says no more of what is counted."""


def leave_bound_of_some(
    match: re.Match[str], bound: str, sentence: NoticeSentence, place: KnownName | None, draft: Draft
) -> bool:
    """Leave a bound (max: 2) that is not for all records or not for everybody. Returns whether it is such."""
    subject = subject_before(sentence.text, match.start())
    if _CONDITIONS.search(subject):
        draft.leave(
            f"{{id: …, kind: count, section: …, either: […], {bound}}}", sentence, "数的是条件：写成 either 和 ways"
        )
        return True
    return _leave_sort(subject, bound, sentence, place, draft) or _leave_restricted(
        match, bound, sentence, place, draft
    )


def _leave_sort(subject: str, bound: str, sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> bool:
    """Leave a bound on what is alike (同一刊物不超过2篇) or on some of a section (其中核心期刊不少于1篇)."""
    is_level = names_level(subject, draft.level_words)
    alike = _ALIKE.match(subject)
    is_some = _OF_SOME.search(subject) and len(MOST.findall(sentence.text)) > 1
    before, word, _ = subject.rpartition(place.word) if place is not None else ("", "", "")
    is_chosen = bool(word) and (
        (_CHOOSES.search(before) is not None and not is_plain_before(before))
        or _is_joined(before, sentence.text.partition(subject)[0])
    )
    is_sort = _AMONG.match(subject) is not None or (
        not is_level and (is_chosen or is_some or _is_sort_of(place, subject, sentence.text))
    )
    if alike is None and not is_sort:
        return False
    place = next(iter(reversed(find_sections(sentence.text.partition(subject)[0]))), place)
    section = place.id if place else "…"
    which = "by: …" if alike is not None else "where: {…}"
    why = f"“{subject}”：写上按哪个字段分开数" if alike is not None else f"“{subject}”：写上是哪一种"
    draft.leave(f"{{id: …, kind: count, section: {section}, {which}, {bound}}}", sentence, why)
    return True


def _is_joined(before: str, earlier: str) -> bool:
    """Whether a section is counted with something that has no section: 技术总结或 of 技术总结或调研报告不少于3篇."""
    if "等" in before:
        return False
    joined = re.split("[，,；;。：:、]", earlier.removesuffix("、"))[-1] if earlier.endswith("、") else ""
    joined = joined or (before[:-1] if before.endswith(("或", "和", "及", "与")) else "")
    return bool(joined) and not find_sections(joined) and not is_plain_before(joined)


def _leave_restricted(
    match: re.Match[str], bound: str, sentence: NoticeSentence, place: KnownName | None, draft: Draft
) -> bool:
    """Leave a bound for some people or some records only. Returns whether it is one.

    The sentence says so before it (满15年的，…), in its subject (独立责编的不少于2种), after it (至少1篇发表在核心).
    """
    restricted = _restriction(sentence.text, match, draft)
    subject = subject_before(sentence.text, match.start())
    if not restricted and bound.startswith("min") and _is_of_its_own(subject, place, draft):
        restricted = subject
    if restricted:
        row = f"{{id: …, kind: count, section: {place.id if place else '…'}, where: {{…}}, {bound}}}"
        draft.leave(row, sentence, f"“{restricted}”：哪些人的写 when，哪一种的写 where")
    return bool(restricted)


def _restriction(text: str, match: re.Match[str], draft: Draft) -> str:
    *earlier, own = re.split(r"[，,；;：:]", _BRACKETED.sub("", text[: match.start()]))
    for piece in earlier:
        if _INSTEAD.search(piece) or names_unknown_title(piece, draft.level_words):
            return piece
        if _CONDITION.search(piece) and _APPLYING.sub("", _without_levels(piece, draft)).strip():
            return piece
    subject = own.strip(" 　“”《》")
    if names_unknown_title(subject, draft.level_words):
        return subject
    if (
        (subject.endswith("的") or PEOPLE.search(subject))
        and not find_sections(subject)
        and not names_level(subject, draft.level_words)
    ):
        return subject
    after = re.split(r"[，,；;。：:]", _BRACKETED.sub("", text[match.end() :]))[0]
    section = next((named for named in find_sections(after) if after.startswith(named.word)), None)
    rest = after.removeprefix(section.word) if section is not None else after
    return "" if not rest.strip() or _GOES_ON.match(rest) else after


def _is_of_its_own(subject: str, place: KnownName | None, draft: Draft) -> bool:
    """Whether what is counted has a name that is no section's (工作案例 after 论文): it is none of that section."""
    is_section = bool(find_sections(subject)) or (place is not None and subject in place.word)
    return is_name(subject) and not is_section and not names_level(subject, draft.level_words)


def _without_levels(piece: str, draft: Draft) -> str:
    for level in draft.level_words:
        piece = piece.replace(level.word, "")
    return piece


def _is_sort_of(place: KnownName | None, subject: str, text: str) -> bool:
    """Whether a subject is one sort of what stands before a colon (专利：发明不限，实用新型不超过3项)."""
    title, colon, rest = text.partition("：")
    is_later = subject in rest and not rest.startswith(subject)
    is_title = bool(colon) and place is not None and place.word in title
    return is_title and is_later and is_name(subject) and not find_sections(subject)
