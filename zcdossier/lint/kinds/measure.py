"""ZC601 measure: a picture's format, bytes, pixels, ratio and background against their bounds."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.measures import MEASURES, NEEDS, UNITS, MeasureBounds, describe_bounds, judge_measure, measure_file
from zcdossier.lint.record_selection import per_record
from zcdossier.model.dossier import Record
from zcdossier.model.facts import FileFacts
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label


@per_record
def check(record: Record, bounds: MeasureBounds, context: Context) -> Iterator[Hit | Unjudged]:
    """Judge each usable file of the record; what could not be measured is said."""
    for scan in record.scans:
        facts = context.facts.get(scan.file)
        if facts is None or facts.trouble is not None or _format_says_it(record, bounds, context, facts):
            continue
        status = judge_measure(bounds, facts)
        if status == "unknown":
            label = MEASURES[bounds.measure]
            yield Unjudged(Label(f"量不出{label.zh}", f"{label.en} could not be measured"), scan.place)
        elif status != "ok":
            measured = measure_file(bounds.measure, facts)
            args: dict[str, Argument] = {
                "file": scan.file,
                "measure": MEASURES[bounds.measure],
                "value": _with_unit(bounds.measure, measured.text if measured else "?"),
                "wanted": _wanted(bounds),
            }
            doubt = status == "doubt"
            message = ("doubt" if bounds.measure == "bytes" else "unsure") if doubt else "outside"
            yield Hit(scan.place, message, args, Severity.WARNING if doubt else None)


def _format_says_it(record: Record, bounds: MeasureBounds, context: Context, facts: FileFacts) -> bool:
    """An ending that truthfully names a wrong format is the format's finding, not a second one."""
    if bounds.measure != "suffix" or facts.suffix_format != facts.format:
        return False
    return any(
        rule.kind == KIND.name
        and not rule.off
        and rule.params.measure == "format"
        and record.section in rule.sections
        and judge_measure(rule.params, facts) == "bad"
        for rule in context.profile.rules
    )


def _with_unit(measure: str, figure: str) -> Label:
    unit = UNITS.get(measure)
    return Label(f"{figure} {unit.zh}", f"{figure} {unit.text('en')}") if unit else Label(figure)


def _wanted(bounds: MeasureBounds) -> Label:
    label = describe_bounds(bounds)
    return Label(f"为 {label.zh}", label.text("en")) if bounds.one_of else label


KIND = CheckKind(
    code="ZC601",
    name="measure",
    title=Label("照片与图片的尺寸", "measures of a picture"),
    params=MeasureBounds,
    check=check,
    needs=lambda bounds: NEEDS.get(bounds.measure, frozenset()),
    asks=("one_of", "above", "at_least", "below", "at_most"),
    messages={
        "outside": Message(
            Label("{file} 的{measure}是 {value}，应{wanted}", "{file}: {measure} is {value}, wanted: {wanted}"),
            Label(
                "在材料文件夹里运行 zcdossier photo-check {file} --fix 新照片.jpg，再用新照片换掉它；或者重新拍",
                "in the dossier's folder run zcdossier photo-check {file} --fix NEW.jpg and use that; or take a "
                "new one",
            ),
        ),
        "doubt": Message(
            Label(
                "{file} 的{measure}是 {value}，卡在两种算法之间，稳妥的话应{wanted}",
                "{file}: {measure} is {value}, between two readings of the unit; the safe one is: {wanted}",
            ),
            Label(
                "1K 有的按 1000 字节算、有的按 1024 字节算；大小放在两种算法都合格的范围里最稳妥",
                "some count 1000 bytes for 1K and some 1024; a size that holds under both is the safe one",
            ),
        ),
        "unsure": Message(
            Label(
                "{file} 的{measure}是 {value}，合不合格拿不准，稳妥的话应{wanted}",
                "{file}: {measure} is {value}, which may or may not do; the safe value is: {wanted}",
            ),
            Label("打开照片看一看；没有把握就换一张", "look at the picture; take another one if in doubt"),
        ),
    },
    card=Card(
        why=Label(
            "系统会按格式、大小、像素和宽高比自动拒收照片。",
            "The portal rejects photos by format, size, pixels and ratio.",
        ),
        wrong="photo.jpg：201 × 300 像素，25 KB",
        right="photo.jpg：413 × 551 像素，120 KB",
        mend=Label("zcdossier photo-check 照片 --fix 新文件.jpg", "zcdossier photo-check PHOTO --fix NEW.jpg"),
    ),
)
