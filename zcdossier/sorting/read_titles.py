"""What a new record is called: a work by the places that name one, a unit, a post, a certificate by its wording."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.scan_text.find_dates import LINE_END
from zcdossier.lint.scan_text.find_titles import find_titles
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.joined_text import PlacedLine
from zcdossier.lint.scan_text.looked_for import names_work
from zcdossier.lint.scan_text.part_words import is_plain_text, is_running_text
from zcdossier.model.page_facts import PageFacts, TextLine
from zcdossier.model.profile import Field, Section
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.model.spelling import fold
from zcdossier.sorting.heap_pieces import IMPRINT, HeapPiece
from zcdossier.sorting.read_issuers import issuers
from zcdossier.sorting.read_people import names_listed
from zcdossier.sorting.statements import agreed, as_printed, find_statements

_NAMED, _QUOTED, _WORDED = 0.9, 0.85, 0.75
_HAN = "[\u4e00-\u9fff]"
_ENDING = (
    "(?:大学|学院|医院|卫生院|公司|研究院|研究所|中心|学校|中学|小学|幼儿园|协会|学会|委员会|杂志社|出版社|报社|电视台"
    "|文化馆|文化站|图书馆|博物馆|档案馆|美术馆|局|厅)"
)
_UNIT = rf"{_HAN}{{2,24}}?{_ENDING}"
_SCHOOL, _SCHOOLS = re.compile(rf"{_HAN}{{2,4}}学院"), re.compile("大学|学院")
_LONE_UNIT = re.compile(
    rf"(?:(?:校名|学校名称|学校|院校名称|单位名称|甲方[(（]?{_HAN}{{0,6}}[)）]?)[:：\s]*)?(?P<value>{_UNIT})"
)
_STUDIED = re.compile(rf"(?<!同)在(?P<value>{_HAN}{{2,16}}?(?:大学|学院|学校))(?={_HAN}{{2,16}}专业)")
_WENT_TO = re.compile(
    rf"(?:到|赴|前往|派往|至)(?P<value>{_UNIT})(?=开展|从事|进行|帮扶|支援|支医|坐诊|服务|参加|挂职|,|，)"
)
_PLACES = re.compile("服务地点|帮扶单位|受援单位")
_WORKED = re.compile(rf"(?<!同)在(?P<value>{_UNIT})(?=工作|任职|任教|就职|从事)")
_APPOINTED = re.compile(
    rf"(?:聘请|聘任|聘用|兹聘|任命)[^。;；]{{0,20}}?(?:为|担任)(?P<unit>{_HAN}{{2,24}}{_ENDING})?(?P<post>[^,，。;；:：]{{2,24}})(?:[,，。;；]|$)"
)
_ENGAGED = re.compile(rf"从事(?P<post>{_HAN}{{2,8}})岗位")
_HELD = re.compile(rf"[,，](?:现|担)?任(?P<post>(?!职|期|现|教){_HAN}{{2,12}})[。,，;；]")
_OWN_UNIT, _POST_ALONE = (
    re.compile("^[本我](?:单位|公司|[院校所局站处厅部])"),
    re.compile("(?<=[师员授])(?:职务|岗位)$"),
)
_SERVED = re.compile(rf"担任(?P<unit>{_HAN}[^,，。;；:：]{{0,18}}?)?(?P<post>班主任|辅导员|班导师|学业导师)")
"""Work with students, which is named with the class that it is for."""
_DUTIES = re.compile(rf"主要从事(?P<value>{_HAN}[^。;；]{{3,40}})[。;；]")
_NOTE_MARKS = re.compile(r"\s*[①-⑳*＊†‡¹²³]+$")
_TAKEN_UP = rf"(?:同志|老师|医师)?(?:担)?任(?P<post>(?!职|期){_HAN}{{3,20}})[(（。,，;；]"
_NEXT_LABEL = re.compile(r"\s+(?:作者|申请号|专利号|刊名|编号|主持人|负责人|单位|发表时间)(?=[\s:：]|$)")
_JOURNAL = re.compile("学报|杂志|期刊|学刊")
_NO_TITLE = re.compile("学报|杂志|期刊|学刊|^关于|(?:办法|条例|规定|通知|意见|细则|方案)$")
_OFFICE = re.compile("社会保险|人力资源|人事局")
"""Who certifies where somebody works."""
_CERTIFICATE = re.compile(rf"{_HAN}{{2,24}}(?:证书|证)(?:[(（][^()（）]{{2,12}}[)）])?")
_PLAIN_CERTIFICATE = re.compile(r"^(?:荣誉|获奖|结业|结题|毕业|学位|学历|资格|奖励|聘任|专利|授权)?证书$")
_BEFORE, _AFTER = (
    r"(?<=[志予得获评的加目题为获对以在果品作年度展了担责持省市区县校院\s:：,，。、)）(（])",
    r"(?=[,，。;；:：、)）培研课项专讲题奖称荣成获等的一新(（\s]|$)",
)
_QUOTATION = re.compile(
    r"《(?P<title>[^《》]{4,60})》"
    rf'|{_BEFORE}"(?P<named>[^"]{{4,60}})"{_AFTER}'
    rf'|{_BEFORE}"(?P<nested>[^"]{{1,30}}"[^"]{{2,30}}"[^"]{{2,40}})"{_AFTER}'
)
_QUOTED_PAPER = re.compile(
    rf"(?:论文|题为|文章|著作|专著|教材)\n?(?:《(?P<title>[^《》]{{4,60}})》"
    rf'|"(?P<named>[^"]{{4,60}})"{_AFTER}|"(?P<nested>[^"]{{1,30}}"[^"]{{2,30}}"[^"]{{2,40}})"{_AFTER})'
)
"""Of papers only what is said to be one: pages about them name their journals as well."""
_IN_CONTENTS = re.compile(r"(?P<title>[^…]{6,60}?)\s*[….·]{2,}\s*(?P<author>[^…\d(（]{2,30})")
_TAKEN_PART = re.compile(
    r"参加(?:了)?(?:由?[^,，。;；\"《]{4,30}?(?:组织|举办|主办|承办|开展)的(?P<mark>\")?)?"
    r"(?P<value>(?!由|[\"《])[^,，。;；\"《》]{4,40}?)(?(mark)\"|(?:学习)?[,，])"
)
_STUDIED_AWAY = re.compile(rf"在[我本]院(?P<value>{_HAN}{{2,12}}?进修(?:学习)?)")
_TOLD_APART = (
    (
        re.compile("专业技术(?:职务)?(?:任职)?资格证书$"),
        re.compile(
            rf"(?:资格名称|职务名称)[:：]?(?P<value>{_HAN}{{2,8}}?)(?=资格级别|级别|专业|系列|工作单位|取得|批准|评审|$)"
        ),
        "{detail}{heading}",
    ),
    (re.compile("^教师资格证书?$"), re.compile(rf"资格种类[:：]?(?P<value>{_HAN}{{2,8}}教师资格)"), "{detail}证书"),
    (re.compile("等级证书$"), re.compile("等级为(?P<value>[一二三]级[甲乙]等)"), "{heading}（{detail}）"),
)
_OF_APPOINTMENT = "聘任证书"
_STANDARD_NUMBER = re.compile(r"^(?:t/|db\d|gb|q/)[a-z\d/. ]*\d")
_PUBLISHED = re.compile(r"\d{4}-\d\d-\d\d.{0,2}发布")
_STANDARD_TITLE = re.compile(rf"(?!{_HAN}*(?:标准|发布|实施|协会|中心|厅|局)$){_HAN}[\u4e00-\u9fff（）()、]{{4,30}}")
_EXAM = "考试"
_CONTESTS = ("大赛", "竞赛", "比赛")
"""What is read by `read_awards`: in title marks stands what was handed in."""
_UNITS, _POSTS, _CERTIFICATES = (
    ("单位", "院校", "学校", "机构", "组织"),
    ("职务", "职称", "岗位", "资格"),
    ("证书名称", "证书"),
)
_MOST_AT_HEAD = 0.3
_ROW_BELOW, _SHORTEST_ABOVE = 2.5, 6
_AT_MARGIN = 0.012
_SURE_UNIT = 0.97
"""How sure a line has to be that is all there is of a name: seals lie upon those of units."""
_ENDS_SMALL, _BEGINS_SMALL = re.compile("[a-z]$"), re.compile("[a-z]")
_HAS_LABEL = re.compile(r"[^:：]{1,10}[:：]")


class PrintedName(NamedTuple):
    """What something is called, as printed, and the first line of it."""

    text: str
    piece: HeapPiece
    line: PlacedLine
    sure: float


def read_title(field: Field, pieces: Sequence[HeapPiece], section: Section, person: str) -> FieldRead | None:
    """Return what pages say a record is called, where its field holds that; None where nothing says it plainly."""
    label = field.label.zh
    if any(word in label for word in _CONTESTS):
        return None
    if names_work(field.id, section):
        found = _standard(pieces) or _work(pieces, person) or title_in_imprint(pieces)
        stated = _quoted(pieces, _QUOTED_PAPER, _NAMED)
        if (
            found is not None
            and stated is not None
            and comparable_letters(found.text) == comparable_letters(stated.text)
        ):
            found = stated
        if found is None and any(map(is_plain_text, section.named_parts)):
            is_paper = any(piece.issns or is_running_text(piece.pages) for piece in pieces)
            found = stated or _in_contents(pieces, person)
            found = found or (None if is_paper else _quoted(pieces))
        elif found is None:
            found = _quoted(pieces) or _taken_part(pieces) or _under_form_name(pieces, section)
    elif any(word in label for word in _CERTIFICATES):
        found = _completed(_certificate(pieces), pieces) or _appointment(pieces, person) or _quoted(pieces)
    elif _PLACES.search(label):
        found = _visited(pieces)
    elif any(word in label for word in _UNITS):
        found = _whole_unit(_appointed("unit", pieces, person), pieces) or _lone_unit(pieces)
    elif any(word in label for word in _POSTS):
        found = _appointed("post", pieces, person)
    else:
        found = _standard(pieces) or _quoted(pieces) or _work(pieces, person) or _appointed("", pieces, person)
        found = found or (_taken_part(pieces) if _EXAM in label else None) or _under_form_name(pieces, section)
    return _as_read(field, found)


def read_post(field: Field, pieces: Sequence[HeapPiece], person: str) -> FieldRead | None:
    """Return the post that a letter of appointment names, for a field that asks for one."""
    if re.search("说明|职责", field.label.zh):
        duties = agreed(find_statements(_DUTIES, pieces)) if "职责" in field.label.zh else None
        return duties.read_as(field, _WORDED) if duties is not None else None
    if not any(word in field.label.zh for word in ("职务", "职称", "岗位")):
        return None
    return _as_read(field, _appointed("post", pieces, person))


def _as_read(field: Field, found: PrintedName | None) -> FieldRead | None:
    if found is None:
        return None
    page, line = found.line.page.facts.page, found.line.line
    text = _NOTE_MARKS.sub("", found.text)
    return FieldRead(field.id, text, found.sure * line.confidence, found.piece.piece.file, page, line.box)


def _work(pieces: Sequence[HeapPiece], person: str) -> PrintedName | None:
    """The title that most pieces have; of equals the one that stands where nothing but a title does."""
    best: dict[str, tuple[tuple[int, bool], PrintedName]] = {}
    for piece in pieces:
        for title in find_titles(piece.text, person):
            if (
                not title.lines
                or _is_cut(title.lines[-1], title.text)
                or (not title.is_own_place and _JOURNAL.search(title.text))
            ):
                continue
            text = _NEXT_LABEL.split(as_printed(title.text, title.lines), maxsplit=1)[0]
            letters = comparable_letters(text)
            weight = sum(letters in other.letters for other in pieces), title.is_own_place
            if letters and (letters not in best or best[letters][0] < weight):
                best[letters] = weight, PrintedName(text, piece, title.lines[0], _NAMED if weight[1] else _QUOTED)
    if not best:
        return None
    whole = [letters for letters in best if not any(other != letters and other.startswith(letters) for other in best)]
    ranked = sorted((best[letters] for letters in whole), key=lambda item: item[0], reverse=True)
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] > ranked[1][0] else None


def may_go_on(line: TextLine, page: PageFacts) -> bool:
    """Whether a line ends where the longest of its page do, and what stands below it has no label of its own.

    Latin words are cut anywhere, so their lines end anywhere: there small letters below go on.
    """
    below = [other for other in page.lines if other.box.top > (line.box.top + line.box.bottom) / 2]
    following = min(below, key=lambda other: other.box.top, default=None)
    if following is None or _HAS_LABEL.match(following.text):
        return False
    if _ENDS_SMALL.search(line.text) and _BEGINS_SMALL.match(following.text):
        return True
    return line.box.right >= max(other.box.right for other in page.lines) - _AT_MARGIN


def _is_cut(placed: PlacedLine, title: str) -> bool:
    """Whether a title ends with a line in which more stands before it, and may go on in the next."""
    line, named = fold(placed.line.text), fold(title)
    return line.endswith(named[-4:]) and not named.endswith(line) and may_go_on(placed.line, placed.page.facts)


def title_in_imprint(pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """The title of the book whose card of a library is on a piece."""
    for piece in pieces:
        match = IMPRINT.search(piece.text.folded.text)
        if match is not None:
            lines = piece.text.folded.lines_at(*match.span(1))
            return PrintedName(as_printed(match[1], lines), piece, lines[0], _NAMED) if lines else None
    return None


def _quoted(
    pieces: Sequence[HeapPiece], form: re.Pattern[str] = _QUOTATION, sure: float = _QUOTED
) -> PrintedName | None:
    """What stands between quotation marks oftenest."""
    found = [
        (match[match.lastgroup or 0].replace(LINE_END, ""), piece, match.span(match.lastgroup or 0))
        for piece in pieces
        for match in form.finditer(piece.text.folded.text)
        if not _NO_TITLE.search(match[match.lastgroup or 0])
    ]
    counted = Counter(title for title, _, _ in found).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return None
    title, piece, span = next(item for item in found if item[0] == counted[0][0])
    lines = piece.text.folded.lines_at(*span)
    return PrintedName(as_printed(title, lines), piece, lines[0], sure) if lines else None


def _in_contents(pieces: Sequence[HeapPiece], person: str) -> PrintedName | None:
    """The title beside or above the applicant's name in a table of contents, if one has it."""
    found: dict[str, PrintedName] = {}
    for piece in pieces:
        for page in piece.text.pages if person else ():
            lines = page.facts.lines
            for at, line in enumerate(lines):
                match = _IN_CONTENTS.match(line.text.strip())
                named, title = (match["author"], match["title"]) if match else (line.text, _title_above(at, lines))
                if title and person in names_listed(named):
                    found.setdefault(title, PrintedName(title, piece, PlacedLine(page, line), _WORDED))
    return next(iter(found.values())) if len(found) == 1 else None


def _title_above(at: int, lines: Sequence[TextLine]) -> str:
    """The line right above another, as far left; nothing where it is far or short."""
    line = lines[at]
    height = line.box.bottom - line.box.top
    above = [
        other
        for other in lines
        if 0 < line.box.top - other.box.top < _ROW_BELOW * height and other.box.left <= line.box.left + height
    ]
    nearest = max(above, key=lambda other: other.box.top, default=None)
    return nearest.text.strip() if nearest is not None and len(nearest.text) >= _SHORTEST_ABOVE else ""


def _taken_part(pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """What a certificate says that somebody took part in, with a mark behind it."""
    found = agreed(find_statements(_TAKEN_PART, pieces)) or agreed(find_statements(_STUDIED_AWAY, pieces))
    return PrintedName(found.text, found.piece, found.lines[0], _WORDED) if found is not None else None


def _under_form_name(pieces: Sequence[HeapPiece], section: Section) -> PrintedName | None:
    """The line below the name of the form itself, printed as large: what that form is about."""
    for piece in pieces:
        lines = piece.text.pages[0].facts.lines
        if len(lines) <= 1 or comparable_letters(lines[0].text) != comparable_letters(section.label.zh):
            continue
        name, line = lines[0].box, lines[1]
        is_large = line.box.bottom - line.box.top >= name.bottom - name.top
        if is_large and len(comparable_letters(line.text)) >= _SHORTEST_ABOVE and not _HAS_LABEL.match(line.text):
            return PrintedName(line.text.strip(), piece, PlacedLine(piece.text.pages[0], line), _WORDED)
    return None


def _appointed(group: str, pieces: Sequence[HeapPiece], person: str) -> PrintedName | None:
    """Whom a letter of appointment makes what: the unit, the post, or both as they stand together."""
    for piece in pieces:
        whole = piece.text.folded.text.replace(LINE_END, "")
        taken_up = re.finditer(re.escape(fold(person)) + _TAKEN_UP, whole) if person else ()
        held = (
            (*_HELD.finditer(whole), *_SERVED.finditer(whole), *_ENGAGED.finditer(whole))
            if fold(person) in whole
            else ()
        )
        for match in (*_APPOINTED.finditer(whole), *taken_up, *held):
            parts = match.groupdict()
            parts["post"] = _POST_ALONE.sub("", _OWN_UNIT.sub("", parts["post"]))
            text = parts.get(group) if group else f"{parts.get('unit') or ''}{parts['post']}"
            line = _line_with(text, piece) if text else None
            if text and line is not None:
                return PrintedName(text, piece, line, _WORDED)
    return None


def _whole_unit(unit: PrintedName | None, pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """A unit that somebody is appointed in, unless it is a school of the university whose letter that is."""
    issuer = agreed(issuers(pieces)) if unit is not None and _SCHOOL.fullmatch(unit.text) else None
    is_part = unit is not None and issuer is not None and unit.text not in issuer.text and _SCHOOLS.search(issuer.text)
    return None if is_part else unit


def _visited(pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """The unit to which somebody went to serve."""
    found = agreed(find_statements(_WENT_TO, pieces))
    return PrintedName(found.text, found.piece, found.lines[0], _NAMED) if found is not None else None


def _lone_unit(pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """The unit where somebody worked or studied, else the one that lines of their own name: who issued a diploma."""
    worked = agreed(find_statements(_WORKED, pieces))
    if worked is not None:
        return PrintedName(worked.text, worked.piece, worked.lines[0], _NAMED)
    found: dict[str, PrintedName] = {}
    for piece, line in _lines(pieces):
        studied = _STUDIED.search(line.line.text)
        if studied is not None:
            return PrintedName(studied["value"], piece, line, _NAMED)
        match = _LONE_UNIT.fullmatch(line.line.text.strip())
        if match is not None and line.line.confidence >= _SURE_UNIT and not _OFFICE.search(match["value"]):
            found.setdefault(match["value"], PrintedName(match["value"], piece, line, _WORDED))
    return next(iter(found.values())) if len(found) == 1 else None


def _certificate(pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """The heading of a certificate, where it says of what."""
    for piece, line in _lines(pieces):
        text = line.line.text.strip()
        if line.line.box.top < _MOST_AT_HEAD and _CERTIFICATE.fullmatch(text) and not _PLAIN_CERTIFICATE.match(text):
            return PrintedName(text, piece, line, _WORDED)
    return None


def _completed(heading: PrintedName | None, pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """A heading that many certificates have with what tells this one: 讲师 + 专业技术资格证书."""
    if heading is None:
        return None
    for ending, form, named in _TOLD_APART:
        detail = agreed(find_statements(form, pieces)) if ending.search(heading.text) else None
        if detail is not None and detail.text not in heading.text:
            return heading._replace(text=named.format(detail=detail.text, heading=heading.text))
    return heading


def _appointment(pieces: Sequence[HeapPiece], person: str) -> PrintedName | None:
    """A certificate of appointment by its post: 主治医师 + 聘任证书."""
    letters = [piece for piece in pieces if piece.heading == _OF_APPOINTMENT]
    post = _appointed("post", letters, person)
    return post._replace(text=f"{post.text}{_OF_APPOINTMENT}") if post is not None else None


def _standard(pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """The title on the cover of a standard: its largest line that is no number, kind or office."""
    for piece in pieces:
        for page in piece.text.pages:
            texts = [fold(line.text) for line in page.facts.lines]
            if not (any(map(_STANDARD_NUMBER.search, texts)) and any(map(_PUBLISHED.search, texts))):
                continue
            named = [line for line in page.facts.lines if _STANDARD_TITLE.fullmatch(line.text.strip())]
            if named:
                line = max(named, key=lambda line: line.box.bottom - line.box.top)
                return PrintedName(line.text.strip(), piece, PlacedLine(page, line), _QUOTED)
    return None


def _lines(pieces: Sequence[HeapPiece]) -> Iterator[tuple[HeapPiece, PlacedLine]]:
    for piece in pieces:
        for page in piece.text.pages:
            for line in page.facts.lines:
                yield piece, PlacedLine(page, line)


def _line_with(text: str, piece: HeapPiece) -> PlacedLine | None:
    ends = text[:4], text[-3:]
    return next((line for end in ends for _, line in _lines([piece]) if end in line.line.text.replace(" ", "")), None)
