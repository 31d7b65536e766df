"""Which of a form's choices, and whether 是, the pages of a new record say: by what they state, not by a lone word."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.model.profile import Choice, Field, FieldType, Section
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.model.spelling import fold
from zcdossier.model.yes_no import YES
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.read_awards import contest_of, prize_of
from zcdossier.sorting.read_issuers import issuers, level_of, level_of_contest
from zcdossier.sorting.read_people import names_listed
from zcdossier.sorting.statements import Statement, agreed, find_statements

_STATED, _LIKELY = 0.85, 0.75
_SHORT, _LEAST_ALIAS, _LEAST_HEADING, _HEADS = 2, 4, 6, 3
_VALUE = re.compile(r"[^:：]{1,12}[:：]\s*(?P<value>.{1,16})")
_GRADES = re.compile("考核|等次|评议")
_GRADE = r"(?:考核(?:结果|等次|等级|意见|结论)*|等次(?:意见)?|结果|评定|确定)(?:均)?(?:为|是)?[:：\s]?"
_LEVEL = re.compile("级别$|^级别")
_NO_LEVEL = re.compile("资格|职称|职务|刊")
_LEADING, _TAKING_PART = "主持", "参与"
_DONE, _PUBLISHED_PAPER = "已", "发表论文"
_REPORT = re.compile("经验报告|实践报告|未发表")
_ISSUE = re.compile(r"(?P<value>issn|刊号|第\d{1,3}期|年\d{1,2}期)")
_CERTIFIED = re.compile("证书|^聘任?书$")


class _Evidence(NamedTuple):
    """What a record that is 已… has on a page, and what it then has not."""

    says: re.Pattern[str]
    without: re.Pattern[str] | None = None


_OF_STATUS = {
    "已获奖": _Evidence(re.compile("(?P<value>获奖证书|荣誉证书|奖励证书|奖励等级|获奖名单|获奖项目|表彰)")),
    "已结题": _Evidence(re.compile("(?P<value>准予结题|同意结题|结题证书|結题证書|结题验收证书|通过结题)")),
    "已验收": _Evidence(re.compile("(?P<value>验收意见|通过验收|验收证书|同意验收|验收合格)"), re.compile("结题")),
    "已发表": _Evidence(re.compile(r"(?P<value>(?:摘要|关键词)[:：】\]]|issn)"), re.compile("在版编目")),
    "已出版": _Evidence(re.compile("(?P<value>在版编目|isbn)"), re.compile("摘要[:：]|issn")),
    "已发布": _Evidence(re.compile("(?P<value>标准发布|20\\d\\d-\\d\\d-\\d\\d发布|规程|规范)"), re.compile("工法")),
    "已批准": _Evidence(re.compile("(?P<value>工法证书)")),
}
_HAN_SIGNS = "[\u4e00-\u9fff]{0,4}"
_LEVELLED = re.compile(r"(?P<value>国家级|省部级|省级|市厅级|厅局级|市级|校级|院级)[\u4e00-\u9fff]{0,14}(?:项目|课题)")
_SAME_LEVEL = {"省级": ("省级", "省部级"), "市级": ("市级", "市厅级"), "厅局级": ("厅局级", "市厅级")}
_OF_TITLE = re.compile("专业技术职务|职称|资格")
_TITLE_RANK = re.compile("(?P<value>正高级|副高级|中级|初级)(?:专业技术|职务|职称)")
_OF_PERSON = re.compile("(?P<value>被评为|荣誉称号|先进个人)")
_CLOSED = re.compile("(?P<value>(?:准予|同意|通过)结[题项]|结[题项]证书|验收合格|通过验收|同意验收)")
_SUBPROJECT = re.compile("(?P<value>子项目|子课题)")
_FLAGS = (
    (re.compile("^(?:是否|已)?结题"), _CLOSED),
    (re.compile("子项目|子课题"), _SUBPROJECT),
)


def read_choice(field: Field, section: Section, pieces: Sequence[HeapPiece], person: str) -> FieldRead | None:
    """Return which choice of a field the pages say, or that a flag is set."""
    if field.type is FieldType.FLAG:
        return _flag(field, pieces, person)
    if field.type is not FieldType.CHOICE or not field.choices or not pieces:
        return None
    readers: tuple[Callable[[], Statement | None], ...] = (
        lambda: _sole(field, pieces),
        lambda: _behind_any_label(field, pieces),
        lambda: _grade(field, pieces, person),
        lambda: _role(field, section, pieces, person),
        lambda: _level(field, section, pieces),
        lambda: _rank_of_title(field, section, pieces),
        lambda: _status(field, pieces),
        lambda: _ticked(field, pieces),
        lambda: _published(field, pieces),
        lambda: _of_person(field, pieces),
        lambda: _by_heading(field, pieces),
        lambda: _spelled_out(field, pieces),
    )
    found = next((statement for read in readers if (statement := read()) is not None), None)
    return found.read_as(field, _LIKELY) if found is not None else None


def _sole(field: Field, pieces: Sequence[HeapPiece]) -> Statement | None:
    """The only choice that a form leaves, which has to be given."""
    lines = next((order.lines for order in [pieces[0].text.folded] if order.lines), ())
    if len(field.choices) > 1 or field.open or not lines:
        return None
    return Statement(field.choices[0].label.zh, pieces[0], lines[:1])


def _behind_any_label(field: Field, pieces: Sequence[HeapPiece]) -> Statement | None:
    """A choice that is all that stands behind a colon: 授课对象：本科生."""
    by_letters = {comparable_letters(name): choice for choice in field.choices for name in choice.names}
    found = [
        Statement(choice.label.zh, piece, (placed,))
        for piece in pieces
        for placed in piece.text.folded.lines
        if (match := _VALUE.fullmatch(placed.line.text.strip())) is not None
        and (choice := by_letters.get(comparable_letters(match["value"]))) is not None
        and len(choice.label.zh) >= _SHORT
    ]
    return agreed(found)


def _grade(field: Field, pieces: Sequence[HeapPiece], person: str) -> Statement | None:
    """What an appraisal came to: 考核结果为合格."""
    if not _GRADES.search(field.label.zh):
        return None
    labels = sorted((choice.label.zh for choice in field.choices), key=len, reverse=True)
    cells = {
        line for piece in pieces for placed in piece.text.folded.lines if (line := placed.line.text.strip()) in labels
    }
    if len(cells) > 1:  # of several years, or of several people
        return None
    grades = f"(?P<value>{'|'.join(map(re.escape, labels))})"
    forms = (
        re.compile(rf"{_GRADE}{grades}(?!等次|及?以上|[、或/])"),
        re.compile(rf"(?:定为|评为|考核为){grades}(?=等次|等级|[。,，;；])"),
    )
    found = next((found for form in forms if (found := agreed(find_statements(form, pieces))) is not None), None)
    return found or (agreed(_listed_under(labels, pieces, fold(person))) if person else None)


def _listed_under(labels: Sequence[str], pieces: Sequence[HeapPiece], person: str) -> Iterator[Statement]:
    """Yield the grades under which the applicant is listed among others: 合格：某某、某某."""
    for piece in pieces:
        for placed in piece.text.folded.lines:
            label, colon, names = fold(placed.line.text.strip()).partition(":")
            if colon and label in labels and person in names_listed(names.rstrip("。.;；,，")):
                yield Statement(label, piece, (placed,))


def _role(field: Field, section: Section, pieces: Sequence[HeapPiece], person: str) -> Statement | None:
    """Whether the applicant leads (林晓主持的, 负责人：林晓) or takes part."""
    labels = {choice.label.zh for choice in field.choices}
    if not {_LEADING, _TAKING_PART} <= labels or not person:
        return None
    name = re.escape(fold(person))
    leads = re.compile(
        rf"{name}(?:同志|老师)?(?P<value>主持)|(?:项目|课题)?(?:负责人|主持人)[:：]?(?P<other>{name})(?![\u4e00-\u9fff])"
    )
    led = (
        next(find_statements(leads, pieces), None)
        or next(find_statements(leads, pieces, "other"), None)
        or _behind_leader(pieces, name)
    )
    if led is not None:
        return led._replace(text=_LEADING)
    in_row = _named_under_leader(pieces, fold(person))
    if in_row is not None:
        return in_row._replace(text=_LEADING)
    other = re.compile(r"(?:项目|课题)?(?:负责人|主持人)[:：](?P<value>[\u4e00-\u9fff]{2,3})(?![\u4e00-\u9fff])")
    leaders = [found for found in find_statements(other, pieces) if found.text != person]
    members = re.compile(rf"(?:成员|参加人员?|参与人员?|完成人)[:：][^:：]{{0,60}}(?P<value>{name})")
    takes_part = next(find_statements(members, pieces), None)
    if leaders and takes_part is not None:
        return takes_part._replace(text=_TAKING_PART)
    drafted = re.compile(rf"起草人员?[:：][^:：。]{{2,80}}?[,，、](?P<value>{name})(?![\u4e00-\u9fff])")
    drafter = next(find_statements(drafted, pieces), None) if "标准" in section.label.zh else None
    return drafter._replace(text=_TAKING_PART) if drafter is not None else None


def _behind_leader(pieces: Sequence[HeapPiece], name: str) -> Statement | None:
    """The applicant's name as all that stands behind 负责人 in its line."""
    form = re.compile(rf"{_HAN_SIGNS}(?:负责人|主持人)[:：]\s*{name}")
    for piece in pieces:
        for placed in piece.text.folded.lines:
            if form.fullmatch(fold(placed.line.text.strip())):
                return Statement(placed.line.text, piece, (placed,))
    return None


def _named_under_leader(pieces: Sequence[HeapPiece], person: str) -> Statement | None:
    """The applicant's name in the column of leaders of a list."""
    for piece in pieces:
        for placed in piece.text.folded.lines:
            if comparable_letters(placed.line.text) not in ("负责人", "主持人", "项目负责人", "课题负责人"):
                continue
            head = placed.line.box
            for other in piece.text.folded.lines:
                box = other.line.box
                center = (box.left + box.right) / 2
                if (
                    other.page is placed.page
                    and fold(other.line.text.strip()) == person
                    and box.top > head.top
                    and head.left - (head.right - head.left) / 2 <= center <= head.right + (head.right - head.left) / 2
                ):
                    return Statement(person, piece, (other,))
    return None


def _level(field: Field, section: Section, pieces: Sequence[HeapPiece]) -> Statement | None:
    """The level of a contest by its name, else of a project or a prize by who grants it."""
    label = field.label.zh
    if not _LEVEL.search(label) or _NO_LEVEL.search(label):
        return None
    contest = contest_of(pieces) if "赛" in section.label.zh else None
    if contest is not None:
        level = level_of_contest(contest.text, field.choices)
        return contest._replace(text=level) if level else None
    levelled = agreed(find_statements(_LEVELLED, pieces)) if "项目" in section.label.zh else None
    if levelled is not None:
        labels = [choice.label.zh for choice in field.choices]
        names = _SAME_LEVEL.get(levelled.text, (levelled.text,))
        return next((levelled._replace(text=name) for name in names if name in labels), None)
    levels = []
    for issuer in (*issuers(pieces), *filter(None, [prize_of(pieces)])):
        level = level_of(issuer.text, field.choices, section.label.zh)
        if level:
            levels.append(issuer._replace(text=level))
    return agreed(levels)


def _rank_of_title(field: Field, section: Section, pieces: Sequence[HeapPiece]) -> Statement | None:
    """The rank of a professional title, where its certificate says it: 中级专业技术职务任职资格."""
    if not _LEVEL.search(field.label.zh) or not _OF_TITLE.search(section.label.zh + field.label.zh):
        return None
    stated = agreed(find_statements(_TITLE_RANK, pieces))
    if stated is None:
        return None
    labels = {choice.label.zh for name in ("", "级") for choice in field.choices if stated.text + name in choice.names}
    return stated._replace(text=next(iter(labels))) if len(labels) == 1 else None


def _status(field: Field, pieces: Sequence[HeapPiece]) -> Statement | None:
    """What has become of a work, by the proofs that there are of it."""
    labels = [choice.label.zh for choice in field.choices]
    if not all(label.startswith(_DONE) for label in labels):
        return None
    found = []
    for label in labels:
        evidence = _OF_STATUS.get(label)
        if evidence is None:
            continue
        if evidence.without is not None and any(evidence.without.search(p.text.folded.text) for p in pieces):
            continue
        statement = next(find_statements(evidence.says, pieces), None)
        if statement is not None:
            found.append(statement._replace(text=label))
    return found[0] if len(found) == 1 else None


def _ticked(field: Field, pieces: Sequence[HeapPiece]) -> Statement | None:
    """The choice with the only tick before it: ☑优秀 □合格."""
    labels = sorted((choice.label.zh for choice in field.choices), key=len, reverse=True)
    form = re.compile(rf"[☑√✓✔■]\s*(?P<value>{'|'.join(map(re.escape, labels))})")
    return agreed(find_statements(form, pieces))


def _published(field: Field, pieces: Sequence[HeapPiece]) -> Statement | None:
    """That a paper was published, by what names a journal or an issue of it."""
    if all(choice.label.zh != _PUBLISHED_PAPER for choice in field.choices):
        return None
    if any(_REPORT.search(piece.letters) for piece in pieces):
        return None
    statement = next(find_statements(_ISSUE, pieces), None)
    return statement._replace(text=_PUBLISHED_PAPER) if statement is not None else None


def _of_person(field: Field, pieces: Sequence[HeapPiece]) -> Statement | None:
    """That an honour is a person's, and not for a work."""
    labels = {choice.label.zh for choice in field.choices}
    if not {"个人", "成果"} <= labels or any("项目名称" in piece.letters for piece in pieces):
        return None
    statement = next(find_statements(_OF_PERSON, pieces), None)
    return statement._replace(text="个人") if statement is not None else None


def _by_heading(field: Field, pieces: Sequence[HeapPiece]) -> Statement | None:
    """The kind of certificate whose name is the heading of one."""
    found = []
    for piece in pieces:
        for placed in piece.text.folded.lines[:_HEADS]:
            heading = comparable_letters(placed.line.text)
            is_named = len(heading) >= _LEAST_HEADING or heading.startswith("聘")
            if not is_named or not _CERTIFIED.search(heading):
                continue
            kinds = {
                choice.label.zh
                for choice in field.choices
                for name in choice.names
                if comparable_letters(name) == heading
            }
            if len(kinds) == 1:
                found.append(Statement(next(iter(kinds)), piece, (placed,)))
    return agreed(found)


def _spelled_out(field: Field, pieces: Sequence[HeapPiece]) -> Statement | None:
    """The only choice of which a long name stands on the pages, or whose name with the field's own does (公需科目)."""
    label = comparable_letters(field.label.zh)
    found: dict[str, Statement] = {}
    for choice in field.choices:
        for statement in _names_on(choice, label, pieces):
            found.setdefault(choice.label.zh, statement._replace(text=choice.label.zh))
    return next(iter(found.values())) if len(found) == 1 else None


def _names_on(choice: Choice, label: str, pieces: Sequence[HeapPiece]) -> Iterator[Statement]:
    wanted = {letters for name in choice.names if len(letters := comparable_letters(name)) >= _LEAST_ALIAS}
    wanted.add(comparable_letters(choice.label.zh) + label)
    own = comparable_letters(choice.label.zh)
    if len(own) > _SHORT:
        wanted.add(own)
    for piece in pieces:
        for placed in piece.text.folded.lines:
            if any(letters in comparable_letters(placed.line.text) for letters in wanted):
                yield Statement(choice.label.zh, piece, (placed,))


def _flag(field: Field, pieces: Sequence[HeapPiece], person: str) -> FieldRead | None:
    """That something is so, where a paper says it; that it is not so nobody prints."""
    label = field.label.zh
    forms = [says for asks, says in _FLAGS if asks.search(label)]
    if re.search("通[讯信]作者", label) and person:
        name = re.escape(fold(person))
        forms.append(
            re.compile(rf"{name}[^。]{{0,12}}以(?P<value>通[讯信]作者)身份|(?:通[讯信]作者)[:：](?P<other>{name})")
        )
    for form in forms:
        found = next(find_statements(form, pieces), None)
        if found is None and "other" in form.groupindex:
            found = next(find_statements(form, pieces, "other"), None)
        if found is not None:
            return found._replace(text=YES).read_as(field, _STATED)
    return None
