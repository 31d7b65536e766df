"""What people write instead of the usual name of a part: traditional characters, pinyin, English, slips of the input.

Characters are folded first. The rest says less than the usual names do: it is asked when none of them is found.
"""

import re

_SPELLINGS = {
    "收录证明": "shouluzhengming shoulu-zhengming shoulu slzm sl",
    "检索证明": "jiansuozhengming jiansuo-zhengming jiansuo jszm js",
    "封面": "fengmian fm front 书封 封一 封1 封页 封而 书皮 杂志皮 期刊皮",
    "目录": "mulu ml 目绿 目禄 目彔",
    "正文": "zhengwen zw main-text main text manuscript 内文 本文 证文 正纹",
    "首页": "shouye first-page",
    "尾页": "weiye moye last-page",
    "封底": "fengdi fd back 底封 后封 封尾 封低 封抵",
    "版权页": "banquanye banquan bqy copyright",
    "扉页": "feiye",
    "全文": "quanwen article paper",
    "译文": "yiwen fanyi translation",
    "毕业证书": "biyezhengshu biyezheng biye-zheng biye-zhengshu byz 文凭",
    "学位证书": "xueweizhengshu xueweizheng xwz degree xuewei-zheng xuewei-zhengshu",
    "证书": "zhengshu zs certificate",
    "聘书": "pinshu",
    "正面": "zhengmian",
    "反面": "fanmian",
    "立项": "lixiang lx",
    "结题": "jieti jt",
    "考核": "kaohe kh",
    "学信网": "xuexinwang xxw",
    "备案表": "beianbiao bab",
    "合同": "hetong ht",
    "社保": "shebao",
    "继续教育": "jxjy jj",
    "知网": "cnki zhiwang",
    "万方": "wanfang",
    "维普": "weipu cqvip",
}
_USUAL = {spelling.replace("-", ""): usual for usual, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_BOTH = r"学历[、和及与]?学位(?:在线)?(?=验证|查询)(?P<rest>验证(?:报告)?|查询(?:结果|截图)?)"
_EACH = r"学历\g<rest>学位\g<rest>"
"""学历学位验证报告 holds both reports; a 学历学位认证书 is one."""
_LATIN = r"(?<![a-z])(?:{})(?![a-z])"
_ANY = "(?i)" + "|".join(
    _LATIN.format(spelling.replace("-", r"[\s_-]?")) if spelling.isascii() else spelling
    for spelling in sorted(" ".join(_SPELLINGS.values()).split(), key=len, reverse=True)
)


_BEGINS, _ENDS = r"(?<![^\W\d_])", r"(?![^\W\d_])(?!\s+[^\W\d_](?![^\W\d_]))"
_ALONE = rf"{_BEGINS}(?:(?P<side>[正反背])面?|(?<![正封全译]\s)(?P<page>[封扉目版底文主毕])){_ENDS}"
_OF_SHEET = r"(?<=[表证书核单卡照本])(?:(?P<half>[正反背])面?|(?P<letter>[ABab]))(?![^\W\d_])"
_SIGN = re.compile(f"{_ALONE}|{_OF_SHEET}")
_SIGNS = "正=正面 反=反面 背=反面 A=正面 B=反面 封=封面 扉=扉页 目=目录 版=版权页 底=封底 文=正文 主=主页 毕=毕业证书"
_IN_FULL = dict(sign.split("=") for sign in _SIGNS.split())
_PAGES = r"(?i)(?<![a-z])pp?\.?\s?\d+\s?[-–~至到]\s?(?:p\.?)?\s?\d+(?!\d)|第\d+\s?[-–~至到]\s?第?\d+页"
_NUMBER_OF_DOCUMENT = r"[〔\[(【]\s*(?:19|20)\d{2}\s*[〕\])】]\s*第?\s*\d+\s*号|(?:19|20)\d{2}年?第?\d{1,4}号文(?!件)"
_DOCUMENT = "文件"
_PUBLISHED_PATENT = r"(?i)(?<![^\W_])CN\s?\d{9}\s?[ABCSUY]\d?(?![^\W_])"
_OF_PATENT = "说明书"
"""What CN215888888U.pdf is: the patent as published, from the office or a patent site."""
_OF_PAGES = "正文"
"""What a range of pages without any other word is: p12-p18.pdf."""


def write_out_signs(text: str) -> str:
    """Return the text with the words for which one character stands, alone or at the end of a sheet's name.

    身份证(反), 考核表B, 论文-封, 目1; and with what is said once of two: 学历学位验证.
    """
    text = re.sub(_BOTH, _EACH, text) if "学位" in text else text
    return _SIGN.sub(lambda match: _IN_FULL[next(filter(None, match.groups())).upper()], text)


def write_out(text: str) -> str:
    """Return the text with the usual names for people's own: 3fm is 3封面, 〔2022〕8号 is a 文件; `form` stays."""
    text = re.sub(_PUBLISHED_PATENT, _OF_PATENT, text)
    usual = re.sub(_ANY, lambda match: _USUAL[re.sub(r"[\s_-]", "", match[0].casefold())], text)
    return re.sub(_NUMBER_OF_DOCUMENT, _DOCUMENT, re.sub(_PAGES, _OF_PAGES, usual))
