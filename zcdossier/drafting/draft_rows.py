"""What plain words of a notice say, as rows of a draft: counts, dates, lengths, things to hand in, names, orders.

Only what is said is drafted. Where it is not said of what, the row is left as a comment with the reason.
"""

import re
from collections.abc import Callable, Iterator

from zcdossier.drafting.choice_ways import so_many_ways, way_of
from zcdossier.drafting.counted_words import LEAST, MOST, named_before, number_of, subject_before
from zcdossier.drafting.draft import Draft, DraftLine
from zcdossier.drafting.draft_counts import read_least, read_most, read_replaced
from zcdossier.drafting.draft_dates import DATE_PATTERNS, read_day, read_hours, read_recent, read_since_title
from zcdossier.drafting.draft_fields import COMPULSORY, read_fields
from zcdossier.drafting.draft_lengths import CALLED, LENGTH_PATTERNS, read_length, read_unnamed
from zcdossier.drafting.draft_materials import (
    HAND_IN,
    OBLIGING,
    ORDERED,
    add_attachment,
    document_listed,
    is_entry_of_materials,
    plain_label,
    read_handed_in,
    read_order,
    read_yearly,
)
from zcdossier.drafting.draft_pictures import ALL_SECTIONS, draft_files, draft_photo, of_photo
from zcdossier.drafting.known_words import (
    NOT,
    NUMBER,
    KnownName,
    find_sections,
    find_texts,
)
from zcdossier.drafting.materials_table import columns_of, read_entry
from zcdossier.drafting.measured_words import FILE_PATTERNS
from zcdossier.drafting.notice_sentences import NoticeSentence, shorten
from zcdossier.drafting.sentence_subject import begins_choice, is_bar, is_choice, section_begun, section_meant
from zcdossier.source.yaml_scalars import yaml_scalar

_RANKED = re.compile(
    rf"排名(?:为|在|须为|应为)?\s*(?:第)?前\s*{NUMBER}|前\s*{NUMBER}\s*(?:名|位)(?:完成人|主要|作者)?|排名第{NUMBER}"
)
_OF_RANKS = re.compile(r"限|须|应|为|在|必须|且|本人|个人|署名|位次|排名|仅|只|收|报")
_NAMED = re.compile(
    r"(?:命名为|命名方式为|文件名(?:称)?(?:统一)?(?:为|格式为)|命名格式为|命名(?:规则|方式|格式)?[：:]|文件名(?:称)?(?:格式|规则)?[：:])"
    r"[：:]?\s*[“\"《「]?(?P<named>[^”\"》」。；，]{2,40})"
    r"|以[“\"《「]?(?P<by>[^”\"》」。；，、]{2,40}?)[”\"》」]?(?:的?(?:格式|方式|形式))?(?:统一)?命名"
)
_EVERYTHING = re.compile(
    r"(?:所有|全部|各项|各类|每个|每份|以上)[^，。；]{0,6}(?:文件|材料|附件|扫描件|图片|证明|证件)"
)
_OF_ALL = re.compile(r"(?:所有|全部|各类)(?:上传的?)?(?:文件|材料|附件|扫描件|图片|证件)")
"""Begins a sentence that is about whatever is uploaded, though it goes on to name some."""
_FIGURES = re.compile(r"\d|[一二三四五六七八九十两]{1,3}(?:个|项|篇|份|张|页|类|种|年|次|本)|(?:[一-鿿]{1,12}、){2,}")
"""What a sentence has that a rule is often made of: a figure, or a list of at least three."""
_RELATED = re.compile(r"排列|排序|一致|早于|晚于|先于|后于|保留|为单位|均为|超期")
"""What else a sentence has that a rule may be made of: how things stand to each other, how they are written."""
_REFERRING = re.compile(r"根据|按照?|依据|参照")
"""Begins what a sentence refers to, which asks for nothing by itself."""
_BOUND = re.compile(rf"{NOT}(?:少于|多于|低于|高于|超过)|至少|最多|以上|以内|以下|左右")
_LEADING_WORDS = re.compile(r"^[^，,。；：:]{1,14}[：:]")
"""What a sentence is about, before its colon: nothing that is asked."""
_SINGLE_PAGES = re.compile(r"\d+页?")
_SEALED = re.compile(r"公章|盖章|签名|签字|认证|连续|每年")
_WHOLE = 12
"""A piece of so many characters says by itself what it is about."""
_TELLING = re.compile(
    r"如下[。：:]?$|(?:下列|以下)[^，。；]{0,6}[：:]$|^为便于|请对照|不予退还|有关事项|^为(?:做好|贯彻|进一步)|弄虚作假|一经查实|报名费|评审费"
    r"|不作(?:统一)?(?:要求|限制)|不做(?:统一)?要求|\d\s*年内不得|取消[^，。]{0,6}资格|同等条件下|优先"
)
"""What introduces, threatens or names a fee asks for nothing in the dossier."""


def draft_sentence(sentence: NoticeSentence, draft: Draft) -> None:
    """Add to the draft what a sentence says."""
    if sentence.cells and _draft_row(sentence, draft):
        return
    if draft_photo(sentence, draft):
        _read_name(sentence, KnownName("照片", "photo"), draft)
        about_others = sentence.text.replace(of_photo(sentence.text), "")
        if not about_others:
            return
        sentence = sentence._replace(text=about_others)
    if is_choice(sentence, draft):
        _draft_choice(sentence, draft)
        return
    if begins_choice(sentence):
        _begin_choice(sentence, draft)
    place = section_meant(sentence, draft)
    for reader in _READERS:
        reader(sentence, place, draft)
        place = place or section_begun("".join(sentence.headings[-1:]), draft)
    place = _add_listed_document(sentence, draft) or place
    everything = KnownName("", ALL_SECTIONS) if _EVERYTHING.search(sentence.text) else None
    is_of_all = everything is not None and _OF_ALL.match(sentence.text) is not None
    draft_files(sentence, everything if is_of_all else place or everything, draft)
    if sentence.number not in draft.judged and is_entry_of_materials(sentence):
        draft.leave(
            f"…: {{label: {plain_label(sentence.text)}, required: {{clauses: [{draft.clause(sentence)}]}}}}",
            sentence,
            "像是要交的材料：放到 attachments 里，或写成某个栏目的 parts",
        )
    _ask_what_is_left(sentence, draft)


def _begin_choice(sentence: NoticeSentence, draft: Draft) -> None:
    """Note where a list to choose from begins; the row that its entries are ways of is left to be put together."""
    draft.choice_at, draft.is_barring = sentence.where, is_bar(sentence)
    if not draft.is_barring and sentence.text.endswith(("：", ":")):
        ways = so_many_ways(sentence.text, draft.level_words)
        row = f"{{id: …, kind: count, section: all, ways: {ways}, either: […]}}"
        draft.unplaced.append(DraftLine(row, sentence, "下面的每一项是 either 里的一种"))
        if not OBLIGING.search(sentence.text):
            draft.judged.add(sentence.number)


def _draft_choice(sentence: NoticeSentence, draft: Draft) -> None:
    """An entry of a list to choose from: what bars from applying is asked, anything else is no rule by itself."""
    if draft.is_barring:
        question = yaml_scalar(f"没有这种情形吗：{shorten(sentence.text)}？")
        row = f"{{clauses: [{draft.clause(sentence)}], question: {question}, severity: error}}"
        draft.questions.append(DraftLine(row, sentence))
        return
    draft.leave(way_of(sentence.text), sentence, "任选几项中的一项，不是每个人都要的：写进上面那一行的 either")


def _add_listed_document(sentence: NoticeSentence, draft: Draft) -> KnownName | None:
    """Add the document that an entry of a list is: an attachment, or a text whose length or wording was told."""
    listed = document_listed(sentence)
    text = next(iter(find_texts(listed)), None)
    if text is not None and text.id in draft.texts:
        needed = DraftLine(f"required: {{clauses: [{draft.clause(sentence)}]}}", sentence)
        draft.texts[text.id].add_line("required", needed)
        return None
    return add_attachment(listed, sentence, draft) if listed else None


def _ask_what_is_left(sentence: NoticeSentence, draft: Draft) -> None:
    """Ask people what a sentence asks and no row says; leave what may be asked for in figures or an order."""
    asked_now = list(_what_is_left(sentence, draft))
    is_telling = sentence.is_title or _TELLING.search(sentence.text) is not None
    is_untold = sentence.number not in draft.judged and not asked_now and not is_telling
    if is_untold and _FIGURES.search(sentence.text):
        draft.leave("{id: …, kind: …}", sentence, "有数字或几样东西，没有看懂要求什么；不是要求就删掉这一行")
    elif is_untold and _RELATED.search(sentence.text):
        draft.leave("{id: …, kind: …}", sentence, "像是要求，没有看懂要求什么；不是要求就删掉这一行")
    for asked in dict.fromkeys(_asked_of(piece, sentence.text) for piece in asked_now):
        question = yaml_scalar(f"{asked}——做到了吗？")
        draft.questions.append(DraftLine(f"{{clauses: [{draft.clause(sentence)}], question: {question}}}", sentence))


def _draft_row(sentence: NoticeSentence, draft: Draft) -> bool:
    """Draft a row of a table of materials: its name, whether everybody needs it, and what is said of it.

    The row with the names of the columns is read first. Returns whether the row was read.
    """
    columns = columns_of(sentence.cells)
    if columns is not None:
        draft.columns = columns
        return True
    entry = None if draft.columns is None else read_entry(sentence.cells, draft.columns)
    if entry is None:
        return False
    if draft_photo(sentence._replace(text=f"{entry.name}：{entry.note}", cells=()), draft):
        return True
    about = sentence._replace(text=entry.note, cells=())
    if MOST.search(entry.note):
        place: KnownName | None = next(iter(find_sections(entry.name)), None) or draft.name_section(entry.name)
        read_most(about, place, draft)
    else:
        needed = sentence._replace(text=entry.needed)
        place = add_attachment(entry.name, needed, draft, for_some=entry.is_for_some)
        place = place or next(iter(find_sections(entry.name)), None)
    if entry.note and not _SINGLE_PAGES.fullmatch(entry.note):
        draft_files(about, place, draft)
    if OBLIGING.search(entry.note) or _SEALED.search(entry.note):
        question = yaml_scalar(f"{entry.name}：{shorten(entry.note)}——做到了吗？")
        draft.questions.append(DraftLine(f"{{clauses: [{draft.clause(sentence)}], question: {question}}}", sentence))
    return True


def _asked_of(piece: str, text: str) -> str:
    """A short piece is asked with what its sentence is about (课题：须已结题), or with all of it."""
    title, colon, _ = text.partition("：")
    if len(piece) >= _WHOLE or title == piece:
        return shorten(piece)
    return f"{title}：{shorten(piece)}" if colon and len(title) <= _WHOLE else shorten(text)


def _what_is_left(sentence: NoticeSentence, draft: Draft) -> Iterator[str]:
    """Yield what a sentence asks that no row says: all of it, or the pieces between commas that no pattern knows."""
    if sentence.is_title or _TELLING.search(sentence.text) or is_bar(sentence):
        return
    if sentence.number not in draft.judged:
        if OBLIGING.search(sentence.text):
            yield sentence.text
        return
    for piece in re.split(r"[，,：:]", _LEADING_WORDS.sub("", sentence.text)):
        is_asked = (OBLIGING.search(piece) or _BOUND.search(piece)) and not _REFERRING.match(piece)
        if is_asked and not any(pattern.search(piece) for pattern in _UNDERSTOOD):
            yield piece


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
    before = sentence.text[: ranks[0].start()]
    is_aside = before.endswith(("（", "("))
    subject = subject_before(before.rstrip("（("), len(before))
    if is_aside or (_OF_RANKS.sub("", subject) and not find_sections(subject)):
        where = place.id if place else "…"
        row = f"{{id: …, kind: compare, section: {where}, field: rank.rank, at_most: {number}, where: {{…}}}}"
        draft.leave(row, sentence, f"“{subject}”：写上是哪一种")
        return
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


def _read_name(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    match = _NAMED.search(sentence.text) if CALLED.search(sentence.text) else None
    if match is not None:
        named = (match["named"] or match["by"]).strip()
        section = place.id if place else "all"
        template = f"template: '{{applicant.name}}-{{title}}', example: {yaml_scalar(named)}"
        draft.leave(
            f"{{id: …, kind: file-name, section: {section}, {template}}}",
            sentence,
            f"文件名“{named}”：写成 template；上传的 PDF 由 build.name 命名，写法一样",
        )


_WORDS_OF_ROWS = (MOST, LEAST, *LENGTH_PATTERNS, HAND_IN, _RANKED, COMPULSORY, ORDERED, CALLED)
_UNDERSTOOD = (*_WORDS_OF_ROWS, *DATE_PATTERNS, *FILE_PATTERNS)
_READERS: tuple[Callable[[NoticeSentence, KnownName | None, Draft], None], ...] = (
    read_yearly,
    read_handed_in,
    read_most,
    read_least,
    read_replaced,
    read_length,
    read_unnamed,
    read_order,
    read_day,
    read_recent,
    read_hours,
    read_since_title,
    _read_rank,
    read_fields,
    _read_name,
)
