"""Answers put into a manifest of either form, and nothing else of it changed; what reads back otherwise is refused."""

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from zcdossier.manifest.editable_text import ManifestEditError, read_manifest_text
from zcdossier.manifest.insert_records import spell_scalar
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import MANIFEST_NAME, TOP_NAMES, WORKBOOK_NAME
from zcdossier.model.profile import Profile
from zcdossier.model.workbook_lines import join_answer
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar, is_blank
from zcdossier.source.reader import read_bytes
from zcdossier.source.yaml_edit import CannotEditError, NewPair, add_pairs, replace_value

_ANSWERS = "answers"
Plain = str | list["Plain"] | dict[str, "Plain"]


class NewAnswer(NamedTuple):
    """An answer to a clause: for the record that `at` names, or for all. One that is there already is replaced."""

    clause: str
    at: str
    answer: str
    remark: str = ""

    @property
    def text(self) -> str:
        """The answer with its remark, as a manifest holds both."""
        return join_answer(self.answer, self.remark)


class CannotPutError(ManifestEditError):
    """The manifest is written in a way into which an answer can't be put."""


def put_answers(data: bytes, answers: Sequence[NewAnswer]) -> bytes:
    """Return the bytes of a `dossier.yaml` with answers. Raises CannotPutError."""
    before = read_manifest_text(data, _unusual(MANIFEST_NAME))
    try:
        text = _edited(before.text, before.root, answers)
    except CannotEditError:
        raise _unusual(MANIFEST_NAME) from None
    edited = before.encode(text)
    after = read_bytes(edited, MANIFEST_NAME)
    if len(after.problems) > before.problems or not _is_as_wanted(after.root, before.root, answers):
        raise _unusual(MANIFEST_NAME)
    return edited


def put_answers_into_workbook(data: bytes, answers: Sequence[NewAnswer], profile: Profile) -> bytes:
    """Return the bytes of an `申报表.xlsx` with answers. Raises CannotPutError, and WorkbookError."""
    from zcdossier.manifest.sheets.answer_cells import answer_cells  # only for a workbook
    from zcdossier.manifest.sheets.workbook_nodes import read_nodes
    from zcdossier.source.workbook_cells import write_cells
    from zcdossier.source.workbook_reader import read_workbook_file

    workbook = read_workbook_file(BytesIO(data))
    changes = answer_cells(workbook, answers, profile)
    if changes is None:
        raise CannotPutError(
            Label(
                f"{WORKBOOK_NAME} 里没有“确认”工作表，或没有“条款”“回答”两列；从 zcdossier init 新建的表里复制",
                f"{WORKBOOK_NAME} has no sheet 确认 with 条款 and 回答; copy it from a workbook that init makes",
            )
        )
    edited = write_cells(data, changes)
    trees = [
        read_nodes(WORKBOOK_NAME, book, profile, lambda _folder: ()).tree
        for book in (workbook, read_workbook_file(BytesIO(edited)))
    ]
    if not _is_as_wanted(trees[1], trees[0], answers):
        raise _unusual(WORKBOOK_NAME)
    return edited


def _unusual(name: str) -> CannotPutError:
    return CannotPutError(
        Label(
            f"{name} 里人工确认的写法特别，记不进去；请打开它自己填",
            f"the answers in {name} are written in a way into which none can be put; open it and fill them in",
        )
    )


def _edited(text: str, root: MapNode, answers: Sequence[NewAnswer]) -> str:
    """Change what is there, one by one; then add what is new, all of it at once."""
    top = next((key.text for key, _ in root if TOP_NAMES.find(key.text) == _ANSWERS), _ANSWERS)
    typed = _clauses(text, top)
    fresh: dict[str, list[NewAnswer]] = {}
    for new in answers:
        if new.clause in typed:
            text = _with_answer(text, top, new)
        else:
            fresh.setdefault(new.clause, []).append(new)
    pairs = [_pair(clause, group) for clause, group in fresh.items()]
    return add_pairs(text, (top,), pairs) if pairs else text


def _clauses(text: str, top: str) -> dict[str, Node]:
    root = read_bytes(text.encode("utf-8"), MANIFEST_NAME).root
    given = root.get(top) if isinstance(root, MapNode) else None
    return {key.text: value for key, value in given} if isinstance(given, MapNode) else {}


def _with_answer(text: str, top: str, new: NewAnswer) -> str:
    """Put an answer to a clause that stands there already: in place of its answer, or beside those for records."""
    value, spelled = _clauses(text, top)[new.clause], spell_scalar(new.text)
    route = (top, new.clause)
    if isinstance(value, MapNode):
        if value.get(new.at) is not None:
            return replace_value(text, (*route, new.at), spelled)
        return add_pairs(text, route, [NewPair(spell_scalar(new.at), spelled)])
    if not isinstance(value, Scalar):
        raise CannotEditError
    if not new.at:
        return replace_value(text, route, spelled)
    if is_blank(value):
        return add_pairs(text, route, [NewPair(spell_scalar(new.at), spelled)])
    for_all = spell_scalar(value.text.strip())
    return replace_value(text, route, f'{{"": {for_all}, {spell_scalar(new.at)}: {spelled}}}')


def _pair(clause: str, answers: Sequence[NewAnswer]) -> NewPair:
    if len(answers) == 1 and not answers[0].at:
        return NewPair(spell_scalar(clause), spell_scalar(answers[0].text))
    by_record = tuple(NewPair(spell_scalar(new.at), spell_scalar(new.text)) for new in answers)
    return NewPair(spell_scalar(clause), pairs=by_record)


def _is_as_wanted(after: Node | None, before: Node | None, answers: Sequence[NewAnswer]) -> bool:
    """Whether nothing but these answers is different."""
    old, new = _plain(before), _plain(after)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    wanted = _answers_of(old)
    for answer in answers:
        wanted.setdefault(answer.clause, {})[answer.at] = answer.text
    return _without_answers(old) == _without_answers(new) and _answers_of(new) == wanted


def _without_answers(tree: dict[str, Plain]) -> dict[str, Plain]:
    return {key: value for key, value in tree.items() if TOP_NAMES.find(key) != _ANSWERS}


def _answers_of(tree: dict[str, Plain]) -> dict[str, dict[str, Plain]]:
    given = next((value for key, value in tree.items() if TOP_NAMES.find(key) == _ANSWERS), {})
    by_clause = given if isinstance(given, dict) else {}
    answers = {clause: value if isinstance(value, dict) else {"": value} for clause, value in by_clause.items()}
    return {
        clause: filled
        for clause, by_record in answers.items()
        if (filled := {at: text for at, text in by_record.items() if text not in ("", "~", "null")})
    }


def _plain(node: Node | None) -> Plain:
    if isinstance(node, MapNode):
        return {key.text: _plain(value) for key, value in node}
    if isinstance(node, ListNode):
        return [_plain(item) for item in node.items]
    return node.text if node is not None else ""
