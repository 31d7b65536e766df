"""Word files for tests: made of runs cut anywhere, and read back as people see them, cell by cell."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph


def made(*blocks: str | Sequence[str] | Sequence[Sequence[str]], header: str = "") -> bytes:
    """A file of paragraphs (a text, or the runs of one) and tables (rows of cells)."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        elif block and not isinstance(block[0], str):
            table = document.add_table(len(block), len(block[0]))
            for row, texts in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        else:
            paragraph = document.add_paragraph()
            for run in block:
                paragraph.add_run(str(run))
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def seen(data: bytes) -> str:
    """The text of the page: a line for each paragraph, cells of a row between bars; merged cells are shown once."""
    document = Document(BytesIO(data))
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            lines += [block.text] if block.text.strip() else []
        else:
            lines += rows(block)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def rows(table: Table) -> list[str]:
    found, seen = [], set()
    for row in table.rows:
        texts = []
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                texts.append(" ".join(cell.text.split("\n")))
        found.append(f"| {' | '.join(texts)} |")
    return found
