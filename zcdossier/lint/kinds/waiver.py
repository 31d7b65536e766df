"""ZC006 waiver: a waiver without a reason, for nothing, or for what can't be waived."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Advice, Message
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC006",
    name="waiver",
    title=Label("不适用说明", "waiver"),
    params=NoParams,
    check=problem_check("ZC006", warnings=frozenset({"unused"})),
    messages={
        "no-code": Message(Label("这条不适用说明没有写代码", "this waiver names no code"), Advice.WRITE_WAIVER_CODE),
        "no-reason": Message(
            Label("{code} 的不适用说明没有写理由", "the waiver of {code} gives no reason"), Advice.WRITE_WAIVER_REASON
        ),
        "unknown-code": Message(
            Label("没有 {code} 这个代码", "there is no code {code}"),
            Label(
                "代码在问题的开头，例如 ZC101；一条不适用说明只写一个代码，几个代码写几条",
                "the code is at the start of a finding, for example ZC101; a waiver names only one code",
            ),
        ),
        "unused": Message(
            Label("这条不适用说明（{code} {at}）没有对应的问题", "this waiver ({code} {at}) matches no finding"),
            Advice.CHECK_WAIVER_PLACE,
        ),
        "not-waivable": Message(
            Label("{code} 不能写不适用说明", "{code} can't be waived"),
            Label(
                "这类问题不解决，材料就读不全、合并不了：必须改正",
                "as long as it is there, the dossier can't be read or merged in full: fix it",
            ),
        ),
    },
    card=Card(
        why=Label(
            "不适用说明要有据可查：哪一处、为什么、谁同意。", "A waiver must say what it is for, why, and who agreed."
        ),
        wrong="- {code: ZC101}",
        right='- {code: ZC101, at: "09-论文/2021 教育研究", reason: 人事处 2023-06-01 同意}',
        mend=Label("补上理由和位置。", "Give the reason and the place."),
    ),
    always=True,
    waivable=False,
)
