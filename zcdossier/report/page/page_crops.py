"""The pieces of scans that findings are about, to be shown beside them: which page, which part of it, and its name."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from zcdossier.model.facts import FileFacts
from zcdossier.model.finding import Finding
from zcdossier.model.page_facts import Box
from zcdossier.model.place import PageSpot, Place
from zcdossier.report.page.page_findings import text_digest

_MOST_CROPS = 60


class Crop(NamedTuple):
    """A piece of a page of a scan, `box` None for all of it. `name` changes with what is shown."""

    name: str
    file: str
    page: int
    box: Box | None = None


def crop_of_finding(finding: Finding, facts: Mapping[str, FileFacts]) -> Crop | None:
    """Return the page that a finding stands on, else the first that belongs to it; None where no page was read."""
    places = (finding.place, *(related.place for related in finding.related))
    return next((crop for place in places if (crop := _crop_of_place(place, facts)) is not None), None)


def crops_of_findings(findings: Iterable[Finding], facts: Mapping[str, FileFacts]) -> tuple[Crop, ...]:
    """Return what is to be drawn, each piece once; after so many a page would be too heavy."""
    crops = {crop.name: crop for finding in findings if (crop := crop_of_finding(finding, facts)) is not None}
    return tuple(crops.values())[:_MOST_CROPS]


def _crop_of_place(place: Place, facts: Mapping[str, FileFacts]) -> Crop | None:
    spot, file_facts = place.spot, facts.get(place.file)
    if not isinstance(spot, PageSpot) or file_facts is None or not file_facts.digest:
        return None
    name = f"crop-{text_digest(file_facts.digest, str(spot.page), str(spot.box))}"
    return Crop(name, place.file, spot.page, spot.box)
