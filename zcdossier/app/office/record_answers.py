"""Answers that came back, held against what each dossier asks and says already; then written into its manifest."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.office.answer_returns import ReturnedAnswer
from zcdossier.app.output_files import write_file
from zcdossier.assemble.keeping.build_lock import lock_folder
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.manifest.manifest_location import lock_beside
from zcdossier.manifest.put_answers import CannotPutError, NewAnswer, put_answers, put_answers_into_workbook
from zcdossier.model.dossier import Answer
from zcdossier.model.finding import Addressee, ChecklistItem
from zcdossier.model.label import Label, join_words
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_names import MANIFEST_NAME, OWN_FOLDER, WORKBOOK_NAME
from zcdossier.model.profile import Profile
from zcdossier.model.record_names import RecordNames
from zcdossier.model.spelling import normalized_name
from zcdossier.model.workbook_lines import join_answer
from zcdossier.model.yes_no import Reply, read_reply
from zcdossier.report.office.answer_table import EVERYBODY, AnswerRow
from zcdossier.report.office.letter_wording import addressee_of
from zcdossier.source.regular_file import read_regular_file
from zcdossier.source.xlsx_package import WorkbookError

KEPT_FOLDER = f"{OWN_FOLDER}/before-answers"
_EVERY_RECORD = ("", "全部", "全部记录", "all")


class RefusedRow(NamedTuple):
    """A row that is not recorded, and why."""

    answered: ReturnedAnswer
    why: Label


class AnswerPlan(NamedTuple):
    """What is to be written into each dossier, and the rows that can't be.

    `left` counts, by the names of dossiers, the answers that stay as they are.
    """

    by_root: Mapping[Path, tuple[NewAnswer, ...]]
    refused: tuple[RefusedRow, ...]
    left: Mapping[str, int]


class _Change(NamedTuple):
    """What a row says of a question, and what was answered before; `is_said` when that says so already."""

    new: NewAnswer
    old: str = ""
    is_said: bool = False


class AnsweredDossier(NamedTuple):
    """A dossier with the names people may mean it by."""

    name: str
    linted: LintResult

    @property
    def person(self) -> str:
        """The applicant's name."""
        return addressee_of(self.linted)


def plan_answers(
    dossiers: Sequence[AnsweredDossier], returned: Sequence[ReturnedAnswer], *, replace: bool
) -> AnswerPlan:
    """Decide what to write: rows about one person first, then those for everybody where nothing was said. Pure."""
    planner = _Planner(dossiers, replace=replace)
    for answered in sorted(returned, key=lambda answered: answered.row.dossier == EVERYBODY):
        planner.take(answered)
    return planner.plan()


class _Planner:
    def __init__(self, dossiers: Sequence[AnsweredDossier], *, replace: bool) -> None:
        self._dossiers, self._replace = dossiers, replace
        self._refused: list[RefusedRow] = []
        self._left: Counter[str] = Counter()
        self._singled_out: dict[Path, set[str]] = {}
        self._planned: dict[Path, dict[tuple[str, str], tuple[_Change, ReturnedAnswer]]] = {}
        self._contested: dict[Path, dict[tuple[str, str], ReturnedAnswer]] = {}

    def plan(self) -> AnswerPlan:
        by_root = {
            root: tuple(change.new for change, _ in planned.values() if not change.is_said)
            for root, planned in self._planned.items()
        }
        return AnswerPlan({root: new for root, new in by_root.items() if new}, tuple(self._refused), self._left)

    def take(self, answered: ReturnedAnswer) -> None:
        row = answered.row
        clause = row.clause.strip()
        meant = None
        if row.dossier != EVERYBODY:
            meant = self._meant(answered)
            if meant is None:
                return
            self._singled_out.setdefault(meant.linted.root, set()).add(clause)
        if read_reply(row.answer) in (Reply.REMARK, Reply.OPEN):
            self._refuse(answered, _not_a_reply(row))
            return
        if not any(_is_asked(clause, dossier.linted.profile) for dossier in self._dossiers):
            what = clause or "—"
            self._refuse(answered, Label(f"没有 {what} 这个要确认的条款", f"there is no question of clause {what}"))
            return
        if meant is None:
            self._for_everybody(answered, clause)
        else:
            self._for_one(answered, clause, meant)

    def _meant(self, answered: ReturnedAnswer) -> AnsweredDossier | None:
        row = answered.row
        wanted = normalized_name(row.dossier.replace("\\", "/").rstrip("/").removeprefix("./"))
        found = [dossier for dossier in self._dossiers if wanted and normalized_name(dossier.name) == wanted]
        if not found:
            person = wanted or normalized_name(row.person)
            found = [dossier for dossier in self._dossiers if normalized_name(dossier.person) == person]
        if len(found) == 1:
            return found[0]
        what = row.dossier or row.person or "—"
        if found:
            names = join_words(dossier.name for dossier in found)
            why = Label(
                f"{what} 有 {len(found)} 份，“申报材料”写明是哪一份：{names.zh}",
                f"{what} has {len(found)} dossiers; name one under 申报材料: {names.en}",
            )
        else:
            why = Label(f"没有 {what} 这份材料", f"there is no dossier {what}")
        self._refuse(answered, why)
        return None

    def _for_everybody(self, answered: ReturnedAnswer, clause: str) -> None:
        for dossier in self._dossiers:
            items = _asked(clause, dossier.linted)
            if any(item.asks is Addressee.APPLICANT for item in items):
                self._refuse(
                    answered,
                    Label(
                        f"{clause} 要本人回答，不能一次替大家答；“申报材料”写一个人的",
                        f"{clause} is for each applicant to answer, not for everybody at once; name one dossier "
                        f"under 申报材料",
                    ),
                )
                return
        for dossier in self._dossiers:
            items = _asked(clause, dossier.linted)
            singled_out = self._singled_out.get(dossier.linted.root, set())
            if items and singled_out.isdisjoint(items[0].clauses):
                changes = _changes(answered, items, dossier.linted)
                kept = [] if self._replace else [change for change in changes if change.old and not change.is_said]
                self._left += Counter([dossier.name] * len(kept))
                self._put(answered, [change for change in changes if change not in kept], dossier)

    def _for_one(self, answered: ReturnedAnswer, clause: str, dossier: AnsweredDossier) -> None:
        items = _asked(clause, dossier.linted)
        at = answered.row.at
        if dossier.linted.dossier is None:
            self._refuse(
                answered,
                Label(
                    f"{dossier.name} 的清单读不出来；先用 zcdossier lint 看看，改好再记",
                    f"the manifest of {dossier.name} can't be read; see zcdossier lint and fix it first",
                ),
            )
            return
        if not items:
            self._refuse(
                answered,
                Label(f"{dossier.name} 不用回答 {clause}", f"{clause} is not asked of {dossier.name}"),
            )
            return
        if normalized_name(at) not in map(normalized_name, _EVERY_RECORD):
            paths = _record_paths(at, dossier.linted)
            items = [item for item in items if item.path in paths]
            if len(paths) != 1 or not items:
                self._refuse(
                    answered,
                    Label(
                        f"“哪一条”写的 {at} 找不到，或者这个问题不是问它的；照抄“说的是”里的名称",
                        f"{at} is not a record that this question is about; copy the name from the column beside it",
                    ),
                )
                return
            changes = _changes(answered, items, dossier.linted, one_record=True)
        else:
            changes = _changes(answered, items, dossier.linted)
        changed = sorted({change.old for change in changes if change.old and not change.is_said})
        if changed and not self._replace:
            was, wanted = "、".join(changed), join_answer(answered.row.answer, answered.row.remark)
            self._refuse(
                answered,
                Label(
                    f"{dossier.name} 原来答的是“{was}”，没有改；要改成“{wanted}”，加 --replace",
                    f"{dossier.name} answered {was} before; add --replace to make it {wanted}",
                ),
            )
            return
        self._put(answered, changes, dossier)

    def _put(self, answered: ReturnedAnswer, changes: Sequence[_Change], dossier: AnsweredDossier) -> None:
        planned = self._planned.setdefault(dossier.linted.root, {})
        contested = self._contested.setdefault(dossier.linted.root, {})
        for change in changes:
            key = (change.new.clause, change.new.at)
            earlier = planned.get(key)
            if earlier is not None and earlier[0].new != change.new:
                contested[key] = planned.pop(key)[1]
            if key in contested:
                self._refuse(answered, _says_otherwise(answered, contested[key]))
                return
        planned.update({(change.new.clause, change.new.at): (change, answered) for change in changes})

    def _refuse(self, answered: ReturnedAnswer, why: Label) -> None:
        self._refused.append(RefusedRow(answered, why))


def _not_a_reply(row: AnswerRow) -> Label:
    """Why what stands under the answer is none; a remark alone answers nothing."""
    if not row.answer:
        return Label(
            "“回答”空着，只写了“说明”，没有记；在“回答”里写 是、否 或 不适用",
            "there is a remark but no answer, so nothing was recorded; write 是 (yes), 否 (no) or 不适用 (does "
            "not apply) under 回答",
        )
    return Label(
        f"“{row.answer}”看不出是“是”还是“否”；写 是、否 或 不适用，说明写在“说明”里",
        f"{row.answer} is neither yes nor no; write 是 (yes), 否 (no) or 不适用 (does not apply), and any "
        f"remark under 说明",
    )


def _says_otherwise(answered: ReturnedAnswer, earlier: ReturnedAnswer) -> Label:
    """Which of two is meant, nobody but the person knows."""
    name = earlier.file.name
    is_same_file = earlier.file == answered.file
    zh, en = (f"{name} 第 {earlier.line} 行", f"{name} {earlier.line}") if is_same_file else (name, name)
    return Label(
        f"和 {zh} 答的不一样，两处都没有记；问清楚，只留一处",
        f"differs from the answer in {en}; neither was recorded: ask, and keep only one",
    )


def _is_asked(clause: str, profile: Profile | None) -> bool:
    return profile is not None and any(clause in question.clauses for question in profile.checklist)


def _asked(clause: str, linted: LintResult) -> list[ChecklistItem]:
    return [item for item in linted.verdict.checklist if clause in item.clauses]


def _record_paths(at: str, linted: LintResult) -> tuple[str, ...]:
    if linted.dossier is None or linted.profile is None:
        return ()
    return RecordNames.of(linted.dossier, linted.profile).find(at)


def _changes(
    answered: ReturnedAnswer, items: Sequence[ChecklistItem], linted: LintResult, *, one_record: bool = False
) -> list[_Change]:
    """What a row says of each question; what is answered so already is among them, since another row may differ."""
    given = [
        answer
        for answer in (linted.dossier.answers if linted.dossier is not None else ())
        if answer.text and answer.clause in items[0].clauses
    ]
    row = answered.row
    if not given and not one_record:
        return [_Change(NewAnswer(items[0].clause, "", row.answer, row.remark))]
    changes: dict[tuple[str, str], _Change] = {}
    for item in items:
        counts = _counting(given, item)
        is_for_all = counts is not None and not counts.at and not one_record
        at = "" if is_for_all else item.key
        clause = next((answer.clause for answer in (counts, *given) if answer is not None), items[0].clause)
        new = NewAnswer(clause, at, row.answer, row.remark)
        is_said = counts is not None and _says(counts, answered)
        changes[clause, at] = _Change(new, counts.text if counts is not None else "", is_said)
    return list(changes.values())


def _counting(given: Sequence[Answer], item: ChecklistItem) -> Answer | None:
    """The answer that counts for a question, as the judgement takes it."""
    fitting = [answer for answer in given if answer.at in ("", item.path) or item.path.startswith(f"{answer.at}[")]
    return max(fitting, key=lambda answer: len(answer.at)) if fitting else None


def _says(answer: Answer, answered: ReturnedAnswer) -> bool:
    """Whether an answer says what a row says; a row without a remark leaves the one that is there."""
    row = answered.row
    if row.remark:
        return answer.text == NewAnswer("", "", row.answer, row.remark).text
    return read_reply(answer.text) is read_reply(row.answer)


def write_answers(linted: LintResult, answers: Sequence[NewAnswer]) -> Path:
    """Write answers into a dossier's manifest; return the copy that is kept of it. Raises CannotRunError."""
    root, profile = linted.root, linted.profile
    name = WORKBOOK_NAME if (root / WORKBOOK_NAME).exists() else MANIFEST_NAME
    path, own = root / name, root / OWN_FOLDER
    with explain_os_errors(Label(f"写不进 {root}", f"can't write to {root}")):
        own.mkdir(exist_ok=True)
    with lock_folder(own, "zcdossier office answers"):
        if name == WORKBOOK_NAME and lock_beside(root, name):
            raise CannotRunError(
                Label(
                    f"{path} 正打开着，没有记；先保存、关掉，再运行",
                    f"{path} is open, so nothing was recorded; save and close it, then run this again",
                )
            )
        with explain_os_errors(Label(f"读不了 {path}", f"can't read {path}")):
            before = read_regular_file(path)
        try:
            if name == WORKBOOK_NAME and profile is not None:
                after = put_answers_into_workbook(before, answers, profile)
            else:
                after = put_answers(before, answers)
        except CannotPutError as error:
            raise CannotRunError(error.why) from error
        except WorkbookError as error:
            raise CannotRunError(Label(f"{path} 读不了", f"{path} can't be read")) from error
        kept = _free_name(root / KEPT_FOLDER, name)
        write_file(kept, before)
        write_file(path, after)
    return kept


def _free_name(folder: Path, name: str) -> Path:
    numbers = (folder / f"{number}-{name}" for number in range(1, 100_000))
    return next(path for path in numbers if not path.exists())
