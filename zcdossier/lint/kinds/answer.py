"""ZC007 answer: an answer to a question that nobody asks."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC007",
    name="answer",
    title=Label("人工确认的回答", "checklist answer"),
    params=NoParams,
    check=problem_check("ZC007"),
    messages={
        "unknown": Message(
            Label("人工确认里没有“{clause}”这一条", "the checklist has no question {clause}"),
            Label("{guess}用 zcdossier checklist 看有哪些问题", "{guess}zcdossier checklist lists the questions"),
        ),
        "no-record": Message(
            Label(
                "回答 {clause} 时写的“{at}”不是哪一条记录", "the answer to {clause} names {at}, which is not a record"
            ),
            Label(
                "{guess}写这条记录的文件夹，例如“09-论文/2021-03 教育研究”，没有文件夹的写“栏目/题目”；"
                "记录删了就删去回答",
                "{guess}write the record's folder, or its section and title; remove the answer if the record is gone",
            ),
        ),
        "several": Message(
            Label(
                "回答 {clause} 时写的“{at}”有好几条记录都叫这个名字",
                "several records are called {at}, for which {clause} is answered",
            ),
            Label("写清楚是哪一条：{keys}", "say which one: {keys}"),
        ),
    },
    card=Card(
        why=Label("回答要对得上问题。", "Answers must meet their questions."),
        wrong="answers: {HZNU-1.8-1: 是}",
        right="answers: {HZNU-1.8-01: 是}",
        mend=Label("照抄问题前面的编号。", "Copy the number of the question."),
    ),
    severity=Severity.WARNING,
    always=True,
    waivable=False,
)
