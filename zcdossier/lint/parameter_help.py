"""What each parameter of a check kind means, and a row that uses it: what `explain` and docs/rules print.

Types stand in the parameters' classes; these are the words beside them. A test holds that no parameter lacks its words.
"""

from collections.abc import Mapping

from zcdossier.lint.file_parameter_help import FILE_HELP, KindHelp
from zcdossier.model.label import Label

_FIELD = Label("看哪个字段；不写就看整条记录或整个文件", "the field; left out, the record or the file as a whole")
_FIELDS = Label("看哪些字段", "the fields it looks at")
_GRADE = Label("error 算错误，warning 算提醒，allow 允许", "error, warning, or allow")
_NUMBER = Label("数、字段，或算出来的值（见“与什么比”）", "a number, a field, or a computed value (see comparisons)")
ROW_KEYS: Mapping[str, Label] = {
    "id": Label("规则的名字，英文小写", "the rule's name"),
    "kind": Label("哪一种检查", "the check kind"),
    "section": Label(
        "查哪个栏目；还可以是 applicant、photo、attachments.…、texts.…",
        "the section; also applicant, photo, attachments.…, texts.…",
    ),
    "sections": Label("几个栏目；all 是全部", "several sections; all for every one"),
    "except": Label("section: all 时，不查的栏目", "with section: all, the sections it is not about"),
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
"""What the keys mean that any rule may have, whatever its kind."""

HELP: Mapping[str, KindHelp] = {
    "count": KindHelp(
        "{id: awards-most, kind: count, section: awards, max: {associate_senior: 5, full_senior: 8}}",
        {
            "max": Label(
                "最多几条；可以分级别 {级别: 数}，可以是算出来的 {section: …, pick: count, times: 2}",
                "the most records; also by level, {level: number}, or computed, {section: …, pick: count, times: 2}",
            ),
            "min": Label("至少几条", "the fewest records"),
            "exactly": Label("正好几条", "exactly so many"),
            "amount": Label("不数条数，把这个字段加起来", "adds up this field instead of counting records"),
            "by": Label(
                "按这个字段分开数，每一种各管各的", "records that say the same there are counted by themselves"
            ),
            "either": Label(
                "几种办法满足一种就行，写 amount 的把那个字段加起来；一种里还有几样的，写 {all: […]} 或 {either: […]}",
                "several ways of which one will do, with an `amount` it is added up; one of several things is "
                "{all: […]} or {either: […]}",
            ),
            "ways": Label(
                "either 里要满足几种；可以分级别 {级别: 数}", "how many of either must be met; also by level"
            ),
        },
    ),
    "record-order": KindHelp(
        "{id: newest-first, kind: record-order, section: papers, field: is_representative, first: 是}",
        {
            "field": Label("按哪个字段排", "the field by which they stand"),
            "order": Label("它的值先后的次序；没列的放哪里都行", "its values as they must come; others stand anywhere"),
            "first": Label("有这个值的记录放在第一条，而且只有一条", "the value of the first record, and of no other"),
            "by_time": Label("true：按时间先后排", "true: in order of time"),
            "ascending": Label("从小到大，从早到晚", "the smallest or the earliest first"),
            "descending": Label("从大到小，从晚到早", "the largest or the latest first"),
        },
    ),
    "years": KindHelp(
        "{id: appraisals-years, kind: years, section: appraisals, field: year, expected: [2024, 2025, 2026]}",
        {
            "field": Label("哪个字段是年份", "the field that holds the year"),
            "expected": Label(
                "应有的年份，一年一条：列出来，或 {from: 2020, to: today}、{last: 3}（已经过完的三年）",
                "the years wanted, a record for each: a list, {from: 2020, to: today}, or {last: 3}: those over by now",
            ),
            "missing": Label(
                f"缺了一年：{_GRADE.zh}；一条记录也没有，由 required 管",
                f"a year that lacks: {_GRADE.en}; no records at all are for required",
            ),
            "other": Label(f"多出别的年份：{_GRADE.zh}", f"a year not expected: {_GRADE.en}"),
            "repeated": Label(f"同一年两条：{_GRADE.zh}", f"a year twice: {_GRADE.en}"),
            "unless": Label("符合这个条件的申报人可以缺", "applicants for whom this holds may lack years"),
        },
    ),
    "unique": KindHelp(
        "{id: papers-once, kind: unique, section: papers, fields: [title], normalised: true}",
        {
            "fields": Label("合起来不能与另一条相同的字段", "the fields that together differ between records"),
            "normalised": Label("空格、标点、大小写不算区别", "white space, punctuation and case make no difference"),
            "across": Label("只比不同栏目的记录", "only records of different sections are compared"),
            "once": Label("只报第一处", "only the first repetition is reported"),
            "continued": Label("只差末尾几个字的也算", "one title going on after another one counts too"),
            "unlike": Label("这些字段之一不同时才报", "reported only where one of these fields differs"),
            "roughly": Label(
                "这些字段末尾的“项目”“获奖”一类词不算", "in these fields words such as 项目 at the end do not count"
            ),
        },
    ),
    "totals": KindHelp(
        "{id: hours, kind: totals, section: training, amount: hours, by: year, years: [2025, 2026], at_least: 30}",
        {
            "amount": Label("把哪个字段加起来", "the field that is added up"),
            "by": Label("按哪个字段的年份分开加", "the year or date by which it is added up"),
            "years": Label("哪几年", "the years"),
            "at_least": Label("每年至少多少", "what each year must reach"),
            "at_most": Label("每年最多多少", "the most of each year"),
            "entered": Label(
                "一条也没有的年份不报（由 years 去查）", "a year without any record is left to the kind years"
            ),
        },
    ),
    "required": KindHelp(
        "{id: title-there, kind: required, section: papers, fields: [title], where: {is_representative: 是}}",
        {"fields": Label("必须填的字段", "the fields that must be filled in")},
    ),
    "empty": KindHelp(
        "{id: no-score, kind: empty, section: papers, fields: [score]}",
        {"fields": Label("必须空着的字段", "the fields that must stay empty")},
    ),
    "form": KindHelp(
        "{id: date-form, kind: form, section: papers, fields: [date], severity: warning}",
        {
            "fields": Label(
                "按类型去读的字段；类型不是 text 的字段自动有这条",
                "the fields read by their types; typed fields have it anyhow",
            )
        },
    ),
    "wording": KindHelp(
        "{id: full-name, kind: wording, section: papers, field: title, excludes: [等, 略], example: 课堂里的追问}",
        {
            "field": _FIELDS,
            "starts_with": Label("以其中之一开头", "begins with one of these"),
            "ends_with": Label("以其中之一结尾", "ends with one of these"),
            "contains": Label("含有其中之一", "holds one of these"),
            "excludes": Label("一个也不含", "holds none of these"),
            "pattern": Label("整段文字符合这个正则表达式", "the whole text matches this regular expression"),
            "not_pattern": Label("整段文字不符合这个正则表达式", "the whole text does not match it"),
            "items": Label("按这个分隔符拆开，逐段检查", "split at this separator, each piece by itself"),
            "example": Label("写得对的样子", "what a right one looks like"),
            "excludes_fact": Label(
                "不能含有申报人的这一项，例如单位名称", "must not hold this fact about the applicant"
            ),
        },
    ),
    "together": KindHelp(
        "{id: star, kind: together, section: papers, if: {title: {starts_with: '*'}}, then: {is_representative: 是}}",
        {
            "if": Label("如果（条件）", "if (a condition)"),
            "then": Label("那么也要（条件）", "then this holds too (a condition)"),
            "both_ways": Label("true：反过来也要成立", "true: also the other way round"),
            "at": Label("报在哪个字段上", "the field to point at"),
        },
    ),
    "compare": KindHelp(
        "{id: own-hours, kind: compare, section: teaching, field: own_hours, at_most: {field: hours, times: 0.5}}",
        {
            "field": Label("比哪个字段", "the field that is compared"),
            "of": Label(
                "不比字段，比算出来的值（年龄、年限、比例、合计）：用字段算的每条记录比一次，数某个栏目的整份材料比一次",
                "instead of a field a computed value (an age, years, a share, a sum): "
                "one of fields for each record, one over a section once",
            ),
            "above": Label(f"大于：{_NUMBER.zh}", f"more than: {_NUMBER.en}"),
            "at_least": Label(f"大于或等于：{_NUMBER.zh}", f"at least: {_NUMBER.en}"),
            "below": Label(f"小于：{_NUMBER.zh}", f"less than: {_NUMBER.en}"),
            "at_most": Label(f"小于或等于：{_NUMBER.zh}", f"at most: {_NUMBER.en}"),
            "equals": Label(f"等于：{_NUMBER.zh}", f"equal to: {_NUMBER.en}"),
            "between": Label("在两头之间，两头都算：[a, b]", "between both ends, which still hold: [a, b]"),
            "one_of": Label("是其中之一", "one of these"),
            "none_of": Label("不是其中任何一个", "none of these"),
            "tolerance": Label("差得不超过这么多，只提醒", "a miss by no more than this is a warning"),
            "titles": Label(
                "比的是职称：工程师（水利）、中级工程师都是工程师",
                "both are professional titles: 工程师（水利） and 中级工程师 are 工程师",
            ),
        },
    ),
    "length": KindHelp(
        "{id: summary-short, kind: length, section: texts.statement, max: 1500}",
        {
            "max": Label("最多几个字，不数空格", "the most characters, white space not counted"),
            "min": Label("至少几个字", "the fewest characters"),
            "field": _FIELD,
            "items": Label(
                "不数字，数用这个（或这几个）分隔符隔开的有几个：主题词、姓名",
                "counts what stands between this separator (or these) instead of characters: keywords, names",
            ),
        },
    ),
    "names": KindHelp(
        "{id: blind, kind: names, section: texts.statement, known: [applicant.name, applicant.employer]}",
        {
            "known": Label("这些人名、单位名不能出现", "whose names must not appear: subjects such as applicant.name"),
            "field": _FIELD,
            "looks_like": Label(f"只是像人名的：{_GRADE.zh}", f"what only looks like a name: {_GRADE.en}"),
        },
    ),
    "own-place": KindHelp(
        "{id: own-rank, kind: own-place, section: awards, rank: rank, members: members}",
        {
            "rank": Label("写着本人名次（1/3）的字段", "the field with the own place, such as 1/3"),
            "members": Label("写着名单的字段", "the field with the names"),
            "person": Label("申报人的姓名在哪一项", "the applicant's fact that holds the name"),
        },
    ),
    "date": KindHelp(
        "{id: cut-off, kind: date, section: papers, fields: [date], not_after: 2027-06-30}",
        {
            "fields": Label("哪些日期字段", "the date fields"),
            "not_after": Label(
                "不晚于：日期、today、字段，或 {field: …, months: …}",
                "not after: a date, today, a field, or {field: …, months: …}",
            ),
            "not_before": Label("不早于：同上", "not before: the same"),
            "undecided": Label(f"只写了年、看不出的：{_GRADE.zh}", f"a date too coarse to decide: {_GRADE.en}"),
            "same": Label(f"正好是那一天的：{_GRADE.zh}", f"a date that equals the bound: {_GRADE.en}"),
            "missing": Label(f"没有写日期的：{_GRADE.zh}", f"a field without a date: {_GRADE.en}"),
        },
    ),
    "periods": KindHelp(
        "{id: no-gap, kind: periods, section: work_history, gap: error, overlap: warning}",
        {
            "from": Label("起始字段", "the field where a period begins"),
            "to": Label("结束字段", "the field where it ends"),
            "gap": Label(f"中间断了一个月以上：{_GRADE.zh}", f"a gap of a month: {_GRADE.en}"),
            "overlap": Label(f"重叠一个月以上：{_GRADE.zh}", f"an overlap of more than a month: {_GRADE.en}"),
            "open_end": Label(f"最后一段已经结束：{_GRADE.zh}", f"the last period is closed: {_GRADE.en}"),
        },
    ),
    "listed": KindHelp(
        "{id: subject-code, kind: listed, section: papers, field: code, table: subjects, name: subject}",
        {
            "field": Label("哪个字段填的是列表里的词，或表里的代码", "the field with a word of the list, or a code"),
            "list": Label("lists 里的一个列表，或写出来的词", "a list that stands under lists, or words"),
            "table": Label("tables 里的一个对照表", "a table that stands under tables"),
            "name": Label("填名称的字段，要和代码对得上", "the field with the name, which must be the code's own"),
            "open": Label("true：没列出的只提醒", "true: what is not listed is a warning"),
            "items": Label("一个字段里有几个时，用什么隔开", "what stands between several in one field"),
        },
    ),
    "complete": KindHelp(
        "{id: catalogue-complete, kind: complete, section: catalogue, field: title, of: papers.title, both_ways: true}",
        {
            "field": Label("这个栏目的哪个字段写名称", "the field of this section that names them"),
            "of": Label(
                "要写全的：词的列表、{list: kinds}、papers.title、{files: papers}；"
                "只要一部分记录：{section: papers, field: title, where: …}",
                "what must all be named: words, {list: kinds}, papers.title, {files: papers}; of some records only: "
                "{section: papers, field: title, where: …}",
            ),
            "both_ways": Label("true：也不能多写", "true: nothing else may be named"),
            "once": Label("true：每样只有一条", "true: each by one record only"),
            "items": Label("一个字段里有几个时，用什么隔开", "what stands between several in one field"),
        },
    ),
    "date-mask": KindHelp(
        "{id: dates-written, kind: date-mask, section: all, fields: all, mask: [YYYY.MM, YYYY.MM.DD]}",
        {
            "mask": Label(
                "日期的写法，一种或几种：YYYY 或 YY 是年，MM 或 M 是月，DD 或 D 是日",
                "how dates are written, one way or several: YYYY or YY, MM or M, DD or D",
            ),
            "fields": Label("哪些日期字段；不写就是全部", "which dates; left out, all of them"),
        },
    ),
    **FILE_HELP,
}
