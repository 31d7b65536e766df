"""`photo-check`: every measure of a photo beside the range it must lie in."""

from collections.abc import Sequence
from typing import Protocol

from zcdossier.model.label import Label
from zcdossier.report.as_json import Json
from zcdossier.report.style import Style
from zcdossier.report.table import table
from zcdossier.report.visible import visible
from zcdossier.report.words import joined, one_line


class Measured(Protocol):
    """One measure. `status` is ok, doubt or bad."""

    @property
    def measure(self) -> Label:
        """What was measured."""
        ...

    @property
    def value(self) -> str:
        """What came out."""
        ...

    @property
    def allowed(self) -> Label:
        """What is allowed."""
        ...

    @property
    def status(self) -> str:
        """How the two compare."""
        ...

    @property
    def rule(self) -> str:
        """The rule that says so."""
        ...

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses it enforces."""
        ...


_VERDICTS = {"ok": Label("合格", "ok"), "doubt": Label("存疑", "doubtful"), "bad": Label("不合格", "not ok")}


def photo_text(name: str, rows: Sequence[Measured], style: Style) -> str:
    """The table of one photo."""
    head = style.say("项目,实测,要求,结论,依据", "measure,measured,allowed,verdict,clause").split(",")
    lines = table([head, *(_cells(row, style) for row in rows)], indent="  ")
    body = [_painted(line, row, style) for line, row in zip(lines[1:], rows, strict=True)]
    title = f"{style.paint.strong(visible(name))}{style.say('：', ': ')}{conclusion(rows, style)}"
    return "\n".join([title, style.paint.faint(lines[0]), *body]) + "\n"


def conclusion(rows: Sequence[Measured], style: Style) -> str:
    """The photo as a whole: as bad as its worst measure."""
    found = {row.status for row in rows}
    if "bad" in found:
        return style.paint.bad(style.say("不合格", "not acceptable"))
    if "doubt" in found:
        return style.paint.doubtful(style.say("存疑，请改到要求之内", "doubtful, better mend it"))
    return style.paint.good(style.say("合格", "acceptable"))


def _cells(row: Measured, style: Style) -> list[str]:
    return [
        one_line(row.measure, style.lang),
        visible(row.value),
        one_line(row.allowed, style.lang),
        _VERDICTS[row.status].text(style.lang),
        joined(list(row.clauses), style.lang),
    ]


def _painted(line: str, row: Measured, style: Style) -> str:
    if row.status == "ok":
        return line
    return style.paint.bad(line) if row.status == "bad" else style.paint.doubtful(line)


def photo_object(name: str, rows: Sequence[Measured], lang: str) -> Json:
    """The same as data."""
    return {
        "path": name,
        "measures": [
            {
                "measure": row.measure.text(lang),
                "value": row.value,
                "allowed": row.allowed.text(lang),
                "status": row.status,
                "rule": row.rule,
                "clauses": list(row.clauses),
            }
            for row in rows
        ],
    }
