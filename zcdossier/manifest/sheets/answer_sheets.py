"""The sheets of what an applicant says: answers to the checklist, and waivers with their reasons."""

from collections.abc import Sequence

from zcdossier.manifest.sheets.record_sheets import column_names
from zcdossier.manifest.sheets.sheet_places import SheetPlaces
from zcdossier.manifest.sheets.sheet_problems import read_table
from zcdossier.model.place import spot_label
from zcdossier.model.workbook_layout import ANSWER_COLUMNS, EXAMPLE_WORDS, WAIVER_COLUMNS
from zcdossier.model.workbook_lines import join_answer
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar
from zcdossier.source.workbook_reader import Sheet

_CLAUSE, _AT, _ANSWER, _REMARK = "#clause", "#at", "#answer", "#remark"
_WAIVER_KEYS = ("code", "at", "reason")


def read_answers(places: SheetPlaces, sheet: Sheet) -> MapNode:
    """Return the answers by clause; a clause that is answered for several records holds their answers by record."""
    table = read_table(places, sheet, column_names({}, ANSWER_COLUMNS))
    clauses: dict[str, Scalar] = {}
    answers: dict[str, list[tuple[Scalar, Scalar]]] = {}
    for row in table.rows if table is not None else ():
        clause, answer = places.row_value(sheet, row, _CLAUSE), places.row_value(sheet, row, _ANSWER)
        if clause is None or answer is None or not answer.text or not clause.text:
            continue
        record = places.row_value(sheet, row, _AT) or Scalar("", answer.place, None)
        text = join_answer(answer.text, row.text(_REMARK))
        clauses.setdefault(clause.text, clause)
        answers.setdefault(clause.text, []).append((record, Scalar(text, answer.place, None)))
    pairs = tuple((clauses[clause_id], _answer_node(places, given)) for clause_id, given in answers.items())
    return MapNode(pairs, places.first_place(sheet))


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
