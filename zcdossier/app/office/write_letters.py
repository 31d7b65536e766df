"""Letters: one file for each applicant, in one folder. One that somebody edited since is kept."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.editable_folder import EditableFolder, WriteResult
from zcdossier.app.find_dossiers import find_dossiers
from zcdossier.app.office.office_folder import FileNames, relative_name
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


class WrittenLetter(NamedTuple):
    """A letter's file, and what became of it."""

    path: Path
    result: WriteResult


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
    is_named = "".join(stem.split()).endswith("".join(name.split()))
    return LetterDraft(linted.root, stem if is_named else f"{stem} {name}", write_letter(linted, terms))


def write_letters(drafts: Sequence[LetterDraft], files: EditableFolder, suffix: str) -> dict[Path, WrittenLetter]:
    """Write every letter; returns the files by dossier."""
    names = FileNames()
    return {
        drafted.root: _write(drafted.letter, names.take(drafted.stem, suffix), files, suffix)
        for drafted in drafts
        if drafted.letter is not None
    }


def write_unit_list(listed: Letter | None, files: EditableFolder, suffix: str) -> WrittenLetter | None:
    """Write what the unit has to confirm, or nothing where it has nothing to."""
    if listed is None:
        return None
    return _write(listed, f"{'unit' if listed.lang == 'en' else '单位确认'}{suffix}", files, suffix)


def _write(document: Letter, name: str, files: EditableFolder, suffix: str) -> WrittenLetter:
    return WrittenLetter(files.folder / name, files.put(name, _RENDER[suffix](document)))


def find_earlier_letters(out: Path, written: Sequence[WrittenLetter]) -> list[str]:
    """Letters in the folder that this run did not write: nobody should send them by mistake."""
    try:
        names = [path.name for path in out.iterdir() if path.suffix in _RENDER]
    except OSError:
        return []
    return sorted(set(names) - {name for letter in written for name in (letter.path.name, letter.result.beside)})


def _as_text(document: Letter) -> bytes:
    return (_BOM + letter_text(document)).replace("\n", "\r\n").encode("utf-8", errors="replace")


def _as_word(document: Letter) -> bytes:
    from zcdossier.report.office.letter_document import letter_docx

    return letter_docx(document)


_RENDER: dict[str, Callable[[Letter], bytes]] = {".txt": _as_text, ".docx": _as_word}
