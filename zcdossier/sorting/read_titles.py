"""What a new record is called: a work by the places that name one, a unit, a post, a certificate by its wording."""

import re
from collections import Counter
from collections.abc import Sequence

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
from zcdossier.sorting.name_certificate import name_certificate
from zcdossier.sorting.printed_names import HAN, NAMED, QUOTED, WORDED, PrintedName, as_read
from zcdossier.sorting.read_people import names_listed
from zcdossier.sorting.read_posts import find_appointed, find_unit, find_visited_unit
from zcdossier.sorting.statements import agreed, as_printed, find_statements

_PLACES = re.compile("服务地点|帮扶单位|受援单位")
_NEXT_LABEL = re.compile(r"\s+(?:作者|申请号|专利号|刊名|编号|主持人|负责人|单位|发表时间)(?=[\s:：]|$)")
_JOURNAL = re.compile("学报|杂志|期刊|学刊")
_NO_TITLE = re.compile(
    "学报|杂志|期刊|学刊|^关于(?!.*(?:建议|提案|报告|对策|调研|研究|思考)$)|(?:办法|条例|规定|通知|意见|细则|方案)$"
)
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
_STUDIED_AWAY = re.compile(rf"在[我本]院(?P<value>{HAN}{{2,12}}?进修(?:学习)?)")
_STUDIED_AS = re.compile(rf"以(?P<value>{HAN}{{2,12}}?)(?:的)?身份(?:进修|访学|访问|学习|研修|从事)")
_UNDERTOOK = re.compile(rf"承担(?:了)?(?P<value>{HAN}{{2,24}}?带教)(?:工作|任务)?")
_STANDARD_NUMBER = re.compile(r"^(?:t/|db\d|gb|q/)[a-z\d/. ]*\d")
_PUBLISHED = re.compile(r"\d{4}-\d\d-\d\d.{0,2}发布")
_STANDARD_TITLE = re.compile(rf"(?!{HAN}*(?:标准|发布|实施|协会|中心|厅|局)$){HAN}[\u4e00-\u9fff（）()、]{{4,30}}")
_ACCEPTED = re.compile(
    rf"关于(?P<value>{HAN}[^。,，\"《》]{{3,38}}?(?:项目|课题|工程))(?:通过)?(?:竣工|结题)?(?:验收|结题|结项)的?(?:证明|通知|批复|意见)"
)
"""What an office certifies as accepted, by the subject of its letter."""
_EXAM = "考试"
CONTESTS = ("大赛", "竞赛", "比赛")
"""What is read by `read_awards`: in title marks stands what was handed in."""
_UNITS, _POSTS, _CERTIFICATES = (
    ("单位", "院校", "学校", "机构", "组织"),
    ("职务", "职称", "岗位", "资格"),
    ("证书名称", "证书"),
)
_ROW_BELOW, _SHORTEST_ABOVE = 2.5, 6
_AT_MARGIN, _OFF_CENTRE = 0.012, 0.04
_ENDS_SMALL, _BEGINS_SMALL = re.compile("[a-z]$"), re.compile("[a-z]")
_HAS_LABEL = re.compile(r"[^:：]{1,10}[:：]")


def read_title(field: Field, pieces: Sequence[HeapPiece], section: Section, person: str) -> FieldRead | None:
    """Return what pages say a record is called, where its field holds that; None where nothing says it plainly."""
    label = field.label.zh
    if any(word in label for word in CONTESTS):
        return None
    if names_work(field.id, section):
        found = _title_of_work(pieces, section, person)
    elif any(word in label for word in _CERTIFICATES):
        found = name_certificate(pieces, person) or _quoted(pieces)
    elif _PLACES.search(label):
        found = find_visited_unit(pieces)
    elif any(word in label for word in _UNITS):
        found = find_unit(pieces, person)
    elif any(word in label for word in _POSTS):
        found = find_appointed("post", pieces, person)
    else:
        found = _standard(pieces) or _quoted(pieces) or _work(pieces, person) or find_appointed("", pieces, person)
        found = found or (_taken_part(pieces) if _EXAM in label else None) or _undertaken(pieces)
        found = found or _under_form_name(pieces, section)
    return as_read(field, found)


def _title_of_work(pieces: Sequence[HeapPiece], section: Section, person: str) -> PrintedName | None:
    """The title of a work; of a paper not what is merely quoted on a page of it.

    Where sheets name the applicant, others quote others' works: the first sheet of a decision.
    """
    own = [piece for piece in pieces if person and comparable_letters(person) in piece.letters] or pieces
    found = _standard(pieces) or _work(own, person) or title_in_imprint(pieces)
    stated = _quoted(own, _QUOTED_PAPER, NAMED)
    if found is not None:
        is_same = stated is not None and comparable_letters(found.text) == comparable_letters(stated.text)
        return stated if is_same else found
    if not any(map(is_plain_text, section.named_parts)):
        return _quoted(own) or _accepted(pieces) or _taken_part(pieces) or _under_form_name(pieces, section)
    is_paper = any(piece.issns or is_running_text(piece.pages) for piece in pieces)
    return stated or _in_contents(pieces, person) or (None if is_paper else _quoted(own) or _accepted(pieces))


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
                best[letters] = weight, PrintedName(text, piece, title.lines[0], NAMED if weight[1] else QUOTED)
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
            return PrintedName(as_printed(match[1], lines), piece, lines[0], NAMED) if lines else None
    return None


def _quoted(
    pieces: Sequence[HeapPiece], form: re.Pattern[str] = _QUOTATION, sure: float = QUOTED
) -> PrintedName | None:
    """What stands between quotation marks oftenest."""
    found = [
        (title, piece, match.span(match.lastgroup or 0))
        for piece in pieces
        for match in form.finditer(piece.text.folded.text)
        if not _NO_TITLE.search(title := match[match.lastgroup or 0].replace(LINE_END, ""))
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
                    found.setdefault(title, PrintedName(title, piece, PlacedLine(page, line), WORDED))
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
    forms = (_TAKEN_PART, _STUDIED_AWAY, _STUDIED_AS)
    found = next((found for form in forms if (found := agreed(find_statements(form, pieces))) is not None), None)
    return PrintedName(found.text, found.piece, found.lines[0], WORDED) if found is not None else None


def _accepted(pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """The work that a letter is about."""
    found = agreed(find_statements(_ACCEPTED, pieces))
    return PrintedName(found.text, found.piece, found.lines[0], WORDED) if found is not None else None


def _undertaken(pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """The training of others that somebody undertook."""
    found = agreed(find_statements(_UNDERTOOK, pieces))
    return PrintedName(found.text, found.piece, found.lines[0], WORDED) if found is not None else None


def _under_form_name(pieces: Sequence[HeapPiece], section: Section) -> PrintedName | None:
    """The line below the name of the form itself, printed as large: what that form is about."""
    for piece in pieces:
        lines = piece.text.pages[0].facts.lines
        if len(lines) <= 1 or comparable_letters(lines[0].text) != comparable_letters(section.label.zh):
            continue
        name, line = lines[0].box, lines[1]
        is_large = line.box.bottom - line.box.top >= name.bottom - name.top
        is_centred = abs(line.box.left + line.box.right - name.left - name.right) < _OFF_CENTRE
        is_title = len(comparable_letters(line.text)) >= _SHORTEST_ABOVE and not _HAS_LABEL.match(line.text)
        if is_title and (is_large or is_centred):
            return PrintedName(line.text.strip(), piece, PlacedLine(piece.text.pages[0], line), WORDED)
    return None


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
                return PrintedName(line.text.strip(), piece, PlacedLine(page, line), QUOTED)
    return None
