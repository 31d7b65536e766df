"""ZC002 duplicate-key: a key stands twice in one mapping."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Advice, Message
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC002",
    name="duplicate-key",
    title=Label("同一项填了两次", "key given twice"),
    params=NoParams,
    check=problem_check("ZC002"),
    messages={
        "twice": Message(
            Label("“{key}”在这里填了两次（第一次在{first}）", "{key} is filled in twice (first in {first})"),
            Advice.KEEP_ONE,
        ),
        "block": Message(
            Label("“{key}”写了两处（第一处在{first}）", "{key} is written in two places (first in {first})"),
            Label(
                "把这里的内容移到前面那个“{key}”下面，再删去这一行",
                "move what is below this line under the first {key}, then delete this line",
            ),
        ),
        "second-person": Message(
            Label(
                "从这里起又是一份清单（“{key}”等 {count} 项第二次出现，第一次在{first}）",
                "another manifest begins here ({count} keys such as {key} are repeated, first in {first})",
            ),
            Label(
                "一份清单只写一个人：另一个人的，移到他自己的材料文件夹里；是重复粘贴的，删去",
                "a manifest is for one person: move another person's into a dossier of its own, or delete it "
                "if it was pasted twice",
            ),
        ),
        "run": Message(
            Label(
                "从“{key}”起有 {count} 项和前面（{first}起）重复，像是两条记录没有分开",
                "from {key} on, {count} keys repeat those from {first} on; two records seem to have run together",
            ),
            Label(
                "在这一行的“{key}”前面加上“- ”，和上一条记录的“- ”对齐；真是重复就删去",
                'put "- " before {key}, in line with the "- " of the record before; or remove what repeats',
            ),
        ),
    },
    card=Card(
        why=Label(
            "同一项填了两次，只有一个算数，另一个就丢了。", "Of two equal keys only one counts, and the other is lost."
        ),
        wrong="title: 甲\ntitle: 乙",
        right="title: 乙",
        mend=Label("删去多余的一个。", "Remove one."),
    ),
    always=True,
    waivable=False,
)
