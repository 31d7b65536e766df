"""ZC008 answer-no: a question answered with what should not be, or with a remark that somebody has to read."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams
from zcdossier.lint.questions import AnsweredQuestion, answered_questions
from zcdossier.model.finding import Message, Severity, Stage
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule
from zcdossier.model.yes_no import NO, YES, Reply


def check(_rule: Rule, context: Context) -> Iterator[Hit]:
    """Yield every answer that is not the wanted one; an answer given for all records at once is one finding."""
    if not context.dossier.answers:
        return
    met: set[tuple[str, Label, str]] = set()
    for answered in answered_questions(context):
        if answered.answer is None or not answered.question.refused:
            continue
        for_all = answered.question.path != answered.answer.at
        key = answered.question.clause, answered.question.question, answered.answer.at
        if for_all and key in met:
            continue
        if for_all:
            met.add(key)
        yield _hit(answered, for_all=for_all)


def _hit(answered: AnsweredQuestion, *, for_all: bool) -> Hit:
    asked, answer = answered.question, answered.answer
    assert answer is not None
    path = answer.at if for_all else asked.path
    remark = asked.reply is Reply.REMARK
    about = not for_all and asked.subject
    message = ("remark" if remark else "answered") + ("-about" if about else "")
    return Hit(
        place=answer.place.at(path or f"answers.{answer.clause}"),
        message=message,
        args={
            "question": asked.question,
            "answer": answer.text,
            "subject": asked.subject,
            "wanted": Label(NO, "no") if asked.expected is Reply.NO else Label(YES, "yes"),
        },
        severity=Severity.WARNING if remark or asked.stage is Stage.AFTER else asked.severity,
        clauses=asked.clauses,
    )


_MEND = Label(
    "先把事情办好，再把回答改成“{wanted}”；这一条对您不适用，就写“不适用”",
    "put it right, then change the answer to {wanted}; if it does not apply to you, write 不适用",
)
_READ = Label(
    "核对以后只写“是”“否”或“不适用”；要说明的话，写在后面的括号里，例如：是（学院已补章）",
    "write 是 (yes), 否 (no) or 不适用 (does not apply); an explanation may follow in brackets",
)

KIND = CheckKind(
    code="ZC008",
    name="answer-no",
    title=Label("人工确认没有通过", "question answered with no"),
    params=NoParams,
    check=check,
    messages={
        "answered": Message(
            Label("人工确认：“{question}”答的是“{answer}”", '"{question}" is answered {answer}'), _MEND
        ),
        "answered-about": Message(
            Label("人工确认：{subject}，“{question}”答的是“{answer}”", '{subject}: "{question}" is answered {answer}'),
            _MEND,
        ),
        "remark": Message(
            Label(
                "人工确认：“{question}”答的是“{answer}”，看不出是还是否",
                '"{question}" is answered {answer}, which is neither yes nor no',
            ),
            _READ,
        ),
        "remark-about": Message(
            Label(
                "人工确认：{subject}，“{question}”答的是“{answer}”，看不出是还是否",
                '{subject}: "{question}" is answered {answer}, which is neither yes nor no',
            ),
            _READ,
        ),
    },
    card=Card(
        why=Label(
            "您自己已经确认这一条做不到，照这样交上去多半会被退回。",
            "By your own answer this is not as the notice asks, so it is likely to be sent back.",
        ),
        wrong="answers: {HZNU-1.8-01: 否}",
        right="answers: {HZNU-1.8-01: 是}",
        mend=Label(
            "把事情办好再改回答；单位同意不办的，写一条不适用说明。",
            "Put it right, then change the answer. If your unit agrees to leave it as it is, add a waiver with "
            "the reason.",
        ),
    ),
    always=True,
)
