"""ZC402 parts: a record's evidence holds certain parts."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.subjects import judged
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


class Params(NamedTuple):
    """Every part of `all_of` is wanted (in `exactly` so many files, where given), and at least one of `one_of`."""

    all_of: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    exactly: int = 0


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each missing part once; a record without any file is the evidence check's business.

    A part whose file is damaged or empty is there: its own finding says what is wrong with it.
    """
    params: Params = rule.params
    for one in judged(rule, context):
        if isinstance(one, Unjudged):
            yield one
            continue
        there = {evidence.part for evidence in one.evidence}
        if context.sources_missing(one) or (not one.evidence and _evidence_is_asked(one, context)):
            continue
        for part in params.all_of:
            if part not in there:
                yield _hit(one, context, (part,), "missing")
            elif params.exactly and (count := sum(scan.part == part for scan in one.evidence)) != params.exactly:
                hit = _hit(one, context, (part,), "number")
                yield hit._replace(args={**hit.args, "count": count, "exactly": params.exactly})
        if params.one_of and not there.intersection(params.one_of):
            yield _hit(one, context, params.one_of, "missing" if len(params.one_of) == 1 else "none-of")


def _evidence_is_asked(record: Record, context: Context) -> bool:
    return any(
        rule.kind == "evidence" and not rule.off and record.section in rule.sections for rule in context.profile.rules
    )


def _hit(record: Record, context: Context, parts: tuple[str, ...], message: str) -> Hit:
    section = context.section(record.section)
    labels = [section.parts[part].label if section and part in section.parts else Label(part) for part in parts]
    wanted = Label("、".join(label.zh for label in labels), ", ".join(label.text("en") for label in labels))
    order = list(section.parts) if section else []
    number = order.index(parts[0]) + 1 if parts[0] in order else 1
    place = (record.folder_place or record.place).at(record.place.path)
    return Hit(
        place,
        message,
        {
            "title": context.title(record),
            "part": wanted,
            "example": f"{number}-{labels[0].zh}.jpg",
            "folder": record.folder or "…",
        },
    )


KIND = Kind(
    code="ZC402",
    name="parts",
    title=Label("佐证齐全", "evidence parts"),
    params=Params,
    check=check,
    messages={
        "missing": Message(
            "“{title}”的佐证缺少“{part}”",
            "{title}: the part {part} is missing",
            "扫描后放进 {folder}，文件名例如 {example}",
            "scan it into {folder}, named for example {example}",
        ),
        "number": Message(
            "“{title}”的“{part}”有 {count} 个文件，要求正好 {exactly} 个",
            "{title}: {part} has {count} files, exactly {exactly} are wanted",
            "合并或移走多余的，或补上缺的",
            "merge or remove what is too much, or add what lacks",
        ),
        "none-of": Message(
            "“{title}”的佐证里，{part} 至少要有一种",
            "{title}: at least one of {part} is wanted",
            "扫描后放进 {folder}，文件名例如 {example}",
            "scan it into {folder}, named for example {example}",
        ),
    },
    card=Card(
        why=Label(
            "论文要有收录证明和正文，著作要有封面、目录、封底，少一样会被退回。",
            "A paper or book lacks weight without its parts.",
        ),
        wrong="10-著作/药理学导论/1-封面.jpg 2-目录.jpg",
        right="10-著作/药理学导论/1-封面.jpg 2-目录.jpg 3-封底.jpg",
        mend=Label(
            "补扫缺少的一页。已经扫了？看看文件名里的佐证名写对没有。",
            "Scan the missing part. Already there? Check the part's name in the file name.",
        ),
    ),
)
