"""What the sheets and columns of a manifest in Excel are called: for its writer and its reader alike."""

from collections.abc import Mapping

from zcdossier.model.finding import Addressee, Stage
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import KIND, RECORD, WAIVER, ManifestKey
from zcdossier.model.profile import Field, Profile, Section
from zcdossier.model.spelling import Names, normalized_name

GUIDE_SHEET = "说明"
APPLICANT_SHEET = "申报人"
ATTACHMENTS_SHEET = "附件"
ANSWERS_SHEET = "确认"
WAIVERS_SHEET = "不适用说明"
CHOICES_SHEET = "选项"
OWN_SHEETS = (GUIDE_SHEET, APPLICANT_SHEET, ATTACHMENTS_SHEET, ANSWERS_SHEET, WAIVERS_SHEET, CHOICES_SHEET)
"""In the order of the workbook, but for the sections, which stand after the applicant; the choices are hidden."""

NUMBER = ManifestKey("number", Label("序号"), ("编号", "no", "no."))
REMARK = ManifestKey("remark", Label("备注"), ("自己的备注",))
FOLDER, FILES = RECORD
RECORD_COLUMNS = (NUMBER, FOLDER._replace(aliases=("扫描件文件夹", "文件夹名")), FILES, REMARK)
ATTACHMENT_COLUMNS = (*RECORD_COLUMNS, KIND)
ANSWER_COLUMNS = (
    ManifestKey("clause", Label("条款"), ("编号", "条款编号")),
    ManifestKey("at", Label("哪一条"), ("记录", "位置")),
    ManifestKey("question", Label("问题")),
    ManifestKey("asks", Label("由谁确认")),
    ManifestKey("answer", Label("回答"), ("答复",)),
    REMARK,
)
WAIVER_COLUMNS = (*WAIVER, REMARK)
APPLICANT_COLUMNS = (
    ManifestKey("item", Label("项目"), ("栏目", "字段")),
    ManifestKey("text", Label("填写内容"), ("内容", "填写")),
    ManifestKey("help", Label("怎么填"), ("填写说明", "说明")),
)
OTHER_REMARKS = "清单里原有的其他备注"
"""Above the remarks on no record, at the end of the instructions."""
REQUIRED_MARK = "*"
EXAMPLE = "例"
EXAMPLE_WORDS = frozenset({"例", "示例", "例如", "样例", "举例"})
_SHEET_NAME = 31
_FORBIDDEN = "[]:*?/\\"
_PIECE = "·"


_WHO = {Addressee.APPLICANT: "本人", Addressee.UNIT: "单位", Addressee.AUTHORITY: "主管部门"}


def who_confirms(asks: Addressee, stage: Stage) -> str:
    """Return what stands in the column 由谁确认 for a question."""
    return _WHO[asks] + ("（事后）" if stage is not Stage.BEFORE else "")


def sheet_name(text: str, taken: set[str]) -> str:
    """Return a name that Excel takes and that no other sheet has; it is added to `taken`."""
    plain = "".join(" " if char in _FORBIDDEN or not char.isprintable() else char for char in text).strip("' ") or "-"
    name, again = plain[:_SHEET_NAME], 1
    while name.casefold() in taken:
        again += 1
        mark = f" {again}"
        name = plain[: _SHEET_NAME - len(mark)] + mark
    taken.add(name.casefold())
    return name


def section_sheets(profile: Profile) -> dict[str, str]:
    """Return the name of each section's sheet, by the section's id."""
    taken = {name.casefold() for name in OWN_SHEETS}
    return {section.id: sheet_name(section.label.zh, taken) for section in profile.sections.values()}


def sheet_names(profile: Profile) -> Names:
    """Return the lookup from what a sheet may be called to its section."""
    names = Names.of(profile.sections.values())
    written = {normalized_name(name): identity for identity, name in section_sheets(profile).items()}
    return Names({**names.ids, **written}, tuple(section_sheets(profile).values()))


def heading_of(field: Field, names: Names) -> str:
    """Return what a field's column is headed: its label, or its id where the label means another field."""
    return field.label.zh if names.find(field.label.zh) == field.id else field.id


def attachment_fields(profile: Profile) -> Mapping[str, Field]:
    """Return the fields of all attachments by their headings: attachments share columns that are called the same."""
    fields: dict[str, Field] = {}
    for section in profile.attachments.values():
        names = Names.of(section.fields.values())
        for field in section.fields.values():
            fields.setdefault(heading_of(field, names), field)
    return fields


def item_of(section: Section, field: Field | None = None) -> str:
    """Return what the line of a photo or a text is called, or of a field of it."""
    return section.label.zh if field is None else f"{section.label.zh}{_PIECE}{field.label.zh}"
