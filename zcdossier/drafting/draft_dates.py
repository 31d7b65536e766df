"""What a notice says of days, years and hours: by when to hand in, what counts since when, how old, how many hours."""

import re

from zcdossier.drafting.draft import Draft, DraftLine
from zcdossier.drafting.known_words import NOT, NUMBER, KnownName, find_sections
from zcdossier.drafting.listed_documents import years_wanted
from zcdossier.drafting.notice_sentences import NoticeSentence, shorten
from zcdossier.model.numerals import whole_number
from zcdossier.source.yaml_scalars import yaml_scalar

_DAY = re.compile(
    r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|(\d{4})(?:-(\d{1,2})-|\.(\d{1,2})\.|/(\d{1,2})/)(\d{1,2})(?!\d)"
)
_SPAN_END = re.compile(
    r"(?:\d\s*[日:：]?\d{0,2}|[)）时午])\s*(?:[-—–~～]+|(?:起[，,]?)?至|到)\s*(?:(\d{4})\s*年)?\s*(?:(\d{1,2})\s*月)?\s*(\d{1,2})\s*日"
)
"""The last day of a span, whose year and month may be those of the first: 2026年6月1日至30日."""
_UNTIL = re.compile(r"截止|截至|之前|以前|前|不得?晚于|逾期|至(?!少|多|今)|[-—–~～]\s*\d")
_FROM_ON = re.compile(r"日\s*(?:以后|之后|后|以来|起(?![，,]?至)|(?:\d{1,2}[:：]\d{2})?(?:开放|开始|启动|开通|启用))")
"""After a day: what counts from it on, not by when to hand in."""
_YEARLESS = re.compile(
    r"(?<![年\d至到—-])(\d{1,2})月(\d{1,2})日(?:\d{1,2}[:：]\d{2})?(?:之前|以前|前|截止)[^，,；;。]{0,16}"
)
_WITHIN = re.compile(r"期间|之间|以内|内|范围")
_HANDING_OVER = re.compile(
    r"报送|申报(?!人|者|表|材料|对象|条件|机构|单位|企业|项目|类型|级别|专业|资格)|提交|受理|上报|填报|报名|系统|网上|逾期|上传"
)
_SCHEDULED = re.compile(rf"{_HANDING_OVER.pattern}|审核|审查|公示|时间|截止")
"""What a span of days is for that ends with a deadline; other spans may be an example of how to fill in."""
_DUE = re.compile(rf"{_HANDING_OVER.pattern}|审核|审查|公示|评审|答辩|缴费|考试")
"""What one single day is for that is a deadline."""
_ACHIEVED = re.compile(r"取得|获得|发表|出版|业绩|成果|计算|任职|资历|授权|结题|年限")
_TENURE = re.compile(r"任职|时间计算|计算时间|计算截止|资历|年限|工龄|教龄|满\s*\d+\s*(?:周?年|个月)")
_OF_WORKS = re.compile(r"业绩|成果|论文|著作|获奖|课题|项目|专利")
_OF_RECORD = re.compile(
    r"(?:颁发|获奖|取得|获得|发表|出版|签署|签订|验收|竣工|立项|结题|授权|开具|出具|出院)(?:时间|日期|年月)"
)
_SINCE_TITLE = re.compile(
    r"(?:取得|获得|受聘|任|聘任?)?现(?:任|有|聘)?(?:专业技术)?(?:职称|职务|资格|岗位)(?:资格)?(?:以来|以后|之后|后|期间)|任现职(?:以来|以后|后|期间)"
)
_RECENT = re.compile(rf"近\s*{NUMBER}\s*年")
_AGED = re.compile(r"周岁|年龄|教龄")
_YOUNGER = ("未满", "不满", "小于", "低于")
_OLDEST = re.compile(rf"({NOT}(?:超过|大于)|未满|不满|小于|低于)\s*(\d{{2}})\s*(?:周岁|岁)")
_HOURS = re.compile(
    rf"(?:每年(?:度)?|年均)[^，；。]{{0,8}}?(?:{NOT}(?:少于|低于)|至少|达到?)\s*(\d+)\s*(?:个)?(?:学时|课时|学分|小时)"
)
_NO_DEADLINE = "交材料的期限才写到 deadlines 里；别的日期写成 kind: date，写上是哪个日期字段"
DATE_PATTERNS = (_DAY, _YEARLESS, _RECENT, _SINCE_TITLE, _OLDEST, _HOURS)
"""By which a piece of a sentence is known to be about dates."""


def read_day(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Draft the day by which to hand in or to have achieved something; leave an age, which wants a field."""
    match = _DAY.search(sentence.text)
    if match is None or not _UNTIL.search(sentence.text):
        _read_age(sentence, draft)
        _read_days_without_a_year(sentence, draft)
        return
    if _AGED.search(sentence.text):
        last_day = "-".join(f"{int(part):02d}" for part in match.groups() if part)
        row = f"{{id: …, kind: compare, section: applicant, of: {{age: …, until: {last_day}}}, at_most: …}}"
        draft.leave(row, sentence, "年龄、年限：写上是哪个日期字段，不同的人用 when")
        return
    pieces = [piece for piece in re.split("[，,]", sentence.text) if _DAY.search(piece) and _UNTIL.search(piece)]
    is_several = len(pieces) > 1 or _YEARLESS.search(sentence.text) is not None
    for text in pieces if pieces and is_several else [sentence.text]:
        _read_dated_text(text, sentence, place, draft)
    _read_days_without_a_year(sentence, draft)


def _read_dated_text(text: str, sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Draft what a sentence says of a day, or one of its pieces where several have one."""
    match = _DAY.search(text)
    if match is None:
        return
    first, last = _days_of_span(match, text)
    piece = next((piece for piece in re.split("[，,；;]", text) if _DAY.search(piece)), text)
    about = piece if _HANDING_OVER.search(text) else text
    row_of_day = f"{{text: {yaml_scalar(shorten(text))}, date: {last}, clauses: [{draft.clause(sentence)}]}}"
    is_of_records = _WITHIN.search(text) is not None or _OF_RECORD.search(piece) is not None
    if first == last and _FROM_ON.match(text, match.end() - 1):
        draft.leave(row_of_day, sentence, _NO_DEADLINE)
    elif first != last and is_of_records and not _HANDING_OVER.search(text):
        section = place.id if place else "…"
        row = f"{{id: …, kind: date, section: {section}, fields: [date], not_before: {first}, not_after: {last}}}"
        draft.leave(row, sentence, "在这段时间里的：写上是哪个栏目的哪个日期")
    elif _TENURE.search(piece) and not (_OF_WORKS.search(piece) or _HANDING_OVER.search(piece)):
        row = f"{{id: …, kind: compare, section: applicant, of: {{age: …, until: {last}}}, at_least: …}}"
        draft.leave(row, sentence, "年限算到这一天：写上从申报人的哪个日期字段算起")
    elif _ACHIEVED.search(about) and not _HANDING_OVER.search(about):
        place = place if about == text else next(iter(find_sections(about)), None)
        bound = f"not_before: {first}, not_after: {last}" if first != last else f"not_after: {last}"
        _add_date_rule(sentence, place, bound, "cutoff", draft)
    elif first == last or _SCHEDULED.search(text):
        if first == last and not _DUE.search(text):
            draft.leave(row_of_day, sentence, _NO_DEADLINE)
            return
        draft.deadlines.append(DraftLine(row_of_day, sentence))
        draft.judged.add(sentence.number)


def _read_days_without_a_year(sentence: NoticeSentence, draft: Draft) -> None:
    for match in _YEARLESS.finditer(sentence.text):
        row = f"{{text: {yaml_scalar(match[0])}, date: …-{int(match[1]):02d}-{int(match[2]):02d}}}"
        draft.leave(row, sentence, "通知没写是哪一年：补上年份，放到 deadlines 里")


def _read_age(sentence: NoticeSentence, draft: Draft) -> None:
    match = _OLDEST.search(sentence.text)
    if match is not None:
        bound = f"{'below' if match[1] in _YOUNGER else 'at_most'}: {match[2]}"
        row = f"{{id: …, kind: compare, section: applicant, of: {{age: …, until: …}}, {bound}}}"
        draft.leave(row, sentence, "年龄：写上出生日期的字段，和计算到哪一天")


def _days_of_span(first: re.Match[str], text: str) -> tuple[str, str]:
    """The first and the last day of a span of days, as a profile writes them; of a single day twice the same."""
    year, month, day = (int(part) for part in first.groups() if part)
    end = _SPAN_END.search(text, max(0, first.end() - 2))
    start = f"{year:04d}-{month:02d}-{day:02d}"
    if end is None:
        return start, start
    return start, f"{int(end[1] or year):04d}-{int(end[2] or month):02d}-{int(end[3]):02d}"


def read_hours(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Leave a least number of hours for every year (每年不少于72学时): which years has to be said."""
    match = _HOURS.search(sentence.text)
    if match is not None:
        section = place.id if place else "…"
        row = f"{{id: …, kind: totals, section: {section}, amount: hours, by: year, years: […], at_least: {match[1]}}}"
        draft.leave(row, sentence, "写上是哪些年；栏目要有字段 year 和 hours；其中一种另写一行，加 where")


def _add_date_rule(sentence: NoticeSentence, place: KnownName | None, bound: str, name: str, draft: Draft) -> None:
    if place is None:
        draft.leave(f"{{id: …, kind: date, section: …, fields: [date], {bound}}}", sentence, "不知道是哪个栏目的日期")
        return
    section = draft.section(place.id, place.word, sentence)
    called = re.search(r"(?:发表|出版|获奖|取得|授权|结题|立项)(?:时间|日期)", sentence.text)
    label = called[0] if called is not None else "时间"
    section.fields.setdefault("date", DraftLine(f"date: {{label: {label}, type: date, required: error}}", sentence))
    draft.add_rule(f"{place.id}-{name}", f"kind: date, section: {place.id}, fields: [date], {bound}", sentence)


def read_recent(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Leave what counts of the last years (近5年): the first day has to be said."""
    match = _RECENT.search(sentence.text) if not years_wanted(sentence.text) else None
    years = whole_number(match[1]) if match is not None else None
    if match is not None and years:
        bound = f"not_before: {{field: today, months: -{12 * years}}}"
        draft.leave(
            f"{{id: …, kind: date, section: {place.id if place else '…'}, fields: [date], {bound}}}",
            sentence,
            f"“近{years}年”从哪一天算起，通知里找得到就写日期，例如 not_before: 2021-01-01",
        )


def read_since_title(sentence: NoticeSentence, place: KnownName | None, draft: Draft) -> None:
    """Leave what counts since the present title (任现职以来): the applicant's field has to be said."""
    match = _SINCE_TITLE.search(sentence.text)
    if match is not None and not _AGED.search(sentence.text):
        section = place.id if place else "…"
        row = f"{{id: …, kind: date, section: {section}, fields: [date], not_before: {{field: applicant.…}}}}"
        draft.leave(row, sentence, f"“{match[0]}”：写上申报人的哪个日期字段")
