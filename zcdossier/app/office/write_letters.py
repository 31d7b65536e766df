"""Letters: one file for each applicant, in one folder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.find_dossiers import find_dossiers
from zcdossier.app.office.office_folder import FileNames, relative_name
from zcdossier.app.output_files import write_file
from zcdossier.model.lint_result import LintResult
from zcdossier.report.office.letter import LetterOptions, write_letter
from zcdossier.report.office.letter_document import Letter, letter_text
from zcdossier.report.office.letter_wording import addressee_of

FOLDER = "letters"
_BOM = "\ufeff"  # Windows' editors take a text without it for GBK


class LetterDraft(NamedTuple):
    """A letter to be written: `stem` is its file's name without the ending. Nobody is written to without a letter."""

    root: Path
    stem: str
    letter: Letter | None


def letter_stems(roots: Sequence[Path], home: Path) -> dict[Path, str]:
    """What the letters to some dossiers are called: the same whether all of the office are written to or only these."""
    names, stems = FileNames(), {}
    everybody = {root.resolve(): root for root in (*find_dossiers([home]), *roots)}
    for real in sorted(everybody):
        stems[real] = names.take(relative_name(real, home).replace("/", "-"), "")
    return {root: stems[root.resolve()] for root in roots}


def draft_letter(linted: LintResult, stem: str, terms: LetterOptions) -> LetterDraft:
    """Compose the letter to one applicant."""
    name = addressee_of(linted)
    return LetterDraft(linted.root, stem if stem.endswith(name) else f"{stem} {name}", write_letter(linted, terms))


def write_letters(drafts: Sequence[LetterDraft], out: Path, suffix: str) -> dict[Path, Path]:
    """Write every letter; returns the files by dossier. Raises CannotRunError."""
    names = FileNames()
    render = _RENDER[suffix]
    paths = {}
    for drafted in drafts:
        if drafted.letter is not None:
            path = out / names.take(drafted.stem, suffix)
            write_file(path, render(drafted.letter))
            paths[drafted.root] = path
    return paths


def write_unit_list(listed: Letter | None, out: Path, suffix: str) -> Path | None:
    """Write what the unit has to confirm, or nothing where it has nothing to. Raises CannotRunError."""
    if listed is None:
        return None
    path = out / f"{'unit' if listed.lang == 'en' else '单位确认'}{suffix}"
    write_file(path, _RENDER[suffix](listed))
    return path


def find_earlier_letters(out: Path, written: Sequence[Path]) -> list[str]:
    """Letters in the folder that this run did not write: nobody should send them by mistake."""
    try:
        names = [path.name for path in out.iterdir() if path.suffix in _RENDER]
    except OSError:
        return []
    return sorted(set(names) - {path.name for path in written})


def _as_text(document: Letter) -> bytes:
    return (_BOM + letter_text(document)).replace("\n", "\r\n").encode("utf-8", errors="replace")


def _as_word(document: Letter) -> bytes:
    from zcdossier.report.office.letter_document import letter_docx

    return letter_docx(document)


_RENDER: dict[str, Callable[[Letter], bytes]] = {".txt": _as_text, ".docx": _as_word}
