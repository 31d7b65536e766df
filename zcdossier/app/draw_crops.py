"""Pieces of scans for the report: what a finding read, cut out of the page."""

from collections.abc import Iterable, Iterator

from zcdossier.model.results import LintResult
from zcdossier.report.page.page_crops import Crop
from zcdossier.report.page.report_page import Picture
from zcdossier.source.regular_file import read_regular_file


def draw_crops(linted: LintResult, crops: Iterable[Crop]) -> dict[str, Picture]:
    """Return the pictures by the names that the page knows them by; what can't be drawn is not among them."""
    return dict(_draw(linted, crops))


def _draw(linted: LintResult, crops: Iterable[Crop]) -> Iterator[tuple[str, Picture]]:
    for crop in crops:
        from zcdossier.recognition.crop_page import crop_page  # noqa: PLC0415 - opens pictures

        kind = linted.facts[crop.file].format
        try:
            data = read_regular_file(linted.root / crop.file)
            view = crop_page(data, crop.file, kind, crop.page - 1, crop.box)
        except Exception:  # noqa: BLE001, S112 - a page that can't be shown is told of in words all the same
            continue
        yield crop.name, Picture(*view)
