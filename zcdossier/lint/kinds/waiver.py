"""ZC006 waiver: a waiver without a reason, for nothing, or for what can't be waived."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Message
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC006",
    name="waiver",
    title=Label("豁免", "waiver"),
    params=NoParams,
    check=problem_check("ZC006", warnings=frozenset({"unused"})),
    messages={
        "no-code": Message(
            "这条豁免没有写代码",
            "this waiver names no code",
            "写明要豁免的代码，例如 code: ZC101",
            "name the code, for example code: ZC101",
        ),
        "no-reason": Message(
            "豁免 {code} 没有写理由",
            "the waiver of {code} gives no reason",
            "加一行，写明谁在什么时候同意的，例如 reason: 人事处5月8日电话同意",
            "add a line that says who agreed and when, for example reason: personnel office by telephone on 8 May",
        ),
        "unknown-code": Message(
            "没有 {code} 这个代码",
            "there is no code {code}",
            "代码在问题的开头，例如 ZC101",
            "the code stands at the head of a finding, for example ZC101",
        ),
        "unused": Message(
            "这条豁免（{code} {at}）没有对应的问题",
            "this waiver ({code} {at}) matches no finding",
            "问题已经解决就删去这条豁免；否则核对 at: 后面写的位置",
            "remove it if the finding is gone, otherwise check at",
        ),
        "not-waivable": Message(
            "{code} 不能豁免",
            "{code} can't be waived",
            "清单或文件本身读不出来时，必须改正",
            "what can't be read must be mended",
        ),
    },
    card=Card(
        why=Label("豁免要有据可查：哪一处、为什么、谁同意。", "A waiver must say where, why and who agreed."),
        wrong="- {code: ZC101}",
        right='- {code: ZC101, at: "09-论文/2021 教育研究", reason: 人事处 2023-06-01 同意}',
        mend=Label("补上理由和位置。", "Give the reason and the place."),
    ),
    always=True,
    waivable=False,
)
