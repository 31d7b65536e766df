"""ZC401 evidence: every record has its scans."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FileFormat
from zcdossier.lint.record_parts import suggested_folder
from zcdossier.lint.record_selection import per_record
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Advice, Message
from zcdossier.model.label import Label, join_words


class EvidenceParams(NamedTuple):
    """How many usable files a record needs and may have (`max` 0: any number), and of which formats."""

    min: int = 1
    max: int = 0
    formats: tuple[FileFormat, ...] = ()


@per_record
def check(record: Record, params: EvidenceParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Count the files that are there and not empty; a missing folder or file is reported by its own check."""
    count = sum(1 for _ in context.usable_scans(record))
    yield from _too_much(record, count, params, context)
    if count >= params.min or context.sources_missing(record) or _only_empty(record, context, params.min):
        return
    message = "few" if record.scans else "none" if record.folder else "no-folder"
    place = record.folder_place or record.place
    yield Hit(
        place.at(record.place.path),
        message,
        {
            "title": context.title(record),
            "folder": record.folder,
            "count": count,
            "min": params.min,
            "example": _example(record, context),
            "new": suggested_folder(record, context),
        },
    )


def _only_empty(record: Record, context: Context, least: int) -> bool:
    """Whether enough files are there, but some have no bytes: their own check, which can't be waived, says so."""
    facts_of_scans = (context.facts.get(scan.file) for scan in record.scans)
    return len(record.scans) >= least and any(facts is not None and not facts.bytes for facts in facts_of_scans)


def _example(record: Record, context: Context) -> str:
    section = context.section(record.section)
    first = next(iter(section.parts.values()), None) if section else None
    return f"1-{first.label.zh if first else '证书'}.jpg"


def _too_much(record: Record, count: int, params: EvidenceParams, context: Context) -> Iterator[Hit]:
    if params.max and count > params.max:
        place = (record.folder_place or record.place).at(record.place.path)
        yield Hit(place, "many", {"title": context.title(record), "count": count, "max": params.max})
    for scan in record.scans:
        facts = context.facts.get(scan.file)
        if params.formats and facts is not None and facts.usable and facts.format not in params.formats:
            wanted = join_words((format_.upper() for format_ in params.formats), Label(" 或 ", " or "))
            place = scan.place.at(record.place.path)
            yield Hit(place, "format", {"file": scan.file, "format": facts.format.upper(), "wanted": wanted})


KIND = CheckKind(
    code="ZC401",
    name="evidence",
    title=Label("佐证", "evidence"),
    params=EvidenceParams,
    check=check,
    messages={
        "none": Message(
            Label("“{title}”没有佐证材料（文件夹 {folder}）", "{title} has no scans (folder {folder})"),
            Label(
                "把扫描件或照片放进这个文件夹，文件名写成“序号-佐证名”，例如 {example}",
                "put the scans into this folder and name them number-part, for example {example}",
            ),
        ),
        "few": Message(
            Label(
                "“{title}”的佐证只有 {count} 个文件，至少要 {min} 个",
                "{title}: {count} of at least {min} files of evidence",
            ),
            Label("把缺少的扫描件放进文件夹 {folder}", "put the missing scans into {folder}"),
        ),
        "many": Message(
            Label("“{title}”有 {count} 个文件，只能有 {max} 个", "{title} has {count} files; the limit is {max}"),
            Label("合成一个 PDF，或移走多余的", "merge them into one PDF, or remove the others"),
        ),
        "format": Message(
            Label("{file} 是 {format} 格式，要求 {wanted}", "{file} is {format}, but must be {wanted}"),
            Label("另存为 {wanted}", "save it as {wanted}"),
        ),
        "no-folder": Message(
            Label("“{title}”没有写文件夹，也没有佐证材料", "{title} has no folder and no scans"),
            Advice.MAKE_FOLDER,
        ),
    },
    card=Card(
        why=Label(
            "所填业绩都要上传佐证，没有佐证的不予认可。",
            "Every achievement needs uploaded evidence; without it, it is not recognised.",
        ),
        wrong="05-获奖情况/2021 科技进步奖/   （空文件夹）",
        right="05-获奖情况/2021 科技进步奖/1-证书.jpg",
        mend=Label("放入扫描件；0 字节的文件不算。", "Add the scan; a file of 0 bytes does not count."),
    ),
)
