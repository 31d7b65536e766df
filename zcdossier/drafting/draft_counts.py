"""How many of something a notice wants: limits, least numbers, one of two ways, bounds on some of a section."""

import re
from itertools import pairwise

from zcdossier.drafting.counted_words import LEAST, MOST, UNIT, named_before, number_of, subject_before
from zcdossier.drafting.draft import Draft, DraftLine, DraftSection, LevelLimit
from zcdossier.drafting.known_words import NOT, NUMBER, KnownName, find_sections, is_name
from zcdossier.drafting.notice_levels import level_before, names_level
from zcdossier.drafting.notice_sentences import NoticeSentence
from zcdossier.drafting.restricted_counts import leave_bound_of_some
from zcdossier.drafting.sentence_subject import begins_choice
from zcdossier.model.numerals import whole_number

_WAYS = re.compile(rf"{NUMBER}{UNIT}(?:以上)?[^，,；;。\d]{{0,8}}[，,]?(?:或者?|或)[^，,；;。]{{0,14}}?{NUMBER}{UNIT}")
_BOUNDED = re.compile(rf"(?:至少|最多|至多|限|{NOT}(?:少于|低于|超过|多于)).*?{NUMBER}{UNIT}")
_TOGETHER = re.compile(r"合计|共计|总共|总计|一共|累计|共")
_JOINED = re.compile("[、和及与或]?")
_EACH = re.compile("各|均|分别")
_PER_TIME = re.compile(r"每(?:学?年|学?期|月|周)|年均|平均|每周?课时")


_REPLACES = re.compile(
    "(?:没有|无)[^，,。；]{1,8}(?:的|者)[，,]?可|(?<!不)可(?:以)?[^，。；]{0,20}(?:代替|替代|折抵|顶替|冲抵)"
    "|(?<!不)(?:视同|视为|相当于|等同于|等同|可?折算(?:为|成))"
)
"""Says that something else may stand for records: 没有论文的可提交案例, 专著1部相当于论文2篇."""
_REPLACEABLE = "可以用别的代替：写成 either"


def read_most(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Draft limits (限5项), by level where that is said."""
    if _read_ways(sentence, place, draft):
        return
    for match in MOST.finditer(sentence.text):
        number, subject = number_of(match), subject_before(sentence.text, match.start())
        if _read_limit_together(match, sentence, draft) or _read_limit_of_each(match, sentence, draft):
            continue
        if leave_bound_of_some(match, f"max: {number}", sentence, place, draft):
            continue
        together = _joined_sections(sentence.text[: match.start()])
        if len(together) > 1:
            listed = ", ".join(section.id for section in together)
            row = f"{{id: …, kind: count, sections: [{listed}], max: {number}}}"
            draft.leave(row, sentence, "几个栏目合计，还是各自的上限：各自的分开写成 limit")
            continue
        level = None if match["all"] else level_before(sentence.text, match.start(), draft.level_words)
        if level is not None and _may_be_of_all(sentence.text, match.start(), level):
            row = f"limit: {{max: {number}, clauses: [{draft.clause(sentence)}]}}"
            draft.leave(row, sentence, f"“{subject}”：是所有人的，还是只是{level.word}的")
            continue
        named = _section_counted(sentence, match.start(), place, draft) or _counted_before(level, sentence, draft)
        if level is not None and named is not None and not _has_bound(level, named, draft, least=False):
            limits = draft.section(named.id, named.word, sentence).level_limits
            _add_for_level(limits, level, LevelLimit(number, sentence), draft)
            draft.counted = (sentence.where, named)
            continue
        text = f"limit: {{max: {number}, clauses: [{draft.clause(sentence)}]}}"
        if named is None:
            draft.leave(text, sentence, "不知道是哪个栏目")
        elif draft.section(named.id, named.word, sentence).add_line("limit", DraftLine(text, sentence)):
            draft.judged.add(sentence.number)
        else:
            draft.leave(
                text, sentence, f"{named.word} 已经有一个上限：分级别写成 {{级别: 数}}，或用 kind: count 加 where"
            )


def _may_be_of_all(text: str, position: int, level: KnownName) -> bool:
    """Whether a bound with a subject of its own follows a piece that bounds something else for a level.

    论文最多3篇 of “一级演员至少1篇，论文最多3篇” may be for everybody, so may 最多10项 after two levels.
    """
    own = re.split(r"[，,；;：:（(]", text[:position])[-1]
    earlier = text[: position - len(own)]
    pieces = [piece for piece in re.split(r"[，,；;：:（(]", earlier) if level.word in piece]
    bounded = [piece for piece in re.split(r"[，,；;：:（(]", earlier) if _BOUNDED.search(piece)]
    is_after_others = not own.strip() and len(bounded) > 1
    is_bounded = bool(pieces) and _BOUNDED.search(pieces[-1]) is not None
    return is_bounded and level.word not in own and (is_after_others or bool(find_sections(own)))


def _add_for_level(bounds: dict[str, LevelLimit], level: KnownName, bound: LevelLimit, draft: Draft) -> None:
    bounds[level.id] = bound
    draft.add_level(level)
    draft.judged.add(bound.sentence.number)


def _has_bound(level: KnownName, named: KnownName, draft: Draft, *, least: bool) -> bool:
    """Whether the notice said a number for that level before: the second one is of some of the records only."""
    section = draft.sections.get(named.id)
    return section is not None and level.id in (section.level_least if least else section.level_limits)


def _counted_before(level: KnownName | None, sentence: NoticeSentence, draft: Draft) -> KnownName | None:
    """What the sentence before counted, where this one of the same entry names a level only (正高级至少3项)."""
    if level is None or draft.counted is None or draft.counted[0] != sentence.where:
        return None
    return draft.counted[1]


def _read_limit_together(match: re.Match[str], sentence: NoticeSentence, draft: Draft) -> bool:
    """Draft a limit on several sections as one (论文、著作合计不超过5项). Returns whether it is such."""
    piece = re.split(r"[，,；;。：:]", sentence.text[: match.start()])[-1]
    if _TOGETHER.fullmatch(piece.strip()):
        piece = sentence.text[: match.start()]
    named = find_sections(piece)
    items = [item for item in re.split("[、和及与或，,]", _TOGETHER.split(piece)[0]) if item]
    if not named or max(len(named), len(items)) < 2 or not _TOGETHER.search(piece):  # noqa: PLR2004 - two at least
        return False
    listed = ", ".join(name.id for name in named)
    row = f"kind: count, sections: [{listed}], max: {number_of(match)}"
    others = [item for item in items if not find_sections(item)]
    if others:
        draft.leave(f"{{id: …, {row}}}", sentence, f"合计的还有“{'、'.join(others)}”：补上它们的栏目")
        return True
    sections = [draft.section(name.id, name.word, sentence) for name in named]
    draft.add_rule(f"{sections[0].id}-together", row, sentence)
    return True


def _read_limit_of_each(match: re.Match[str], sentence: NoticeSentence, draft: Draft) -> bool:
    """Draft one limit for each of several sections (获奖证书、专利证书各限3项). Returns whether it is such."""
    *earlier, piece = re.split(r"[，,；;。：:]", sentence.text[: match.start()])
    if piece == "各" and earlier:
        piece = earlier[-1] + piece
    named = find_sections(piece)
    if len(named) < 2 or not piece.endswith("各"):  # noqa: PLR2004 - each is of two at least
        return False
    for name in named:
        row = f"limit: {{max: {number_of(match)}, clauses: [{draft.clause(sentence)}]}}"
        draft.section(name.id, name.word, sentence).add_line("limit", DraftLine(row, sentence))
    draft.judged.add(sentence.number)
    return True


def _section_counted(
    sentence: NoticeSentence, position: int, place: KnownName | None, draft: Draft
) -> KnownName | None:
    """The section whose records a limit at a place of a sentence is for: the one named there, or a new one."""
    subject = subject_before(sentence.text, position)
    named = _named_before(sentence.text, position, place) or _own_title(sentence, draft) or place
    if names_level(subject, draft.level_words):
        return next(iter(find_sections(sentence.text)), named)
    if is_name(subject):
        is_new = named is None or (named.word != subject and _has_limit(named, draft))
        is_under_heading = named is not None and named.word not in sentence.text and not find_sections(subject)
        if is_under_heading and draft.spoken_of == (sentence.where, named):
            return None
        return draft.name_section(subject) if is_new or is_under_heading else named
    if named is None and sentence.headings and is_name(sentence.headings[-1]):
        return draft.name_section(sentence.headings[-1])
    return named


def _named_before(text: str, position: int, place: KnownName | None) -> KnownName | None:
    """The section named before a place of a text; 项目 in an entry on 工程项目 are these."""
    named = named_before(text, position)
    return place if named is not None and place is not None and place.word.endswith(named.word) else named


def _read_ways(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> bool:
    """Leave two bounds with 或 between them (省级1项或市级2项): one of them will do. Returns whether there are such."""
    match = _WAYS.search(re.sub("[（(][^）)]*[）)]", "", sentence.text))
    if match is None:
        return False
    first, second = (whole_number(number.replace("两", "二")) or 0 for number in match.groups())
    section = place.id if place else "…"
    ways = f"either: [{{where: {{…}}, min: {first}}}, {{where: {{…}}, min: {second}}}]"
    row = f"{{id: …, kind: count, section: {section}, {ways}}}"
    if row not in [line.text for line in draft.unplaced]:
        draft.leave(row, sentence, "“或”：写上各是哪一种，可以各写 section")
    return True


def _has_limit(named: KnownName, draft: Draft) -> bool:
    section = draft.sections.get(named.id)
    return section is not None and any(line.text.startswith("limit:") for line in section.lines)


def _own_title(sentence: NoticeSentence, draft: Draft) -> KnownName | None:
    """The section that a sentence's own words before its colon call so where no word of them is known (标准：…)."""
    title, colon, _ = sentence.text.partition("：")
    if not colon or not is_name(title) or find_sections(title) or names_level(title, draft.level_words):
        return None
    return draft.name_section(title)


def read_least(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Draft least numbers (不少于2篇); over a list to choose from they are of its entries."""
    is_of_entries = begins_choice(sentence) and sentence.text.endswith("：")
    if is_of_entries or _read_ways(sentence, place, draft):
        return
    for match in LEAST.finditer(sentence.text):
        number, named = number_of(match), _named_before(sentence.text, match.start(), place) or place
        subject = subject_before(sentence.text, match.start())
        if _PER_TIME.search(subject):
            row = f"{{id: …, kind: totals, section: …, amount: …, by: year, years: […], at_least: {number}}}"
            draft.leave(row, sentence, f"“{subject}”：写上是哪个栏目的哪个数，哪些年")
            continue
        if leave_bound_of_some(match, f"min: {number}", sentence, place, draft):
            continue
        text = f"required: {{min: {number}, clauses: [{draft.clause(sentence)}]}}"
        level = level_before(sentence.text, match.start(), draft.level_words)
        together = _counted_together(sentence.text, match.start())
        named = named or _counted_before(level, sentence, draft)
        if len(together) > 1:
            listed = ", ".join(section.id for section in together)
            bound = f"{{{level.id}: {number}}}" if level is not None else str(number)
            draft.leave(
                f"{{id: …, kind: count, sections: [{listed}], min: {bound}}}",
                sentence,
                "几个栏目合计；各自都要的分开写",
            )
        elif level is not None and named is not None and not _has_bound(level, named, draft, least=True):
            least = draft.section(named.id, named.word, sentence).level_least
            _add_for_level(least, level, LevelLimit(number, sentence), draft)
            draft.counted = (sentence.where, named)
        elif named is None:
            draft.leave(text, sentence, "不知道是哪个栏目")
        elif level is not None:
            row = f"{{id: …, kind: count, section: {named.id}, where: {{…}}, min: {{{level.id}: {number}}}}}"
            draft.leave(row, sentence, f"{level.word}已经有一个下限：写上是哪一种")
        elif draft.section(named.id, named.word, sentence).add_line("required", DraftLine(text, sentence)):
            draft.judged.add(sentence.number)
        else:
            draft.leave(text, sentence, f"{named.word} 已经有一个下限：用 kind: count 加 where")


def read_replaced(sentence: NoticeSentence, _place: KnownName | None, draft: Draft) -> None:
    """Leave least numbers of sections for which something else may stand: they are not for everybody."""
    if _REPLACES.search(sentence.text):
        draft.replaceable.update(named.id for named in find_sections(sentence.text))
    for identity in sorted(draft.replaceable & draft.sections.keys()):
        _leave_least(draft.sections[identity], draft)


def _leave_least(section: DraftSection, draft: Draft) -> None:
    least = [line for line in section.lines if line.text.startswith("required: {min")]
    section.lines = [line for line in section.lines if line not in least]
    for line in least:
        draft.leave(line.text, line.sentence, _REPLACEABLE)
    for level, bound in section.level_least.items():
        row = f"{{id: …, kind: count, section: {section.id}, either: […], min: {{{level}: {bound.number}}}}}"
        draft.leave(row, bound.sentence, _REPLACEABLE)
    section.level_least.clear()


def _counted_together(text: str, position: int) -> list[KnownName]:
    """The sections of which a least number may be one for all: they are added up, or named in one word (论文著作)."""
    before = text[:position]
    return find_sections(before) if _TOGETHER.search(text) else _joined_sections(before)


def _joined_sections(before: str) -> list[KnownName]:
    """The sections that stand before a number with nothing but 、 or 和 between them (论文、专著不超过4篇)."""
    pieces = (re.split("[，,；;。：:]", before)[-1], before.partition("：")[0])
    own = next((piece for piece in pieces if find_sections(piece)), "")
    named = find_sections(own)
    between = [re.search(f"{first.word}(.*?){second.word}", own) for first, second in pairwise(named)]
    joined = all(match is not None and _JOINED.fullmatch(match[1]) for match in between)
    return named if joined and not _EACH.search(own) else []
