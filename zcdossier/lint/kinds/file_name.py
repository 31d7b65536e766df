"""ZC512 file-name: how files, record folders and the dossier's folder are named."""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.name_signs import NameCase, NameSigns, count_bytes, signs_not_allowed
from zcdossier.lint.parameter_types import FieldName, FileSuffix, NameTemplateText, PartName, StemPattern
from zcdossier.lint.record_selection import records_to_check
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Record, Scan
from zcdossier.model.finding import Argument, Message, Related
from zcdossier.model.label import Label, join_labels, join_words
from zcdossier.model.name_facts import NameFacts, label_of_slot
from zcdossier.model.name_template import NameMatch, match_name, names_suffix, parse_template, render_template
from zcdossier.model.place import Place
from zcdossier.model.profile import FieldType, Rule
from zcdossier.model.spelling import fold

_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:\s*年度|\s*年(?!\s*\d)|(?=[^\W\d_年]))")
_YEAR_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})\s*[年.-]\s*(?P<month>\d{1,2})(?!\d|\s*[期卷号])")
_TIME_OF_DAY = r"[-./月]?\s*\d{1,2}\s*日?[\s_T-]+\d{1,2}[.:：时点]\d{2}"


class NamedThing(StrEnum):
    """Whose name is judged."""

    FILE = "file"
    FOLDER = "folder"
    DOSSIER = "dossier"


class FileNameParams(NamedTuple):
    """Names of a record's files, of its folder, or of the folder of the whole dossier (`of`), without their ending.

    `template` is filled in from facts: `{applicant.name}-{title}-{date|YYYYMM}`; one that ends with `.pdf` wants that
    ending too. `pattern` is a regular expression for the whole name, `agrees_with` a date field of the record,
    or one of a year (2023年度考核表.pdf).
    `max` and `min` count characters, `max_bytes` a Chinese character as two. `allowed` names what a name is made
    of: chinese, letters, digits, spaces, or signs themselves (`-_`); `forbidden` what it must not hold, in the same
    words; `excludes` are whole words that it must not hold. `case` is upper or lower. `unique`: no two records' files
    are named alike. `parts` and `formats` (endings such as pdf) limit it to some files. `example` is shown where a
    pattern does not say enough.
    """

    of: NamedThing = NamedThing.FILE
    template: NameTemplateText = NameTemplateText("")
    pattern: StemPattern = StemPattern("")
    agrees_with: FieldName = FieldName("")
    example: str = ""
    max: int = 0
    min: int = 0
    max_bytes: int = 0
    allowed: NameSigns = ()
    forbidden: NameSigns = ()
    excludes: tuple[str, ...] = ()
    case: NameCase | None = None
    unique: bool = False
    parts: tuple[PartName, ...] = ()
    formats: tuple[FileSuffix, ...] = ()


class _Name(NamedTuple):
    """A name that is judged: the path as people know it, the record and the scan it is of, where it stands."""

    path: str
    record: Record
    place: Place
    scan: Scan | None = None

    @property
    def base(self) -> str:
        return self.path.rstrip("/").rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The name without its ending; a folder has none."""
        return PurePosixPath(self.path).stem if self.scan is not None else self.base

    def with_suffix(self, stem: str) -> str:
        """Give a stem the ending that the file has."""
        return stem + PurePosixPath(self.path).suffix if self.scan is not None else stem


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Judge each name by itself, then whether two are alike."""
    params: FileNameParams = rule.params
    seen: dict[str, _Name] = {}
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            yield record
            continue
        for name in _names_of(record, params, context):
            yield from _judge(name, params, context)
            first = seen.setdefault(fold(name.stem), name)
            if params.unique and first.record != name.record:
                note = Label("第一次出现在这里", "first stands here")
                args: dict[str, Argument] = {"file": name.path, "other": first.path}
                yield Hit(name.place, "twice", args, related=(Related(first.place, note),))


def _names_of(record: Record, params: FileNameParams, context: Context) -> Iterator[_Name]:
    if params.of is NamedThing.DOSSIER:
        yield _Name(context.dossier.root.resolve().name, record, context.dossier.place)
    elif params.of is NamedThing.FOLDER:
        if record.folder:
            yield _Name(record.folder, record, record.folder_place or record.place)
    else:
        for scan in record.scans:
            suffix = PurePosixPath(scan.file).suffix.casefold().lstrip(".")
            if (not params.parts or scan.part in params.parts) and (not params.formats or suffix in params.formats):
                place = scan.place if scan.place.path else scan.place.at(record.place.path)
                yield _Name(scan.file, record, place, scan)


def _judge(name: _Name, params: FileNameParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Report the first thing that is wrong: a name is changed once."""
    stem, args = name.stem, {"file": name.path, "example": params.example}
    if params.template:
        problem = _hold_against_template(name, params, context)
        if problem is not None:
            yield problem
            return
    if params.pattern and not re.fullmatch(params.pattern, stem):
        yield Hit(name.place, "pattern" if params.example else "pattern-only", args)
    elif params.agrees_with and (how := _find_disagreement(stem, name.record, params.agrees_with, context)):
        label = context.field_label(name.record.section, params.agrees_with)
        yield Hit(name.place, how, {**args, "field": label, "date": name.record.text(params.agrees_with)})
    else:
        wrong = _find_wrong_signs(name, params)
        if wrong is not None:
            yield Hit(name.place, wrong[0], {**args, **wrong[1]})


def _hold_against_template(name: _Name, params: FileNameParams, context: Context) -> Hit | Unjudged | None:
    template = parse_template(params.template)
    facts = NameFacts(context.dossier, context.profile, name.record, name.scan).look_up
    match = match_name(template, name.base if names_suffix(template) else name.stem, facts)
    if match.agrees and not match.untold:
        return None
    section = context.section(name.record.section)
    labels = {str(slot): label_of_slot(slot.names[0], section, context.profile) for slot in template.slots}
    if match.agrees:
        missing = join_labels([labels[str(slot)] for slot in match.untold])
        return Unjudged(Label(f"没有填写：{missing.zh}", f"not filled in: {missing.text('en')}"), name.place)
    rendered = render_template(template, facts).text
    for slot, label in labels.items():
        rendered = rendered.replace(slot, f"〔{label.zh}〕")
    args: dict[str, Argument] = {
        "file": name.path,
        "wanted": rendered if names_suffix(template) else name.with_suffix(rendered),
    }
    return _template_hit(match, labels, Hit(name.place, "", args), params)


def _template_hit(match: NameMatch, labels: dict[str, Label], hit: Hit, params: FileNameParams) -> Hit:
    where = "" if params.of is NamedThing.FILE else f"-{params.of}"
    if len(match.differing) != 1:
        return hit._replace(message=f"template{where}")
    slot, wanted, found = match.differing[0]
    args = {**hit.args, "slot": labels[str(slot)], "right": wanted, "found": found}
    return hit._replace(message=f"slot{where}", args=args)


def _find_disagreement(stem: str, record: Record, field: str, context: Context) -> str:
    """The message of what differs, a year or a date; nothing where the name agrees or does not say."""
    section = context.section(record.section)
    declared = section.fields.get(field) if section is not None else None
    if declared is not None and declared.type is FieldType.INTEGER:
        return "year" if _differs_in_year(stem, record.canon(field)) else ""
    return "date" if _disagrees(stem, record, field) else ""


def _differs_in_year(stem: str, year: str) -> bool:
    """Whether a name says a year (2021年度考核表, not 2024年1月考核表), and not this one."""
    named_years = {match["year"] for match in _YEAR.finditer(stem)}
    wanted = re.search(r"(?:19|20)\d{2}", year)
    return bool(named_years) and wanted is not None and wanted[0] not in named_years


def _disagrees(stem: str, record: Record, field: str) -> bool:
    """Whether a name says another month; 扫描全能王 2024-08-01 10.11 says when it was scanned."""
    named = _YEAR_MONTH.search(stem)
    day = parse_date(record.canon(field))
    if named is None or day is None or re.match(_TIME_OF_DAY, stem[named.end() :]):
        return False
    month = day.month if day.month is not None else int(named["month"])
    return (int(named["year"]), int(named["month"])) != (day.year, month)


def _find_wrong_signs(name: _Name, params: FileNameParams) -> tuple[str, dict[str, Argument]] | None:
    stem = name.stem
    held = signs_not_allowed(stem, params.allowed, params.forbidden)
    if held:
        signs = (Label("空格", "a space") if sign.isspace() else Label(sign) for sign in held)
        quoted = join_labels(signs, Label(" ", " "))
        return "signs", {"held": quoted}
    words = [word for word in params.excludes if fold(word) in fold(stem)]
    if words:
        return "words", {"held": join_words(words, Label("、", ", "))}
    if params.case is not None and stem != params.case.apply(stem):
        return "case", {"wanted": name.with_suffix(params.case.apply(stem)), "case": params.case.label}
    if params.max and len(stem) > params.max:
        return "long", {"count": len(stem), "max": params.max}
    if params.max_bytes and count_bytes(stem) > params.max_bytes:
        return "long-bytes", {"count": count_bytes(stem), "max": params.max_bytes}
    if len(stem) < params.min:
        return "short", {"count": len(stem), "min": params.min}
    return None


_RENAME = Label("改名为 {wanted}", "rename it to {wanted}")
_RENAME_FOLDER = Label(
    "把文件夹改名为 {wanted}，清单里写的文件夹名也一起改", "rename the folder to {wanted}, in the manifest too"
)
_RENAME_DOSSIER = Label("把整个材料文件夹改名为 {wanted}", "rename the dossier's folder to {wanted}")
_NOT_NAMED = Label("{file} 的命名不合要求", "{file} is not named as required")
_SLOT_DIFFERS = Label(
    "{file} 的名称里，“{slot}”应是 {right}，现在是 {found}",
    "{file}: {slot} should be {right}, but the name says {found}",
)

KIND = CheckKind(
    code="ZC512",
    name="file-name",
    title=Label("文件命名", "names of files"),
    params=FileNameParams,
    check=check,
    asks=(
        "template",
        "pattern",
        "agrees_with",
        "max",
        "min",
        "max_bytes",
        "allowed",
        "forbidden",
        "excludes",
        "case",
        "unique",
    ),
    messages={
        "pattern": Message(_NOT_NAMED, Label("改名，例如 {example}", "rename it, for example {example}")),
        "pattern-only": Message(_NOT_NAMED, Label("照通知的要求改名", "rename it as the notice says")),
        "template": Message(_NOT_NAMED, _RENAME),
        "slot": Message(_SLOT_DIFFERS, _RENAME),
        "template-folder": Message(
            Label("文件夹 {file} 的命名不合要求", "the folder {file} is not named as required"), _RENAME_FOLDER
        ),
        "slot-folder": Message(_SLOT_DIFFERS, _RENAME_FOLDER),
        "template-dossier": Message(
            Label("材料文件夹 {file} 的命名不合要求", "the dossier's folder {file} is not named as required"),
            _RENAME_DOSSIER,
        ),
        "slot-dossier": Message(_SLOT_DIFFERS, _RENAME_DOSSIER),
        "date": Message(
            Label("{file} 里的年月与“{field}”{date} 不一致", "the date in {file} differs from {field} {date}"),
            Label("改文件名或改日期，让两处一致", "change the name or the date so that they agree"),
        ),
        "year": Message(
            Label("{file} 里的年份与“{field}”{date} 不一致", "the year in {file} differs from {field} {date}"),
            Label(
                "打开看看是哪一年的：放错了的换成当年的，只是名字错的改名",
                "see which year it is for: put the right year's there, or rename it if only the name is wrong",
            ),
        ),
        "signs": Message(
            Label("{file} 的名称里不能有：{held}", "the name of {file} must not contain: {held}"),
            Label("改名，去掉这些字符", "rename it without them"),
        ),
        "words": Message(
            Label("{file} 的名称里不能有：{held}", "the name of {file} must not contain: {held}"),
            Label("改名，去掉这些词", "rename it without these words"),
        ),
        "case": Message(
            Label("{file} 的名称里，英文字母要{case}", "the letters in the name of {file} must be {case}"), _RENAME
        ),
        "long": Message(
            Label(
                "{file} 的名称有 {count} 个字，最多 {max} 个（不算扩展名）",
                "the name of {file} has {count} characters without its ending; the limit is {max}",
            ),
            Label("改一个短些的名称", "give it a shorter name"),
        ),
        "long-bytes": Message(
            Label(
                "{file} 的名称有 {count} 个字符（一个汉字算 2 个，不算扩展名），最多 {max} 个",
                "{file}: the name takes {count} bytes without its ending (a Chinese character takes two); the "
                "limit is {max}",
            ),
            Label("改一个短些的名称", "give it a shorter name"),
        ),
        "short": Message(
            Label(
                "{file} 的名称只有 {count} 个字，至少 {min} 个",
                "the name of {file} is too short: {count} of at least {min} characters",
            ),
            Label("改一个说得清楚的名称", "give it a name that says more"),
        ),
        "twice": Message(
            Label("{file} 和 {other} 重名", "{file} has the same name as {other}"),
            Label("给其中一个改名，让每个文件都不重名", "rename one of them, so that no two names are the same"),
        ),
    },
    card=Card(
        why=Label(
            "有的通知规定了文件和文件夹怎样命名、多长、能用哪些字符；不合要求的，系统收不进去，或者审核人对不上号。",
            "Some notices say how files and folders are named, how long, and of which characters.",
        ),
        wrong="IMG_2031.pdf",
        right="林知夏-课堂里的追问-202103.pdf",
        mend=Label("照提示改名。", "Rename it as the hint shows."),
    ),
)
