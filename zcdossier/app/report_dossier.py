"""The report of one dossier beside its uploads: `report.html` and the entry sheet.

Both come from a fresh judgement and what the last build left. The ticks made in either are kept: those of the sheet are
read back, those of the page are known to a browser by a key, chosen once and kept when folder or name change.
"""

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.build_dossier import BuildResult
from zcdossier.app.build_place import check_place, note_owner
from zcdossier.app.lint_dossier import lint_dossier, read_texts
from zcdossier.app.output_files import write_file
from zcdossier.app.report_contents import (
    choose_thumbnail_size,
    draw_crops,
    draw_pages,
    draw_portrait,
    limit_pages,
    photo_digest,
    record_facts_of_build,
    record_facts_on_disk,
)
from zcdossier.assemble.keeping.atomic_write import write_whole
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_names import BUILD_FOLDER, OWN_FOLDER
from zcdossier.profiles.load import Profiles
from zcdossier.profiles.locations import templates_folder
from zcdossier.report.entry_workbook import EntryBook, entry_workbook, read_digest, read_ticks
from zcdossier.report.page.page_crops import crops_of_findings
from zcdossier.report.page.page_entry_sheet import entry_book_of
from zcdossier.report.page.report_facts import RecordFacts, ReportFacts
from zcdossier.report.page.report_page import (
    HEAD_BYTES,
    Picture,
    is_up_to_date,
    page_key,
    prepare_page,
    render_page,
    report_view,
)
from zcdossier.report.style import Style, Thumbnails
from zcdossier.version import __version__

REPORT_NAME = "report.html"


class ReportOptions(NamedTuple):
    """How to make a page: its language, the day it is judged on, the size of page pictures, the threads for them."""

    lang: str
    as_of: date
    thumbnails: Thumbnails = Thumbnails.AUTO
    threads: int | None = None


class ReportResult(NamedTuple):
    """A page and the judgement it shows."""

    linted: LintResult
    path: Path


class RenderedReport(NamedTuple):
    """A page that is not written anywhere, and the judgement it shows."""

    linted: LintResult
    page: bytes


def report_dossier(
    root: Path, options: ReportOptions, *, out: Path | None = None, profiles: Profiles | None = None
) -> ReportResult:
    """Judge the dossier in `root` and write its page into `out` (else its `build/`), with the uploads found there.

    Raises CannotRunError when the page can't be written, or would stand among scans or over another dossier's.
    """
    profiles_read = profiles or Profiles()
    linted = lint_dossier(root, as_of=options.as_of, profiles=profiles_read)
    target = out or root / BUILD_FOLDER
    if out is not None:
        check_place(out, root, linted.dossier)
    result = _write_report(linted, record_facts_on_disk(linted, target), target, options, profiles_read)
    if out is not None:
        note_owner(out, root)
    return result


def report_built(
    built: BuildResult, options: ReportOptions, *, profiles: Profiles | None = None
) -> ReportResult | None:
    """Write the page of a build that has just ended.

    None where nothing was built because the manifest can't be read, unless an earlier page would tell otherwise.
    """
    if built.receipt is None and not _read_start(built.out / REPORT_NAME):
        return None
    return _write_report(
        built.linted, record_facts_of_build(built.linted, built.receipt), built.out, options, profiles or Profiles()
    )


def _write_report(
    linted: LintResult, records: tuple[RecordFacts, ...], out: Path, options: ReportOptions, profiles: Profiles
) -> ReportResult:
    """Make the page, unless the one that is there says the same."""
    facts = _gather_facts(linted, records, out, options, profiles)
    ready, path = prepare_page(report_view(facts, Style(options.lang)), templates_folder()), out / REPORT_NAME
    if not is_up_to_date(_read_start(path), ready):
        write_file(path, render_page(ready, _draw_pictures(facts, out, options)))
    if linted.dossier is not None:
        write_entry_sheet(entry_book_of(facts, Style(options.lang)), out)
    return ReportResult(linted, path)


def render_report(root: Path, options: ReportOptions, profiles: Profiles) -> RenderedReport:
    """Judge the dossier in `root` and make its page without writing it, with the uploads of its last build."""
    linted = lint_dossier(root, as_of=options.as_of, profiles=profiles)
    out = root / BUILD_FOLDER
    facts = _gather_facts(linted, record_facts_on_disk(linted, out), out, options, profiles)
    ready = prepare_page(report_view(facts._replace(prefix=None), Style(options.lang)), templates_folder())
    return RenderedReport(linted, render_page(ready, _draw_pictures(facts, out, options)))


def _draw_pictures(facts: ReportFacts, out: Path, options: ReportOptions) -> dict[str, Picture]:
    linted = facts.result
    pictures = draw_pages(facts, out, options.threads) if facts.look else {}
    if facts.shows_crops:
        pictures |= draw_crops(linted, crops_of_findings(linted.verdict.findings, linted.facts))
    return pictures | (draw_portrait(linted) if facts.photo else {})


def _gather_facts(
    linted: LintResult, records: tuple[RecordFacts, ...], out: Path, options: ReportOptions, profiles: Profiles
) -> ReportFacts:
    profile = linted.profile
    look = choose_thumbnail_size(options.thumbnails, records)
    facts = ReportFacts(
        result=linted._replace(profile=profiles.with_clauses(profile) if profile is not None else None),
        as_of=options.as_of,
        version=__version__,
        records=records,
        texts=read_texts(linted.dossier) if linted.dossier is not None else {},
        prefix=_path_prefix(linted.root, out),
        folder=linted.root.resolve().name,
        look=look,
        most_pages=limit_pages(records),
        photo=photo_digest(linted, options.thumbnails),
        shows_crops=options.thumbnails is not Thumbnails.NONE,
    )
    return facts._replace(key=keep_ticks_key(linted.root, page_key(facts)))


def _read_start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError:
        return b""


def _path_prefix(root: Path, out: Path) -> str | None:
    """The way from the page to the dossier's own files, where the page lies inside the dossier."""
    page_folder, top = out.resolve(), root.resolve()
    return "../" * len(page_folder.relative_to(top).parts) if page_folder.is_relative_to(top) else None


ENTRY_NAME = "填报单.xlsx"
_LARGEST = 20_000_000  # bytes; ours are far smaller


def write_entry_sheet(book: EntryBook, out: Path) -> None:
    """Write it into `out`, unless the one that is there says the same. Raises CannotRunError."""
    path = out / ENTRY_NAME
    earlier = _read_earlier(path)
    if read_digest(earlier) == book.digest:
        return
    write_file(path, entry_workbook(book, read_ticks(earlier)))


def _read_earlier(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError:
        return b""


KEY_NAME = "ticks.key"
_KEY = re.compile(r"[0-9a-f]{16}")


def keep_ticks_key(root: Path, first: str) -> str:
    """The key kept in the dossier; the first time, `first` is kept, if it can be."""
    path = root / OWN_FOLDER / KEY_NAME
    kept_key = ""
    with suppress(OSError, UnicodeDecodeError):
        kept_key = path.read_text(encoding="ascii").strip()
    if _KEY.fullmatch(kept_key):
        return kept_key
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_whole(path, f"{first}\n".encode("ascii"))
    return first
