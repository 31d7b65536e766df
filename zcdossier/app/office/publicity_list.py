"""The publicity list of an office: who is on it, from when to when; the period is recorded for each of them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.office.office_folder import read_listed_people
from zcdossier.app.office.review_status import next_workday, publicity_period
from zcdossier.app.office.reviews import add_entries
from zcdossier.app.output_files import write_file
from zcdossier.assemble.keeping.upload_names import MAX_BYTES, safe_name
from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.office_rules import PublicityPeriod, PublicityRule, Ruling
from zcdossier.model.profile import Profile
from zcdossier.model.review import PUBLICITY, ReviewEntry, ReviewStatus
from zcdossier.model.workdays import WorkdayCalendar
from zcdossier.report.office.publicity import PublicityOptions, publicity_list
from zcdossier.report.sanitize import escape_controls

FOLDER = "publicity"
_NOTED = "公示"
_FURTHEST = timedelta(days=366)
_LIST = Label("公示表", "publicity")
_FILES = {
    "sheet": (_LIST, ".xlsx"),
    "word": (_LIST, ".docx"),
    "objections": (Label("公示异议（内部）", "objections (internal)"), ".xlsx"),
}


class PublicityCandidate(NamedTuple):
    """One dossier with how it stands, and the record its publicity is to be noted in, under which name."""

    linted: LintResult
    status: ReviewStatus
    record: Path
    recorded_as: str


class PublicitySelection(NamedTuple):
    """Who goes on the list now; who has hung already; who was not passed; who is still under review."""

    listed: tuple[PublicityCandidate, ...] = ()
    before: tuple[PublicityCandidate, ...] = ()
    refused: tuple[PublicityCandidate, ...] = ()
    pending: tuple[PublicityCandidate, ...] = ()


def check_start(start: date, today: date) -> None:
    """Refuse a first day that is years away: most likely a slip. Raises CannotRunError."""
    if abs(start - today) > _FURTHEST:
        raise CannotRunError(
            Label(
                f"--from {start} 离今天（{today}）一年以上，多半写错了。",
                f"--from {start} is more than a year from today ({today}), so it is probably mistyped.",
            ),
        )


def select_applicants(
    candidates: Sequence[PublicityCandidate], start: date | None, *, again: bool
) -> PublicitySelection:
    """Sort out who goes on a list.

    Nobody is hung twice unless `again` is said. A list of the same start is made anew; without a start, and with
    nobody new, that is the list made last.
    """
    refused = tuple(candidate for candidate in candidates if _was_refused(candidate.status))
    pending = tuple(candidate for candidate in candidates if is_pending(candidate.status))
    passed = [
        candidate for candidate in candidates if not _was_refused(candidate.status) and _was_passed(candidate.status)
    ]
    if again:
        return PublicitySelection(tuple(passed), (), refused, pending)
    new = [candidate for candidate in passed if candidate.status.publicity is None]
    listed_before = [
        (candidate.status.publicity.on, candidate) for candidate in passed if candidate.status.publicity is not None
    ]
    if start is None and not new:
        start = max((day for day, _ in listed_before), default=None)
    same = [candidate for day, candidate in listed_before if day == start]
    listed = {id(candidate) for candidate in (*new, *same)}
    before = tuple(candidate for candidate in passed if id(candidate) not in listed)
    return PublicitySelection(
        tuple(candidate for candidate in passed if id(candidate) in listed), before, refused, pending
    )


def _was_passed(status: ReviewStatus) -> bool:
    return status.unit.ruling is Ruling.PASSED


def _was_refused(status: ReviewStatus) -> bool:
    return Ruling.REFUSED in (status.unit.ruling, status.authority.ruling)


def choose_period(
    listed: Sequence[PublicityCandidate], rule: PublicityRule, start: date | None, today: date
) -> PublicityPeriod:
    """The period that starts on the day asked for, or on the one recorded for all, or on the next working day."""
    if start is None:
        recorded = {
            candidate.status.publicity.on if candidate.status.publicity is not None else None for candidate in listed
        }
        start = recorded.pop() if len(recorded) == 1 else None
    return publicity_period(start or next_workday(today, WorkdayCalendar()), rule)


def select_by_notice(
    candidates: Sequence[PublicityCandidate], start: date | None, *, again: bool
) -> list[PublicitySelection]:
    """Sort out who goes on the list of each notice; those whose manifest can't be read so far stand alone."""
    groups: dict[str, list[PublicityCandidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.linted.profile.id if candidate.linted.profile is not None else "", []).append(
            candidate
        )
    return [select_applicants(group, start, again=again) for group in groups.values()]


def find_pending(selections: Sequence[PublicitySelection]) -> tuple[PublicityCandidate, ...]:
    """Whom the lists have to wait for, where a notice has its list made only when everybody has been reviewed."""
    waiting = [
        selection
        for selection in selections
        if selection.listed and _profile(selection.listed).office.publicity.whole_batch
    ]
    unread = [
        selection for selection in selections if selection.pending and selection.pending[0].linted.profile is None
    ]
    return tuple(candidate for selection in (*waiting, *unread) for candidate in selection.pending) if waiting else ()


def check_nobody_is_pending(
    selections: Sequence[PublicitySelection],
    failed: Sequence[ReviewStatus],
    elsewhere: Callable[[], Sequence[ReviewStatus]],
) -> None:
    """Refuse a list that the notice has made only when everybody has been reviewed, while somebody has not.

    That are also those who could not be read, and those who share a record but lie `elsewhere`. Raises CannotRunError.
    """
    names = [candidate.status.name for candidate in find_pending(selections)]
    if must_wait_for_all(selections):
        names += [status.name for status in failed]
        names += [status.name for status in elsewhere() if is_pending(status)]
    if names:
        names = [escape_controls(name) for name in names]
        raise CannotRunError(
            Label(
                f"通知要求全部审完才公示，还差：{'、'.join(names)}；先公示已经通过的，加 --partial。",
                f"The notice wants everybody reviewed before publication; still open: {', '.join(names)}. "
                "To publish those who passed already, add --partial.",
            ),
        )


def must_wait_for_all(selections: Sequence[PublicitySelection]) -> bool:
    """Whether some list may be made only when everybody has been reviewed."""
    return any(selection.listed and _profile(selection.listed).office.publicity.whole_batch for selection in selections)


def is_pending(status: ReviewStatus) -> bool:
    """Whether nobody has decided yet, or somebody sent it back."""
    return not _was_passed(status) and not _was_refused(status)


class PlannedList(NamedTuple):
    """One list to be written: who is on it, its period, its files by kind."""

    listed: tuple[PublicityCandidate, ...]
    period: PublicityPeriod
    paths: Mapping[str, Path]
    list_options: PublicityOptions


def plan_list(
    listed: Sequence[PublicityCandidate],
    folder: Path,
    start: date | None,
    today: date,
    list_options: PublicityOptions,
    *,
    named: bool,
) -> PlannedList:
    """Settle the period and the files of one list. `named` puts the notice into the files' name."""
    profile = _profile(listed)
    period = choose_period(listed, profile.office.publicity, start, today)
    about = safe_name(f"{f'{profile.id} ' if named else ''}{period.start}", MAX_BYTES)
    paths = {
        kind: folder / f"{stem.text(list_options.lang)} {about}{suffix}" for kind, (stem, suffix) in _FILES.items()
    }
    return PlannedList(tuple(listed), period, paths, list_options)


def check_nobody_is_dropped(planned: PlannedList) -> None:
    """Refuse to write over a list that holds people who are not on this one. Raises CannotRunError."""
    sheet, word = planned.paths["sheet"], planned.paths["word"]
    if not sheet.exists() and not word.exists():
        return
    people_before = read_listed_people(sheet) if sheet.exists() else None
    if people_before is None:
        at = sheet if sheet.exists() else word
        raise CannotRunError(
            Label(
                f"{at} 已经有了，看不出上面有谁；先移走，或者加 --replace 重写。",
                f"{at} exists already, and who is on it can't be read; move it away, or add --replace to write "
                f"it anew.",
            ),
        )
    dropped = people_before - Counter(candidate.status.person for candidate in planned.listed)
    if dropped:
        names = sorted(dropped.elements())
        raise CannotRunError(
            Label(
                f"{sheet} 上已有 {people_before.total()} 人，这一次是 {len(planned.listed)} 人，"
                f"少了 {'、'.join(names)}；确实不再公示的，加 --replace 重写。",
                f"{sheet} lists {people_before.total()}, this one {len(planned.listed)}, without {', '.join(names)}; "
                "if they are to be left out, add --replace to write it anew.",
            ),
        )


def write_list(planned: PlannedList) -> tuple[Path, ...]:
    """Write one list and note its period for everybody on it. Raises CannotRunError."""
    files = render_list(planned.listed, _profile(planned.listed), planned.period, planned.list_options)
    for kind, data in files.items():
        write_file(planned.paths[kind], data)
    _note_period(planned.listed, planned.period, planned.list_options.signed)
    return tuple(planned.paths[kind] for kind in files)


def render_list(
    listed: Sequence[PublicityCandidate], profile: Profile, period: PublicityPeriod, list_options: PublicityOptions
) -> dict[str, bytes]:
    """The list as files, and the objections as one more where there are any."""
    from zcdossier.report.office.publicity_files import (
        objections_xlsx,
        publicity_docx,
        publicity_xlsx,
    )

    objections = [
        (candidate.status.person, entry) for candidate in listed for entry in candidate.status.history.objections
    ]
    laid_out = publicity_list([candidate.linted for candidate in listed], profile, period, objections, list_options)
    files = {"sheet": publicity_xlsx(laid_out), "word": publicity_docx(laid_out)}
    return files | {"objections": objections_xlsx(laid_out)} if objections else files


def _profile(listed: Sequence[PublicityCandidate]) -> Profile:
    """The notice of a list: whoever is on one has been read under one."""
    profile = listed[0].linted.profile
    if profile is None:
        raise ValueError("nobody is passed without a notice")
    return profile


def _note_period(listed: Sequence[PublicityCandidate], period: PublicityPeriod, by: str) -> None:
    """Note the period for everybody on the list who has another or none."""
    new: dict[Path, list[ReviewEntry]] = {}
    for candidate in listed:
        recorded = candidate.status.history.latest(PUBLICITY)
        if recorded is None or (recorded.on, recorded.until) != (period.start, period.end):
            entry = ReviewEntry(
                candidate.recorded_as, candidate.status.person, PUBLICITY, _NOTED, "", by, period.start, period.end
            )
            new.setdefault(candidate.record, []).append(entry)
    for path, entries in new.items():
        add_entries(path, entries)
