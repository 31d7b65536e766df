"""What kinds ask the case for together is made once for a verdict, and anew for the next."""

from datetime import date
from pathlib import Path

from zcdossier.lint.context import Context
from zcdossier.model.dossier import Dossier
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Profile

PLACE = Place("dossier.yaml")
CASE = Context(Dossier(Path(), "case", "", PLACE, PLACE), Profile("case", Label("例")), as_of=date(2023, 6, 30))


def _days(context: Context) -> list[date]:
    return [context.as_of]


def test_what_was_worked_out_is_kept_for_one_verdict() -> None:
    judged = CASE._replace(worked_out={})
    assert judged.once(_days) is judged.once(_days)
    later = CASE._replace(worked_out={}, as_of=date(2024, 1, 1))
    assert later.once(_days) == [date(2024, 1, 1)]


def test_nothing_is_kept_where_no_verdict_is_made() -> None:
    assert CASE.once(_days) is not CASE.once(_days)
