"""ZC601 measure: what can be measured of files, their pages and pictures, against its bounds."""

from collections.abc import Iterator

from zcdossier.lint.build_limits import files_kept_as_they_are
from zcdossier.lint.context import PHOTO, Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.measures.bounds import CHOICES, LIMITS, MeasureBounds
from zcdossier.lint.measures.judge_file import FileVerdict, JudgedPiece, judge_file, pages_text
from zcdossier.lint.measures.measure_types import Measure, Scope
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.lint.record_selection import per_record, records_to_check
from zcdossier.model.dossier import Record, Scan
from zcdossier.model.facts import FactGroup, FileFacts, Trouble
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label, join_labels
from zcdossier.model.place import Place
from zcdossier.model.profile import Rule
from zcdossier.model.quantities import Unit

_TEXTS = "texts."
_NO_PAGES = Label(
    "文字材料不是 PDF，量不出页面和字体；要核对就另存为 PDF",
    "a statement that is not a PDF has no pages to measure; save it as PDF to have this checked",
)
_MOST_VALUES = 3
NOT_FIXED = frozenset({"background", "background_color", "spread", "frame"})
"""Measures of a photo that no conforming copy changes."""


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Judge each file of the records, or the sum over them."""
    bounds: MeasureBounds = rule.params
    scope = bounds.scope(MEASURES[bounds.measure])
    if scope is Scope.DOSSIER:
        label = Label("整套材料", "the whole dossier")
        yield from _check_sum_of_sections(rule, rule.sections, label, context.dossier.place, context)
    elif scope is Scope.SECTION:
        for section in rule.sections:
            yield from _check_sum_of_sections(
                rule, (section,), context.label(section), context.section_place(section), context
            )
    else:
        yield from _check_records(rule, context)


@per_record
def _check_records(record: Record, bounds: MeasureBounds, context: Context) -> Iterator[Hit | Unjudged]:
    measure = MEASURES[bounds.measure]
    yield from _unmeasured_texts(record, bounds, measure, context)
    scans = tuple(_scans_meant(record, bounds, measure, context))
    if not scans:
        return
    resolved = _resolve(bounds, measure, record, record.place, context)
    if isinstance(resolved, Unjudged):
        yield resolved
    elif bounds.scope(measure) is Scope.RECORD:
        from zcdossier.lint.measures.summed_files import FilesTogether, judge_sum  # few rules add up

        label = Label(context.title(record))
        yield from judge_sum(resolved, measure, FilesTogether(scans, label, record.place, record.section), context)
    else:
        for scan in scans:
            yield from _judge_scan(scan, record, resolved, measure, context)


def _resolve(
    bounds: MeasureBounds, measure: Measure, record: Record | None, place: Place, context: Context
) -> MeasureBounds | Unjudged:
    """Return the bounds as constants; most are, and then nothing has to be loaded."""
    if not bounds.computed:
        return bounds
    from zcdossier.lint.measures.resolve_bounds import resolve_bounds  # few rules need it

    return resolve_bounds(bounds, measure, record, place, context)


def _scans_meant(record: Record, bounds: MeasureBounds, measure: Measure, context: Context) -> Iterator[Scan]:
    """Yield the files that a rule is about and that can be looked into."""
    for scan in record.scans:
        facts = context.facts.get(scan.file)
        if facts is None or (bounds.part and scan.part != bounds.part):
            continue
        if bounds.formats and facts.format not in bounds.formats:
            continue
        is_locked = facts.trouble is Trouble.ENCRYPTED and measure.also_locked
        if facts.trouble is None or is_locked or _is_handed_on(scan, record, facts, measure, context):
            yield scan


def _is_handed_on(scan: Scan, record: Record, facts: FileFacts, measure: Measure, context: Context) -> bool:
    """Whether a file that can't be merged (Word, OFD) is handed in as it is, and the measure is of any file."""
    if facts.trouble is not Trouble.UNSUPPORTED or not measure.of_any_file:
        return False
    return record.section.startswith(_TEXTS) or scan.file in files_kept_as_they_are(context)


def _unmeasured_texts(
    record: Record, bounds: MeasureBounds, measure: Measure, context: Context
) -> Iterator[Hit | Unjudged]:
    """Say of a statement that is no PDF that how it looks can't be measured; who reads none of it believes it is."""
    if not record.section.startswith(_TEXTS) or measure.of_any_file or bounds.formats:
        return
    for scan in record.scans:
        facts = context.facts.get(scan.file)
        if facts is not None and facts.trouble is Trouble.UNSUPPORTED:
            yield Unjudged(_NO_PAGES, scan.place)


def _judge_scan(
    scan: Scan, record: Record, bounds: MeasureBounds, measure: Measure, context: Context
) -> Iterator[Hit | Unjudged]:
    facts = context.facts[scan.file]
    if _format_says_it(record, bounds, context, facts):
        return
    verdict = judge_file(bounds, facts, scan.pages)
    if verdict.status in ("bad", "doubt"):
        yield _hit(scan, record, bounds, measure, verdict)
    if verdict.open_because is not None:
        yield Unjudged(verdict.open_because, scan.place)


def _hit(scan: Scan, record: Record, bounds: MeasureBounds, measure: Measure, verdict: FileVerdict) -> Hit:
    from zcdossier.lint.measures.describe_bounds import describe_wanted  # only for what is wrong

    pieces = verdict.with_status(verdict.status)
    args: dict[str, Argument] = {
        "file": scan.file,
        "where": _where(pieces, bounds.scope(measure)),
        "measure": measure.label,
        "value": _values_text(pieces),
        "wanted": describe_wanted(bounds),
    }
    about_photo = record.section == PHOTO
    if measure.contains is not None:
        from zcdossier.lint.measures.content_bounds import describe_fault  # few rules look for words

        args["value"] = join_labels(
            dict.fromkeys(describe_fault(bounds, measure, piece.value) for piece in pieces if piece.value is not None)
        )
        is_sure = verdict.status == "bad"
        return Hit(scan.place, "content" if is_sure else "content-unsure", args, None if is_sure else Severity.WARNING)
    if verdict.status == "bad":
        message = "background" if bounds.measure in NOT_FIXED else "outside"
        return Hit(scan.place, message if about_photo else "file", args)
    message = "doubt" if measure.unit is Unit.BYTES else "unsure" if about_photo else "file-unsure"
    return Hit(scan.place, message, args, Severity.WARNING)


def _where(pieces: tuple[JudgedPiece, ...], scope: Scope) -> Label:
    """Say on which pages, or where the pictures stand."""
    numbers = sorted({piece.page for piece in pieces if piece.page})
    if not numbers:
        return Label("", "")
    pages = pages_text(numbers)
    if scope is Scope.PICTURE:
        count = len(pieces)
        word = "picture" if count == 1 else "pictures"
        return Label(f"{pages.zh}的 {count} 张图片", f" of {count} {word} on {pages.text('en')}")
    return Label(pages.zh, f" on {pages.text('en')}")


def _values_text(pieces: tuple[JudgedPiece, ...]) -> Label:
    """Say what was measured: each value once, the first few."""
    values = list(dict.fromkeys(piece.value.text for piece in pieces if piece.value is not None))
    listed = join_labels(values[:_MOST_VALUES])
    return Label(f"{listed.zh}等", f"{listed.text('en')} …") if len(values) > _MOST_VALUES else listed


def _format_says_it(record: Record, bounds: MeasureBounds, context: Context, facts: FileFacts) -> bool:
    """An ending that truthfully names a wrong format is the format's finding, not a second one."""
    if bounds.measure != "suffix" or facts.suffix_format != facts.format:
        return False
    return any(
        rule.kind == KIND.name
        and not rule.off
        and rule.params.measure == "format"
        and record.section in rule.sections
        and judge_file(rule.params, facts).status == "bad"
        for rule in context.profile.rules
    )


def _check_sum_of_sections(
    rule: Rule, sections: tuple[str, ...], label: Label, place: Place, context: Context
) -> Iterator[Hit | Unjudged]:
    bounds: MeasureBounds = rule.params
    measure = MEASURES[bounds.measure]
    scans: dict[tuple[str, tuple[int, ...]], Scan] = {}
    for record in records_to_check(rule._replace(sections=sections), context):
        if isinstance(record, Unjudged):
            yield record
        else:
            for scan in _scans_meant(record, bounds, measure, context):
                scans.setdefault((scan.file, scan.pages), scan)
    if not scans:
        return
    from zcdossier.lint.measures.summed_files import FilesTogether, judge_sum  # few rules add up

    resolved = _resolve(bounds, measure, None, place, context)
    if isinstance(resolved, Unjudged):
        yield resolved
    else:
        yield from judge_sum(resolved, measure, FilesTogether(tuple(scans.values()), label, place), context)


def _needs(bounds: MeasureBounds) -> frozenset[FactGroup]:
    measure = MEASURES[bounds.measure]
    scope = bounds.scope(measure)
    own = measure.needs.get(scope if scope in (Scope.PAGE, Scope.PICTURE) else Scope.FILE, frozenset())
    return own | {FactGroup.TEXT} if bounds.pages_from or bounds.pages_until else own


KIND = CheckKind(
    code="ZC601",
    name="measure",
    title=Label("文件、页面和图片的尺寸", "measures of files, pages and pictures"),
    params=MeasureBounds,
    check=check,
    needs=_needs,
    asks=(*CHOICES, *LIMITS, "between"),
    messages={
        "outside": Message(
            Label(
                "{file} {where}的{measure}是 {value}，应{wanted}",
                "{file}: {measure}{where} is {value}, must be {wanted}",
            ),
            Label(
                "在材料文件夹里运行 zcdossier photo-check {file} --fix 新照片.jpg，再用新照片换掉它；或者重新拍",
                "in the dossier's folder run zcdossier photo-check {file} --fix NEW.jpg and use the new file; "
                "or have a new photo taken",
            ),
        ),
        "file": Message(
            Label(
                "{file} {where}的{measure}是 {value}，应{wanted}",
                "{file}: {measure}{where}: {value}, must be {wanted}",
            ),
            Label(
                "用做这份文件的软件改好，重新导出或重新扫描，再换掉它",
                "fix it in the program that made it, then export it (or scan it again) and replace this file",
            ),
        ),
        "doubt": Message(
            Label(
                "{file} {where}的{measure}是 {value}，卡在两种算法之间，稳妥的话应{wanted}",
                "{file}: {measure}{where} is {value}, which fits only one way of counting; to be safe, make it "
                "{wanted}",
            ),
            Label(
                "1K 有的按 1000 字节算、有的按 1024 字节算；大小放在两种算法都合格的范围里最稳妥",
                "some count 1K as 1000 bytes and some as 1024; a size that fits both is safest",
            ),
        ),
        "unsure": Message(
            Label(
                "{file} {where}的{measure}是 {value}，合不合格拿不准，稳妥的话应{wanted}",
                "{file}: {measure}{where} is {value}, which may or may not be accepted; to be safe, make it {wanted}",
            ),
            Label("打开照片看一看；没有把握就换一张", "look at the photo; if in doubt, use another one"),
        ),
        "file-unsure": Message(
            Label(
                "{file} {where}的{measure}是 {value}，合不合格拿不准，稳妥的话应{wanted}",
                "{file}: {measure}{where}: {value}, which may or may not be accepted; to be safe, make it {wanted}",
            ),
            Label(
                "打开文件看一看；没有把握就改得稳妥一些", "look at the file; if in doubt, change it to the safe value"
            ),
        ),
        "content": Message(
            Label("{file} {where}的{measure}里{value}", "{file}: {measure}{where}: {value}"),
            Label(
                "用做这份文件的软件改好，重新导出，再换掉它",
                "fix it in the program that made it, then export it again and replace this file",
            ),
        ),
        "content-unsure": Message(
            Label(
                "{file} {where}的{measure}里{value}；有的页没有能读的文字，拿不准",
                "{file}: {measure}{where}: {value}, as far as can be read: some pages have no text",
            ),
            Label("打开文件看一看扫描的那几页", "open the file and look at the scanned pages"),
        ),
        "background": Message(
            Label(
                "{file} 的{measure}是 {value}，应{wanted}",
                "{file}: {measure} is {value}, must be {wanted}",
            ),
            Label(
                "换一张合格的照片，或请照相馆处理；背景和边框不会被程序改动",
                "use another photo, or ask a photo studio; this program never changes backgrounds or frames",
            ),
        ),
        "count": Message(
            Label("“{label}”的{part}有 {value}，应{wanted}", "{label}: {part}: {value}, must be {wanted}"),
            Label(
                "少了就补上，多了就移走多余的，或合成一个文件",
                "add what is missing, remove the surplus, or join the files",
            ),
        ),
        "sum": Message(
            Label(
                "“{label}”的{measure}合计 {value}，应{wanted}", "{label}: {measure} in total {value}, must be {wanted}"
            ),
            Label(
                "去掉用不着的文件或页，或者把文件压缩一下",
                "leave out files or pages that are not needed, or make the files smaller",
            ),
        ),
        "sum-unsure": Message(
            Label(
                "“{label}”的{measure}合计 {value}，合不合格拿不准，稳妥的话应{wanted}",
                "{label}: {measure} in total {value}, which may or may not be accepted; to be safe, make it {wanted}",
            ),
            Label(
                "去掉用不着的文件或页，或者把文件压缩一下",
                "leave out files or pages that are not needed, or make the files smaller",
            ),
        ),
    },
    card=Card(
        why=Label(
            "系统按格式、大小、像素、纸张、字号等自动拒收文件。能量的都在 docs/rules/measures.md。",
            "Portals reject files by format, size, pixels, paper, text size and more; docs/rules/measures.md lists all "
            "that can be measured.",
        ),
        wrong="photo.jpg：201 × 300 像素，25 KB",
        right="photo.jpg：413 × 551 像素，120 KB",
        mend=Label(
            "照片用 zcdossier photo-check 照片 --fix 新文件.jpg；别的文件改好后重新导出。",
            "For a photo: zcdossier photo-check PHOTO --fix NEW.jpg. Export other files again once they are fixed.",
        ),
    ),
)
