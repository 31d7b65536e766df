"""What the keys mean that any rule may have, whatever its kind: what `explain` and the schema of a profile say."""

from collections.abc import Mapping

from zcdossier.model.label import Label

ROW_KEYS: Mapping[str, Label] = {
    "id": Label("规则的名字，英文小写", "the rule's name"),
    "kind": Label("哪一种检查", "the check kind"),
    "section": Label(
        "查哪个栏目；还可以是 applicant、photo、attachments.…、texts.…",
        "the section; also applicant, photo, attachments.…, texts.…",
    ),
    "sections": Label("几个栏目；all 是全部", "several sections; all for every one"),
    "group": Label("属于这个分组的全部栏目", "all sections of this group"),
    "severity": Label("error 或 warning", "error or warning"),
    "when": Label("只对符合条件的申报人", "only for applicants for whom this holds"),
    "where": Label("只看符合条件的记录", "only records for which this holds"),
    "clauses": Label("依据的条款", "the clauses it enforces"),
    "says": Label("要求，用自己的话", "the requirement in your own words"),
    "message": Label("哪里不对（代替这种检查自己的话）", "what is wrong, in place of the kind's own words"),
    "hint": Label("怎么改", "what to do"),
    "echo_of": Label("前面这些规则报了，就不再重复", "rules before it whose findings this one would repeat"),
    "off": Label("停用的理由；off: false 再启用", "why it is switched off; off: false revives it"),
}
