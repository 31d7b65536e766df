"""What a notice lists to be filled in, as fields of the applicant or of a section."""

import re
from collections.abc import Sequence

from zcdossier.drafting.draft import Draft, DraftLine
from zcdossier.drafting.known_words import KnownName, is_name
from zcdossier.drafting.listed_fields import is_of_applicant, listed_choices, listed_fields
from zcdossier.drafting.notice_sentences import NoticeSentence

COMPULSORY = re.compile(r"必填|必须填写|须填写|须注明|须写明|不得为空|不得空缺")
_OF_PERSON = re.compile(r"个人(?:基本)?(?:信息|情况)|基本(?:信息|情况)|申报人")
_TITLED = re.compile("([一-鿿]{2,10})：(?:须|应)?(?:逐[项条个])?(?:填写|填报)")
"""Before the colon stands what a section is called whose fields follow: 职称信息：填写职称名称、取得时间."""
_WHERE_FIELDS_GO = "起一个英文名，写到 applicant 或某个栏目的 fields 里"


def read_fields(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Draft the fields that are listed: of the applicant where it is about the person, else of the section."""
    label, choices = listed_choices(sentence.text)
    if label and not is_of_applicant(label):
        draft.leave(f"…: {{{choices}}}", sentence, _WHERE_FIELDS_GO)
        return
    if label:
        present = next((key for key, line in draft.applicant.items() if f"label: {label}" in line.text), "")
        identity = present or f"choice_{len(draft.applicant) + 1}"
        draft.applicant[identity] = DraftLine(f"{identity}: {{{choices}}}", sentence)
        draft.judged.add(sentence.number)
        return
    found = listed_fields(sentence.text)
    if place is not None and _is_named_by_a_field(place, [listed.label for listed in found], sentence):
        place = None
    titled = _TITLED.match(sentence.text) if place is None else None
    if found and titled is not None and is_name(titled[1]):
        place = draft.name_section(titled[1])
    of_person = any(_OF_PERSON.search(text) for text in (sentence.text.partition("、")[0], *sentence.headings[-1:]))
    if place is None and not of_person:
        for listed in found:
            row = f"…: {{{listed.row}, required: error}}"
            draft.leave(row, sentence, _WHERE_FIELDS_GO)
        return
    if not found:
        return
    named = None if of_person else place
    fields = draft.applicant if named is None else draft.section(named.id, named.word, sentence).fields
    needed = ", required: error" if COMPULSORY.search(sentence.text) else ""
    for listed in found:
        if not (of_person and listed.id == "name"):
            is_new = listed.id not in fields or "label: 时间" in fields[listed.id].text
            is_same = not is_new and listed.row.split(",")[0] in fields[listed.id].text
            key = listed.id if is_new or is_same else f"{listed.id}_{len(fields) + 1}"
            fields[key] = DraftLine(f"{key}: {{{listed.row}{needed}}}", sentence)
    draft.judged.add(sentence.number)


def _is_named_by_a_field(place: KnownName, labels: Sequence[str], sentence: NoticeSentence) -> bool:
    """Whether nothing names a section but one of the fields: 填写会议名称、论文题目 is no list of papers."""
    rest = sentence.text
    for label in labels:
        rest = rest.replace(label, "")
    is_in_heading = any(place.word in heading for heading in sentence.headings)
    return place.word in sentence.text and place.word not in rest and not is_in_heading
