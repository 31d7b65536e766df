"""What the pages of a new record say of its fields: a label and what stands beside it, a title, a date, a rank."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.looked_for import names_work
from zcdossier.model.page_facts import PageFacts, TextLine
from zcdossier.model.profile import Field, FieldType, Profile, Section
from zcdossier.model.reading import read_value
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.model.spelling import fold
from zcdossier.sorting.compose_value import compose_value
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.paper_labels import HEADINGS, ON_PAPERS, TITLE_LABELS
from zcdossier.sorting.read_amounts import read_amount
from zcdossier.sorting.read_awards import asks_for_honour, prize_of, read_award
from zcdossier.sorting.read_choices import read_choice
from zcdossier.sorting.read_dates import read_dates, read_year
from zcdossier.sorting.read_diplomas import read_diplomas
from zcdossier.sorting.read_issuers import read_issuer, read_source
from zcdossier.sorting.read_journals import read_journal
from zcdossier.sorting.read_people import names_listed, place_among, read_people
from zcdossier.sorting.read_posts import read_post
from zcdossier.sorting.read_titles import CONTESTS, may_go_on, read_title
from zcdossier.sorting.statements import Statement, agreed, find_statements
from zcdossier.sorting.table_cells import cells_for, total_for

_OF_YEAR = (FieldType.INTEGER, FieldType.DATE)
_LABELLED, _IN_CELL, _LIKELY = 0.9, 0.85, 0.75
_NEXT_LABEL = re.compile(r"(?:[\s　]+|(?<=[\d岁男女]))[\u4e00-\u9fff]{2,8}[:：]")
"""A label that stands behind a value in the same line: 单位：某公司 申报人：某某."""
_LONGEST_VALUE, _LONGEST_LATIN, _SHORT, _LONG_LABEL = 60, 180, 2, 4
_LATIN_WORDS = re.compile("[A-Za-z]{2,}[ -]")
_KEPT_TYPES = (
    FieldType.TEXT,
    FieldType.DATE,
    FieldType.INTEGER,
    FieldType.NUMBER,
    FieldType.RANK,
    FieldType.PEOPLE,
    FieldType.CHOICE,
    FieldType.COMPOSED,
    FieldType.PERIOD,
    FieldType.FLAG,
)
_BARE = ("单位",)
"""Labels of forms that are filled in by hand, without a colon."""
_PRIZE = re.compile("^(?:获奖|奖项|奖励)名称")
_KIND, _RANK = re.compile("(?:类型|类别|种类)$"), re.compile("级别$")
_KIND_OF_PATENT = re.compile("(?P<value>(?:发明|实用新型|外观设计)专利)证书")
_OF_PRIZES, _PRIZED = re.compile("获奖|奖励"), re.compile("等奖|[:：]")
_PUBLISHED_AS = {"已发表": "论文", "已出版": "著作"}
_ASIDE = r"[(（][^()（）:：]{1,6}[)）]\s*"
"""What forms say behind a label of how it is to be filled in: 单位（盖章）, 聘用单位（甲方）."""
_ASIDE_ALONE = re.compile(_ASIDE)
_COLON = re.compile("[:：]")
_REMARK = re.compile(r"[(（][^()（）]*[)）]$")
_ROLE_FIRST = re.compile(
    r"(?P<role>主\s*编|副主编|编\s*著|参\s*编|主\s*审|编\s*委)[:：\s]*(?P<names>[\u4e00-\u9fff\s、,，]*)"
)


class _Spot(NamedTuple):
    piece: HeapPiece
    page: PageFacts
    line: TextLine


class FieldReader:
    """Reads the fields of new records for one profile and person."""

    def __init__(self, profile: Profile, sections: Collection[Section], person: str) -> None:
        self._dates = dict(profile.build.dates)
        self._person = person
        named = (
            name
            for section in sections
            for field in section.fields.values()
            for name in (field.label.zh, *field.aliases)
        )
        printed = (name for _, names in ON_PAPERS for name in names if len(name) >= _LONG_LABEL)
        letters = {comparable_letters(_REMARK.sub("", name)) for name in (*named, *printed, *TITLE_LABELS, *HEADINGS)}
        self._headings = frozenset(text for text in letters if len(text) >= _SHORT)
        self._forms: tuple[Callable[[Field, Section, Sequence[HeapPiece]], FieldRead | None], ...] = (
            lambda field, _, pieces: read_post(field, pieces, person) if field.type is FieldType.TEXT else None,
            read_amount,
            lambda field, _, pieces: read_year(field, pieces) if field.type in _OF_YEAR else None,
            lambda field, _, pieces: read_people(field, pieces, person) if person else None,
            lambda field, section, pieces: read_choice(field, section, pieces, person),
            read_award,
            lambda field, _, pieces: read_journal(field, pieces, self._place(pieces)),
            lambda field, _, pieces: read_issuer(field, pieces) or read_source(field, pieces),
            lambda field, section, pieces: _role_in_book(field, section, pieces, person),
        )

    def read(self, section: Section, pieces: Sequence[HeapPiece]) -> tuple[FieldRead, ...]:
        """Return the fields of a section that could be read off its pieces, in the order of the form."""
        found = {}
        for field in section.fields.values():
            read = self._read_field(field, section, pieces) if field.type in _KEPT_TYPES else None
            if read is not None:
                found[field.id] = read
        found = _without_echoes(section, found)
        main = self._dates.get(section.id, "") or next(
            (field.id for field in section.fields.values() if field.type is FieldType.DATE), ""
        )
        found = read_dates(section, pieces, main) | found | read_diplomas(section, pieces)
        found |= _with_kind(section, found) | _with_type(section, found, pieces)
        found = _kinds_by_title(section, found) | found
        found |= _with_level(section, found)
        return tuple(found[name] for name in section.fields if name in found)

    def _read_field(self, field: Field, section: Section, pieces: Sequence[HeapPiece]) -> FieldRead | None:
        plain = self._fitting(field, self._read_plainly(field, section, pieces))
        if plain is not None:
            return plain
        is_title, is_work = field.id == section.title_field, names_work(field.id, section)
        titled = self._fitting(field, read_title(field, pieces, section, self._person)) if is_title else None
        read = titled if is_work else None
        is_contest = any(word in field.label.zh for word in CONTESTS)
        labels = [field.label.zh, *field.aliases, *(TITLE_LABELS if is_title and not is_contest else ())]
        labels += [name for form, names in ON_PAPERS if form.search(field.label.zh) for name in names]
        labels = [name for label in labels if len(name := _REMARK.sub("", label)) >= _SHORT]
        behind = self._behind(labels, field, pieces, is_work=is_work) if read is None else None
        if behind is not None and _is_answer_of_another(section, field, behind.text):
            behind = None
        read = read or behind or self._in_cells(labels, field, pieces, is_title=is_title)
        if titled is not None and (read is None or is_work):
            row = self._in_cells(labels, field, pieces, is_title=is_title)
            is_cut = row is not None and comparable_letters(titled.text) in comparable_letters(row.text)
            read = row if is_cut else titled
        if read is None:
            stated = (form(field, section, pieces) for form in self._forms)
            read = next((fitting for value in stated if (fitting := self._fitting(field, value)) is not None), None)
        return read

    def _read_plainly(self, field: Field, section: Section, pieces: Sequence[HeapPiece]) -> FieldRead | None:
        """What is read better by its wording than by labels and cells: lists of names, honours."""
        if field.type is FieldType.PEOPLE and self._person:
            return read_people(field, pieces, self._person)
        return read_award(field, section, pieces) if asks_for_honour(field, section) else None

    def _behind(
        self, labels: Sequence[str], field: Field, pieces: Sequence[HeapPiece], *, is_work: bool
    ) -> FieldRead | None:
        """What stands behind a label in its line."""
        for spot, text in _values_behind(labels, pieces):
            value = _NEXT_LABEL.split(text, maxsplit=1)[0].strip(" 　:：;；,，。")
            if self._is_value(field, value) and not (is_work and may_go_on(spot.line, spot.page)):
                sure, file = _LABELLED * spot.line.confidence, spot.piece.piece.file
                return FieldRead(field.id, value, sure, file, spot.page.page, spot.line.box)
        return None

    def _in_cells(
        self, labels: Sequence[str], field: Field, pieces: Sequence[HeapPiece], *, is_title: bool
    ) -> FieldRead | None:
        """What tables say for a label; all of them have to agree, but a title may be of several things."""
        for label in dict.fromkeys(map(comparable_letters, labels)):
            found = [
                FieldRead(
                    field.id, cell.text, _IN_CELL * cell.line.confidence, piece.piece.file, page.page, cell.line.box
                )
                for piece in pieces
                for page in piece.pages
                for cell in cells_for(label, page, self._headings, self._person)
                if self._is_value(field, cell.text)
            ]
            cells = {cell.text: cell for cell in found}
            if (
                len(found) > 1
                and field.type is FieldType.NUMBER
                and len({(cell.file, cell.page) for cell in found}) == 1
            ):
                return self._total(label, field, pieces)  # none of the rows is what they come to
            if len(cells) == 1:
                return next(iter(cells.values()))
            if cells and (is_title or "、" in field.example) and field.type is FieldType.TEXT:
                first = next(iter(cells.values()))
                together = "、".join(cells)
                if not all(_stands_in_row(cell, pieces) for cell in cells.values()):
                    return None
                return first._replace(text=together, confidence=_LIKELY) if self._is_value(field, together) else None
        return None

    def _total(self, label: str, field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
        """What the rows of the only table with a sum come to."""
        found = [
            FieldRead(field.id, line.text.strip(), _IN_CELL * line.confidence, piece.piece.file, page.page, line.box)
            for piece in pieces
            for page in piece.pages
            if (line := total_for(label, page)) is not None and self._is_value(field, line.text.strip())
        ]
        return found[0] if len(found) == 1 else None

    def _place(self, pieces: Sequence[HeapPiece]) -> tuple[str, str]:
        place = place_among(pieces, self._person) if self._person else None
        return (str(place.rank), str(place.total)) if place is not None and place.total else ("", "")

    def _is_value(self, field: Field, text: str) -> bool:
        longest = _LONGEST_LATIN if _LATIN_WORDS.match(text) else _LONGEST_VALUE
        if not text or len(text) > longest or comparable_letters(text) in self._headings:
            return False
        if _ASIDE_ALONE.fullmatch(text) or (field.type is FieldType.PEOPLE and not names_listed(text)):
            return False
        if field.type in (FieldType.TEXT, FieldType.COMPOSED) and len(comparable_letters(text)) < (
            1 if text.isdecimal() else _SHORT
        ):
            return False
        if field.type is FieldType.CHOICE and _COLON.search(text):  # an open choice takes a whole sentence
            return False
        return read_value(text, field) is not None

    def _fitting(self, field: Field, read: FieldRead | None) -> FieldRead | None:
        return read if read is not None and self._is_value(field, read.text) else None


def _stands_in_row(cell: FieldRead, pieces: Sequence[HeapPiece]) -> bool:
    """Whether anything stands beside a cell: what stands alone is the rest of a cell above, or of a seal."""
    box = cell.box
    if box is None:
        return False
    middle = (box.top + box.bottom) / 2
    return any(
        line.box != box and line.box.top < middle < line.box.bottom
        for piece in pieces
        if piece.piece.file == cell.file
        for page in piece.pages
        if page.page == cell.page
        for line in page.lines
    )


def _values_behind(labels: Sequence[str], pieces: Sequence[HeapPiece]) -> Iterator[tuple[_Spot, str]]:
    """Yield what stands behind a label and a colon in its line."""
    spots = [_Spot(piece, page, line) for piece in pieces for page in piece.pages for line in page.lines]
    for label in labels:
        spread = r"\s*".join(map(re.escape, label))
        colon = r"(?:[:：]\s*|\s+)" if label in _BARE else r"[:：]\s*"
        form = re.compile(rf"(?:^|[\s(（]|(?<=[\d岁男女])){spread}\s*(?:{_ASIDE})?[】\])）]*{colon}(?P<value>\S.*)")
        apart = re.compile(rf"{re.escape(label)}[\s　]+(?P<value>\S+)") if len(label) >= _LONG_LABEL else form
        for spot in spots:
            match = form.search(spot.line.text) or apart.fullmatch(spot.line.text.strip())
            if match is not None:
                yield spot, match["value"]


def _is_answer_of_another(section: Section, field: Field, text: str) -> bool:
    """Whether a text is just a choice of another field: 授课对象：本科生 names no class, but the kind of students."""
    letters = comparable_letters(text)
    return field.type is FieldType.TEXT and any(
        letters == comparable_letters(choice.label.zh)
        for other in section.fields.values()
        if other is not field
        for choice in other.choices
    )


def _without_echoes(section: Section, found: Mapping[str, FieldRead]) -> dict[str, FieldRead]:
    """Without what the title has from the very same print: 资格名称 is that of a title, or of a qualification."""
    title = found.get(section.title_field)
    return {
        name: read
        for name, read in found.items()
        if title is None
        or name == section.title_field
        or section.fields[name].type is not FieldType.TEXT
        or (read.text, read.file, read.page, read.box) != (title.text, title.file, title.page, title.box)
    }


def _kinds_by_title(section: Section, found: Mapping[str, FieldRead]) -> dict[str, FieldRead]:
    """The kinds that a title or a prize settles by the words of their choices: 班主任 is work with students."""
    named = [section.title_field, *(name for name, field in section.fields.items() if _PRIZE.search(field.label.zh))]
    kinds = {}
    for field in section.fields.values():
        is_kind = _KIND.search(field.label.zh) or (_RANK.search(field.label.zh) and "资格" in section.label.zh)
        if field.type is not FieldType.CHOICE or not is_kind or field.id in found:
            continue
        labels = {choice.label.zh for choice in field.choices}
        for title in (found[name] for name in named if name in found):
            kind = read_value(title.text, field)
            if kind in labels and field.id not in kinds:
                sure = title.confidence * _LIKELY
                kinds[field.id] = title._replace(field=field.id, text=kind, confidence=sure)
    return kinds


def _with_level(section: Section, found: Mapping[str, FieldRead]) -> dict[str, FieldRead]:
    """The prize with its level behind it where the form wants it so: 科学技术进步奖二等奖（省部级）."""
    level = next((read for name, read in found.items() if _RANK.match(section.fields[name].label.zh)), None)
    marked = {}
    for name, read in found.items():
        field = section.fields[name]
        if level is not None and field.type is FieldType.COMPOSED and _PRIZE.search(field.label.zh):
            text = compose_value(field, {"name": read.text, "tier": level.text})
            if text is not None:
                marked[name] = read._replace(text=text, confidence=min(read.confidence, level.confidence))
    return marked


def _with_kind(section: Section, found: Mapping[str, FieldRead]) -> dict[str, FieldRead]:
    """The title with the choice before it that the form's example has: 本科生：药理学."""
    title, field = found.get(section.title_field), section.fields.get(section.title_field)
    kind, colon, _ = (field.example if field is not None else "").partition("：")
    for other in section.fields.values() if title is not None and colon else ():
        if other.type is FieldType.CHOICE and any(choice.label.zh == kind for choice in other.choices):
            read = found.get(other.id)
            if title is not None and read is not None and not title.text.startswith(read.text):
                return {section.title_field: title._replace(text=f"{read.text}：{title.text}")}
    return {}


def _with_type(section: Section, found: Mapping[str, FieldRead], pieces: Sequence[HeapPiece]) -> dict[str, FieldRead]:
    """The title with its type before it where the form wants both and the papers say it: 实用新型专利：一种护坡结构."""
    title, field = found.get(section.title_field), section.fields.get(section.title_field)
    if title is None or field is None or field.type is not FieldType.COMPOSED or "(?P<type>" not in field.pattern:
        return {}
    patent = agreed(find_statements(_KIND_OF_PATENT, pieces)) if "专利" in section.label.zh else None
    status = found.get("status")
    published = _PUBLISHED_AS.get(status.text, "") if status is not None and "论文" in section.label.zh else ""
    prize = prize_of(pieces) if _OF_PRIZES.search(section.label.zh) else None
    stated = patent or prize
    kind = stated.text if stated is not None else published
    text = f"{kind}：{title.text}"
    is_typed = not kind or kind in title.text or _PRIZED.search(title.text) or read_value(text, field) is None
    return {} if is_typed else {section.title_field: title._replace(text=text)}


def _role_in_book(field: Field, section: Section, pieces: Sequence[HeapPiece], person: str) -> FieldRead | None:
    """What the applicant is of a book, as its cover says: 林晓主编; alone before 著 is the only author."""
    if field.type is not FieldType.TEXT or field.label.zh != "角色" or "著" not in section.label.zh or not person:
        return None
    name = re.escape(fold(person))
    form = re.compile(rf"(?<![\u4e00-\u9fff、,，]){name}(?P<value>主编|副主编|编著|独著|著)")
    role = agreed(find_statements(form, pieces)) or agreed(_roles_before(pieces, fold(person)))
    if role is None:
        return None
    return role._replace(text="独著" if role.text == "著" else role.text).read_as(field, _LIKELY)


def _roles_before(pieces: Sequence[HeapPiece], person: str) -> Iterator[Statement]:
    """Yield what lines call the people whom they list, the applicant among them: 副主编 某某 某某."""
    for piece in pieces:
        for placed in piece.text.folded.lines:
            match = _ROLE_FIRST.fullmatch(fold(placed.line.text.strip()))
            beside = (line for line in placed.page.facts.lines if match is not None and _is_beside(line, placed.line))
            if match is not None and any(
                person in fold(text) for text in (match["names"], *(line.text for line in beside))
            ):
                yield Statement(re.sub(r"\s", "", match["role"]), piece, (placed,))


def _is_beside(line: TextLine, other: TextLine) -> bool:
    """Whether a line stands right of another, level with it."""
    return line.box.left >= other.box.right and other.box.top < (line.box.top + line.box.bottom) / 2 < other.box.bottom
