"""What the terminal says about letters written: whose, where, how much is in each."""

from collections.abc import Sequence
from pathlib import Path

from zcdossier.report.office.letter_parts import Letter
from zcdossier.report.style import Style
from zcdossier.report.table import table
from zcdossier.report.visible import visible

Row = tuple[str, Path | None, Letter | None]


def letters_text(rows: Sequence[Row], failed: Sequence[str], out: str, style: Style) -> str:
    """A line for each dossier, then those that could not be read."""
    head = style.say("申报材料,要改,核对,问题,文件", "dossier,mend,check,questions,file").split(",")
    body = [_cells(row, style) for row in rows]
    body += [[visible(name), "", "", "", style.say("没能检查，没有写", "not checked, not written")] for name in failed]
    lines = table([head, *body], right=(1, 2, 3))
    count = sum(path is not None for _, path, _ in rows)
    done = style.say(f"写好 {count} 份，在 {visible(out)}", f"{count} written to {visible(out)}")
    return "\n".join([style.paint.faint(lines[0]), *lines[1:], "", style.paint.good(done)]) + "\n"


def _cells(row: Row, style: Style) -> list[str]:
    name, path, letter = row
    if path is None or letter is None:
        return [visible(name), "-", "-", "-", style.say("没有要改的，没有写", "nothing to mend, none written")]
    counts = (letter.errors, letter.doubts, letter.questions)
    return [visible(name), *(str(count or "-") for count in counts), visible(path.name)]
