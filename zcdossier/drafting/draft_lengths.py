"""What a notice says of statements: how many characters, and that no name may stand in them."""

import re
from collections.abc import Iterator

from zcdossier.drafting.counted_words import number_of
from zcdossier.drafting.draft import Draft, DraftSection
from zcdossier.drafting.known_words import AFFIRMED, NOT, KnownName, find_sections, find_texts
from zcdossier.drafting.notice_levels import level_before
from zcdossier.drafting.notice_sentences import NoticeSentence
from zcdossier.drafting.sentence_subject import text_meant

_CHARACTERS = re.compile(
    rf"(?:{NOT}(?:超过|多于)|限|控制在|最多|至多|{AFFIRMED}少于)\s*(\d{{2,5}})\s*个?汉?字"
    r"|(\d{2,5})\s*个?汉?字符?(?:以内|以下|之内)"
)
_FEWEST = re.compile(rf"(?:{NOT}(?:少于|低于)|至少)\s*(\d{{2,5}})\s*个?汉?字")
_BETWEEN_CHARACTERS = re.compile(r"(\d{2,5})\s*(?:字)?\s*(?:[-—–~～]+|至|到)\s*(\d{2,5})\s*个?汉?字(?!节)")
_ADVISED = re.compile(r"建议|原则上|一般|约|大约")
_OF_EACH = re.compile(r"每一?(?:项|条|篇|个|部|段|人|名|位)")
_UNNAMED = re.compile(r"(?:不得|不能|不要|严禁|不)(?:出现|含有|透露|体现|写).{0,12}(?:姓名|单位)|匿名")
CALLED = re.compile(r"命名|文件名")
LENGTH_PATTERNS = (_CHARACTERS, _FEWEST, _UNNAMED)
"""By which a piece of a sentence is known to be about a statement."""


def read_length(sentence: NoticeSentence, _place: KnownName | None, draft: Draft) -> None:
    """Draft how long a statement may and must be, each piece of the sentence for what it names."""
    if CALLED.search(sentence.text):
        return
    wanted: dict[str, dict[str, dict[str, int]]] = {}
    for name, number, position in _lengths_in(sentence.text):
        piece = re.split(r"[，,；;。：:]", sentence.text[:position])[-1]
        if _ADVISED.search(piece):
            continue
        is_of_record = _OF_EACH.search(piece) or _is_under_section(sentence.text)
        named = None if is_of_record else text_meant(sentence.text[:position], sentence)
        if named is not None:
            named = draft.name_text(named)
            draft.texts.setdefault(named.id, DraftSection(named.id, named.word, sentence))
        level = level_before(sentence.text, position, draft.level_words)
        bounds = wanted.setdefault(named.id if named is not None else "", {})
        bounds.setdefault(name, {}).setdefault(level.id if level is not None else "", number)
        if level is not None:
            draft.add_level(level)
    for identity, bounds in wanted.items():
        bound = ", ".join(f"{name}: {_by_level(bounds[name])}" for name in ("min", "max") if name in bounds)
        if not identity:
            draft.leave(f"{{id: …, kind: length, section: …, field: …, {bound}}}", sentence, "不知道是哪一段文字")
            continue
        draft.add_rule(f"{identity}-length", f"kind: length, section: texts.{identity}, {bound}", sentence)


def _is_under_section(text: str) -> bool:
    """Whether a text is one of each record's: 项目：限6项，简介不超过200字."""
    title, colon, _ = text.partition("：")
    return bool(colon) and bool(find_sections(title)) and not find_texts(title)


def _lengths_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the bounds on characters that a text says: which, how many, and where that stands."""
    for match in _BETWEEN_CHARACTERS.finditer(text):
        yield "min", int(match[1]), match.start()
        yield "max", int(match[2]), match.start()
    rest = _BETWEEN_CHARACTERS.sub(lambda match: " " * len(match[0]), text)
    for name, pattern in (("min", _FEWEST), ("max", _CHARACTERS)):
        for match in pattern.finditer(rest):
            yield name, number_of(match), match.start()


def _by_level(numbers: dict[str, int]) -> str:
    """One number for all, or one for each level that is named."""
    if "" in numbers:
        return str(numbers[""])
    return f"{{{', '.join(f'{level}: {number}' for level, number in numbers.items())}}}"


def read_unnamed(sentence: NoticeSentence, _place: KnownName | None, draft: Draft) -> None:
    """Draft that a statement names nobody."""
    if not _UNNAMED.search(sentence.text):
        return
    named = text_meant(sentence.text, sentence)
    if named is None:
        draft.leave("{id: …, kind: names, section: …, known: [applicant.name]}", sentence, "不知道是哪一段文字")
        return
    named = draft.name_text(named)
    draft.texts.setdefault(named.id, DraftSection(named.id, named.word, sentence))
    draft.add_rule(f"{named.id}-names", f"kind: names, section: texts.{named.id}, known: [applicant.name]", sentence)
