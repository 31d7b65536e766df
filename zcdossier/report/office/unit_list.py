"""What the unit itself has to confirm: every question once, with the applicants it is open for, or answered with no."""

from collections.abc import Iterator, Sequence
from datetime import date

from zcdossier.model.finding import Asks, Stage
from zcdossier.model.label import Label
from zcdossier.report.judged import Judged
from zcdossier.report.office.clean import clean
from zcdossier.report.office.dates import in_words
from zcdossier.report.office.letter import addressee
from zcdossier.report.office.letter_parts import Group, Item, Letter, Point, numbered
from zcdossier.report.office.replies import open_for, refusals
from zcdossier.report.words import joined, one_line

_TITLE = Label("要单位确认的事项", "What the unit has to confirm")
_OPEN = Label("请确认（“是”“否”或“不适用”）", "Please confirm (yes, no, or does not apply)")
_REFUSED = Label("答的是“否”或看不出是还是否的", "Answered with no, or with a remark")
_LATER = Label("材料报送以后再确认", "To be confirmed after handing over")


def unit_list(people: Sequence[Judged], day: date, lang: str) -> Letter | None:
    """The unit's own list, or None when it has nothing to confirm."""
    about: dict[Label, dict[Label, list[str]]] = {_OPEN: {}, _REFUSED: {}, _LATER: {}}
    for judged in people:
        for heading, question in _questions(judged):
            names = about[heading].setdefault(question, [])
            if addressee(judged) not in names:
                names.append(addressee(judged))
    groups = [
        Group(heading.text(lang), tuple(_items(questions, len(people), lang)))
        for heading, questions in about.items()
        if questions
    ]
    if not groups:
        return None
    return Letter(
        greeting=_TITLE.text(lang),
        opening=(),
        groups=numbered(groups, lang),
        closing="",
        signature=(in_words(day, lang),),
        lang=lang,
        questions=len({*about[_OPEN], *about[_REFUSED], *about[_LATER]}),
    )


def _questions(judged: Judged) -> Iterator[tuple[Label, Label]]:
    verdict = judged.verdict
    yield from ((_OPEN, asked.question) for asked in open_for(verdict, Asks.UNIT))
    for finding in refusals(verdict, Asks.UNIT):
        question = finding.args["question"]
        if isinstance(question, Label):
            yield _REFUSED, question
    yield from ((_LATER, asked.question) for asked in open_for(verdict, Asks.UNIT, Stage.AFTER))


def _items(questions: dict[Label, list[str]], everybody: int, lang: str) -> Iterator[Item]:
    for question, names in questions.items():
        if len(names) == everybody > 1:
            who = f"all {everybody} applicants" if lang == "en" else f"全部 {everybody} 人"
        else:
            who = joined(names, lang)
        yield Item(clean(one_line(question, lang)), (Point(clean(who)),))
