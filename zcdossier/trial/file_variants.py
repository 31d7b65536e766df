"""Variants of the files of a sample: one lacking, badly named or too many, and facts about them that are otherwise."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from zcdossier.lint.context import Context
from zcdossier.model.dossier import Scan
from zcdossier.model.facts import FileFacts, PageSize, PhotoFacts
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule
from zcdossier.trial.changed_dossier import Variant, change_records

_FACTS: tuple[tuple[Label, Callable[[FileFacts], FileFacts]], ...] = (
    (Label("只有 1 字节", "1 byte"), lambda facts: facts._replace(bytes=1)),
    (Label("有 9 GB", "9 GB"), lambda facts: facts._replace(bytes=9 * 10**9)),
    (Label("很窄", "very narrow"), lambda facts: _sized(facts, 10, None)),
    (Label("很矮", "very low"), lambda facts: _sized(facts, None, 10)),
    (Label("很宽", "very wide"), lambda facts: _sized(facts, 20000, None)),
    (Label("很高", "very high"), lambda facts: _sized(facts, None, 20000)),
    (Label("很小", "very small"), lambda facts: _sized(facts, 10, 10)),
    (Label("很大", "very large"), lambda facts: _sized(facts, 20000, 20000)),
    (Label("是 GIF", "a GIF"), lambda facts: facts._replace(format="gif", suffix_format="gif")),
    (Label("分辨率 1", "1 dpi"), lambda facts: facts._replace(dpi=1.0)),
    (Label("分辨率 9999", "9999 dpi"), lambda facts: facts._replace(dpi=9999.0)),
    (Label("是 CMYK", "in CMYK"), lambda facts: facts._replace(mode="CMYK")),
    (Label("是黑白的", "in black and white"), lambda facts: facts._replace(mode="1")),
    (Label("靠标记转正", "upright by a mark"), lambda facts: facts._replace(orientation=6)),
    (Label("背景乱", "a mottled background"), lambda facts: facts._replace(photo=PhotoFacts((90, 200, 90), 99.0))),
    (Label("背景黑", "a black background"), lambda facts: facts._replace(photo=PhotoFacts((0, 0, 0), 0.0))),
    (Label("有 999 页", "999 pages"), lambda facts: facts._replace(pages=999)),
    (Label("只有 1 页", "1 page"), lambda facts: facts._replace(pages=1)),
)
_MOST_FILES = 30
_INSIDE = ("pdf", "placed", "structure", "coding", "texts")
_LITTLE, _MUCH = 1, 100_000
_MOST_ALTERED = 150


def file_variants(rule: Rule, section: str, label: Label, context: Context) -> Iterator[Variant]:
    """Yield variants of the scans of a section's first record: which there are, their names, what is in them."""
    if context.records(section) and context.records(section)[0].scans:
        yield from _scan_variants(section, label, context)
        yield from _without_parts(rule, section, label, context)
        yield from _facts_variants(rule, section, label, context)


def _scan_variants(section: str, label: Label, context: Context) -> Iterator[Variant]:
    records = context.records(section)
    first = records[0]

    def with_scans(scans: tuple[Scan, ...]) -> Context:
        return change_records(context, section, lambda kept: (first._replace(scans=scans), *kept[1:]))

    yield Variant(Label(f"{label.zh}没有扫描件", f"{label.text('en')} without scans"), with_scans(()))
    for scan in first.scans:
        lacks = Label(f"{label.zh}缺 {scan.file.rpartition('/')[2]}", f"{label.text('en')} without {scan.file}")
        yield Variant(lacks, with_scans(tuple(other for other in first.scans if other != scan)))
    yield Variant(
        Label(f"{label.zh}的扫描件倒过来排", f"scans of {label.text('en')} reversed"), with_scans(first.scans[::-1])
    )
    for how, rename in (
        (Label("文件名乱起", "misnamed"), lambda path: _named(path, " ~1")),
        (Label("文件名用大写", "named in capitals"), _in_capitals),
        (Label("文件名只有年份", "named by a year only"), lambda path: _named(path, "2001")),
        (Label("文件名里是别的年月", "named by another date"), lambda path: _named(path, "2001年1月2001年度材料")),
    ):
        named = tuple(scan._replace(file=rename(scan.file)) for scan in first.scans)
        renamed = {
            new.file: context.facts[old.file]._replace(path=new.file)
            for new, old in zip(named, first.scans, strict=True)
            if old.file in context.facts
        }
        misnamed = Label(f"{label.zh}的{how.zh}", f"files of {label.text('en')} {how.en}")
        yield Variant(misnamed, with_scans(named)._replace(facts={**context.facts, **renamed}))
    many = tuple(first.scans[number % len(first.scans)] for number in range(_MOST_FILES))
    yield Variant(
        Label(f"{label.zh}有 {_MOST_FILES} 个文件", f"{_MOST_FILES} files of {label.text('en')}"), with_scans(many)
    )
    if len(records) > 1:
        shared = change_records(
            context, section, lambda kept: (kept[0], kept[1]._replace(scans=kept[0].scans), *kept[2:])
        )
        yield Variant(Label(f"{label.zh}两条用同一个文件", f"two {label.text('en')} with one file"), shared)


def _without_parts(rule: Rule, section: str, label: Label, context: Context) -> Iterator[Variant]:
    """The first record without any of the parts that a rule asks for."""
    parts = {*getattr(rule.params, "one_of", ()), *getattr(rule.params, "all_of", ())}
    kept = tuple(scan for scan in context.records(section)[0].scans if scan.part not in parts)
    if kept and parts:
        lacks = Label(f"{label.zh}缺规则要的那几种佐证", f"{label.text('en')} without the parts it asks for")
        first = context.records(section)[0]._replace(scans=kept)
        yield Variant(lacks, change_records(context, section, lambda records: (first, *records[1:])))


def _named(path: str, stem: str) -> str:
    """The path with another name and the ending it has."""
    return f"{path.rpartition('/')[0]}/{stem}{path[path.rfind('.') :]}"


def _in_capitals(path: str) -> str:
    """The path with its last piece in capital letters, and one letter more so that there is one."""
    folder, stroke, base = path.rpartition("/")
    return f"{folder}{stroke}X{base.upper()}"


def _facts_variants(rule: Rule, section: str, label: Label, context: Context) -> Iterator[Variant]:
    scans = [scan for scan in context.records(section)[0].scans if scan.file in context.facts]
    for trait, change in _FACTS:
        changed = {scan.file: change(context.facts[scan.file]) for scan in scans}
        how = Label(f"{label.zh}的文件{trait.zh}", f"files of {label.text('en')}: {trait.en}")
        yield Variant(how, context._replace(facts={**context.facts, **changed}))
    if rule.kind == "measure":
        names = [scan.file for scan in scans if rule.params.part in ("", scan.part)]
        how = Label(f"{label.zh}的文件里面变了", f"something inside the files of {label.text('en')}")
        for together in zip(*(_altered_facts(context.facts[name]) for name in names), strict=False):
            yield Variant(how, context._replace(facts={**context.facts, **dict(zip(names, together, strict=True))}))


def _altered_facts(facts: FileFacts) -> Iterator[FileFacts]:
    """Yield the facts with one thing altered: a number, a flag, a list emptied, a frame, the file's ending."""
    if facts.photo is not None:
        yield facts._replace(photo=facts.photo._replace(framed=not facts.photo.framed))
    yield facts._replace(path=f"{facts.path}.other")
    for name in _INSIDE:
        for altered in islice(_alterations(getattr(facts, name)), _MOST_ALTERED):
            yield facts._replace(**{name: altered})


def _alterations(value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, float)):
        yield from (type(value)(_LITTLE), type(value)(_MUCH))
    elif isinstance(value, str):
        yield from ("other", "")
    elif hasattr(value, "_fields"):
        for name in value._fields:
            yield from (value._replace(**{name: altered}) for altered in _alterations(getattr(value, name)))
    elif isinstance(value, tuple) and value:
        if not all(isinstance(item, int) for item in value):  # two ends of a number are never none
            yield ()
        every = [list(islice(_alterations(item), _MOST_ALTERED)) for item in value]
        yield from (tuple(altered) for altered in zip(*every, strict=False))


def _sized(facts: FileFacts, width: int | None, height: int | None) -> FileFacts:
    """Facts of a file whose pages all have another width or height."""
    sizes = facts.sizes or (PageSize(100, 100),)
    return facts._replace(sizes=tuple(PageSize(width or size.width, height or size.height) for size in sizes))
