"""ZC402 parts: a record's evidence holds certain parts."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import PartName
from zcdossier.lint.record_parts import NOT_UNDERSTOOD, parts_present, satisfies_alone, suggested_folder, unclear_files
from zcdossier.lint.record_selection import per_record
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Message
from zcdossier.model.label import Label, join_labels
from zcdossier.model.manifest_form import Phrase
from zcdossier.model.part_numbering import number_for

_NOTHING = Label("")
_CROWDED = Label("（后面文件的序号依次加 1）", " (and add 1 to the numbers after it)")
_A_FOLDER = Label("新建的文件夹", "a new folder")


class PartsParams(NamedTuple):
    """Every part of `all_of` is wanted (in `exactly` so many files, where given), and at least one of `one_of`."""

    all_of: tuple[PartName, ...] = ()
    one_of: tuple[PartName, ...] = ()
    exactly: int = 0


@per_record
def check(record: Record, params: PartsParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each missing part once; a record without any file is the evidence check's business.

    A part whose file is damaged or empty is there: its own finding says what is wrong with it.
    """
    present = parts_present(record, context)
    if _is_judged_elsewhere(record, context) or _is_complete(params, record):
        return
    if unclear_files(record, context):
        yield Unjudged(NOT_UNDERSTOOD, record.place)
        return
    for part in params.all_of:
        if part not in present:
            yield _hit(record, context, (part,), "missing")
        elif params.exactly and (count := sum(scan.part == part for scan in record.scans)) != params.exactly:
            hit = _hit(record, context, (part,), "number")
            yield hit._replace(args={**hit.args, "count": count, "exactly": params.exactly})
    if params.one_of and not present.intersection(params.one_of):
        yield _hit(record, context, params.one_of, "missing" if len(params.one_of) == 1 else "none-of")


def _is_complete(params: PartsParams, record: Record) -> bool:
    """Whether what is understood of the record's files is enough already."""
    counts = Counter(scan.part for scan in record.scans if scan.doubt is None)
    enough = all(counts[part] == params.exactly if params.exactly else counts[part] for part in params.all_of)
    return enough and (not params.one_of or any(counts[part] for part in params.one_of))


def _is_judged_elsewhere(record: Record, context: Context) -> bool:
    """Whether the record has no files, or not those it lists, which is said already; or one file that is the part."""
    if not record.scans and _asks_for_files(record.section, context):
        return True
    return context.sources_missing(record) or satisfies_alone(record, context)


def _asks_for_files(section: str, context: Context) -> bool:
    return any(rule.kind == "evidence" and not rule.off and section in rule.sections for rule in context.profile.rules)


def _hit(record: Record, context: Context, parts: tuple[str, ...], message: str) -> Hit:
    section = context.section(record.section)
    labels = [section.parts[part].label if section and part in section.parts else Label(part) for part in parts]
    wanted = join_labels(labels)
    numbered_scans = [(scan.part, scan.number) for scan in record.scans]
    number, crowded = number_for(parts[0], section.parts if section else {}, numbered_scans)
    place = (record.folder_place or record.place).at(record.place.path)
    return Hit(
        place,
        message,
        {
            "title": context.title(record),
            "part": wanted,
            "example": f"{number}-{labels[0].zh}.jpg",
            "crowded": _CROWDED if crowded else _NOTHING,
            "listed": _what_to_write_besides(record, context),
            "folder": record.folder or _A_FOLDER,
        },
    )


def _what_to_write_besides(record: Record, context: Context) -> Label:
    """What has to be written into the manifest besides: a record that lists its files, or has no folder yet."""
    if any(".files[" in scan.place.path for scan in record.scans):
        return context.form.phrase(Phrase.LIST_FILE)
    if record.folder:
        return _NOTHING
    return context.form.phrase(Phrase.NAME_NEW_FOLDER, folder=suggested_folder(record, context))


KIND = CheckKind(
    code="ZC402",
    name="parts",
    title=Label("佐证齐全", "evidence parts"),
    params=PartsParams,
    check=check,
    asks=("all_of", "one_of"),
    messages={
        "missing": Message(
            Label("“{title}”的佐证里没有“{part}”", "{title}: there is no {part} among its scans"),
            Label(
                "把“{part}”扫描或拍照，放进 {folder}，起名 {example}{crowded}{listed}；已经放了就改成这个名字",
                "scan or photograph {part}, put it into {folder} and name it {example}{crowded}{listed}; if it "
                "is there already, rename it to that",
            ),
        ),
        "number": Message(
            Label(
                "“{title}”的“{part}”有 {count} 个文件，要求正好 {exactly} 个",
                "{title}: files of {part}: {count}, must be exactly {exactly}",
            ),
            Label("移走多余的，或补上缺的", "remove the surplus, or add what is missing"),
        ),
        "none-of": Message(
            Label(
                "“{title}”的佐证要有其中一种，现在一种也没有：{part}",
                "{title}: needs one of these, and has none: {part}",
            ),
            Label(
                "把其中一种扫描或拍照，放进 {folder}，起名例如 {example}{crowded}{listed}；已经放了就改成这样的名字",
                "scan or photograph one of them, put it into {folder} and name it, for example, "
                "{example}{crowded}{listed}; if it is there already, rename it like that",
            ),
        ),
    },
    card=Card(
        why=Label(
            "论文要有收录证明和正文，著作要有封面、目录、封底，少一样会被退回。",
            "A paper needs proof of indexing and its text, a book its cover, contents and back cover: without "
            "one of them it is sent back.",
        ),
        wrong="10-著作/药理学导论/1-封面.jpg 2-目录.jpg",
        right="10-著作/药理学导论/1-封面.jpg 2-目录.jpg 3-封底.jpg",
        mend=Label(
            "补扫缺少的一页。已经扫了？看看文件名里的佐证名写对没有。",
            "Scan the missing part. Already there? Check the part's name in the file name.",
        ),
    ),
)
