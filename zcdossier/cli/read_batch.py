"""Many dossiers whose scans are read: by the workers of a scheduler, each in its process; and what is shown of all."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli.batch import OnStart, complain_about, map_items, process_profiles
from zcdossier.cli.boundary import Failure, attempt, worst_code
from zcdossier.cli.console import Console
from zcdossier.cli.option_values import DataFormat
from zcdossier.errors import ExitCode
from zcdossier.report.style import Style

if TYPE_CHECKING:
    from zcdossier.cli.cluster import Cluster
    from zcdossier.model.results import PagesRead


def read_by_cluster(
    roots: Sequence[Path], cluster: "Cluster", console: Console, on_start: OnStart, *, again: bool
) -> "Iterator[tuple[Path, PagesRead | Failure]]":
    """Yield every dossier with what was read of it, or its failure, which has been talked about by then."""
    for root, done in map_items(
        roots, again, _read_on_worker, count=cluster.workers, on_start=on_start, cluster=cluster
    ):
        if isinstance(done, Failure):
            complain_about(root, done, console)
        yield root, done


def _read_on_worker(root: Path, again: bool) -> "PagesRead | Failure":
    from zcdossier.app.read_dossier import carry_out, plan_dossier, require_recogniser
    from zcdossier.cli.cluster_worker import UnwantedTaskWatch
    from zcdossier.recognition.page_tasks import load_rapid_recogniser, read_here

    def work() -> "PagesRead":
        engine = require_recogniser()
        plan = plan_dossier(root, again=again, profiles=process_profiles())
        return carry_out(plan, lambda tasks: read_here(tasks, load_rapid_recogniser), engine, UnwantedTaskWatch())

    return attempt(work)


class ReadOutput:
    """Shows what was read of each dossier, as text at once, as JSON at the end."""

    def __init__(self, console: Console, style: Style, kind: DataFormat) -> None:
        self._console, self._style, self._as_json = console, style, kind is DataFormat.JSON
        self._codes: list[int] = []
        self._objects: dict[Path, dict[str, object]] = {}

    def take(self, root: Path, done: "PagesRead | Failure") -> None:
        """Take one dossier; of a failure stderr has been told."""
        from zcdossier.report.reading_summary import failed_reading_object, reading_object, reading_text

        if isinstance(done, Failure):
            self._codes.append(done.code)
            self._objects[root] = failed_reading_object(str(root), done.why.text(self._console.lang))
            return
        self._codes.append(ExitCode.FINDINGS if done.unread else ExitCode.OK)
        self._objects[root] = reading_object(str(root), done, self._console.lang)
        if not self._as_json:
            self._console.show(reading_text(str(root), done, self._style))

    def finish(self, roots: Sequence[Path]) -> int:
        """Show what needs all of them, in this order; return the exit code."""
        from zcdossier.report.json_document import json_document

        if self._as_json:
            self._console.show_json(json_document([self._objects[root] for root in roots]))
        return worst_code(self._codes)
