"""Awards, honours, projects, competitions: certificates and official documents."""

import re
from functools import partial

from tools.make_sample.kit import PEOPLE, Kit
from tools.make_sample.manifest import Entry, Manifest, long_date
from tools.make_sample.pages import awards as certificates
from tools.make_sample.pages import letters
from tools.make_sample.scan import How, Scan
from tools.make_sample.sheet import Sheet
from tools.make_sample.typeset import Table

GIVERS = {
    "东海省科学技术进步奖": "东海省人民政府",
    "江州市高校教学成果奖": "江州市教育局",
    "江州市自然科学优秀成果奖": "江州市科学技术协会",
    "东海省高校优秀青年教师": "东海省教育厅",
    "江州大学师德先进个人": "江州大学",
    "第六届全国大学生新药创想大赛": "全国大学生新药创想大赛组委会",
    "第四届东海省大学生药学实验技能竞赛": "东海省大学生科技竞赛委员会",
}
_LEVEL = re.compile(r"（[^（）]*）$")
OTHERS = (
    "山茶油脂质体的制备与评价",
    "近海藻类多糖的结构与活性",
    "基层医院用药安全干预研究",
    "中药渣循环利用关键技术",
    "儿童口服制剂的矫味研究",
    "抗菌肽的设计与合成",
    "药品追溯数据的挖掘方法",
    "老年慢病用药依从性研究",
)


def awards(manifest: Manifest, record: Entry, index: int) -> list[Scan]:
    """The certificate; for the first award also the document with the list of winners."""
    name = manifest.applicant["name"]
    award = _LEVEL.sub("", record["award_name"])
    rank = f"（第{record['rank']}完成人，共{record['members']}人）"
    paper = certificates.Paper(
        "获奖证书",
        [f"你完成的“{record.title}”荣获{award}{rank}。特颁此证，以资鼓励。"],
        _giver(award),
        record["date"],
        f"{name} 同志",
        f"证书号：0000-{index + 1}-R01",
        badge=index == 0,
    )
    draw = partial(certificates.certificate, what=paper)
    if index == 0:
        document = partial(_prizes, record=record)
        return [Scan("1-文件或证书-证书", draw, turn=6), Scan("2-文件或证书-公布文件", document, How.SCANNER)]
    return [Scan("1-文件或证书-证书", draw, (How.PHONE, How.FLATBED)[(index - 1) % 2])]


def _prizes(kit: Kit, record: Entry) -> list[Sheet]:
    """Draw the government's decision on the prizes of the year, with the list of winners."""
    giver = _giver(record["award_name"])
    notice = letters.Notice(
        giver,
        "东政发〔2022〕00号",
        "东海省人民政府关于2021年度|科学技术进步奖励的决定",
        "各市人民政府，省级各单位",
        [
            (
                "为贯彻落实创新驱动发展战略，奖励在科学技术进步活动中作出突出贡献的集体和个人，经评审委员会评审、"
                f"奖励委员会审定，省政府决定授予“{record.title}”等成果2021年度科学技术进步奖。"
            ),
            "希望获奖者珍惜荣誉、再接再厉，为科技事业发展作出新的贡献。",
        ],
        giver,
        record["date"],
        "东海省科学技术进步奖获奖名单",
    )
    rows = _list(record.title, f"{kit.name}等", ("序号", "成果名称", "主要完成人", "等级"), "二等奖")
    return _document(kit, notice, "东海省科学技术进步奖获奖名单", rows)


def honors(manifest: Manifest, record: Entry, index: int) -> list[Scan]:
    """The certificate of the honour."""
    name = manifest.applicant["name"]
    text = f"授予{name}同志“{record.title}”荣誉称号，特发此证，以资鼓励。"
    paper = certificates.Paper(
        "荣誉证书",
        [text],
        _giver(record.title),
        record["date"],
        f"{name} 同志",
        badge=index == 0,
        border=("frame", "waves")[index % 2],
    )
    return [Scan("1-文件或证书", partial(certificates.certificate, what=paper), turn=(3, 1)[index % 2], desk="walnut")]


def research_projects(manifest: Manifest, record: Entry, index: int) -> list[Scan]:
    """The document of approval and, where the project is over, the proof of its conclusion."""
    authority = ("东海省自然科学基金管理办公室", "东海省教育厅", "东海省科学技术厅")[index]
    programme = ("自然科学基金项目", "一般科研项目", "重点研发计划项目")[index]
    found = _approval(manifest, record, authority, programme, How.SCANNER if index != 1 else How.PHONE)
    if record["closed"] == "是":
        found.append(_conclusion(manifest, record, authority, programme, turn=(1, 8)[index % 2]))
    return found


def approval_and_conclusion(
    manifest: Manifest, record: Entry, index: int, authority: str, programme: str
) -> list[Scan]:
    """The same for projects of teaching reform."""
    found = _approval(manifest, record, authority, programme, How.SCANNER if index == 0 else How.FLATBED)
    found.append(_conclusion(manifest, record, authority, programme, turn=(6, 1)[index % 2]))
    return found


def competition_coaching(manifest: Manifest, record: Entry, index: int) -> list[Scan]:
    """The students' certificate with the coaches named; for the second also the document."""
    name = manifest.applicant["name"]
    contest = _LEVEL.sub("", record.title)
    event, prize = contest[:-3], contest[-3:]
    coaches = "、".join((name, *PEOPLE[4 : 3 + int(record["rank"].split("/")[1])]))
    students = "、".join(PEOPLE[8 + index * 3 : 11 + index * 3])
    text = f"{students}同学在{event}中荣获{prize}，指导教师：{coaches}。特发此证，以资鼓励。"
    paper = certificates.Paper(
        "获奖证书",
        [text],
        _giver(event),
        record["date"],
        manifest.applicant["employer"],
        badge=index == 0,
        border=("waves", "frame")[index % 2],
    )
    if index == 0:
        return [Scan("1-证书", partial(certificates.certificate, what=paper), turn=6)]
    draw = partial(_winners, manifest=manifest, event=event, prize=prize, date=record["date"])
    return [Scan("1-文件", draw, How.SCANNER), Scan("2-证书", partial(certificates.certificate, what=paper))]


def _winners(kit: Kit, manifest: Manifest, event: str, prize: str, date: str) -> list[Sheet]:
    """Draw the document that names the winners of a contest."""
    giver = _giver(event)
    notice = letters.Notice(
        giver,
        f"东大竞〔{date[:4]}〕00号",
        f"关于公布{event}|获奖名单的通知",
        "各有关高校",
        [
            f"本届竞赛于{long_date(date)}结束，经专家评审并公示，现将获奖名单予以公布。",
            "希望各高校继续重视实践教学，提高学生的实验技能。",
        ],
        giver,
        date[:8] + "28",
        "获奖名单",
    )
    team = f"{manifest.applicant['employer']}代表队"
    rows = _list(team, kit.name, ("序号", "参赛队伍或作品", "指导教师", "奖项"), prize)
    return _document(kit, notice, f"{event}|获奖名单", rows)


def _giver(text: str) -> str:
    return next(giver for prize, giver in GIVERS.items() if text.startswith(prize))


def _approval(manifest: Manifest, record: Entry, authority: str, programme: str, how: How) -> list[Scan]:
    year = record["from"][:4]
    name = manifest.applicant["name"]
    title = f"{authority}关于公布{year}年度|{programme}立项名单的通知"
    notice = letters.Notice(
        authority,
        f"东科〔{year}〕00号",
        title,
        "各有关单位",
        [
            f"根据《{programme}管理办法》，经单位推荐、专家评审和公示，现将{year}年度{programme}立项名单予以公布。",
            "请各单位加强项目管理，落实研究条件，督促项目负责人按计划开展研究，并按期结题。",
        ],
        authority,
        record["from"] + "-15",
        f"{year}年度{programme}立项名单",
    )
    rows = _list(record.title, name, ("序号", "项目名称", "负责人", "所在单位"), manifest.applicant["employer"])
    listed = f"{year}年度{programme}立项名单"
    if how is How.SCANNER:
        return [Scan("1-立项文件", partial(_document, notice=notice, title=listed, rows=rows), how)]
    return [
        Scan("1-立项文件-1", partial(letters.red_head, what=notice), how),
        Scan("1-立项文件-2", partial(letters.annex, title=listed, shape=_table(rows)), how),
    ]


def _conclusion(manifest: Manifest, record: Entry, authority: str, programme: str, turn: int) -> Scan:
    name = manifest.applicant["name"]
    text = (
        f"{manifest.applicant['employer']}{name}主持的{programme}“{record.title}”（{long_date(record['from'])}立项），"
        "已按计划完成研究任务，经验收合格，准予结题。"
    )
    paper = certificates.Paper(
        "结题证书",
        [text],
        authority,
        record["closed_date"] + "-20",
        border="waves",
        number=f"证书编号：{record['closed_date'].replace('-', '')}0001",
        colour=certificates.NAVY,
    )
    return Scan("2-结题证明", partial(certificates.certificate, what=paper), turn=turn)


def _list(own: str, name: str, head: tuple[str, str, str, str], last: str) -> list[tuple[str, ...]]:
    """Return rows of an official list with the applicant's own among others."""
    units = ("北屏大学", "云川大学", "东海省药物研究院", "南屿药科大学")
    rows: list[tuple[str, ...]] = [head]
    for number, title in enumerate(OTHERS, 1):
        other = units[number % 4] if last == "江州大学" else last
        rows.append((str(number), title, PEOPLE[number + 2], other))
    rows[5] = ("5", own, name, last)
    return rows


def _table(rows: list[tuple[str, ...]]) -> Table:
    return Table((16, 82, 28, 40), rows, [11] * len(rows), 4.1)


def _document(kit: Kit, notice: letters.Notice, title: str, rows: list[tuple[str, ...]]) -> list[Sheet]:
    """Draw an official document: first page, list, last page."""
    return [
        letters.red_head(kit, notice),
        letters.annex(kit, title, _table(rows)),
        letters.closing(kit, notice),
    ]
