"""Documents that a notice lists: what each is called, whether everybody needs it, and those wanted for every year."""

import re

from zcdossier.model.numerals import whole_number

_NUMERAL = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_COPIES = rf"(?:各|一式)?\s*(?:{_NUMERAL})\s*份?"
_KINDS = (
    "表|卡|证|护照|邀请[信函]|推荐信|公函|成绩单|证书|证明|合同|聘书|聘任书|承诺书|协议书|委托书|申请书|申报书|执照|户口[簿本]|凭证|发票|名册|截图|报告|总结|简介|综述|陈述|说明|结论"
    "|反思|教案|清单|名单|认定单|意见|材料"
)
_COPY = "(?:正反面|副本|彩色)*(?:原件|复印件|扫描件|影印件)?"
_LISTED = re.compile(
    rf"[《“]?(?P<name>(?:\d{{4}}年(?:度|\d{{1,2}}月份?)?)?[一-鿿“”、]{{0,24}}?(?:{_KINDS}))[》”]?"
    rf"\s*{_COPY}(?:\s*[（(][^）)]*[）)])*\s*[，,]?\s*(?:原件|复印件)?\s*(?:{_COPIES})?(?:\s*[（(][^）)]*[）)])*\s*(?P<more>[，,、].*)?"
)
_SEVERAL_LISTED = re.compile(
    rf"(?P<names>[一-鿿]{{1,14}}(?:{_KINDS})(?:副本)?(?:[、和及][一-鿿]{{1,14}}(?:{_KINDS}))+){_COPY}(?:[，,].*)?"
)
"""Two documents or more that one entry names: 学历证书、学位证书扫描件."""
_NUMBERED_COPIES = re.compile(rf"(?:各|一式)\s*(?:{_NUMERAL})|(?:{_NUMERAL})\s*份|[（(]\s*\d{{1,2}}\s*[）)]")
_SHORTEST = 2
_OF_FAMILY = re.compile("配偶|子女")
"""Not everybody has them: what proves who they are is for those who do."""
_VERBS = re.compile(
    r"提交|提供|上传|报送|填写|填报|附(?![件表录])|须|(?<!相)应|必须|不得|不能|可|要求|装订|检查|以来|如|者|的|只|放|每|一个|^(?:所有|全部|上述|以上|各)|^(?:基本|基础|业绩|成果|申报|申请|证明|佐证|其他|相关|辅助|补充|电子|纸质|书面)*材料$"
)
_HEADING = re.compile(r"^[（(]?[一-鿿]{1,8}[（(]?[一二三四五六七八九十\d]{0,2}[）)]?[：:]\s*")
_INTRODUCTION = re.compile(rf"(?:{_HEADING.pattern})?(?:(?:\d{{1,2}}(?:[.．、]|\s)|[①-⑳])\s*)?")
_OPTIONAL = re.compile(r"可(?:以)?(?:另)?(?:附|提交|提供|上传|选传)|有则(?:提供|提交|附)|自愿|可选")
_SOME = re.compile(
    r"(?:的|者|时)[，,]?\s*(?:还|另|均)?(?:须|应|需|要|必须)?(?:同时|一并|另行?|额外|补充)?(?:提交|提供|上传|附|交)|^(?:如|若|凡|受过|属于)"
    r"|(?:毕业生|人员|专业|考生|申报者)(?:还|另|均)?(?:须|应|需|要|必须)?(?:同时|一并)?(?:提交|提供|上传|附|交)"
)
_SOME_IN_BRACKETS = re.compile(
    r"(?:[^（()）]*(?:的|者|人员|方向|专业|岗位|单位(?!盖章|签|公章|负责|审核)|机构|企业|院校|毕业生|教师)[^（()）]{0,6}(?:须|需|应|要|提供|提交|上传|附)"
    r"|仅|只限|限|如有|若有|[^（()）]*(?:适用|除外|不需|无需|不用|免交|不作要求))"
)
"""Who needs what stands before the bracket: 责任编辑证书（编辑方向必须提供）."""
_EACH_YEAR = re.compile(rf"每年(?:度)?(?:提交|提供|上传|交)?\s*(?:{_NUMERAL})\s*份")
_YEAR_BY_YEAR = re.compile(r"逐年填")
_YEARS = re.compile(r"(\d{4}(?:、\d{4})+)\s*年")
_SINCE = re.compile(r"(\d{4})\s*年(?:度)?(?:以来|至今|起)")
_FROM_TO = re.compile(r"(\d{4})\s*年?\s*(?:[-—–~～至到])+\s*(\d{4})\s*年")
_LAST = re.compile(rf"近\s*({_NUMERAL})\s*年")


def listed_document(text: str, *, in_list: bool = False) -> str:
    """Return what an entry of a list calls its document: 评审表 of 《评审表》1份; else nothing.

    An entry `in_list`, under a heading that speaks of materials, need not say how many copies.
    """
    entry = _INTRODUCTION.sub("", text.strip(" 　。；;"), count=1)
    several = _SEVERAL_LISTED.fullmatch(entry) if in_list else None
    if several is not None and not _VERBS.search(several["names"]):
        return several["names"]
    match = _LISTED.fullmatch(entry)
    if match is None or years_wanted(entry):
        return ""
    goes_on = (match["more"] or "").startswith("、")
    if not _NUMBERED_COPIES.search(entry) and (goes_on or not in_list):
        return ""
    name: str = match["name"].strip("《》“”")
    return "" if len(name) < _SHORTEST or _VERBS.search(name.replace("或者", "或")) else name


def begins_numbered(text: str) -> bool:
    """Whether a sentence begins with a number of its own: 7 个人工作总结, after another entry on the same line."""
    return bool(re.match(r"\d{1,2}(?:[.．、]|\s)|[①-⑳]", _HEADING.sub("", text)))


def is_optional(text: str) -> bool:
    """Whether a sentence only allows what it names (可提交)."""
    return bool(_OPTIONAL.search(text))


def is_for_some(text: str) -> bool:
    """Whether a sentence asks something of some people only (破格的须提交)."""
    return bool(_SOME.search(text))


def is_for_some_by_name(name: str, text: str) -> bool:
    """Whether a document is of people whom not everybody has, or a bracket after its name says who needs it."""
    if _OF_FAMILY.search(name):
        return True
    bracket = text.partition(name)[2].lstrip("》”证书复印件原 ")
    return bracket.startswith(("（", "(")) and _SOME_IN_BRACKETS.match(bracket, 1) is not None


def years_wanted(text: str) -> str:
    """Return the years of which one document each is wanted, as `expected` of a row; empty where none are said."""
    listed = _YEARS.search(text)
    if _YEAR_BY_YEAR.search(text) and listed is not None:
        return f"[{listed[1].replace('、', ', ')}]"
    if not (_EACH_YEAR.search(text) or (_YEAR_BY_YEAR.search(text) and _FROM_TO.search(text))):
        return ""
    span, since, last = _FROM_TO.search(text), _SINCE.search(text), _LAST.findall(text)
    if span is not None:
        return f"{{from: {span[1]}, to: {span[2]}}}"
    if since is not None:
        return f"{{from: {since[1]}, to: today}}"
    number = whole_number(last[0]) if len(last) == 1 else None
    return f"{{last: {number}}}" if number else ""
