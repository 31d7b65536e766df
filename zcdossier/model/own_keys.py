"""The manifest's own keys, with the Chinese words accepted for them."""

from typing import NamedTuple

from zcdossier.model.label import Label


class Key(NamedTuple):
    """One key of the manifest."""

    id: str
    label: Label
    aliases: tuple[str, ...] = ()


PHOTO = Key("photo", Label("照片"), ("证件照",))
ATTACHMENTS = Key("attachments", Label("附件"))
TOP = (
    Key("profile", Label("申报要求"), ("通知",)),
    Key("level", Label("申报级别"), ("级别",)),
    Key("applicant", Label("申报人"), ("个人基本信息",)),
    PHOTO,
    Key("texts", Label("文本"), ("文字材料",)),
    Key("sections", Label("栏目"), ("业绩档案",)),
    ATTACHMENTS,
    Key("waivers", Label("豁免")),
    Key("answers", Label("人工确认")),
)
RECORD = (Key("folder", Label("文件夹")), Key("files", Label("文件")))
FILE = (Key("file", Label("文件")), Key("part", Label("佐证")), Key("pages", Label("页码"), ("页",)))
WAIVER = (Key("code", Label("代码")), Key("at", Label("位置")), Key("reason", Label("理由"), ("原因",)))
KIND = Key("kind", Label("类别"), ("附件类别",))
