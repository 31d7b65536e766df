"""What plain words of a notice say, as rows of a draft: counts, dates, lengths, things to hand in, names, orders.

Only what is said is drafted. Where it is not said of what, the row is left as a comment with the reason.
"""

import re
from collections.abc import Callable, Iterator

from zcdossier.drafting.draft import Draft, DraftLine, DraftSection
from zcdossier.drafting.draft_counts import (
    LEAST,
    MOST,
    NUMBER,
    level_before,
    named_before,
    number_of,
    read_least,
    read_most,
    subject_before,
)
from zcdossier.drafting.draft_dates import DATE_PATTERNS, read_day, read_hours, read_recent, read_since_title
from zcdossier.drafting.draft_pictures import ALL_SECTIONS, FILE_PATTERNS, draft_files, draft_photo
from zcdossier.drafting.known_words import (
    AFFIRMED,
    NOT,
    KnownName,
    find_attachments,
    find_parts,
    find_sections,
    find_texts,
)
from zcdossier.drafting.listed_documents import begins_numbered, is_for_some, is_optional, listed_document, years_wanted
from zcdossier.drafting.notice_sentences import NoticeSentence, shorten
from zcdossier.source.yaml_scalars import yaml_scalar

_CHARACTERS = re.compile(
    rf"(?:{NOT}(?:超过|多于)|限|控制在|最多|至多|{AFFIRMED}少于)\s*(\d{{2,5}})\s*个?汉?字"
    r"|(\d{2,5})\s*个?汉?字符?(?:以内|以下|之内)"
)
_FEWEST = re.compile(rf"(?:{NOT}(?:少于|低于)|至少)\s*(\d{{2,5}})\s*个?汉?字")
_HAND_IN = re.compile(
    r"(?:须|应|需|必须|请|要)(?:同时|一并|在系统中|按要求)?(?:上传|提供|提交|附|报送|扫描上传)|上传|提交|提供"
)
_RANKED = re.compile(
    rf"排名(?:为|在|须为|应为)?\s*(?:第)?前\s*{NUMBER}|前\s*{NUMBER}\s*(?:名|位)(?:完成人|主要|作者)?|排名第{NUMBER}"
)
_NEEDED = re.compile(r"([一-鿿、，和及]{2,40}?)(?:均|都|等)?(?:为必填|必填|必须填写|须填写|不得为空)")
_ORDERED = re.compile(r"(?:按照?|依)([一-鿿、，和及“”—－–-]{4,60}?)(?:的)?(?:先后)?顺序")
_NAMED = re.compile(
    r"(?:命名为|命名方式为|文件名(?:称)?(?:统一)?(?:为|格式为)|命名格式为|命名(?:规则|方式|格式)?[：:]|文件名(?:称)?(?:格式|规则)?[：:]|以)[：:]?\s*[“\"《「]?([^”\"》」。；，]{2,40})[”\"》」]?(?:命名)?"
)
_CALLED = re.compile(r"命名|文件名")
_EVERYTHING = re.compile(r"(?:所有|全部|各项|各类|每个|每份|以上)[^，。；]{0,6}(?:文件|材料|附件|扫描件|图片|证明)")
_UNNAMED = re.compile(r"(?:不得|不能|不要|严禁)(?:出现|含有|透露|体现|写).{0,12}(?:姓名|单位)|匿名")
_ASKS = re.compile(r"限|须|应|需|必须|不得|不超过|最多|至多|至少|不少于|提供|提交|上传|报送|近")
_EITHER = re.compile(r"或者?|/|之一|二者|任选|只传一|选传")
_ONE_OF_NAMED = re.compile(r"或者?|之一|二者|任选|只传一|选传")
_FIGURES = re.compile(r"\d|[一二三四五六七八九十两]{1,3}(?:个|项|篇|份|张|页|类|种|年|次|本)|(?:[一-鿿]{1,12}、){2,}")
"""What a sentence has that a rule is often made of: a figure, or a list of at least three."""
_RELATED = re.compile(r"排列|排序|一致|早于|晚于|先于|后于|保留|为单位|均为|超期")
"""What else a sentence has that a rule may be made of: how things stand to each other, how they are written."""
_DOING = re.compile(r"上传|填写|填报|提交|提供|不")
_HANDED_THING = re.compile(r"证|表|书|文件|材料|报告|总结|复印件|扫描件|原件|合同|证明")
_LEADING_NUMBER = re.compile(r"^\d{1,2}(?:[.．、]|\s)\s*")
_MATERIALS = re.compile(r"材料|证件|附件")
_REFERRING = re.compile(r"根据|按照?|依据|参照")
"""Begins what a sentence refers to, which asks for nothing by itself."""
_BOUND = re.compile(rf"{NOT}(?:少于|多于|低于|高于|超过)|至少|最多|以上|以内|以下|左右")
_LEADING_WORDS = re.compile(r"^[^，,。；：:]{1,14}[：:]")
"""What a sentence is about, before its colon: nothing that is asked."""
_OBLIGING = re.compile(
    r"须|应|必须|不得|严禁|禁止|不能|不予|不认可|不受理|无效|双面|需|请|要求|一律|否则|务必|真实|盖章|签字|签名|核对|审核"
)


def draft_sentence(sentence: NoticeSentence, draft: Draft) -> None:
    """Add to the draft what a sentence says."""
    if draft_photo(sentence, draft):
        return
    place = section_meant(sentence)
    for reader in _READERS:
        reader(sentence, place, draft)
    listed = _document_listed(sentence)
    if listed:
        place = _add_attachment(listed, sentence, draft)
    everything = KnownName("", ALL_SECTIONS) if _EVERYTHING.search(sentence.text) else None
    draft_files(sentence, place or everything, draft)
    if sentence.number not in draft.judged and _is_entry_of_materials(sentence):
        draft.leave(
            f"…: {{label: {_plain_label(sentence.text)}, required: {{clauses: [{draft.clause(sentence)}]}}}}",
            sentence,
            "像是要交的材料：放到 attachments 里，或写成某个栏目的 parts",
        )
    asked_now = list(_what_is_left(sentence, draft))
    is_untold = sentence.number not in draft.judged and not asked_now and not sentence.is_title
    if is_untold and _FIGURES.search(sentence.text):
        draft.leave("{id: …, kind: …}", sentence, "有数字或几样东西，没有看懂要求什么；不是要求就删掉这一行")
    elif is_untold and _RELATED.search(sentence.text):
        draft.leave("{id: …, kind: …}", sentence, "像是要求，没有看懂要求什么；不是要求就删掉这一行")
    for asked in asked_now:
        question = yaml_scalar(f"{shorten(asked)}——做到了吗？")
        draft.questions.append(DraftLine(f"{{clauses: [{draft.clause(sentence)}], question: {question}}}", sentence))


def _what_is_left(sentence: NoticeSentence, draft: Draft) -> Iterator[str]:
    """Yield what a sentence asks that no row says: all of it, or the pieces between commas that no pattern knows."""
    if sentence.is_title:
        return
    if sentence.number not in draft.judged:
        if _OBLIGING.search(sentence.text):
            yield sentence.text
        return
    for piece in re.split(r"[，,：:]", _LEADING_WORDS.sub("", sentence.text)):
        is_asked = (_OBLIGING.search(piece) or _BOUND.search(piece)) and not _REFERRING.match(piece)
        if is_asked and not any(pattern.search(piece) for pattern in _UNDERSTOOD):
            yield piece


def section_meant(sentence: NoticeSentence) -> KnownName | None:
    """The section of which a sentence speaks: its subject, else the nearest heading, else what it names at all."""
    subject = _ASKS.split(sentence.text, maxsplit=1)[0]
    for text in (subject, *reversed(sentence.headings), sentence.text):
        named = find_sections(text)
        if named:
            return named[0]
    return None


def _text_meant(sentence: NoticeSentence) -> KnownName | None:
    """The statement of which a sentence speaks: what it names, else the nearest heading."""
    return next((found for text in (sentence.text, *reversed(sentence.headings)) for found in find_texts(text)), None)


def _read_length(sentence: NoticeSentence, _place: KnownName | None, draft: Draft) -> None:
    found = {"min": _FEWEST.search(sentence.text), "max": _CHARACTERS.search(sentence.text)}
    bound = ", ".join(f"{name}: {number_of(match)}" for name, match in found.items() if match is not None)
    if not bound or _CALLED.search(sentence.text):
        return
    named = _text_meant(sentence)
    if named is None:
        draft.leave(f"{{id: …, kind: length, section: …, field: …, {bound}}}", sentence, "不知道是哪一段文字")
        return
    draft.texts.setdefault(named.id, DraftSection(named.id, named.word, sentence))
    first = min(match.start() for match in found.values() if match is not None)
    level = level_before(sentence.text, first)
    if level is not None:
        of_level = ", ".join(f"{name}: {{{level.id}: {number_of(match)}}}" for name, match in found.items() if match)
        row = f"{{id: …, kind: length, section: texts.{named.id}, {of_level}}}"
        draft.leave(row, sentence, f"只是{level.word}的：几个级别写在一行里")
        return
    draft.add_rule(f"{named.id}-length", f"kind: length, section: texts.{named.id}, {bound}", sentence)


def _read_unnamed(sentence: NoticeSentence, _place: KnownName | None, draft: Draft) -> None:
    if not _UNNAMED.search(sentence.text):
        return
    named = _text_meant(sentence)
    if named is None:
        draft.leave("{id: …, kind: names, section: …, known: [applicant.name]}", sentence, "不知道是哪一段文字")
        return
    draft.texts.setdefault(named.id, DraftSection(named.id, named.word, sentence))
    draft.add_rule(f"{named.id}-names", f"kind: names, section: texts.{named.id}, known: [applicant.name]", sentence)


def _read_handed_in(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    if _document_listed(sentence) or years_wanted(sentence.text) or not _HAND_IN.search(sentence.text):
        return
    names = find_attachments(sentence.text)
    is_either = len(names) > 1 and _ONE_OF_NAMED.search(sentence.text) is not None
    for name in names:
        _add_attachment(name, sentence, draft, for_some=is_either)
    parts = find_parts(sentence.text) if place is not None else []
    parts = [part for part in parts if not any(name.endswith(part.word) for name in names)]
    if place is not None and parts:
        section = draft.section(place.id, place.word, sentence)
        is_choice = len(parts) > 1 and _EITHER.search(sentence.text) is not None
        for_all = not is_optional(sentence.text) and not is_for_some(sentence.text) and not is_choice
        if is_choice:
            listed = ", ".join(part.id for part in parts)
            row = f"{{id: …, kind: parts, section: {place.id}, one_of: [{listed}]}}"
            draft.leave(row, sentence, "“或”：哪几样里有一样就行")
        for part in parts:
            if part.word != place.word:
                _add_part(section, part, sentence, draft, needed=for_all)


def _is_entry_of_materials(sentence: NoticeSentence) -> bool:
    """Whether a sentence is a numbered entry of a list of materials to hand in, a thing and nothing to be done."""
    if not _is_numbered(sentence) or _OBLIGING.search(sentence.text) or _DOING.search(sentence.text):
        return False
    return bool(_HANDED_THING.search(sentence.text)) and any(_MATERIALS.search(text) for text in sentence.headings)


def _plain_label(text: str) -> str:
    return yaml_scalar(re.split(r"[（(，,。；：:]", _LEADING_NUMBER.sub("", text))[0].strip())


def _document_listed(sentence: NoticeSentence) -> str:
    """The document of an entry of a list, whose copies are said or whose heading speaks of materials."""
    about = (*sentence.headings, sentence.text.partition("：")[0])
    in_list = _is_numbered(sentence) and any(_MATERIALS.search(text) for text in about)
    return listed_document(sentence.text, in_list=in_list)


def _is_numbered(sentence: NoticeSentence) -> bool:
    return sentence.where[-1:].isdigit() or begins_numbered(sentence.text)


def _add_attachment(name: str, sentence: NoticeSentence, draft: Draft, *, for_some: bool = False) -> KnownName | None:
    """Add a document; what only some people need is left with its condition to be filled in."""
    present = next((key for key, attachment in draft.attachments.items() if attachment.label == name), "")
    if present:
        return KnownName(name, f"attachments.{present}")
    identity, clause = f"attachment_{len(draft.attachments) + 1}", draft.clause(sentence)
    if not is_optional(sentence.text) and (for_some or is_for_some(sentence.text)):
        row = f"{{label: {name}, required: {{when: {{…}}, clauses: [{clause}]}}}}"
        draft.leave(f"…: {row}", sentence, "只有一部分人要：写上 when，放到 attachments 里")
        return None
    attachment = DraftSection(identity, name, sentence)
    if not is_optional(sentence.text):
        attachment.add_line("required", DraftLine(f"required: {{clauses: [{clause}]}}", sentence))
    draft.attachments[identity] = attachment
    draft.judged.add(sentence.number)
    return KnownName(name, f"attachments.{identity}")


def _read_yearly(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    expected = years_wanted(sentence.text)
    if not expected:
        return
    if place is None:
        draft.leave(
            f"{{id: …, kind: years, section: …, field: year, expected: {expected}}}", sentence, "不知道是哪个栏目"
        )
        return
    section = draft.section(place.id, place.word, sentence)
    section.fields.setdefault("year", DraftLine("year: {label: 年度, type: integer, required: error}", sentence))
    section.add_line("required", DraftLine(f"required: {{clauses: [{draft.clause(sentence)}]}}", sentence))
    section.add_line("evidence", DraftLine(f"evidence: {{clauses: [{draft.clause(sentence)}]}}", sentence))
    row = f"kind: years, section: {place.id}, field: year, expected: {expected}"
    draft.add_rule(f"{place.id}-years", row, sentence)


def _add_part(section: DraftSection, part: KnownName, sentence: NoticeSentence, draft: Draft, *, needed: bool) -> None:
    needs = ", required: error" if needed else ""
    text = f"{part.id}: {{label: {part.word}{needs}, clauses: [{draft.clause(sentence)}]}}"
    if part.id not in section.parts:
        section.parts[part.id] = DraftLine(text, sentence)
        draft.judged.add(sentence.number)


def _read_order(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    match = _ORDERED.search(sentence.text)
    if match is None:
        return
    parts = find_parts(match[1])
    if place is None or len(parts) < 2:  # noqa: PLR2004 - an order is one of two at least
        draft.leave("{id: …, kind: part-order, section: …, order: […]}", sentence, "不知道是哪个栏目的哪些佐证")
        return
    section = draft.section(place.id, place.word, sentence)
    for part in parts:
        _add_part(section, part, sentence, draft, needed=False)
    order = ", ".join(part.id for part in parts)
    draft.add_rule(f"{place.id}-part-order", f"kind: part-order, section: {place.id}, order: [{order}]", sentence)


def _read_rank(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    ranks = list(_RANKED.finditer(sentence.text))
    if len(ranks) > 1:
        for match in ranks:
            row = f"field: rank.rank, at_most: {number_of(match)}, where: {{…}}"
            subject = subject_before(sentence.text, match.start())
            draft.leave(
                f"{{id: …, kind: compare, section: {place.id if place else '…'}, {row}}}",
                sentence,
                f"“{subject}”：写上是哪一种",
            )
        return
    if not ranks:
        return
    number = number_of(ranks[0])
    place = named_before(sentence.text, ranks[0].start()) or place
    if place is None:
        draft.leave(
            f"{{id: …, kind: compare, section: …, field: rank.rank, at_most: {number}}}", sentence, "不知道是哪个栏目"
        )
        return
    section = draft.section(place.id, place.word, sentence)
    section.fields.setdefault("rank", DraftLine("rank: {label: 本人排名, type: rank, example: 1/3}", sentence))
    draft.add_rule(
        f"{place.id}-rank", f"kind: compare, section: {place.id}, field: rank.rank, at_most: {number}", sentence
    )


def _read_needed(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    match = _NEEDED.search(sentence.text)
    if match is None:
        return
    names = [name.strip() for name in re.split(r"[、，,和及]", match[1]) if name.strip()]
    where = f"栏目 {place.word} 的 fields" if place else "applicant 或某个栏目的 fields"
    for name in names:
        draft.leave(f"…: {{label: {name}, required: error}}", sentence, f"起一个英文名，写到 {where} 里")


def _read_name(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    match = _NAMED.search(sentence.text) if _CALLED.search(sentence.text) else None
    if match is not None:
        named = match[1].strip()
        section = place.id if place else "all"
        template = f"template: '{{applicant.name}}-{{title}}', example: {yaml_scalar(named)}"
        draft.leave(
            f"{{id: …, kind: file-name, section: {section}, {template}}}",
            sentence,
            f"文件名“{named}”：写成 template；上传的 PDF 由 build.name 命名，写法一样",
        )


_WORDS_OF_ROWS = (MOST, LEAST, _CHARACTERS, _FEWEST, _HAND_IN, _RANKED, _NEEDED, _ORDERED, _CALLED, _UNNAMED)
_UNDERSTOOD = (*_WORDS_OF_ROWS, *DATE_PATTERNS, *FILE_PATTERNS)
_READERS: tuple[Callable[[NoticeSentence, KnownName | None, Draft], None], ...] = (
    _read_yearly,
    _read_handed_in,
    read_most,
    read_least,
    _read_length,
    _read_unnamed,
    _read_order,
    read_day,
    read_recent,
    read_hours,
    read_since_title,
    _read_rank,
    _read_needed,
    _read_name,
)
