"""Why a piece of a heap is not placed: in a word, in full, and what to do about it."""

from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.label import Label, fill_label


class LeftReason(StrEnum):
    """Why a piece is not placed."""

    DUPLICATE = "duplicate"
    IN_DOSSIER = "in-dossier"
    BLANK = "blank"
    ILLEGIBLE = "illegible"
    UNREADABLE = "unreadable"
    NOT_A_SCAN = "not-a-scan"
    NO_MATCH = "no-match"
    SEVERAL_SECTIONS = "several-sections"
    SEVERAL_RECORDS = "several-records"
    NO_NAME = "no-name"
    OF_ANOTHER = "of-another"
    CHAT = "chat"
    NO_PART = "no-part"
    NO_FOLDER = "no-folder"


class LeftWords(NamedTuple):
    """What is said of pieces that are left for one reason: in a word, of each of them, and what to do.

    `why` may name `other`: the file that it is the same as, the sections or records in question.
    """

    name: Label
    why: Label
    advice: Label


_CHOOSE = Label("选好栏目、哪一条、佐证，再把“不放”改成“放”", "choose section, record and part, then set 不放 to 放")
LEFT_WORDS = {
    LeftReason.DUPLICATE: LeftWords(
        Label("重复", "duplicate"),
        Label("和 {other} 是同一页", "the same as {other}"),
        Label(
            "只放那一份，这份不用管；看着不是同一页，就自己{choose}",
            "one is enough, ignore this one; if they are not the same page, {choose}",
        ),
    ),
    LeftReason.IN_DOSSIER: LeftWords(
        Label("已经有了", "in the dossier already"),
        Label("申报材料里已经有了：{other}", "in the dossier already: {other}"),
        Label("不用再放", "nothing to do"),
    ),
    LeftReason.BLANK: LeftWords(
        Label("空白", "blank"),
        Label("空白页，没有字", "nothing is on it"),
        Label("不用放", "nothing to do"),
    ),
    LeftReason.ILLEGIBLE: LeftWords(
        Label("看不清", "illegible"),
        Label(
            "没读出几个字：拍糊了、太暗、字太小，或者只有图",
            "hardly any text could be read: blurred, too dark, print too small, or only a picture",
        ),
        Label(
            "重新拍清楚（放平、光线足、一页占满画面）或扫描，再整理一次；是证件照，就复制到申报材料里，把文件名填进清单；"
            "是别的、自己认得出，就{choose}",
            "take it again, flat, in good light, one page filling the picture; an ID photo goes into the dossier, "
            "its name into the manifest; if you know what else it is, {choose}",
        ),
    ),
    LeftReason.UNREADABLE: LeftWords(
        Label("打不开", "can't be opened"),
        Label("打不开：{other}", "can't be opened: {other}"),
        Label(
            "能打开了（下载完，或换一个完好的文件），再整理一次",
            "once it opens (downloaded, or a sound file), sort again",
        ),
    ),
    LeftReason.NOT_A_SCAN: LeftWords(
        Label("不是扫描件", "not scans"),
        Label("不是图片或 PDF，是{other}", "not a picture or PDF, but {other}"),
        Label(
            "里面有佐证，就另存为 PDF（压缩包先解压）放回来，再整理一次；没有就不用管",
            "if it contains evidence, save that as PDF (unpack an archive first), put it back and sort again; "
            "if not, ignore it",
        ),
    ),
    LeftReason.NO_MATCH: LeftWords(
        Label("认不出", "not recognised"),
        Label(
            "开头是“{other}”，没有哪个栏目的字样，也没有清单里的内容",
            "begins with {other}; nothing on it points to a section or to the manifest",
        ),
        Label("是佐证，就自己{choose}；不是佐证，不用管", "if it is evidence, {choose}; if not, ignore it"),
    ),
    LeftReason.SEVERAL_SECTIONS: LeftWords(
        Label("分不清栏目", "section not clear"),
        Label("几个栏目都像：{other}", "could be of several sections: {other}"),
        Label("看一看是哪个，{choose}", "look at it, then {choose}"),
    ),
    LeftReason.SEVERAL_RECORDS: LeftWords(
        Label("分不清是哪一条", "record not clear"),
        Label("像是这个栏目的，分不清是哪一条：{other}", "of this section, but of which record: {other}?"),
        Label("看一看是哪一条，{choose}", "look at it, then {choose}"),
    ),
    LeftReason.NO_NAME: LeftWords(
        Label("没有看到本人姓名", "your name not seen"),
        Label("像是“{other}”的，上面没有看到本人姓名", "looks like {other}, but your name was not seen on it"),
        Label(
            "是自己的（姓名被章盖住、写的是笔名），就{choose}；是别人的，不用放",
            "if it is yours, {choose}; if not, leave it out",
        ),
    ),
    LeftReason.OF_ANOTHER: LeftWords(
        Label("写的像是别人", "about somebody else"),
        Label("写的像是别人，没有看到本人姓名", "seems to be about somebody else; your name was not seen on it"),
        Label("是别人的，不用放；是自己的，就{choose}", "if it is yours, {choose}; if not, leave it out"),
    ),
    LeftReason.CHAT: LeftWords(
        Label("聊天截图", "chat screenshot"),
        Label("像是群聊的截图，不是佐证", "looks like a screenshot of a chat, which is not evidence"),
        Label("不是佐证，不用放；是的，就{choose}", "leave it out; if it is evidence after all, {choose}"),
    ),
    LeftReason.NO_PART: LeftWords(
        Label("分不清是哪种佐证", "part not clear"),
        Label("像是这一条的，认不出是哪种佐证", "of this record, but which part is not clear"),
        Label("选好佐证，再把“不放”改成“放”", "choose the part, then set 不放 to 放"),
    ),
    LeftReason.NO_FOLDER: LeftWords(
        Label("没有文件夹", "no folder"),
        Label(
            "像是这一条的，清单里没有写它的文件夹，放不进去",
            "seems to be of this record, but the manifest does not name its folder",
        ),
        Label(
            "先在清单里给这条记录写上文件夹，再整理一次",
            "name a folder for the record in the manifest, then sort again",
        ),
    ),
}


_QUIET = (LeftReason.DUPLICATE, LeftReason.IN_DOSSIER, LeftReason.BLANK, LeftReason.NOT_A_SCAN)
LEFT_ORDER = tuple(sorted(LeftReason, key=lambda reason: reason in _QUIET))
"""What needs a look first."""


def left_advice(reason: LeftReason) -> Label:
    """What to do about pieces that are left for a reason."""
    return fill_label(LEFT_WORDS[reason].advice, choose=_CHOOSE)
