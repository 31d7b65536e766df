"""What the manifest holds in several values and a workbook in the text of one cell: a listed file, an answer."""

import re

_FILE_PIECE = re.compile(r"\s*[;；]\s*(?=(?:佐证|part|页码|页|pages)\s*[:：])", re.IGNORECASE)
_NAMED_PIECE = re.compile(r"(佐证|part|页码|页|pages)\s*[:：]\s*(.*)", re.IGNORECASE | re.DOTALL)
_ANSWER = re.compile(r"(是|否|不适用)（(.+)）", re.DOTALL)


def join_listed_file(file: str, part: str = "", pages: str = "") -> str:
    """Return the line of a listed file: `全文.pdf；佐证：封面；页码：1,8`."""
    return file + (f"；佐证：{part}" if part else "") + (f"；页码：{pages}" if pages else "")


def split_listed_file(line: str) -> dict[str, str]:
    """Return such a line by the manifest's keys: `file`, `part`, `pages`."""
    first, *others = _FILE_PIECE.split(line.strip())
    pieces = {"file": first.strip()}
    for other in others:
        match = _NAMED_PIECE.fullmatch(other.strip())
        if match is not None:
            key = "part" if match[1].casefold() in ("佐证", "part") else "pages"
            pieces.setdefault(key, match[2].strip())
    return pieces


def join_answer(answer: str, remark: str = "") -> str:
    """Return an answer with its remark behind it, as the manifest holds both."""
    return f"{answer}（{remark}）" if answer and remark else answer


def split_answer(text: str) -> tuple[str, str]:
    """Return an answer and its remark, so that joining them gives the text again."""
    match = _ANSWER.fullmatch(text)
    return (match[1], match[2]) if match else (text, "")
