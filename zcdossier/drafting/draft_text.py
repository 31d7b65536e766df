"""A draft as the texts of `profile.yaml` and `clauses.yaml`: each row has its sentence beside it as a comment."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zcdossier.drafting.doubted_rows import leave_doubted
from zcdossier.drafting.draft import Draft, DraftLine, DraftSection
from zcdossier.drafting.draft_pictures import OTHER_PICTURES
from zcdossier.drafting.draft_rows import draft_sentence
from zcdossier.drafting.known_words import LEVELS
from zcdossier.drafting.notice_levels import find_levels
from zcdossier.drafting.notice_sentences import NoticeSentence
from zcdossier.source.yaml_scalars import yaml_scalar

_HEAD = """\
# 由通知起草的申报要求：每一行后面是它依据的那一句。逐行核对，补上缺的，再运行
#   zcdossier profile check {id}
#   zcdossier profile try {id}
# 注释掉的行是看得出要求、但还差一点才能写的，先看行尾的说明。没有看懂的句子在 checklist 里问人，或者没有写。
"""
_CLAUSES_HEAD = """\
# 通知的每一句。says 现在是通知的原句：请改成自己的话（数字和栏目名照写），原句是别人写的文字。
# kind：auto 程序检查，manual 问人，guidance 给出提示，out_of_scope 不管（在 profile.yaml 的 excluded 里写理由）。
"""


_HEAD_NOT_READ = """\
# This notice is not in Chinese, so nothing was drafted from it: only plain Chinese words are understood.
# Its sentences stand in clauses.yaml, numbered. Write the rows by hand (docs/writing-a-profile.md), then run
#   zcdossier profile check {id}
#   zcdossier profile try {id}
"""
_CLAUSES_HEAD_NOT_READ = """\
# Every sentence of the notice. Put each into your own words (figures and labels stay as they are).
"""
_SHARE = 10


class DraftedProfile(NamedTuple):
    """The texts of `profile.yaml` and `clauses.yaml`, and the draft that they were made from.

    Only Chinese is understood: of a notice in another language the sentences are numbered and nothing is drafted.
    """

    profile: str
    clauses: str
    draft: Draft
    is_understood: bool = True


def draft_profile(identity: str, title: str, sentences: Iterable[NoticeSentence], schema: str) -> DraftedProfile:
    """Return the draft of a profile for a notice of these sentences; `schema` is the name of the schema beside it."""
    everything = tuple(sentences)
    draft = Draft(identity.upper())
    is_chinese = _is_chinese(everything)
    if is_chinese:
        draft.call_levels(find_levels(sentence.text for sentence in everything))
        draft.has_other_pictures = any(OTHER_PICTURES.search(sentence.text) for sentence in everything)
    for sentence in everything if is_chinese else ():
        draft_sentence(sentence, draft)
    leave_doubted(draft, everything)
    for section in list(draft.sections.values()):
        _add_least_of_levels(section, draft)
    head = _HEAD if is_chinese else _HEAD_NOT_READ
    profile = "".join(f"{line}\n" for line in _profile_lines(identity, title, draft, schema, head=head))
    clauses = _CLAUSES_HEAD if is_chinese else _CLAUSES_HEAD_NOT_READ
    clauses += "".join(f"{_clause_line(sentence, draft, with_kind=is_chinese)}\n" for sentence in everything)
    return DraftedProfile(profile, clauses, draft, is_chinese)


def _add_least_of_levels(section: DraftSection, draft: Draft) -> None:
    """The least numbers of a section, all levels in one row beside the first sentence that says one."""
    if section.level_least:
        least = ", ".join(f"{level}: {bound.number}" for level, bound in section.level_least.items())
        sentence = next(iter(section.level_least.values())).sentence
        draft.add_rule(f"{section.id}-least", f"kind: count, section: {section.id}, min: {{{least}}}", sentence)


def _is_chinese(sentences: tuple[NoticeSentence, ...]) -> bool:
    """Whether a notice is written in Chinese: a tenth of its letters are enough among English names and figures."""
    letters = [letter for sentence in sentences for letter in sentence.text if letter.isalpha()]
    return sum("一" <= letter <= "鿿" for letter in letters) * _SHARE >= len(letters)


def _profile_lines(identity: str, title: str, draft: Draft, schema: str, *, head: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={schema}"
    yield from head.format(id=identity).splitlines()
    yield f"id: {identity}"
    yield f"title: {{zh: {yaml_scalar(title)}, en: {identity}}}"
    if draft.levels:
        named = ", ".join(f"{level}: {{{_level_names(level, titles)}}}" for level, titles in draft.levels.items())
        yield f"levels: {{{named}}}"
    else:
        yield "# levels: {associate_senior: {label: {zh: 副高, en: associate senior}}}   # 分级别的通知写上"
    yield "applicant:"
    yield "  name: {label: 姓名, required: error, example: 林晓}"
    yield from (f"  {_with_sentence(line)}" for line in draft.applicant.values())
    if draft.photo is not None:
        ratio = f", ratio: {draft.photo_ratio}" if draft.photo_ratio else ""
        yield f"photo: {{label: 证件照{ratio}}}{_beside(draft.photo)}"
    yield from _group("sections", draft.sections.values(), draft, with_fields=True)
    yield from _group("attachments", draft.attachments.values(), draft)
    yield from _group("texts", draft.texts.values(), draft)
    if draft.build or draft.build_sections:
        yield "build:"
        yield from (f"  {_with_sentence(line)}" for line in draft.build)
        yield from ["  sections:"] if draft.build_sections else []
        yield from (f"    {_with_sentence(line)}" for line in draft.build_sections.values())
    for name, lines in (("rules", draft.rules), ("deadlines", draft.deadlines), ("checklist", draft.questions)):
        if lines:
            yield f"{name}:"
            yield from (f"  - {_with_sentence(line)}" for line in lines)
    if draft.unplaced:
        yield "# 还差一点的："
        yield from (f"#   - {_with_sentence(line)}" for line in draft.unplaced)


def _level_names(identity: str, titles: Sequence[str]) -> str:
    """A level is called what its one title is; of several titles each is an alias of the plain word."""
    if len(titles) == 1:
        return f"label: {titles[0]}"
    plain = next((level.word for level in LEVELS if level.id == identity), identity)
    return f"label: {plain}" + (f", aliases: [{', '.join(titles)}]" if titles else "")


def _level_lines(member: DraftSection, draft: Draft) -> Iterator[str]:
    """A limit by level, each sentence that says one beside it."""
    limits = member.level_limits
    if limits:
        most = ", ".join(f"{level}: {limit.number}" for level, limit in limits.items())
        sentences = list(dict.fromkeys(limit.sentence for limit in limits.values()))
        clauses = ", ".join(draft.clause(sentence) for sentence in sentences)
        beside = "".join(sentence.text for sentence in sentences)
        yield f"    limit: {{max: {{{most}}}, clauses: [{clauses}]}}  # {sentences[0].where} {beside}"


def _group(name: str, members: Iterable[DraftSection], draft: Draft, *, with_fields: bool = False) -> Iterator[str]:
    everything = tuple(members)
    if everything:
        yield f"{name}:"
    for member in everything:
        yield f"  {member.id}:{_beside(member.sentence)}"
        yield f"    label: {yaml_scalar(member.label)}"
        yield from _level_lines(member, draft)
        lines = (line for line in member.lines if not (member.level_limits and line.text.startswith("limit:")))
        yield from (f"    {_with_sentence(line)}" for line in lines)
        if with_fields:
            yield "    fields:                     # 照申报系统的表格补全"
            if "title" not in member.fields:
                yield "      title: {label: 名称, required: error}"
            yield from (f"      {_with_sentence(line)}" for line in member.fields.values())
        if member.parts:
            yield "    parts:"
            yield from (f"      {_with_sentence(line)}" for line in member.parts.values())


def _with_sentence(line: DraftLine) -> str:
    remark = f"【{line.remark}】" if line.remark else ""
    return f"{line.text}{_beside(line.sentence, remark)}"


def _beside(sentence: NoticeSentence, remark: str = "") -> str:
    return f"  # {remark}{sentence.where} {sentence.text}".rstrip()


def _clause_line(sentence: NoticeSentence, draft: Draft, *, with_kind: bool) -> str:
    if not with_kind:
        says = f"says: {{zh: {yaml_scalar(sentence.text)}, en: {yaml_scalar(sentence.text)}}}"
        return f"{draft.clause(sentence)}: {{where: {yaml_scalar(sentence.where or 'top')}, {says}}}"
    asked = {line.sentence.number for line in draft.questions}
    kind = "auto" if sentence.number in draft.judged else "manual" if sentence.number in asked else "guidance"
    where = yaml_scalar(sentence.where or "开头")
    return f"{draft.clause(sentence)}: {{where: {where}, kind: {kind}, says: {{zh: {yaml_scalar(sentence.text)}}}}}"
