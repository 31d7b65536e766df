"""Photo-check: each measure of a photo beside its allowed range, a conforming copy on request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.lint.context import PHOTO, Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kinds.measure import NOT_FIXED
from zcdossier.lint.measures.bounds import MeasureBounds
from zcdossier.lint.measures.describe_bounds import describe_bounds
from zcdossier.lint.measures.judge_file import judge_file, measure_file
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.model.condition import ALWAYS
from zcdossier.model.dossier import Dossier
from zcdossier.model.facts import PICTURE_FORMATS, FileFacts, Trouble
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label, concat_labels
from zcdossier.model.profile import Profile, Rule
from zcdossier.model.results import MeasureRow
from zcdossier.probe.photo_facts import measure_photo
from zcdossier.profiles.load import load, with_clauses

if TYPE_CHECKING:
    from zcdossier.assemble.photo.fix_photo import PhotoFixed, PhotoRefused

DEFAULT_PROFILE = "zj-platform"
_OF_THE_SHAPE = frozenset({"ratio", "size", "width", "height"})
_BACKGROUND_KEPT = Label(
    "没有改动背景：颜色不对或不干净，请重新拍摄",
    "the background was not changed: if its colour is wrong or it is not clean, have the photo taken again",
)
_ANOTHER_PHOTO = Label(
    "。背景和边框不会被改动：请换一张照片，或请照相馆处理",
    ". Backgrounds and frames are never painted over: use another photo, or ask the photo studio",
)
_NOT_SAID = Label("量不出，文件里没有写明", "can't be measured: the file does not say")
_TURNED = Label("靠方向标记转正", "upright only by the camera's mark")
_STORED_UPRIGHT = Label(
    "画面本身就是正的（有的系统不认标记，用 --fix 转正）",
    "upright in itself; some portals ignore the mark (--fix turns it)",
)
_LYING = Label("横的，宽大于高", "landscape, wider than high")
_STANDING = Label(
    "竖的（拍横了的，先用看图软件转正）", "portrait (if it was taken on its side, turn it in an image viewer first)"
)
_FRAMED = Label("有边框", "a frame")
_UNFRAMED = Label("证件照一般没有边框", "an ID photo normally has none")
_CMYK = Label("CMYK（印刷用）", "CMYK (for printing)")
_RGB = Label("RGB（有的系统不认 CMYK，用 --fix 转换）", "RGB (--fix converts it)")
_COLOURLESS = Label("看不到颜色", "no colours")
_IN_COLOUR = Label("一般要彩色照片", "normally a colour photo")
_PERSON = Label("人像", "person")
_NOBODY = Label("看不到人", "nobody visible")
_TINY = Label("只占画面的一小块", "fills only a small part of the picture")
_LARGE = Label(
    "头和肩占满画面（扫了一整页的，裁出照片）",
    "head and shoulders fill the picture (if a whole page was scanned, crop the photo out of it)",
)
_LEAST_FILLED = 0.33
"""Of width or height: head and shoulders reach the lower edge, and a head alone, over a white shirt, takes half."""
_NOT_REACHED = Label("做不出合格的照片：", "no conforming copy can be made: ")
_NOT_AS_ADVISED = Label("建议的要求没有全部做到，见下表", "not everything that is advised could be met, see the table")
_STATUS = {"ok": "ok", "doubt": "doubt", "bad": "bad", "unknown": "doubt"}


class PhotoNotice(NamedTuple):
    """What is asked of a photo: rules on measures, and what only a person can see."""

    rules: tuple[Rule, ...]
    questions: tuple[Label, ...] = ()

    @property
    def hints(self) -> dict[str, Label]:
        """What to do about a rule that is not kept to, by its id."""
        return {rule.id: rule.hint for rule in self.rules if rule.hint is not None}


@dataclass(frozen=True, slots=True)
class PhotoResult:
    """A photo as measured; `facts.trouble` says when it could not be."""

    path: Path
    facts: FileFacts
    rows: tuple[MeasureRow, ...]
    notice: PhotoNotice

    @property
    def acceptable(self) -> bool:
        """Whether nothing is certainly wrong."""
        return self.facts.usable and all(row.status != "bad" for row in self.rows)

    def exit_code(self, *, strict: bool) -> ExitCode:
        """What it means to a script; `strict` takes a doubt for a mistake."""
        is_doubtful = any(row.status == "doubt" for row in self.rows)
        return ExitCode.OK if self.acceptable and not (strict and is_doubtful) else ExitCode.FINDINGS


def load_photo_notice(
    name: str = DEFAULT_PROFILE, search_from: Path | None = None, dossier: Dossier | None = None
) -> PhotoNotice:
    """Return what a profile asks of a photo, this dossier's or any. Raises CannotRunError for nothing."""
    profile = with_clauses(load(name, search_from))
    notice = _notice_of(profile, dossier)
    if not notice.rules:
        raise CannotRunError(Label(f"{name} 没有照片要求", f"{name} has no photo rule"))
    return notice


def read_photo_notice(text: str) -> PhotoNotice:
    """Return what a rule in one line asks of a photo: `size=358x441,bytes=14K..40K`. Raises CannotRunError."""
    from zcdossier.profiles.photo_rule_text import read_photo_rule  # only where a rule is given

    notice = _notice_of(read_photo_rule(text), None)
    if not notice.rules:
        raise CannotRunError(Label("--rule 里没有能测量的要求", "--rule contains nothing that can be measured"))
    return notice


def _notice_of(profile: Profile, dossier: Dossier | None) -> PhotoNotice:
    rules = (rule for rule in profile.rules if rule.kind == "measure" and PHOTO in rule.sections and not rule.off)
    evaluation = Evaluation(Context(dossier, profile)) if dossier is not None else None
    questions = (
        question.question
        for question in profile.checklist
        if question.sections == (PHOTO,) and (evaluation is None or evaluation.holds(question.when) is not False)
    )
    return PhotoNotice(tuple(_for_this_photo(rules, evaluation)), tuple(questions))


def _for_this_photo(rules: Iterable[Rule], evaluation: Evaluation | None) -> Iterator[Rule]:
    """Yield the rules that hold for a dossier; where none is known, what holds for some people is advice."""
    for rule in rules:
        if rule.when == ALWAYS:
            yield rule
        elif evaluation is None:
            yield rule._replace(severity=Severity.WARNING)
        elif evaluation.holds(rule.when) is not False:
            yield rule


def check_photo(path: Path, notice: PhotoNotice) -> PhotoResult:
    """Measure a photo and compare it with every photo rule, passed ones too; and say what some portals trip over."""
    facts = measure_photo(path)
    if facts.usable and facts.format not in PICTURE_FORMATS:  # a PDF: it has pages, and nothing of a photo
        facts = facts._replace(trouble=Trouble.UNSUPPORTED)
    rows = (*(_judge_rule(rule, facts) for rule in notice.rules), *_doubts(facts, notice.rules)) if facts.usable else ()
    return PhotoResult(path, facts, rows, notice)


def _doubts(facts: FileFacts, rules: tuple[Rule, ...]) -> Iterator[MeasureRow]:
    """Yield what no rule asks and portals trip over: a photo on its side, a page with a photo, a frame, odd colours."""
    asked = {rule.params.measure for rule in rules}
    if facts.orientation != 1 and "turned" not in asked:
        yield MeasureRow(MEASURES["turned"].label, _TURNED, _STORED_UPRIGHT, "doubt", "", ())
    if any(size.width > size.height for size in facts.sizes[:1]) and _is_of_wrong_shape(facts, rules):
        yield MeasureRow(MEASURES["turned"].label, _LYING, _STANDING, "doubt", "", ())
    if facts.photo is not None and facts.photo.filled < _LEAST_FILLED:
        yield MeasureRow(_PERSON, _TINY if facts.photo.filled else _NOBODY, _LARGE, "doubt", "", ())
    if facts.photo is not None and facts.photo.framed and "frame" not in asked:
        yield MeasureRow(MEASURES["frame"].label, _FRAMED, _UNFRAMED, "doubt", "", ())
    if facts.mode == "CMYK" and "mode" not in asked:
        yield MeasureRow(MEASURES["mode"].label, _CMYK, _RGB, "doubt", "", ())
    if facts.photo is not None and facts.photo.filled and facts.photo.colourless and not _may_be_grey(rules):
        yield MeasureRow(MEASURES["mode"].label, _COLOURLESS, _IN_COLOUR, "doubt", "", ())


def _is_of_wrong_shape(facts: FileFacts, rules: tuple[Rule, ...]) -> bool:
    return any(
        rule.params.measure in _OF_THE_SHAPE and judge_file(rule.params, facts).status == "bad" for rule in rules
    )


def _may_be_grey(rules: tuple[Rule, ...]) -> bool:
    """Whether a rule allows a photo without colours, or one says already that this is none."""
    modes = [rule.params for rule in rules if rule.params.measure == "mode"]
    return any(bound.text in ("grey", "bilevel") for bounds in modes for bound in bounds.one_of)


def _judge_rule(rule: Rule, facts: FileFacts) -> MeasureRow:
    bounds: MeasureBounds = rule.params
    measured = measure_file(bounds, facts)
    status = _STATUS[judge_file(bounds, facts).status]
    if status == "bad" and rule.severity is Severity.WARNING:
        status = "doubt"
    return MeasureRow(
        MEASURES[bounds.measure].label,
        measured.text if measured else _NOT_SAID,
        describe_bounds(bounds),
        status,
        rule.id,
        rule.all_clauses,
    )


def fix_photo(source: Path, target: Path, notice: PhotoNotice) -> "PhotoFixed | PhotoRefused":
    """Write a conforming copy of a photo, or say why that can't be done.

    What is only advised is kept to where it can be; where not, the copy keeps to what is required.
    """
    from zcdossier.app.rule_window import window_of_rules  # only when a copy is wanted
    from zcdossier.assemble.photo import fix_photo as photo_fix

    def write_copy(rules: tuple[Rule, ...]) -> "PhotoFixed | PhotoRefused":
        judge = partial(_find_fault, rules=rules, name=target.name)
        return photo_fix.fix_photo(source, target, window_of_rules(rules), judge=judge)

    required = tuple(rule for rule in notice.rules if rule.severity is Severity.ERROR)
    fixed, notes = write_copy(notice.rules), []
    if isinstance(fixed, photo_fix.PhotoRefused) and not fixed.output and len(required) < len(notice.rules):
        fixed, notes = write_copy(required), [_NOT_AS_ADVISED]
    if isinstance(fixed, photo_fix.PhotoRefused):
        return fixed
    if not _is_background_right(fixed.target, notice.rules):
        notes.insert(0, _BACKGROUND_KEPT)
    return replace(fixed, notes=(*fixed.notes, *notes))


def _is_background_right(path: Path, rules: tuple[Rule, ...]) -> bool:
    """Whether the notice asks something of the background, and the photo at `path` has all of it."""
    facts = measure_photo(path)
    asked = [rule for rule in rules if rule.params.measure in NOT_FIXED]
    return bool(asked) and all(judge_file(rule.params, facts).status == "ok" for rule in asked)


def _find_fault(path: Path, rules: tuple[Rule, ...], name: str) -> Label | None:
    """Say what is wrong with a copy that has just been written, as the check would."""
    facts = measure_photo(path, name)
    for rule in rules:
        if judge_file(rule.params, facts).status != "bad":
            continue
        row = _judge_rule(rule, facts)
        fault = Label(
            f"{row.measure.zh}是 {row.value.zh}，要求 {row.allowed.zh}",
            f"{row.measure.text('en')} is {row.value.text('en')}, must be {row.allowed.text('en')}",
        )
        if rule.params.measure in NOT_FIXED:
            return concat_labels(fault, _ANOTHER_PHOTO)
        return concat_labels(_NOT_REACHED, fault)
    return None
