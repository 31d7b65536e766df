"""The sheets of what an applicant says: answers to the checklist, and waivers with their reasons."""

from collections.abc import Sequence

from zcdossier.manifest.sheets.record_sheets import column_names
from zcdossier.manifest.sheets.sheet_places import SheetPlaces
from zcdossier.manifest.sheets.sheet_problems import read_table
from zcdossier.manifest.sheets.sheet_table import (
    ANSWER_COLUMN,
    ASKS_COLUMN,
    AT_COLUMN,
    CLAUSE_COLUMN,
    QUESTION_COLUMN,
    REMARK_COLUMN,
    SheetRow,
)
from zcdossier.model.place import spot_label
from zcdossier.model.profile import Profile
from zcdossier.model.spelling import fold
from zcdossier.model.workbook_layout import ANSWER_COLUMNS, EXAMPLE_WORDS, WAIVER_COLUMNS
from zcdossier.model.workbook_lines import join_answer
from zcdossier.model.yes_no import ANSWER_WORDS
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar
from zcdossier.source.sheet_reader import Sheet

_ONLY_ANSWERS = (*ANSWER_WORDS, *"√✓✔☑")
"""What stands beside a question without an answer and can be nothing else."""
_BESIDE = {REMARK_COLUMN: "备注", AT_COLUMN: "哪一条", ASKS_COLUMN: "由谁确认"}
_WAIVER_KEYS = ("code", "at", "reason")


def read_answers(places: SheetPlaces, sheet: Sheet, profile: Profile) -> MapNode:
    """Return the answers by clause; a clause that is answered for several records holds their answers by record.

    Where the clause was cleared, the question beside it tells it, if no other is worded so.
    """
    table = read_table(places, sheet, column_names({}, ANSWER_COLUMNS))
    clauses: dict[str, Scalar] = {}
    answers: dict[str, list[tuple[Scalar, Scalar]]] = {}
    for row in table.rows if table is not None else ():
        answer = places.row_value(sheet, row, ANSWER_COLUMN)
        if answer is None or not answer.text:
            beside = next((column for column in _BESIDE if row.text(column) in _ONLY_ANSWERS), None)
            if answer is not None and beside is not None:
                places.tell("answer-beside", answer.place, answer=row.text(beside), column=_BESIDE[beside])
            continue
        clause = places.row_value(sheet, row, CLAUSE_COLUMN) or Scalar("", answer.place, None)
        if not clause.text:
            clause = clause._replace(text=_clause_asked(row, profile))
        if not clause.text:
            places.tell("no-clause", clause.place, answer=answer.text)
            continue
        record = places.row_value(sheet, row, AT_COLUMN) or Scalar("", answer.place, None)
        text = join_answer(answer.text, row.text(REMARK_COLUMN))
        clauses.setdefault(clause.text, clause)
        answers.setdefault(clause.text, []).append((record, Scalar(text, answer.place, None)))
    pairs = tuple((clauses[clause_id], _answer_node(places, given)) for clause_id, given in answers.items())
    return MapNode(pairs, places.first_place(sheet))


def _clause_asked(row: SheetRow, profile: Profile) -> str:
    """Return the clause of the question that a row holds; an empty text where none or several are worded so.

    A row may hold all questions of a clause, a line each.
    """
    lines = {fold(line) for line in row.text(QUESTION_COLUMN).split("\n")} - {""}
    asked: dict[str, set[str]] = {}
    for question in profile.checklist:
        if question.clauses:
            asked.setdefault(question.clauses[0], set()).update(fold(line) for line in question.question.zh.split("\n"))
    clauses = [clause for clause, worded in asked.items() if lines and lines <= worded]
    return clauses[0] if len(clauses) == 1 else ""


def _answer_node(places: SheetPlaces, given: Sequence[tuple[Scalar, Scalar]]) -> Node:
    first: dict[str, tuple[Scalar, Scalar]] = {}
    for record, answer in given:
        earlier = first.setdefault(record.text, (record, answer))[1]
        if earlier is not answer:
            places.tell_as("ZC002", "twice", answer.place, key=answer.text, first=spot_label(earlier.place))
    pairs = tuple(first.values())
    return pairs[0][1] if len(pairs) == 1 and not pairs[0][0].text else MapNode(pairs, pairs[0][1].place)


def read_waivers(places: SheetPlaces, sheet: Sheet) -> ListNode:
    """Return the waivers."""
    table = read_table(places, sheet, column_names({}, WAIVER_COLUMNS))
    waivers: list[Node] = []
    for row in table.rows if table is not None else ():
        if row.text("#code") in EXAMPLE_WORDS:
            continue
        values = ((key, places.row_value(sheet, row, f"#{key}")) for key in _WAIVER_KEYS)
        pairs = tuple((Scalar(key, value.place, None), value) for key, value in values if value and value.text)
        if pairs:
            waivers.append(MapNode(pairs, pairs[0][0].place))
    return ListNode(tuple(waivers), places.first_place(sheet))
