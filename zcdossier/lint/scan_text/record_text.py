"""All that was read of one record, joined once in each spelling it is searched in."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from zcdossier.lint.scan_text.find_dates import SeenDate, find_dates, find_periods, joined_for_dates
from zcdossier.lint.scan_text.find_value import Found, comparable_letters, comparable_signs, find_exactly, find_letters
from zcdossier.lint.scan_text.joined_text import JoinedText, PlacedLine, lines_in_columns, lines_in_rows
from zcdossier.lint.scan_text.scan_pages import ScanPage

_NUMBER = re.compile(r"(?<![\d.])\d{1,6}(?:\.\d{1,2})?(?![\d.])")
_CELL = re.compile(r"^(?:19|20)\d{2}年?$", re.MULTILINE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年?\n?(?:学年|年度|度|-(?:19|20)\d{2}))")


class RecordText:
    """The text of some pages. What is asked for twice is made once."""

    def __init__(self, pages: Sequence[ScanPage]) -> None:
        self.pages = tuple(pages)
        self._found: dict[str, Found | None] = {}

    @cached_property
    def _rows(self) -> list[PlacedLine]:
        return lines_in_rows(self.pages)

    @cached_property
    def _columns(self) -> list[PlacedLine]:
        return lines_in_columns(self.pages)

    @cached_property
    def letters(self) -> tuple[JoinedText, ...]:
        """Letters and digits alone, in both orders."""
        return (self._letters_in_rows, JoinedText.of(self._columns, comparable_letters))

    @cached_property
    def _letters_in_rows(self) -> JoinedText:
        return JoinedText.of(self._rows, comparable_letters)

    @cached_property
    def signs(self) -> tuple[JoinedText, ...]:
        """Letters and digits with letters that look like digits as these."""
        return tuple(JoinedText.of(lines, comparable_signs) for lines in (self._rows, self._columns))

    @cached_property
    def folded(self) -> JoinedText:
        """Everything with its marks, line by line."""
        return joined_for_dates(self._rows)

    @cached_property
    def dates(self) -> tuple[SeenDate, ...]:
        """The dates in it."""
        return tuple(find_dates(self.folded))

    @cached_property
    def periods(self) -> tuple[tuple[SeenDate, SeenDate], ...]:
        """The dates in it that are two ends of one period."""
        return tuple(find_periods(self.dates, self.folded))

    @cached_property
    def periods_in_columns(self) -> tuple[tuple[SeenDate, SeenDate], ...]:
        """The same of lines that stand below each other."""
        columns = joined_for_dates(self._columns)
        return tuple(find_periods(find_dates(columns), columns))

    @cached_property
    def years(self) -> frozenset[str]:
        """The years in it that stand by themselves: 2021学年, 2021年度, 2020-2021."""
        return frozenset(_YEAR.findall(self.folded.text))

    @cached_property
    def years_in_cells(self) -> frozenset[str]:
        """The years that are all that a line says, as in the cells of a table."""
        return frozenset(year.rstrip("年") for year in _CELL.findall(self.folded.text))

    @cached_property
    def numbers(self) -> frozenset[Decimal]:
        """The numbers in it."""
        return frozenset(Decimal(number) for number in _NUMBER.findall(self.folded.text))

    def find(self, text: str) -> Found | None:
        """Return where a text is most likely to stand."""
        letters = comparable_letters(text)
        if letters not in self._found:
            exact = find_exactly(letters, self._letters_in_rows)  # columns are made for what is not found in rows
            self._found[letters] = exact or find_letters(letters, self.letters)
        return self._found[letters]
