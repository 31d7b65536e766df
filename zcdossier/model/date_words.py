"""What people write around a date: 自…起, 发表于…, （公示）, 星期一, 下午5时, 第3期; and dates in English, and 21年3月.

Words that leave the date what it is are taken away, and a few others beside one month or day that stands alone
(2019.11.20授牌); 2021年3月前, 2021年3月或4月 and 2021年3月投稿 stay unread.
"""

import re

_BEFORE = (
    r"^(?:自|从|于|在|约|起于|始于|发表于|刊于|刊登于|刊发于|出版于|取得于|获得于|授予于|授权于|聘任于|毕业于|完成于|(?:任期|聘期|有效期)?(?:至|到)|截至|截止"
    r"|(?:(?:(?![不早晚])[\u4e00-\u9fff]){0,6}?(?:日期|时间|年月|日|于))\s*(?:[:：]|为|是)?)\s*"
    r"(?=(?:19|20|二[〇○零0O]|一九)\S|\d{2}年)"
)
_BEFORE_LABEL = r"^[\u4e00-\u9fff]{1,6}\s*[:：]\s*(?=(?:19|20)\d{2})"
_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]"
_CLOCK = (
    r"(?:上午|下午|中午|早上|晚上|晚)?\s*(?:[01]?\d|2[0-4])\s*"
    r"(?:[:：][0-5]\d(?::[0-5]\d)?|[时点](?:[0-5]?\d分?|整|半)?)"
)
_ISSUE = (
    r"(?:总?第\s*[\d一二三四五六七八九十]{1,4}\s*[期卷版次号]"
    r"(?:\s*第?\s*[\d一二三四五六七八九十]{1,3}\s*(?:次印刷|次|期|印))?)"
)
_DEED = (
    r"(?:发布|公布|印发|颁发|颁布|签发|下发|出版|发表|刊出|刊登|刊发|见刊|授予|授权|公告|登记|获得|取得"
    r"|获奖|获批|刊|表彰|表扬|命名|认定|开展|起聘|聘用|签订|签约|采纳|采用|批示|应用|推广|转化|鉴定|入选|入展|收藏|展出|首发|注册|立项|结题|结项|验收|批准|实施|毕业|入学|聘任|受聘|上任|任职|任|开始|结束|完成|发证|发文|通过|生效|到期|截止|为止|止|起|起始|出生|生)"
)
_AFTER = (
    r"\s*[,，、;；。.]?\s*(?:以来|全年|份|底|末|初|中旬|上旬|下旬|上半月|下半月|年度|学年|当年|当日|当天"
    rf"|{_WEEKDAY}|[上下]午|{_CLOCK}(?:\s*(?:-|—|~|～|至|到)\s*{_CLOCK})?|{_ISSUE}|{_DEED})\s*[。.]?$"
)
_NOTE = r"\s*[(（\[【](?P<note>[^()（）\[\]【】]{0,20})[)）\]】]\s*[。.]?$"
_IN_BRACKETS = r"^[(（\[【]\s*([^()（）\[\]【】]+)\s*[)）\]】]$"
_ANOTHER_DATE = r"(?:19|20)\d{2}|\d\s*月|前|后|或"
_MONTH_NOTE = r"(\d{1,2})\s*月(?:份|出版|刊出|发表)?"
_YEAR_ONLY = r"(?:19|20)\d{2}\s*年?"
_DIGITS_AND_SIGNS = r"(?:19|20)\d{2}\s*[-./年]\s*\d{1,2}(?!\d)"
_LONGEST = 40
_WHOLE_DATE = (
    r"(?:19|20)\d{2}\s*(?:年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?"
    r"|(?P<sign>[-./])\s*\d{1,2}(?:\s*(?P=sign)\s*\d{1,2}\s*日?)?)"
)
_FEW_WORDS = "[\u4e00-\u9fff]{0,6}"
_BESIDE = (
    rf"(?P<before>{_FEW_WORDS})[:：]?\s*(?P<date>{_WHOLE_DATE})(?!\s*[\d./月-])\s*[,，]?\s*(?P<after>{_FEW_WORDS})"
)
_ANOTHER_TIME = (
    r"[前后或至到拟预约待未近左右以届级间无不非免没春夏秋冬]|[上下]半|计划|准备|[投收来]稿|接[收受]|录用|修回|申请|受理|申报|送审|报送|提交"
    r"|公示|同意|年|起"
)
_BETWEEN_FIGURES = r"(?<=\d)[。，,](?=\d{1,2}(?:\D|$))"
_ISSUE_INSIDE = r"(?<=年)\s*第\s*\d{1,3}\s*期\s*[,，]?\s*(?=\d{1,2}\s*月)"

_PLAIN_WORDS = str.maketrans("壹贰武叁参肆伍陆柒染捌玖拾o-", "一二二三三四五六七七八九十0一")
"""Signs of cheques, and what OCR takes them for; 一 is read as a dash."""
_ONE_OR_NOUGHT_BEFORE = re.compile(r"(?<=[年月])(?:零|一(?=十))")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ENGLISH = (
    r"(?i)(?P<month>[a-z]{3,9})\.?,?\s*(?P<year>(?:19|20)\d{2})",
    rf"(?i)(?P<month>[a-z]{{3,9}})\.?\s*{_DAY},?\s+(?P<year>(?:19|20)\d{{2}})",
    rf"(?i){_DAY}[\s-]+(?P<month>[a-z]{{3,9}})\.?,?[\s-]+(?P<year>(?:19|20)\d{{2}})",
    r"(?i)(?P<year>(?:19|20)\d{2})[\s,.-]*(?P<month>[a-z]{3,9})\.?",
    r"(?i)(?P<month>0?[1-9]|1[0-2])\s*[/.-]\s*(?P<year>(?:19|20)\d{2})",
)
_TWO_FIGURES = r"['’]?(?P<year>\d{2})\s*年(?=\s*\d{1,2}\s*月)"
_CENTURY_TURNS = 50
"""Two figures below this are of this century: nobody who applies was born before 1950."""


def date_without_words(text: str) -> str:
    """Return a text in half width as a plain date where only such words stand around it, else the text itself."""
    if len(text) > _LONGEST:
        return text
    bare = re.sub(_IN_BRACKETS, r"\1", text.rstrip("。.;；,，"))
    plain = re.sub(_BEFORE_LABEL, "", re.sub(_BEFORE, "", bare)).strip()
    while True:
        note = re.search(_NOTE, plain)
        month = re.fullmatch(_MONTH_NOTE, note["note"]) if note else None
        if note and month and re.fullmatch(_YEAR_ONLY, re.sub(_AFTER, "", plain[: note.start()])):
            return f"{plain[:4]}-{int(month[1]):02d}"
        if note and re.fullmatch(_YEAR_ONLY, re.sub(_AFTER, "", plain[: note.start()])):
            exact = date_without_words(note["note"])
            if re.match(_DIGITS_AND_SIGNS, exact) and exact[:4] == plain[:4]:  # 2019年度（2019.11发文）
                return exact
        if note and not re.search(_ANOTHER_DATE, note["note"]):
            shorter = plain[: note.start()].strip()
        else:
            shorter = re.sub(_AFTER, "", plain).strip()
        if shorter == plain or not shorter:
            break
        plain = shorter
    complete = _complete_year(_read_english(plain).replace("\\", "/"))
    found = find_date_among_words(complete)
    return complete if found is None or re.search(_ANOTHER_TIME, found[1]) else found[0]


def find_date_among_words(text: str) -> tuple[str, str] | None:
    """Return the one date known to the month that stands among a few words, and those words; None for another text."""
    plain = re.sub(_ISSUE_INSIDE, "", re.sub(_BETWEEN_FIGURES, ".", text))
    match = re.fullmatch(_BESIDE, plain.strip())
    return None if match is None else (match["date"], match["before"] + match["after"])


def _read_english(text: str) -> str:
    for form in _ENGLISH:
        match = re.fullmatch(form, text)
        if match is None:
            continue
        month = match["month"].casefold()
        number = int(month) if month.isdecimal() else _MONTHS.get(month)
        if number is not None:
            day = match.groupdict().get("day")
            return f"{match['year']}-{number:02d}" + (f"-{int(day):02d}" if day else "")
    return text


def _complete_year(text: str) -> str:
    match = re.match(_TWO_FIGURES, text)
    return text if match is None else f"{year_in_full(match['year'])}年{text[match.end() :]}"


def year_in_full(figures: str) -> str:
    """Return the year for which its last two figures stand: 21 is 2021, 98 is 1998."""
    return ("20" if int(figures) < _CENTURY_TURNS else "19") + figures


def plain_words_of_date(words: str) -> str:
    """Return a date in words in usual ones: 贰零贰壹年零叁月壹拾伍日, as on cheques, is 二零二一年三月十五日."""
    return _ONE_OR_NOUGHT_BEFORE.sub("", words.translate(_PLAIN_WORDS))
