"""ZC502 part-name: files whose names do not say which parts they are. One finding for a record."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.lint.record_parts import PartDemand, demanded_parts, missing_parts, page_count, unclear_files
from zcdossier.model.dossier import Doubt, Record, Scan
from zcdossier.model.facts import Trouble
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label, join_labels, join_words
from zcdossier.model.manifest_form import FileEntry
from zcdossier.model.part_numbering import number_for, parts_in_merge_order
from zcdossier.model.place import Place
from zcdossier.model.profile import OTHER_PART, Rule, Section
from zcdossier.model.spelling import Names

_SHOWN = 5


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report which files of a record are not understood; what is missing is not said before that is settled."""
    for record in context.dossier.records():
        section = context.section(record.section)
        unclear = unclear_files(record, context)
        if section is not None and unclear:
            yield _hit(record, section, unclear, context)


def _hit(record: Record, section: Section, unclear: Sequence[Scan], context: Context) -> Hit:
    missing = missing_parts(record, context)
    message = _message(unclear, missing, context)
    files = context.form.list_files(record, tuple(propose_files(record, section, context)))
    scan = unclear[0]
    near = _near(scan, section)
    args: dict[str, Argument] = {
        "name": join_words(map(_file_name, unclear)) if message == "several-parts" else _file_name(scan),
        "title": context.title(record),
        "section": section.label,
        "parts": join_labels([part.label for part in section.parts.values()]),
        "named": join_labels([section.parts[name].label for file in unclear for name in file.named]),
        "how": files.where,
        "lacking": _lacking(missing, section),
        "missing": join_labels([_wanted_label(demand, section) for demand in missing]),
        "names": join_words([*map(_file_name, unclear[:_SHOWN]), *(("…",) if len(unclear) > _SHOWN else ())]),
        "count": len(unclear),
        "pages": page_count(scan, context),
        "example": _example(record, section, near, missing) + _suffix(scan, context),
        "lines": files.lines,
        "guess": Label(f"您是不是要写“{near}”？", f"do you mean {near}? ") if near and len(unclear) == 1 else Label(""),
    }
    place = Place(scan.file, path=record.place.path)
    if message == "unknown-parts":
        place = Place(record.folder, path=record.place.path) if record.folder else record.place
    certain = {*demanded_parts(record, context)}
    return Hit(place, message, args, _severity(unclear, [each for each in missing if each in certain], context))


def _message(unclear: Sequence[Scan], missing: Sequence[PartDemand], context: Context) -> str:
    if all(scan.doubt is Doubt.SEVERAL for scan in unclear):
        return "several-parts"
    if len(unclear) > 1:
        return "unknown-parts"
    return "everything" if len(missing) > 1 and page_count(unclear[0], context) > 1 else "unknown-part"


def _severity(unclear: Sequence[Scan], missing: Sequence[PartDemand], context: Context) -> Severity | None:
    """An error only where parts are missing for certain: there are more of them than pages left open."""
    pages = sum(max(page_count(scan, context), len(scan.named)) for scan in unclear)
    grave = sum(demand.severity is Severity.ERROR for demand in missing)
    return Severity.ERROR if grave > pages else None


def _near(scan: Scan, section: Section) -> str:
    stem = PurePosixPath(scan.file).stem.lstrip("0123456789-_.、 ()（）")
    return Names.of(section.parts.values()).closest(stem) if scan.doubt is Doubt.UNKNOWN else ""


def _example(record: Record, section: Section, near: str, missing: Sequence[PartDemand]) -> str:
    """The stem of a name that would do: of the part it comes near to, else a missing one, else the first that lacks."""
    present = {file.part for file in record.scans}
    guessed = Names.of(section.parts.values()).find(near) if near else None
    absent = [part.id for part in section.named_parts if part.id not in present]
    part = guessed or next((demand.parts[0] for demand in missing), "") or next(iter(absent), section.named_parts[0].id)
    again = sum(file.part == part for file in record.scans)
    number = number_for(part, section.parts, [(file.part, file.number) for file in record.scans]).number
    return f"{number}-{section.parts[part].label.zh}{f'-{again + 1}' if again else ''}"


def _suffix(scan: Scan, context: Context) -> str:
    """The ending of a file, or of what it has to be saved as to be merged."""
    facts = context.facts.get(scan.file)
    is_other = facts is not None and facts.trouble is Trouble.UNSUPPORTED
    return ".pdf" if is_other else PurePosixPath(scan.file).suffix


def _wanted_label(demand: PartDemand, section: Section) -> Label:
    labels = [section.parts[part].label for part in demand.parts if part in section.parts]
    return Label("或".join(label.zh for label in labels), " or ".join(label.text("en") for label in labels))


def _lacking(missing: Sequence[PartDemand], section: Section) -> Label:
    """What the record must have and no other file is: one of them may be it."""
    if not missing:
        return Label("")
    listed = join_labels([_wanted_label(demand, section) for demand in missing])
    return Label(f"（还没有看到：{listed.zh}）", f" (not seen yet: {listed.text('en')})")


def _file_name(scan: Scan) -> str:
    return PurePosixPath(scan.file).name


def propose_files(record: Record, section: Section, context: Context) -> Iterator[FileEntry]:
    """Yield an entry for each file of the record: what is understood as it is, the rest with a proposal."""
    unclear = unclear_files(record, context)
    open_parts = [demand.parts[0] for demand in missing_parts(record, context)]
    order = parts_in_merge_order(section.parts)
    ranked: list[tuple[int, FileEntry]] = []
    for scan in record.scans:
        name = _name(scan, record)
        if scan not in unclear:
            part = section.parts[scan.part].label if scan.part in section.parts else Label(scan.label)
            rank = order.index(scan.part) if scan.part in order else len(order)
            ranked.append((rank, FileEntry(name, part, _page_ranges(scan.pages))))
            continue
        parts = _propose_parts(scan, open_parts, section)
        for proposed, pages in _share_pages(parts, page_count(scan, context), section):
            ranked.append((order.index(proposed), FileEntry(name, section.parts[proposed].label, pages)))
    yield from (entry for _, entry in sorted(ranked, key=lambda pair: pair[0]))


def _propose_parts(scan: Scan, open_parts: Sequence[str], section: Section) -> list[str]:
    parts = scan.named or tuple(open_parts) or (OTHER_PART,)
    ranks = parts_in_merge_order(section.parts)
    return sorted((part for part in dict.fromkeys(parts) if part in section.parts), key=ranks.index)


def _share_pages(parts: Sequence[str], count: int, section: Section) -> Iterator[tuple[str, str]]:
    """Give each part one page, and what is left to the one that is longest by nature."""
    longest = next((part for part in parts if section.parts[part].is_text), parts[-1] if parts else "")
    spare = max(0, count - len(parts))
    page = 1
    for part in parts:
        last = page + (spare if part == longest else 0)
        yield (
            part,
            _page_ranges(tuple(range(min(page, max(count, 1)), min(last, max(count, 1)) + 1))) if count > 1 else "",
        )
        page = last + 1


def _page_ranges(pages: tuple[int, ...]) -> str:
    if len(pages) > 1 and pages == tuple(range(pages[0], pages[-1] + 1)):
        return f"{pages[0]}-{pages[-1]}"
    return ",".join(map(str, pages))


def _name(scan: Scan, record: Record) -> str:
    return scan.file.removeprefix(f"{record.folder}/") if record.folder else scan.file


KIND = CheckKind(
    code="ZC502",
    name="part-name",
    title=Label("文件名看不出佐证", "file name without a part"),
    params=NoParams,
    check=check,
    messages={
        "unknown-part": Message(
            Label("{name} 看不出是哪种佐证{lacking}", "the name of {name} does not say which part it is{lacking}"),
            Label(
                "{guess}打开看一看是什么，改名为“序号-佐证名”，例如 {example}；“{section}”的佐证有：{parts}",
                "{guess}look at it and rename it number-part, for example {example}; the parts of {section} "
                "are: {parts}",
            ),
        ),
        "unknown-parts": Message(
            Label(
                "{count} 个文件看不出是哪种佐证：{names}{lacking}",
                "the names of {count} files do not say which parts they are: {names}{lacking}",
            ),
            Label(
                "逐个打开看一看，改名为“序号-佐证名”，例如 {example}；“{section}”的佐证有：{parts}",
                "look at each and rename it number-part, for example {example}; the parts of {section} are: {parts}",
            ),
        ),
        "everything": Message(
            Label(
                "“{title}”的 {name} 有 {pages} 页，看不出哪几页是哪种佐证（要有：{missing}）",
                "{title}: {name} has {pages} pages, and which pages are which part is not clear (needed: {missing})",
            ),
            Label(
                "不用拆开，也不用改名：打开看一看，{how}，页码改成实际的；没有的佐证就删去、另外补扫{lines}",
                "no need to split or rename it: open it, {how}, and correct the page numbers; delete the lines "
                "of parts it does not have, and scan those{lines}",
            ),
        ),
        "several-parts": Message(
            Label(
                "“{title}”的 {name} 写了不止一种佐证（{named}），分不清哪一页是哪种",
                "{title}: more than one part is named in {name} ({named}), and which page is which is not clear",
            ),
            Label(
                "分成几个文件、各写各的名字；或者{how}，有页码的改成实际的页码{lines}",
                "split it into several files, each named for its part; or {how}, and correct the page numbers{lines}",
            ),
        ),
    },
    card=Card(
        why=Label(
            "齐全与否看文件名；没有序号的按通知的顺序合并。",
            "File names tell which parts are there; files without numbers are merged in the notice's order.",
        ),
        wrong="IMG_2031.jpg",
        right="2-封面.jpg",
        mend=Label(
            "改文件名：序号-佐证名；几种佐证在一个 PDF 里的，在清单里用 files: 写明哪几页是哪种。",
            "Rename it: number-part; where one PDF holds several parts, say in the manifest which pages are which.",
        ),
    ),
    severity=Severity.WARNING,
    always=True,
)
