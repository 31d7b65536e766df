"""Made-up people, places, titles and dates for the test pages."""

import random
from dataclasses import dataclass, field

FAMILY = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹窦章苏潘葛范彭鲁韦马苗方袁柳史唐薛雷贺汤罗毕"
GIVEN = "文华建国志强秀英晓明丽君海燕春梅立新玉兰国庆思远嘉怡子涵雨桐浩然欣怡静宁博雅慧敏"
PLACES = ["青禾", "云溪", "临洮", "松岭", "南麓", "清浦", "白鹭", "石桥", "望江", "东篱"]
SCHOOLS = [
    "师范学院",
    "医学院",
    "工业大学",
    "理工学院",
    "农业大学",
    "第一中学",
    "实验小学",
    "职业技术学院",
    "中心医院",
    "人民医院",
]
OFFICES = ["教育局", "科学技术局", "人力资源和社会保障局", "卫生健康委员会", "教育学会", "科学技术协会", "教师发展中心"]
SUBJECTS = [
    "低温储粮",
    "山区水库",
    "儿童阅读",
    "乡村教师",
    "光伏逆变",
    "中医护理",
    "混合教学",
    "稻田重金属",
    "桥梁裂缝",
    "慢病随访",
    "方言保护",
    "图像分割",
]
VIEWS = ["机理研究", "现状调查与对策", "模型构建", "实践探索", "效果评价", "关键技术研究", "方法改进", "影响因素分析"]
JOURNALS = [
    "青禾学刊",
    "云溪大学学报",
    "应用工程与管理",
    "基层医学探索",
    "当代课堂研究",
    "农田水利科学",
    "护理与康复前沿",
]
RANKS = ["一等奖", "二等奖", "三等奖", "特等奖", "优秀奖"]
DIGITS = "〇一二三四五六七八九"
FILLER = (
    "本文在前期调查的基础上，对样本数据作了分组比较，并结合访谈材料讨论了差异产生的原因。结果表明，"
    "不同条件下的响应具有明显的阶段性，其中第二阶段的变化幅度最大。研究还发现，管理措施的及时性比投入的总量"
    "更为重要，这与以往的认识并不完全一致。为了检验结论的稳健性，我们更换了指标并重新估计，得到的方向相同。"
    "据此提出三点建议：一是完善日常记录，二是加强人员培训，三是建立定期评估制度。受样本范围所限，结论在其他"
    "地区是否成立仍需进一步验证。后续工作将扩大调查范围，并引入对照组以排除季节因素的干扰。"
)


@dataclass(slots=True)
class Facts:
    """What a page says, as the truth for reading it; empty where the page does not say it."""

    name: str = ""
    title: str = ""
    date: str = ""
    journal: str = ""
    number: str = ""
    rank: str = ""
    hours: str = ""
    unit: str = ""
    written: dict[str, str] = field(default_factory=dict)


def facts(chance: random.Random) -> Facts:
    """One made-up person with one made-up achievement."""
    year, month, day = chance.randint(2012, 2024), chance.randint(1, 12), chance.randint(1, 28)
    name = chance.choice(FAMILY) + "".join(chance.sample(GIVEN, chance.choice((1, 2, 2))))
    return Facts(
        name=name,
        title=f"{chance.choice(PLACES)}地区{chance.choice(SUBJECTS)}的{chance.choice(VIEWS)}",
        date=f"{year}-{month:02}-{day:02}",
        journal=chance.choice(JOURNALS),
        number=f"{chance.choice('QYLS')}{year}-{chance.randint(100, 9999):04}",
        rank=chance.choice(RANKS),
        hours=str(chance.choice((24, 36, 48, 72, 90, 120))),
        unit=chance.choice(PLACES) + chance.choice(SCHOOLS),
    )


def office(chance: random.Random) -> str:
    """Who seals a page."""
    return chance.choice(PLACES) + chance.choice(("市", "县", "省")) + chance.choice(OFFICES)


def numerals(date: str) -> str:
    """二〇二一年三月五日 for 2021-03-05."""
    year, month, day = date.split("-")
    return f"{''.join(DIGITS[int(digit)] for digit in year)}年{_tens(int(month))}月{_tens(int(day))}日"


def plain(date: str) -> str:
    """2021年3月5日 for 2021-03-05."""
    year, month, day = date.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def prose(chance: random.Random, length: int) -> str:
    """Running text of so many characters, another piece each time."""
    start = chance.randrange(len(FILLER))
    return (FILLER[start:] + FILLER * (length // len(FILLER) + 1))[:length]


def _tens(number: int) -> str:
    if number < 10:
        return DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")
