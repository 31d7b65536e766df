"""Mistakes of a finer kind than with whole scans: one page, a namesake's proof, the one of the year before.

A page lies with another record or under another part's name, is photographed twice, or shows the back of its sheet.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from bench.drawn_dossier import TAKINGS, Drawing, draw_scan
from bench.heap_pages import write_pages
from bench.scan_mistakes import EACH, Change, Mistake, group_by_section, is_picture, routes, swap_files, write_picture
from zcdossier.lint.context import Context
from zcdossier.model.dossier import Record, Scan

FEW = 4
"""Records that a mistake is tried on whose pages have to be drawn and read."""
ELSEWHERE = ("ZC703", "ZC704", "ZC709")
SAME_PROOF = (*ELSEWHERE, "ZC702")
OTHER_TITLES = (
    "山区水库群联合供水优化调度研究",
    "社区老年慢性病随访管理模式探讨",
    "职业院校课堂评价改革的实践",
    "低温条件下混凝土养护工艺改进",
)
OTHER_UNIT = "西岭市第三实验中心"


def plan_page_mistakes(records: list[Record], context: Context) -> Iterator[Mistake]:
    """Plan mistakes of each kind in some records of a dossier, in an order that chance has given them."""
    yield from _pages_exchanged(records)
    yield from _pages_mixed_in(records)
    yield from _wrong_parts(records)
    yield from _used_twice(records)
    yield from _backs(records)
    yield from _redrawn(records, context)


def _pages_exchanged(records: list[Record]) -> Iterator[Mistake]:
    """One part of a record exchanged with the same part of another of its section, where each has several files."""
    count = 0
    for group in group_by_section(records):
        several = [record for record in group if len(record.scans) > 1]
        for first, second in pairwise(several):
            for scan in first.scans:
                other = next((other for other in second.scans if _are_alike(scan, other)), None)
                if other is not None and count < 2 * EACH:
                    count += 1
                    change = swap_files(scan.file, other.file)
                    yield Mistake("one page exchanged", ELSEWHERE, routes(first, second), change)


def _are_alike(scan: Scan, other: Scan) -> bool:
    return scan.part == other.part and Path(scan.file).suffix == Path(other.file).suffix and scan.part != ""


def _pages_mixed_in(records: list[Record]) -> Iterator[Mistake]:
    """A page of one record lies with another, behind that one's own of its part, and is missing where it belongs."""
    count = 0
    for group in group_by_section(records):
        several = [record for record in group if len(record.scans) > 1]
        for first, second in pairwise(several):
            listed = any(scan.place.file == "dossier.yaml" for record in (first, second) for scan in record.scans)
            pair = next(
                ((mine, other) for mine in first.scans for other in second.scans if _are_alike(mine, other)), None
            )
            if listed or pair is None or count >= EACH:
                continue
            count += 1
            mine, other = pair

            def change(folder: Path, _manifest: dict[str, Any], mine: str = mine.file, other: str = other.file) -> None:
                file = folder / other
                (folder / mine).rename(file.with_name(f"{file.stem}-9{file.suffix}"))

            yield Mistake("page of another record mixed in", ELSEWHERE, routes(first, second), change)


def _wrong_parts(records: list[Record]) -> Iterator[Mistake]:
    """Two parts of a record under each other's names; and one part photographed again in the place of another."""
    pairs = [
        (record, mine.file, other.file)
        for record in records
        for mine, other in list(pairwise(scan for scan in record.scans if is_picture(scan.file) and scan.part))[:FEW]
        if mine.part != other.part
    ]
    alike = [pair for pair in pairs if Path(pair[1]).suffix == Path(pair[2]).suffix]
    for record, mine, other in alike[: 2 * EACH]:
        yield Mistake("two parts exchanged", ("ZC704",), routes(record), swap_files(mine, other))
    of_records = {record.place.path: (record, mine, other) for record, mine, other in reversed(pairs)}
    for record, mine, other in list(of_records.values())[:FEW]:
        yield Mistake("a part in another's place", ("ZC704", "ZC709"), routes(record), _again(other, mine))


def _again(source: str, target: str) -> Change:
    """Photograph a page once more, and put it in the place of another."""

    def change(folder: Path, _manifest: dict[str, Any]) -> None:
        with Image.open(folder / source) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
        size = round(picture.width * 0.92), round(picture.height * 0.92)
        turned = picture.rotate(0.7, Image.Resampling.BICUBIC, fillcolor=(236, 234, 228)).resize(size)
        write_picture(folder / target, turned)

    return change


def _used_twice(records: list[Record]) -> Iterator[Mistake]:
    """One certificate for two records under two titles, photographed twice."""
    single = [record for record in records if len(record.scans) == 1 and is_picture(record.scans[0].file)]
    for first, second, *_ in group_by_section(single)[:FEW]:
        change = _again(first.scans[0].file, second.scans[0].file)
        yield Mistake("one proof for two records", SAME_PROOF, routes(first, second), change)


def _backs(records: list[Record]) -> Iterator[Mistake]:
    """The back of a sheet in place of its face: blank, or with the print shining through."""
    pictures = [(record, scan.file) for record in records for scan in record.scans[:1] if is_picture(scan.file)]
    for number, (record, file) in enumerate(pictures[:FEW]):

        def change(folder: Path, _manifest: dict[str, Any], file: str = file, share: float = number * 0.05) -> None:
            with Image.open(folder / file) as opened:
                face = ImageOps.mirror(ImageOps.exif_transpose(opened).convert("RGB"))
            shining = np.asarray(face.filter(ImageFilter.GaussianBlur(3)), dtype=float)
            paper = np.array([244.0, 242.0, 236.0])
            grain = np.random.default_rng(7).normal(0, 1.5, shining.shape[:2])[..., None]
            back = paper + share * (shining - 255.0) + grain
            write_picture(folder / file, Image.fromarray(np.clip(back, 0, 255).astype(np.uint8)))

        yield Mistake("back of the sheet", ("ZC707",), routes(record), change)


def _redrawn(records: list[Record], context: Context) -> Iterator[Mistake]:
    """A namesake's proof of something else, and the proof of the year before."""
    count = 0
    for record in records:
        section = context.section(record.section)
        if section is None or len(record.scans) > 1 or count >= FEW:
            continue
        title = record.fields.get(section.title_field)
        year = re.search(r"20[012]\d", " ".join(value.text for value in record.fields.values()))
        if title is None or year is None:
            continue
        count += 1
        other = OTHER_TITLES[count % len(OTHER_TITLES)]
        namesake = _with_texts(record, partial(_of_namesake, title.text, other))
        codes = ("ZC702", "ZC703")
        yield Mistake("a namesake's proof", codes, routes(record), _redraw(record, namesake, context, OTHER_UNIT))
        earlier = _with_texts(record, lambda text: _shift(text, -1))
        yield Mistake("proof of the year before", codes, routes(record), _redraw(record, earlier, context, ""))


def _of_namesake(own_title: str, other_title: str, text: str) -> str:
    return other_title if text == own_title else _shift(text, -3)


def _shift(text: str, years: int) -> str:
    return re.sub(r"(?<!\d)20[012]\d(?!\d)", lambda match: str(int(match[0]) + years), text)


def _with_texts(record: Record, changed: Callable[[str], str]) -> Record:
    fields = {
        name: value._replace(text=changed(value.text), canon=changed(value.canon))
        for name, value in record.fields.items()
        if not (name == "members" and value.text.isdecimal())  # how many they are is no list of their names
    }
    return record._replace(fields=fields)


def _redraw(record: Record, other: Record, context: Context, unit: str) -> Change:
    section = context.section(record.section)
    assert section is not None
    person = {name: value.text for name, value in context.dossier.applicant.items()}
    if unit:
        person |= dict.fromkeys(("employer", "current_unit", "unit"), unit)

    def change(folder: Path, _manifest: dict[str, Any]) -> None:
        for number, scan in enumerate(record.scans):
            pages = tuple(tuple(lines) for lines in write_pages(other, scan, section, person, 40 + number))
            draw_scan(Drawing(folder / scan.file, pages, TAKINGS[number % 2], sealed=True))

    return change
