"""Yes and no as people write them: what a field says, and what an answer to a question says.

One vocabulary for both (是, √, 没有, no). A field's label adds words of its own (已结题, 在编, 集体, 非集体项目). A
question asks whether something was looked after, so that 已核对 says yes, and 不需要 says that it does not apply, which
in a field says no.
"""

import re
import unicodedata
from enum import StrEnum

from zcdossier.model.reservations import is_taken_back
from zcdossier.model.spelling import fold, half_width, simplify

YES = "是"
NO = "否"
ANSWER_WORDS = (YES, NO, "不适用")
"""The answers that can be chosen, as they are written into the manifest."""

_YES_WORDS = "是 是的 对 对的 有 已 符合 属实 √ ✓ ✔ ☑ ✅ 打勾 yes y true on 1"
_NO_WORDS = "否 不 不是 不是的 不对 没有 没 未 不符合 × ✗ ✘ ✖ ❌ ❎ x no n false off 0"
_NEEDLESS_WORDS = "不需要 无需"
_FIELD_YES_WORDS = "有的 已有 确有 属于 符合的 需要 需 要 能 能够 可以 可 ■ t"
_FIELD_NO_WORDS = """
无 非 没有的 还没有 还没 尚未 不属于 未有 暂无 不需 不用 不必 不要 不能 不可以 不可 尚无 从未 从无 ☒ ╳ none f
"""
_ANSWERED_YES_WORDS = """
好 好了 确认 已确认 核对过 已核对 无误 核对无误 没问题 没有问题 一致 完成 已完成 做了 盖了 ok
"""
_ANSWERED_NO_WORDS = "还没有 还没 尚未 不一致"
_NOT_APPLICABLE_WORDS = "不适用 不涉及 未涉及 无此情况 没有此情况 没有这种情况 无此项 没有这一项 n/a na"

_NOTHING_WORDS = "无 没有 没 暂无 尚无 没有的 无记录 无内容 - -- / \\ 〇 × none nil"

_FIELD_YES = frozenset([*_YES_WORDS.split(), *_FIELD_YES_WORDS.split()])
_FIELD_NO = frozenset(
    [*_NO_WORDS.split(), *_NEEDLESS_WORDS.split(), *_FIELD_NO_WORDS.split(), *_NOT_APPLICABLE_WORDS.split()]
)
_ANSWERED_YES = frozenset([*_YES_WORDS.split(), *_ANSWERED_YES_WORDS.split()])
_ANSWERED_NO = frozenset([*_NO_WORDS.split(), *_ANSWERED_NO_WORDS.split(), "not yet"])
_NOT_APPLICABLE = frozenset(
    [*_NEEDLESS_WORDS.split(), *_NOT_APPLICABLE_WORDS.split(), "not applicable", "does not apply"]
)
_NOTHING = frozenset([*_NOTHING_WORDS.split(), *_NOT_APPLICABLE_WORDS.split()])
_WORDS = (
    (
        "结题",
        (
            "已结题 结题 已结 结 已结项 结项 已验收 验收 结题验收 通过验收 验收通过 已完成 完成 准予结题 按期结题 "
            "closed finished"
        ),
        (
            "在研 在建 研究中 进行中 未结题 未结 没结题 没结 还没结题 未结项 未验收 未完成 尚未结题 尚未结项 未到期 "
            "在研中 正在研究 延期 执行中 执行期内 研究期内 在执行期 ongoing"
        ),
    ),
    ("最高", "最高 最高学历 最高学位", "非最高 不是最高"),
    (
        "在编",
        "在编 事业编制 事业编 编制内 编内 有编制 有编 在编人员 编制内人员 正式编 正式编制 实名编制 占编 入编",
        "编外 非编 非在编 不在编 编制外 事业编制外 事业编外 无编制 没有编制 无编 合同制 劳务派遣 人事代理 临聘",
    ),
    (
        "集体",
        "集体 多人 多人合作 多人完成 合作 合作完成 团队 团队项目 集体完成 集体合作",
        "个人 独立 独立完成 单独 单独完成 个人项目 个人完成 一人完成 本人独立完成 单人 单人完成",
    ),
    (
        "复印件",
        "复印件 有复印件 部分复印件 含复印件",
        "原件 全部原件 全是原件 都是原件 均为原件 全部为原件 无复印件",
    ),
    ("本人", "本人 自己 我", "他人 别人 其他人 非本人 同事"),
    ("校外", "校外 外校 外单位 校外单位", "校内 本校"),
    ("子项目", "子项目 子课题 分课题 分项目", "主项目 总课题 总项目 主课题"),
    ("选入", "选 选入 入选 选中 选用 选上 选取 选定 已选 申报用", "不选 不选入 不入选 不选用 未选 未选入 不用"),
    (
        "代表 最能代表",
        "最能代表 最有代表性 最具代表性 代表作 代表论文 代表性论文 代表性著作 代表作论文 代表性成果",
        "非代表作 非代表论文 非代表性论文 普通论文 一般论文",
    ),
    (
        "重新上传",
        "重新上传 需重新上传 需要重新上传 要重新上传 更换 需更换 需要更换 要换 换照片",
        "不重新上传 不用重新上传 不需重新上传 不需要重新上传 无需重新上传 不更换 不用换 不换 用原照片",
    ),
    ("送审", "送审 外审 送审论文 送审代表作", "不送审 非送审 不外审"),
    ("无学位", "无学位 没有学位", "有学位 已有学位 学位齐全"),
    ("免试", "免试 免考 申请免试", "参加考试 不免试 已参加考试 考试 不申请 不申请免试 未申请免试"),
    ("委托", "委托 委托评审", "非委托 不委托 自主评审"),
    ("破格", "破格 破格申报 破格晋升 破格推荐", "正常 正常申报 正常晋升 正常推荐 非破格"),
    (
        "提取 自动生成",
        (
            "自动生成 系统生成 自动提取 能提取 可提取 提取成功 已提取 已自动提取 能自动提取 系统提取 自动带出 系统带出 "
            "能带出 带得出 能带出来 带出 取到 提取到 自动"
        ),
        (
            "提取不到 提取不了 提取不出 提取失败 不能提取 未提取 无法提取 带不出 不能带出 未带出 没带出 没有带出 "
            "手工 手动 手工填写 手动填写 手工录入 手动录入 自行填写"
        ),
    ),
    (
        "可查",
        "可查 能查 查得到 查到 有记录 可查询 能查询",
        "查不到 查询不到 不可查 不能查 无法查 未查到 查无 没查到 无记录 没有记录",
    ),
    (
        "异议",
        "有异议 未处理 处理中 正在处理",
        "无异议 没有异议 未收到异议 无任何异议 无意见 无反映 已处理 处理完毕 已解决",
    ),
    ("改系列", "改系列 转系列 改专业 转专业", "不改系列 未改系列 不改 正常晋升 正常申报 同系列 原系列"),
    ("公务员", "公务员", "非公务员 不是公务员 企业 事业单位 事业编制"),
    ("参照公务员法管理", "参公 参照管理 参照公务员", "非参公 不参公 未参公 不是参公 企业 公益一类 公益二类"),
    ("劳务派遣", "派遣 派遣制 劳务外包", "非派遣 不是派遣 直签 直接签订 直接用工 正式员工 正式职工 本单位缴纳"),
    ("中央驻鲁", "央企 中央企业 中央驻鲁 驻鲁", "地方企业 地方国企 省属 市属 民营 民企 非央企"),
    ("未在备案系统注册", "未注册 未备案 没有注册 查不到", "已注册 已备案 查得到 能查到"),
    ("只有学位没有毕业证", "单证 只有学位 仅有学位", "双证 有毕业证 学历学位都有 证书齐全"),
    ("依据", "作为依据 本次依据 评审依据", "不作为依据 不是依据 非依据 不作依据 非评审依据"),
    ("电子证书", "电子 电子版 电子证 电子证照", "纸质 纸质证书 纸质版 纸证"),
    ("不是专技岗位", "管理岗 工勤岗 管理 工勤 非专技", "专技岗 专业技术岗 技术岗 专技"),
    (
        "未从事专业技术工作",
        "未从事 没有从事 待业 失业 脱产 在读 全日制 服役 服兵役 参军",
        "从事 一直从事 从事专业技术 专业技术工作 专技工作",
    ),
    ("在校实习", "实习", "正式工作 不是实习 非实习 已毕业"),
    (
        "获过奖",
        "获奖 获过奖 得过奖 一等奖 二等奖 三等奖 特等奖 优秀奖",
        "未获 没获 未获奖 没有获奖 没获奖 未获过奖 没有获过奖 没得过奖 无奖",
    ),
    ("查询不到作者", "查不到 查询不到 不显示 未显示 没有显示", "查得到 能查到 可查到 查询到 能查询到 显示作者"),
    ("境外 国（境）外", "国外 境外 国境外 海外 国外院校", "国内 境内 国内院校 大陆"),
    ("国外", "国外 境外 海外 外文期刊", "国内 境内 国内期刊"),
    ("未被数据库收录", "未收录 未被收录 没有收录 查不到", "已收录 收录 被收录 查得到"),
    ("SCI", "SCI SCIE SCI收录 SCI论文", "非SCI"),
    ("通讯作者", "通讯 通讯作者 通信作者 共同通讯 共同通讯作者", "非通讯作者 非通讯 不是通讯作者"),
    ("首次", "首次 第一次 首次使用", "非首次 不是首次 不是第一次 以前用过"),
)
"""Words in the field's label, what people answer for yes, and for no. The longest word that it holds is meant."""
_AS_PICTURE = "\ufe0f"
"""What phones put behind ✔ to have it shown in colour."""
_NOTE = r"\s*[(（][^()（）]*[)）]\s*$"
_NEGATED = r"[未不无没非免]"
_NO_VERB = r"^(?:否[,，、]?|不是|不属于|没有|尚未|还未|并非|不能|不可|不需要?|不用|不必|无需|不|未|非|没|无)"
_YES_VERB = r"^(?:是[,，、]?|已经?|属于?|能|可以?|需要?|为)"
_NOUN = r"(?<=..)(?:项目|论文|著作|奖项|作者|院校|期刊|业绩|评审|申报)$"
_UNSETTLED = r"[不未无没非免拟待原曾前将需应]$|(?:预计|计划|准备|申请|部分|基本|以前|正在|在写|在办|即将)"
_TO_BE_CLOSED = r"^(?:预计|计划|拟于?|将于?|预定|定于|应于|要到)[^,，;；]{0,12}(?:结题|结项|验收|完成)$"
"""Of what is to be closed later it is said for sure that it is not closed yet."""
_EXCEPTED = r"^(?:中|报告|材料|手续|[以之]?外|以前|之前|除外)|^[/或]|(?:不是|没有|不行|否)$"
_DENIED = "非|不是|不属于|并非"
_MARKS = str.maketrans("✓✔☑■☐○", "√√√√□□")
_BOXES = {"√是□否": YES, "是√否□": YES, "√是否": YES, "□是√否": NO, "是□否√": NO, "是否√": NO}
_LONGEST_ANSWER = 20
_QUESTION = r"^是否(?:为|属于|已)?|[?？]$"
_SHORTEST = 2

_DOUBT = r"[不没未无缺但差除待暂否尚]|\b(?:but|not|no|except|missing|without)\b"
_NO_DOUBT = "无误|没有?问题|无异议|没有?异议|不缺|没有?缺|无缺|不差|无遗漏|没有?遗漏"
_BREAK = r"[\s,，。.;；:：!！、(（\[【—-]"


class Reply(StrEnum):
    """How an answer is to be taken. A remark is neither yes nor no: a person has to read it."""

    OPEN = "open"
    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    REMARK = "remark"


_DITTO_SIGNS = frozenset({"〃", "″", '"', "”"})
_DITTO_WORDS = frozenset(
    [
        *(
            "同上",
            "同前",
            "同上条",
            "同上行",
            "同上项",
            "同上面",
            "同上一条",
            "同上一行",
            "同上一项",
            "见上",
            "见上一条",
        ),
        *(
            "与上一条相同",
            "与上条相同",
            "与上相同",
            "和上一条相同",
            "和上一条一样",
            "和上面一样",
            "和上面相同",
            "ditto",
        ),
    ]
)


def read_flag(text: str, label: str = "") -> str | None:
    """Return 是 or 否, or None for any other answer. What stands in brackets or behind a comma is a remark."""
    plain = simplify(half_width(text)).replace(_AS_PICTURE, "").strip().rstrip("。.!！").casefold()
    for typed in dict.fromkeys((plain, re.sub(_NOTE, "", plain))):
        flag = _read_plain_flag(typed) or _read_flag_words(fold(typed), label)
        if flag is not None:
            return None if flag == YES and is_taken_back(plain[len(typed) :].strip("()（） ")) else flag
    ticked = _read_boxes(plain)
    if ticked is not None:
        return ticked
    word, remark = _first_word(plain)
    return _read_plain_flag(word) if not word.isascii() and remark and not _is_doubtful(remark) else None


def _read_boxes(typed: str) -> str | None:
    """√是 □否, as forms have it: the answer that is ticked, the mark before it or behind."""
    plain = "".join(typed.split()).translate(_MARKS)
    return _BOXES.get(plain)


def says_nothing(text: str) -> bool:
    """Whether a text that stands where records or a file are wanted says that there is none: 无, 没有, /."""
    return fold(re.sub(_NOTE, "", text)).rstrip("。.") in _NOTHING


def is_ditto(text: str) -> bool:
    """Whether a text says that it is the one above: 同上, 〃."""
    typed = text.strip()
    return typed in _DITTO_SIGNS or fold(typed).strip("()。.") in _DITTO_WORDS


def _read_plain_flag(typed: str) -> str | None:
    if typed in _FIELD_YES:
        return YES
    return NO if typed in _FIELD_NO else None


def _read_flag_words(typed: str, label: str) -> str | None:
    asked = re.sub(_QUESTION, "", label)
    if "结题" in asked and re.match(_TO_BE_CLOSED, typed):
        return NO
    rows = ((word, yes, no) for words, yes, no in _WORDS for word in words.split() if word in asked)
    _, yes, no = max(rows, key=lambda row: len(row[0]), default=("", "", ""))
    for answer, words in ((YES, yes), (NO, no)):
        if typed in {fold(word) for word in words.split()}:
            return answer
    return _read_label_words(typed, fold(asked)) or (_read_mentions(typed, yes, no) if yes else None)


def _read_mentions(typed: str, yes: str, no: str) -> str | None:
    """编内在岗, 合同制（不在编）: the answer's words stand in a text that says more, and all of them say the same."""
    answers = {
        fold(word): answer for answer, words in ((NO, no), (YES, yes)) for word in words.split() if len(word) > 1
    }
    longest_first = "|".join(map(re.escape, sorted(answers, key=len, reverse=True)))
    mentions = list(re.finditer(f"(?P<denied>{_DENIED})?(?P<word>{longest_first})", typed))
    if len(typed) > _LONGEST_ANSWER or any(
        re.search(_UNSETTLED, typed[: mention.start()])
        or re.search(_EXCEPTED, typed[mention.end() :])
        or (answers[mention["word"]] == YES and is_taken_back(typed[mention.end() :]))
        for mention in mentions
    ):
        return None
    meant = {(answers[mention["word"]] == YES) is not bool(mention["denied"]) for mention in mentions}
    return (YES if meant.pop() else NO) if len(meant) == 1 else None


def _read_label_words(typed: str, asked: str) -> str | None:
    """是主要奖项, 非集体项目, 主要: the label's own words, agreed to or denied; one that denies is said whole."""
    if len(asked) < _SHORTEST:
        return None
    short = re.sub(_NOUN, "", asked)
    if typed == asked or (typed == short and not re.search(_NEGATED, asked)):
        return YES
    if re.search(_NEGATED, asked):
        return YES if re.sub(_YES_VERB, "", typed) == asked else None
    for verb, answer in ((_NO_VERB, NO), (_YES_VERB, YES)):
        bare = re.sub(verb, "", typed)
        if bare != typed and (bare == short or (len(bare) >= _SHORTEST and asked.endswith(bare))):
            return answer
    return None


def read_reply(text: str) -> Reply:
    """Read an answer. `是，已核对` says yes; `是，但缺封底` is a remark; what only begins like a no is one."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold().rstrip("。.!！")
    if not folded:
        return Reply.REMARK if text.strip() else Reply.OPEN
    for reply, words in ((Reply.NOT_APPLICABLE, _NOT_APPLICABLE), (Reply.NO, _ANSWERED_NO), (Reply.YES, _ANSWERED_YES)):
        if folded in words:
            return reply
    word, remark = _first_word(folded)
    if word in _NOT_APPLICABLE:
        return Reply.NOT_APPLICABLE
    if word in _ANSWERED_NO:
        return Reply.NO
    return Reply.YES if word in _ANSWERED_YES and not _is_doubtful(remark) else Reply.REMARK


def _is_doubtful(remark: str) -> bool:
    return bool(remark) and re.search(_DOUBT, re.sub(_NO_DOUBT, "", remark)) is not None


def _first_word(text: str) -> tuple[str, str]:
    break_match = re.search(_BREAK, text)
    return (text[: break_match.start()], text[break_match.end() :]) if break_match else (text, "")
