"""Words of notices that leave a requirement what it is; what else a sentence says may be a condition of it."""

from collections.abc import Iterable
from itertools import chain

_ASKING = """
须 应 需 所需 需要 必须 请 要 要求 可 可以 应当 务必 一律 统一 限 最多 至多 至少 不超过 不得超过 超过 不少于 不得少于
不低于 不得低于 不高于 不多于 不得多于 不大于 不得大于 不小于 不得 不能 控制 大于 小于 高于 低于 少于 多于 以上 以下
以内 以外 之内 之间 左右 不早于 不晚于 不得早于 不得晚于 严禁 出现 含有 体现 透露 提供 提交 上传 传 附 附上 另附
报送 报 填报 填写 填 填入 申报 报名 上报 注明 写明 列明 导出 生成 下载 拍摄 制作 撰写 签署 签订 签名 签字 盖章
加盖 打印 拼 拼接 拼在 一页 对折 骑缝 贴 在线 线上 扫描 复印 装订 胶装 成册 排列 排序 合并 合成 命名 计算 截止
截至 受理 公示 审核 出具 完成
"""
"""What is asked, and what is done with papers."""
_OF_WHOM = """
申报人 申报者 申请人 申请者 参评人 参评人员 申报人员 本人 个人 所有 全部 总数 同一 逐年 逐项 逐页 逐一 各 各类
各项 每 每人 每位 每名 每个 每项 每篇 每份 每部 每种 每条 每次 每件 每张 每页 每年 年均 均 都 单个 单页 单份 单张 任一
单位 单位公章 用人单位 工作单位 所在单位 公章 负责人 法定代表人 骑缝章 签名章 电子签名 手写 亲笔 专业技术 任现职 现任职
任职 以来 期间 任期内 任期 现 近 近期 近年 历年
"""
"""Whoever applies, and the unit; all of something."""
_OF_PAPERS = """
材料 附件 文件 文档 证明 证明材料 佐证材料 佐证 证书 证件 证 书 表 表格 册 登记表 登记 审批表 资料 报告 意见
意见书 说明 清单 目录 名单 结果 合格 称职 无异议 内容 名称 题目 标题 姓名 单位名称 情况 信息 简述 原件 复印件
扫描件 扫描版 影印件 副本 电子版 电子文档 电子档 电子 纸质 版 版本 格式 大小 总大小 容量 总容量 总 总量 总页数 页数
字数 篇幅 张数 数量 文字 正文 全文 首页 末页 首末页 签章页 盖章页 签字页 关键页 章节 前言 后记 截图 检索 检索页
查询页 查询 知网 中国知网 万方 维普 学信网 期刊 刊物 学术 书刊 期 号 正式 公开 发表 出版 见刊 刊发 授权 立项
结题 验收 获奖 获得 取得 颁发 竣工 成果 业绩 业绩成果 学历 学位 资格 职称 职务 任职资格 专业技术职务
专业技术职务任职资格 资历 年限 岗位 级别 排名 位次 角色 本人排名 主要 代表 代表性 科研 教学 教研 研究 专业 业务
技术 工作 工程 系统 平台 网站 申报系统 评审系统 网上 网上申报 网上报名 栏 栏目 项目 服务 年度 年度考核 考核
考核表 评审 参评 推荐 申请 系统生成 通过 登录 基本 基础 必备 必需 其他 有关 相关 安排 程序 流程 模块 组成 怎么
准备 投标 主件 培养 人才 什么 哪些 如何 怎样 一览 一览表 须知 指引 指南 明细 部分 事项 规范 步骤 递交 研发
送审 呈报 核验 备查 支撑 备案 应交 必交 须交 必传 网络 聘任 聘书 级 统计时间 标准
"""
"""Papers, pieces of them and where they are typed; what records are."""
_OF_FILES = """
彩色 黑白 双面 单面 正反面 正反 人像面 国徽面 纸 幅面 纵向 横向 竖向 端正 清晰 完整 字 汉字 字符 像素 宽 高 宽度
高度 长 宽高比 比例 分辨率 尺寸 规格 照片 照 相片 证件照 标准照 登记照 头像 头像照 头像照片 登记照片 工作照片
证件照片 免冠照片 彩色照片 电子照 电子照片 彩照 工作照 免冠 正面 半身 人像 寸 小二寸 大二寸 底 底色 背景 纯色 白
蓝 红 灰 浅 淡 色 白色 蓝色 红色 浅蓝 淡蓝 着装 大衣 白大衣 警服 制服 不戴 帽子 衣 着
"""
"""Files, and how a photo looks."""
_OF_TIME = """
年 月 日 时 分 年月 日期 时间 年月日 起 止 起止 前 之前 以前 后 之后 以后 至 到 截止时间 截止日期 申报时间
近半年 半年 先后 次序 顺序 先后顺序 时间先后 间
"""
"""Days, and what stands between them."""
_NUMBERS = """
一 二 两 三 四 五 六 七 八 九 十 半 项 篇 部 件 个 条 种 份 本 张 页 段 人 名 万 元 万元 一式 单项 累计 合计 共
共计 总计 届 次 步 套
"""
"""Numbers, and what is counted."""
_PARTICLES = """
的 和 及 与 、 等 为 是 在 于 以 用 按 由 向 从 自 将 对 并 且 同时 或 均可 即 如 下 下列 如下 上述 该 其 此 中
内 上 一并 已 有 无 另 还 但 见 也 则 可见 不 得 含 包括 包含
"""


def _words() -> frozenset[str]:
    groups = (_ASKING, _OF_WHOM, _OF_PAPERS, _OF_FILES, _OF_TIME, _NUMBERS, _PARTICLES)
    return frozenset(chain.from_iterable(group.split() for group in groups))


_PLAIN = _words()
_LONGEST = max(map(len, _PLAIN))


def words_not_plain(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what a text says in Chinese besides plain words and those `names`, the longest word first."""
    words = _PLAIN | {word for word in names if word}
    longest = max(_LONGEST, *(len(word) for word in words))
    left: list[str] = []
    position, begun = 0, 0
    while position < len(text):
        length = _length_of_word(text, position, words, longest)
        if length and position > begun:
            left.append(text[begun:position])
        position += length or 1
        begun = position if length else begun
    return (*left, text[begun:]) if begun < len(text) else tuple(left)


def _length_of_word(text: str, position: int, words: Iterable[str], longest: int) -> int:
    """How many characters at a place are a word: of figures, Latin letters and signs each is one."""
    most = min(longest, len(text) - position)
    found = next((length for length in range(most, 0, -1) if text[position : position + length] in words), 0)
    return found or int(not "一" <= text[position] <= "鿿")
