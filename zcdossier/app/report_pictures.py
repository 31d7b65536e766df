"""The pictures of a report: pages of the uploads that are there, and the photo of the applicant."""

from collections.abc import Sequence
from pathlib import Path

from zcdossier.app.lint import Linted
from zcdossier.assemble.keeping.digest import fingerprint
from zcdossier.assemble.keeping.uploads import UPLOAD_FOLDER
from zcdossier.report.page.facts import SHOWN, RecordFacts, ReportFacts
from zcdossier.report.page.header import PORTRAIT
from zcdossier.report.page.records import picture_name
from zcdossier.report.page.render import Picture
from zcdossier.report.page.size import Thumbnails

_MANY_PAGES = 160  # beyond which a page with medium pictures would be heavier than mail takes
_MOST_PICTURES = 450
_LARGEST_PHOTO = 20_000_000


def most_per_record(records: Sequence[RecordFacts]) -> int:
    """Return how many pages of a record are shown, so that all together are not more than a page can carry."""
    pages = [one.receipt.pages for one in records if one.receipt is not None and one.state in SHOWN]
    most = max(pages, default=0)
    while most > 1 and sum(min(one, most) for one in pages) > _MOST_PICTURES:
        most -= max(1, most // 20)
    return most


def chosen_look(wanted: Thumbnails, records: Sequence[RecordFacts]) -> str:
    """Name the look of page pictures; empty for none."""
    pages = sum(one.receipt.pages for one in records if one.receipt is not None and one.state in SHOWN)
    if wanted is Thumbnails.NONE or not pages:
        return ""
    if wanted is Thumbnails.AUTO:
        wanted = Thumbnails.MEDIUM if pages <= _MANY_PAGES else Thumbnails.SMALL
    return wanted.value


def page_pictures(facts: ReportFacts, out: Path, threads: int | None) -> dict[str, Picture]:
    """Return the pictures of every page there is to show, by the names the page knows them by."""
    from zcdossier.assemble.pdf.thumbnails import MEDIUM, SMALL, Upload, page_views  # noqa: PLC0415 - opens pictures

    uploads = {
        one.receipt.sha256: Upload(
            out / UPLOAD_FOLDER / one.receipt.file,
            one.receipt.sha256,
            facts.most_pages if one.receipt.pages > facts.most_pages else 0,
        )
        for one in facts.records
        if one.receipt is not None and one.state in SHOWN
    }
    views = page_views(tuple(uploads.values()), MEDIUM if facts.look == MEDIUM.name else SMALL, out, threads=threads)
    return {
        picture_name(upload.sha256, number): Picture(*view)
        for upload, pages in views.items()
        for number, view in enumerate(pages, start=1)
        if view is not None
    }


def photo_holds(linted: Linted, wanted: Thumbnails) -> str:
    """Sum up the applicant's photo; empty where there is none to show."""
    photo = linted.dossier.photo if linted.dossier is not None else None
    if wanted is Thumbnails.NONE or photo is None or not photo.evidence:
        return ""
    facts = linted.facts.get(photo.evidence[0].file)
    if facts is None or not facts.usable or facts.bytes > _LARGEST_PHOTO:
        return ""
    try:
        return fingerprint(linted.root / facts.path).sha256
    except OSError:
        return ""


def portrait(linted: Linted) -> dict[str, Picture]:
    """Return the applicant's photo, by the name the page knows it by."""
    from zcdossier.assemble.pdf.thumbnails import photo_view  # noqa: PLC0415 - opens pictures

    photo = linted.dossier.photo if linted.dossier is not None else None
    view = photo_view(linted.root / photo.evidence[0].file) if photo is not None and photo.evidence else None
    return {PORTRAIT: Picture(*view)} if view is not None else {}
