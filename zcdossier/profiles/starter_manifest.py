"""The manifest a newcomer starts from: every section and field with a comment, ready to be uncommented."""

import re
from collections.abc import Iterable, Iterator

from zcdossier.model.field_help import field_help
from zcdossier.model.finding import Severity
from zcdossier.model.manifest_names import SCHEMA_LINE
from zcdossier.model.part_numbering import number_parts, parts_in_merge_order
from zcdossier.model.profile import OTHER_PART, Field, Profile, Section
from zcdossier.model.record_folders import asks_for_scans
from zcdossier.source.yaml_scalars import yaml_scalar

_WIDTH = 28
_FOLDER_NAME = 12
_HOW_TO = (
    "# 怎么填",
    "# 1. 在冒号后面空一格再写内容。# 和它后面的字是说明，不用删；内容和 # 之间也要空一格。",
    "# 2. 没有的栏目空着。要填的栏目，把“# - ”起的几行前面的“# ”（井号和一个空格）都去掉，再填。",
    "# 3. 同一个栏目有第二条，就把这几行照样再写一份，接在下面。行前的空格有意义，不用 Tab。",
    "# 4. 每条记录的扫描件放进 folder 写的文件夹（文件夹自己建），文件名是“序号-佐证名”，按序号合并成一个 PDF。",
    '# 5. 以 * 开头的题目要加英文双引号，例如 "*课堂里的追问"。',
    "# 6. 填一点就可以运行一次 zcdossier lint，照着提示改。",
)


def starter_manifest(profile: Profile, level: str) -> str:
    """Return the text of a new `dossier.yaml` for `profile` at `level`."""
    lines = (*_head_lines(profile, level), *_section_lines(profile, level), *_tail_lines(profile))
    return "".join(f"{_line_of(line)}\n" for line in lines)


def starter_comments(profile: Profile) -> frozenset[str]:
    """Return the comments of new manifests for `profile`, without their hash signs; also those inside records."""
    levels = [level.id for level in profile.levels] or [""]
    texts = {line for level in levels for line in starter_manifest(profile, level).splitlines()}
    found = (text.partition("#")[2].strip() for text in texts)
    return frozenset(piece for text in found for piece in (text, text.rpartition("  # ")[2].strip()) if piece)


def _line_of(text: str) -> str:
    """A text of the profile may run over several lines; here each line is a line of the manifest."""
    return re.sub(r"\s*[\n\r\x85\u2028\u2029]\s*", " ", text.rstrip())


def _head_lines(profile: Profile, level: str) -> Iterator[str]:
    yield SCHEMA_LINE
    yield f"# {profile.title.zh}"
    yield from _HOW_TO
    for line in (guidance.text.zh for guidance in profile.guidance if not guidance.at):
        yield f"# · {line}"
    yield ""
    yield f"profile: {profile.id}"
    if profile.levels:
        levels = "、".join(f"{choice.id}（{choice.label.zh}）" for choice in profile.levels)
        yield _line("", "level", level, f"申报级别：{levels}")
    yield ""
    yield "applicant:  # 个人基本信息"
    for field in profile.applicant.values():
        yield _line("  ", field.id, "", _field_comment(field))
    if profile.photo is not None:
        yield ""
        yield f"photo:  # {profile.photo.label.zh}，例如 photo.jpg；用 zcdossier photo-check photo.jpg 检查"
    if profile.texts:
        yield ""
        yield "texts:  # 文字材料，写文件名"
        for section in profile.texts.values():
            yield _line("  ", section.id, "", f"{section.label.zh}，例如 {section.id}.md{_hint_after(section)}")


def _section_lines(profile: Profile, level: str) -> Iterator[str]:
    yield ""
    yield "sections:"
    for section in profile.sections.values():
        top = section.limit_for(level)
        notes = [f"最多 {top} 项"] if top is not None else []
        notes += ["必填"] if section.required else []
        yield ""
        yield f"  # ── {section.number} {section.label.zh}{'（' + '，'.join(notes) + '）' if notes else ''}"
        if section.hint is not None:
            yield f"  # {section.hint.zh}"
        for text in (guidance.text.zh for guidance in profile.guidance if guidance.at == section.id):
            yield f"  # · {text}"
        if section.parts and not asks_for_scans(section, profile):
            yield f"  # 不一定要佐证；要放的，在这一条里加一行 {_folder_line(section.folder + '/文件夹名', section)}"
        yield f"  {section.id}:"
        yield from _record_lines("  ", _opening_lines(section, profile), section)


def _tail_lines(profile: Profile) -> Iterator[str]:
    if profile.attachments:
        yield ""
        yield "attachments:  # 附件"
        for section in profile.attachments.values():
            folder = _folder_line(f"附件/{section.label.zh}", section)
            kind = _line("", "kind", section.id, f"{section.label.zh}{_hint_after(section)}")
            yield from _record_lines("", [kind, folder], section)
    yield ""
    yield "answers:  # 人工确认：zcdossier checklist 列出问题，确认一条写一条，例如"
    for clause in dict.fromkeys(question.clauses[0] for question in profile.checklist):
        yield f"#  {clause}: 是"


def _record_lines(indent: str, opening: Iterable[str], section: Section) -> Iterator[str]:
    """A record to be uncommented: what it begins with, then its fields."""
    lines = [*opening, *(_line("", field.id, "", _field_comment(field)) for field in section.fields.values())]
    for number, line in enumerate(lines):
        yield f"{indent}# {' ' if number else '-'} {line}"


def _opening_lines(section: Section, profile: Profile) -> Iterator[str]:
    if asks_for_scans(section, profile):
        yield _folder_line(f"{section.folder}/{_example_folder(section)}", section)


def _folder_line(folder: str, section: Section) -> str:
    numbers = number_parts(section.parts)
    order = [name for name in parts_in_merge_order(section.parts) if name != OTHER_PART]
    files = "  ".join(f"{numbers[name]}-{section.parts[name].label.zh}.jpg" for name in order)
    return f"folder: {yaml_scalar(folder)}  # 里面放：{files or '1-证书.jpg'}"


def _line(indent: str, key: str, value: str, comment: str) -> str:
    text = f"{indent}{key}: {value}".rstrip()
    return f"{text.ljust(_WIDTH)}  # {comment}"


def _field_comment(field: Field) -> str:
    notes = [field.label.zh]
    if field.required is Severity.ERROR:
        notes.append("【必填】")
    elif field.required is Severity.WARNING:
        notes.append("【建议填】")
    return "".join(notes) + "；".join(["", *field_help(field)]).replace("；", " ", 1)


def _hint_after(section: Section) -> str:
    return f"。{section.hint.zh}" if section.hint else ""


def _example_folder(section: Section) -> str:
    """A short name for the folder of a first record, from the example of its title."""
    field = section.fields.get(section.title_field)
    title = re.sub(r"[*\"“”《》]|[（(].*", "", field.example if field else "")
    name = re.split(r"[、，；：—]", title)[0].strip()[:_FOLDER_NAME]
    return name if name.isdecimal() else f"1 {name or re.sub('（.*?）', '', section.label.zh)}"
