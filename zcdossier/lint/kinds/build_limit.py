"""ZC514 build-limit: what `build` will refuse, told before: too many pages or bytes, too few pixels."""

from collections.abc import Iterator, Sequence

from zcdossier.lint.build_limits import filled_modules, limits_of, scans_in
from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.build_rules import BuildLimits, OutputForm, PictureBounds
from zcdossier.model.dossier import Record, Scan
from zcdossier.model.facts import PICTURE_FORMATS, FileFacts
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Rule


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each record, and each output of several sections, that can't become what the notice wants."""
    build = context.profile.build
    if not (build.cases or build.modules or build.max_pages or build.form is not OutputForm.PDF):
        return
    in_modules: set[str] = set()
    for filled in filled_modules(context):
        count = sum(_pages_of(scans_in(record, filled.module), context) for record in filled.records)
        if 0 < filled.limits.max_pages < count:
            place = context.section_place(filled.records[0].section)
            yield Hit(place, "together", {"count": count, "most": filled.limits.max_pages})
        if not filled.module.each_too:
            in_modules |= {record.place.path for record in filled.records}
    for record in context.dossier.records():
        if record.place.path not in in_modules:
            yield from _check_record(record, limits_of(record, context), context)


def _check_record(record: Record, limits: BuildLimits, context: Context) -> Iterator[Hit]:
    if limits.form is OutputForm.AS_IS:
        for scan, facts in _scans_of(record.scans, context):
            yield from _check_as_it_is(scan, facts, limits, Place(facts.path, path=record.place.path))
        return
    count = _pages_of(record.scans, context)
    if 0 < limits.max_pages < count:
        yield Hit(record.place, "pages", {"title": context.title(record), "count": count, "most": limits.max_pages})
    if limits.form is OutputForm.JPG:
        for _, facts in _scans_of(record.scans, context):
            yield from _check_pixels(facts, limits.picture, Place(facts.path, path=record.place.path))


def _check_as_it_is(scan: Scan, facts: FileFacts, limits: BuildLimits, place: Place) -> Iterator[Hit]:
    if scan.pages:
        yield Hit(place, "in-part", {"file": facts.name})
    if facts.bytes >= limits.max_bytes:
        yield Hit(place, "heavy", {"file": facts.name, "bytes": facts.bytes, "most": limits.max_bytes})
    if 0 < limits.max_pages < facts.pages:
        yield Hit(place, "long", {"file": facts.name, "count": facts.pages, "most": limits.max_pages})


def _check_pixels(facts: FileFacts, bounds: PictureBounds, place: Place) -> Iterator[Hit]:
    if facts.format not in PICTURE_FORMATS or not facts.sizes:
        return
    width, height = (round(side) for side in facts.sizes[0])
    is_exact = bounds.width.least == bounds.width.most > 0 and bounds.height.least == bounds.height.most > 0
    narrow, low = width < bounds.width.least, height < bounds.height.least
    if (narrow and low) if is_exact else (narrow or low):
        wide, high = bounds.width.least, bounds.height.least
        zh = [f"宽 {wide}"] * bool(wide) + [f"高 {high}"] * bool(high)
        en = [f"{wide} across"] * bool(wide) + [f"{high} down"] * bool(high)
        wanted = Label("、".join(zh), ", ".join(en))
        yield Hit(place, "pixels", {"file": facts.name, "size": f"{width}×{height}", "wanted": wanted})


def _scans_of(scans: Sequence[Scan], context: Context) -> Iterator[tuple[Scan, FileFacts]]:
    for scan in scans:
        facts = context.facts.get(scan.file)
        if facts is not None and facts.trouble is None:
            yield scan, facts


def _pages_of(scans: Sequence[Scan], context: Context) -> int:
    """How many pages files have at least: a long picture may take several."""
    return sum(len(scan.pages) or facts.merged_pages for scan, facts in _scans_of(scans, context))


_FEWER = Label(
    "在清单里写明每个文件只用哪几页，或者少放几个文件",
    "say in the manifest which pages of each file to use, or leave some files out",
)
KIND = CheckKind(
    code="ZC514",
    name="build-limit",
    title=Label("生成时会超出要求", "more than may be handed in"),
    params=NoParams,
    check=check,
    severity=Severity.WARNING,
    messages={
        "pages": Message(
            Label(
                "“{title}”的佐证有 {count} 页，最多可以交 {most} 页",
                "{title} has {count} pages; the limit is {most}",
            ),
            _FEWER,
        ),
        "together": Message(
            Label(
                "合成一个 PDF 的几个栏目共有 {count} 页，最多可以交 {most} 页",
                "the sections that go into one PDF have {count} pages; the limit is {most}",
            ),
            _FEWER,
        ),
        "in-part": Message(
            Label(
                "{file} 要原样上传，不能只取其中几页", "{file} is uploaded as it is, so pages can't be picked from it"
            ),
            Label(
                "清单里不要写只用哪几页，或者换成只有这几页的文件",
                "don't list pages in the manifest, or use a file that holds only those pages",
            ),
        ),
        "heavy": Message(
            Label(
                "{file} 要原样上传，有 {bytes} 字节，上限是小于 {most} 字节",
                "{file} is uploaded as it is and has {bytes} bytes; it must be below {most}",
            ),
            Label("换一份更小的原件", "get a smaller original"),
        ),
        "long": Message(
            Label(
                "{file} 要原样上传，有 {count} 页，最多可以交 {most} 页",
                "{file} is uploaded as it is and has {count} pages; the limit is {most}",
            ),
            Label("换一份页数更少的原件", "get an original with fewer pages"),
        ),
        "pixels": Message(
            Label(
                "{file} 只有 {size} 像素，要交的图片{wanted} 像素",
                "{file} has only {size} pixels; the picture to upload must have {wanted}",
            ),
            Label(
                "用更高的分辨率重新扫描；放大不会更清楚",
                "scan it again at a higher resolution; enlarging adds no detail",
            ),
        ),
    },
    card=Card(
        why=Label(
            "要交的文件有页数、大小、像素的限制；等到生成时才发现，往往来不及重新扫描。",
            "What is uploaded has limits of pages, bytes and pixels; finding out at the build is often too "
            "late to scan again.",
        ),
        wrong="build: {sections: {papers: {max_pages: 30}}}，论文有 45 页",
        right="论文只放封面、目录、首页和末页，共 6 页",
        mend=Label("少放几页，或者换合要求的文件。", "Leave pages out, or use files that fit."),
    ),
    always=True,
)
