"""The frame of a workbook that people fill in: text cells, headings with notes, lists to choose from, print set-up."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from zcdossier.model.place import column_letters
from zcdossier.model.profile import Profile
from zcdossier.model.workbook_layout import CHOICES_SHEET, REQUIRED_MARK
from zcdossier.report.text_layout import cell_width
from zcdossier.report.workbook import BORDER_COLOUR, cell_format, fit_wide_form, row_height, set_up_print, write_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MORE_ROWS = 200
"""Below the rows that are drawn, those that have lists to choose from all the same."""
_LONGEST_LIST = 255  # characters of a list inside a rule, by the format
_LONGEST_TEXT = 32_767  # characters of a cell, by the format
_LONGEST_NOTE = 1200
_NOTE_LINE = 34  # cells of a note's width
_EVERYWHERE = "A1:XFD1048576"


class FormColumn(NamedTuple):
    """A column: its heading, how wide in characters, the note on it, what may be chosen, its example."""

    heading: str
    width: float
    required: bool = False
    wished: bool = False
    note: str = ""
    choices: tuple[str, ...] = ()
    open: bool = False
    example: str = ""


class Looks(NamedTuple):
    """The looks of cells."""

    title: "Format"
    note: "Format"
    required: "Format"
    wished: "Format"
    heading: "Format"
    example: "Format"
    text: "Format"
    fixed: "Format"
    plain: "Format"
    link: "Format"
    beyond: "Format"


def make_looks(book: "Workbook") -> Looks:
    """Add the looks to a workbook; every cell to be filled is text."""
    grid: dict[str, Any] = {"border": 1, "border_color": BORDER_COLOUR, "text_wrap": True}
    heading = {**grid, "bold": True, "align": "center"}
    return Looks(
        title=cell_format(book, bold=True, font_size=14),
        note=cell_format(book, text_wrap=True, font_color="#44505F", valign="top"),
        required=cell_format(book, **heading, bg_color="#FBE1D6", font_color="#9C1C00"),
        wished=cell_format(book, **heading, bg_color="#FFF3CF"),
        heading=cell_format(book, **heading, bg_color="#E8EDF3"),
        example=cell_format(book, **grid, num_format="@", italic=True, font_color="#7A8490", bg_color="#F6F7F9"),
        text=cell_format(book, **grid, num_format="@"),
        fixed=cell_format(book, **grid, num_format="@", font_color="#44505F", bg_color="#F6F7F9"),
        plain=cell_format(book, num_format="@"),
        link=cell_format(book, font_color="#1F5FA8", underline=1),
        beyond=book.add_format({"bg_color": "#F3C9C0"}),
    )


class ChoiceLists:
    """Lists to choose from: inside the rule where they are short, else on a hidden sheet."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], int] = {}

    def add_rule(self, page: "Worksheet", column: FormColumn, first_row: int, at: int, last_row: int) -> None:
        """Offer a column's choices in the cells of a sheet from `first_row` to `last_row`."""
        choices = column.choices
        if not choices:
            return
        source: Any = list(choices)
        is_long = len(",".join(choices)) > _LONGEST_LIST or any("," in choice or '"' in choice for choice in choices)
        if is_long:
            number = self._columns.setdefault(choices, len(self._columns))
            letters = column_letters(number + 1)
            source = f"='{CHOICES_SHEET}'!${letters}$1:${letters}${len(choices)}"
        rule: dict[str, Any] = {"validate": "list", "source": source, "error_type": "warning"}
        rule |= {"error_title": "不在可选的内容里", "error_message": "请从下拉列表里选；确实要填别的，点“是”。"}
        if column.open:
            rule["show_error"] = False
        page.data_validation(first_row, at, last_row, at, rule)

    def write(self, book: "Workbook") -> None:
        """Write the hidden sheet, if any list needs it."""
        if not self._columns:
            return
        page = book.add_worksheet(CHOICES_SHEET)
        page.hide()
        for choices, column in self._columns.items():
            for row, choice in enumerate(choices):
                write_text(page, row, column, choice)


class FormPage:
    """One sheet: a title, a note, headings, rows."""

    def __init__(self, page: "Worksheet", looks: Looks, columns: Sequence[FormColumn]) -> None:
        self.page = page
        self.looks = looks
        self.columns = columns
        self.row = 0
        page.ignore_errors({"number_stored_as_text": _EVERYWHERE})
        for at, column in enumerate(columns):
            page.set_column(at, at, column.width, looks.plain)

    def title(self, text: str, notes: Sequence[str]) -> None:
        """Write what the sheet is for, and what to mind, over its whole width."""
        self.page.set_row(self.row, 26)
        write_text(self.page, self.row, 0, text, self.looks.title)
        self.row += 1
        if not notes:
            return
        width = sum(column.width for column in self.columns)
        note = "\n".join(notes)
        self.page.set_row(self.row, row_height([note], [width]))
        if len(self.columns) > 1:
            self.page.merge_range(self.row, 0, self.row, len(self.columns) - 1, "", self.looks.note)
        write_text(self.page, self.row, 0, note, self.looks.note)
        self.row += 1

    def headings(self) -> int:
        """Write the row of headings with their notes; return its number, from 0."""
        texts = [column.heading + (REQUIRED_MARK if column.required else "") for column in self.columns]
        self.page.set_row(self.row, max(24, row_height(texts, [column.width - 1 for column in self.columns])))
        for at, (column, text) in enumerate(zip(self.columns, texts, strict=True)):
            looks = self.looks
            look = looks.required if column.required else looks.wished if column.wished else looks.heading
            write_text(self.page, self.row, at, text, look)
            if column.note:
                self.comment(self.row, at, column.note)
        set_up_print(self.page, heading=self.row)
        width = sum(column.width for column in self.columns)
        fit_wide_form(self.page, width)
        self.page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.page.set_footer("&L&A&R&P/&N")
        self.row += 1
        return self.row - 1

    def cells(self, texts: Sequence[str], look: "Format | None" = None, *, fixed: Sequence[int] = ()) -> None:
        """Write one row; those of `fixed` are not meant to be filled."""
        height = row_height(texts, [max(2, column.width - 1) for column in self.columns])
        self.page.set_row(self.row, max(20, height))
        for at, text in enumerate(texts):
            own = look or (self.looks.fixed if at in fixed else self.looks.text)
            if text:  # as typed, to the letter: it is read again
                self.page.write_string(self.row, at, text[:_LONGEST_TEXT], own)
            else:
                self.page.write_blank(self.row, at, None, own)
        self.row += 1

    def comment(self, row: int, column: int, text: str) -> None:
        """Put a note on a cell."""
        kept = text[:_LONGEST_NOTE]
        lines = sum(max(1, -(-cell_width(line) // _NOTE_LINE)) for line in kept.split("\n"))
        size = {"width": 260, "height": min(420, 18 * lines + 12), "font_size": 9, "author": ""}
        self.page.write_comment(row, column, kept, size)


class FormBook(NamedTuple):
    """The workbook that is being written, for whom."""

    book: "Workbook"
    looks: Looks
    lists: ChoiceLists
    profile: Profile
    level: str

    @classmethod
    def of(cls, book: "Workbook", profile: Profile, level: str) -> "FormBook":
        """Begin one for applicants of a level."""
        return cls(book, make_looks(book), ChoiceLists(), profile, level)

    def add_page(self, name: str, columns: Sequence[FormColumn]) -> FormPage:
        """Add a sheet."""
        return FormPage(self.book.add_worksheet(name), self.looks, columns)
