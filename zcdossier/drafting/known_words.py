"""Words of notices: names of sections, attachments, statements, with the ids of shipped profiles; words of bounds."""

import re
from typing import NamedTuple


class KnownName(NamedTuple):
    """A word of the notice, and the id that stands for it."""

    word: str
    id: str


NOT = "不[得能可应宜]?"
"""Turns a bound round: 不得低于 is a least, 不超过 a most."""
NUMBER = r"(\d+|[一二三四五六七八九十两]{1,3})"
"""A number in figures or in words."""
AFFIRMED = "(?<!不)(?<!不[得能可应宜])"
"""Stands before a bound that is not turned round."""
LEVELS = (
    KnownName("正高", "full_senior"),
    KnownName("副高", "associate_senior"),
    KnownName("中级", "intermediate"),
    KnownName("初级", "junior"),
)
"""How notices call the levels."""
_PLAIN_BEFORE = re.compile(
    r"(?:每一?[篇项部件份个种类本]?|所有的?|各[类项]?|全部|上述|以上|申报的?|填报的?|提交的?|本人的?|代表性?|学术|科研|教学|教研|研究"
    r"|专业|技术|业务|工程|任现职以来的?|发表的?|出版的?|取得的?|获得的?|主持的?|承担的?|参与的?|参加的?|送审的?|授权的?"
    r"|[，,：:“”《》、/\s]|和|及|与|或)*"
)
"""May stand before the name of a section without choosing among its records."""
_NO_NAMES = re.compile(
    r"每|人|单位|原则|总|合计|累计|共|其中|须|应|需|可|不|的|者|提交|填|报(?!告)|上传|近|以|各|同|一|二|三|两|数|材料|附件|文件|内容|大小|页|格式|要求"
)
_NAME = re.compile(r"[一-鿿]{2,10}")
_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
_OF_LISTS = re.compile("[一-鿿]{0,6}(?:汇总表|一览表|统计表|明细表)")
"""A document about the records of a section is none of them: 知识产权汇总表."""
_SECTIONS = {
    "papers": "代表性论文|学术论文|论文",
    "books": "专著|论著|著作(?!权)|教材",
    "patents": "专利证书|专利",
    "intellectual_property": "知识产权证书|知识产权",
    "engineering_projects": "工程项目业绩|工程项目|工程业绩",
    "research_projects": "科研项目|研究项目|课题|项目(?!人员|负责人|经理|组)",
    "awards": "表彰奖励证书|奖励证书|表彰奖励|获奖情况|获奖证书|获奖|奖项证书|奖项|奖励|表彰",
    "honors": "荣誉证书|荣誉称号|荣誉",
    "standards": "技术标准|标准规范|(?<![一-鿿])标准(?=须|应|$)",
    "education": "学历学位|学历|学位",
    "work_history": "工作经历|工作简历|任职经历",
    "training": "继续教育|学时|培训",
    "appraisals": "年度考核|考核",
    "certificates": "资格证书|执业证书|证书",
    "teaching": "教学工作|课时|授课",
    "reports": "研究报告|调研报告|咨询报告|技术报告",
    "representative_works": "代表作品|代表作|代表性成果|代表性业绩|代表成果",
    "achievements": "业绩成果|业绩|成果",
}
_COMPOUNDS = re.compile(
    "汇报|总结|简介|编号|编码|团队|成员|背景|对象|保护|视频|知识|作品|职工|传承|目(?!录)|程|间|综述|计划|报告|清单|集(?!体|中)|号|权|办公室|投标|招标|申请|申报书|预算|量|率|奖(?![项励])|总投资"
)
"""After the name of a section: it is part of another word (项目汇报, 论文集, 教学成果奖)."""
_RESULTS = frozenset(
    {"papers", "books", "patents", "intellectual_property", "engineering_projects", "research_projects", "awards"}
    | {"honors", "standards", "representative_works", "achievements"}
)
"""Sections of what some have and others have not."""
_APPLYING = ("申报表", "申请表", "评审表", "审批表", "推荐表")
"""Ends the names of forms that everybody hands in, whatever else is in them: 知识产权专业申报表."""
_TEXTS = {
    "statement": "个人总结|个人陈述|业务工作总结|业务总结|业务自传|工作总结|总结",
    "duty_report": "述职报告|述职",
    "work_report": "专业技术工作报告|业务工作报告|工作报告",
    "overview": "业绩综述",
    "introduction": "个人简介|主要事迹|事迹材料|简介",
    "summary": "摘要|内容提要",
}
_PARTS = {
    "cover": "封面",
    "copyright_page": "版权页",
    "contents": "目录页|目录",
    "body": "论文正文|正文|全文",
    "back_cover": "封底",
    "inclusion_proof": "检索证明|收录证明|(?:知网)?检索页|检索报告",
    "certificate": "证书复印件|证书",
    "claims": "权利要求书",
    "description": "专利说明书|说明书",
    "approval": "立项文件|立项书|立项通知书?|立项证明",
    "completion": "结题证明|结题报告|结题(?:验收)?证书|结题验收书|验收证明",
    "contract": "合同",
    "task_book": "任务书",
    "acceptance": "验收意见|鉴定意见|鉴定证书|验收报告",
    "effect_proof": "效益证明|应用证明",
    "lesson_plan": "教案|教学设计",
    "first_page": "首页",
    "last_page": "末页|尾页",
    "sign_in": "签到册|签到表",
    "proof": "证明材料|佐证材料|证明",
}
_ATTACHMENT = re.compile(
    r"[《“]?([一-鿿]{2,14}(?:申请表|申报表|推荐表|评审表|登记表|一览表|汇总表|承诺书|诚信承诺|鉴定表|公示表|意见表|情况表|身份证|委托书))[》”]?"
)
_QUOTED = re.compile(r"[《“\"]([^》”\"]{1,24}(?:表|卡|证|书|证明|承诺|报告|清单|意见))[》”\"]")
_KINDS = "学历|学位|职称|毕业|结业|资格|执业|职业资格|教师资格"
_CERTIFICATES = re.compile(rf"((?:{_KINDS})(?:证书?)?(?:[、/和及与](?:{_KINDS})(?:证书?)?)*)证书")
_SEPARATORS = re.compile(r"(?:证书?)?[、/和及与]")
_BEFORE_NAME = re.compile(r"^.*(?:提交|提供|上传|报送|填写|填报|附上|签署|签订|以来的|档案中的?)")
_LEADING_WORDS = re.compile(
    r"^(?:须|应|需|并|并须|同时|上传|提供|提交|报送|填写|填报|附|以及|和|及|一份|盖章的|签名的|本人|加盖公章的)+"
)


def find_sections(text: str) -> list[KnownName]:
    """Return the sections that a text names, in the order in which it names them; not what is in brackets."""
    return _find(_OF_LISTS.sub("", _BRACKETED.sub("", text)), _SECTIONS, _COMPOUNDS)


def is_section(name: str) -> bool:
    """Whether a name is that of a section and no more: 专著, 专利."""
    return any(named.word == name for named in find_sections(name))


def is_of_results(name: str) -> bool:
    """Whether a document proves what not everybody has: 获奖证书."""
    if name.endswith(_APPLYING):
        return False
    return any(named.id in _RESULTS and name.startswith(named.word) for named in find_sections(name))


def is_name(text: str) -> bool:
    """Whether a few words can be what a section is called: a noun, no part of a sentence."""
    return bool(_NAME.fullmatch(text)) and not _NO_NAMES.search(text)


def is_plain_before(text: str) -> bool:
    """Whether what stands before the name of a section means all of its records, not some (再版 of 再版著作)."""
    return _PLAIN_BEFORE.fullmatch(text) is not None


def find_texts(text: str) -> list[KnownName]:
    """Return the statements with a text of their own that a text names."""
    return _find(text, _TEXTS)


def find_parts(text: str) -> list[KnownName]:
    """Return the pieces of a record's scans that a text names."""
    return _find(text, _PARTS)


def find_attachments(text: str) -> list[str]:
    """Return the forms, letters and certificates that a text names, in its own words, in their order."""
    found = [(match.start(), match[1]) for match in _QUOTED.finditer(text)]
    plain = _QUOTED.sub(lambda match: "，" * len(match[0]), text)
    for match in _CERTIFICATES.finditer(plain):
        kinds = [kind for kind in _SEPARATORS.split(match[1]) if kind]
        found += [(match.start() + number, f"{kind}证书") for number, kind in enumerate(kinds)]
    plain = _CERTIFICATES.sub(lambda match: "，" * len(match[0]), plain)
    for match in _ATTACHMENT.finditer(plain):
        found.append((match.start(), _LEADING_WORDS.sub("", _BEFORE_NAME.sub("", match[1]))))
    return list(dict.fromkeys(name for _, name in sorted(found) if len(name) > 1))


def _find(text: str, words: dict[str, str], compounds: re.Pattern[str] | None = None) -> list[KnownName]:
    """Find each name once, where it is first; of two that overlap the longer one is meant, none before `compounds`."""
    found: dict[str, tuple[int, str]] = {}
    taken: list[range] = []
    matches = [(match, identity) for identity, pattern in words.items() for match in re.finditer(pattern, text)]
    for match, identity in sorted(matches, key=lambda pair: (-len(pair[0][0]), pair[0].start())):
        if compounds is not None and compounds.match(text, match.end()):
            continue
        span = range(*match.span())
        if not any(match.start() in other or span.start <= other.start < span.stop for other in taken):
            taken.append(span)
            if identity not in found or match.start() < found[identity][0]:
                found[identity] = (match.start(), match[0])
    ordered = sorted((start, identity, word) for identity, (start, word) in found.items())
    return [KnownName(word, identity) for _, identity, word in ordered]
