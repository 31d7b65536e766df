"""Every figure and table that a text of `prose/` calls by name (`!activity`)."""

import numpy as np

from tools.make_sample.pages import figures
from tools.make_sample.typeset import Figure

ACTIVITY = figures.three_lines(
    "表1 化合物对一氧化氮释放的抑制作用（n=3）",
    [("化合物", "IC50/(μmol/L)", "细胞存活率/%")]
    + [
        (str(n), value, f"{96 + n % 4}.{n}")
        for n, value in enumerate((">40", ">40", "12.6±1.1", "35.2±2.4", "9.3±0.8", ">40", "38.7±3.0"), 1)
    ],
)
FACTORS = figures.three_lines(
    "表2 试验因素与水平",
    [
        ("水平", "A 乙醇/%", "B 液料比", "C 时间/min"),
        ("-1", "60", "20", "30"),
        ("0", "70", "30", "45"),
        ("1", "80", "40", "60"),
    ],
)
RESPONSE = figures.three_lines(
    "表3 回归模型的方差分析",
    [
        ("来源", "平方和", "自由度", "F值", "P值"),
        ("模型", "1.284", "9", "42.6", "<0.0001"),
        ("A 乙醇", "0.412", "1", "123.1", "<0.0001"),
        ("B 液料比", "0.186", "1", "55.6", "0.0001"),
        ("C 时间", "0.064", "1", "19.2", "0.0032"),
        ("残差", "0.023", "7", "", ""),
        ("失拟项", "0.015", "3", "2.41", "0.2074"),
    ],
)
CHAIN = figures.three_lines(
    "表1 抗高血压药问题链与教学环节",
    [
        ("序号", "问题指向", "环节"),
        ("1", "判断血压分级", "课前自测"),
        ("2", "识别伴随疾病", "课前自测"),
        ("3", "药物作用环节", "课中讲解"),
        ("4", "排除不宜药物", "小组讨论"),
        ("5", "选择起始方案", "小组讨论"),
        ("6", "调整治疗方案", "课后写作"),
    ],
)


def illustrations(rng: np.random.Generator) -> dict[str, Figure]:
    """Return the figures by name; measured points and error bars differ from scan to scan."""
    doses = ("空白", "模型", "5", "10", "20", "40 μmol/L")
    classes = ("传统1班", "传统2班", "混合1班", "混合2班")
    shares = ("40", "50", "60", "70", "80", "90")
    return {
        "chromatogram": figures.chromatogram(rng, "图1 乙酸乙酯部位的高效液相色谱图"),
        "structure": figures.structure("图2 化合物1的结构"),
        "effect": figures.bars(rng, "图3 化合物5对一氧化氮释放的影响", doses, (0.22, 1.0, 0.72, 0.54, 0.38, 0.27)),
        "ethanol": figures.curve("图1 乙醇体积分数对总黄酮得率的影响", "乙醇体积分数/%", shares),
        "scores": figures.bars(rng, "图1 两种教学方式下的病例分析得分率", classes, (0.61, 0.63, 0.78, 0.81)),
        "activity": ACTIVITY,
        "factors": FACTORS,
        "response": RESPONSE,
        "chain": CHAIN,
    }
