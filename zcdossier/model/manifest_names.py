"""What the manifest, its keys and the folders beside it are called, with the Chinese words accepted for them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.spelling import Names

MANIFEST_NAME = "dossier.yaml"
WORKBOOK_NAME = "申报表.xlsx"
MARKED_NAME = "申报表-检查结果.xlsx"
"""A copy of the workbook that shows what lint says of it; made anew every time, read by nobody."""
MANIFEST_NAMES = (MANIFEST_NAME, WORKBOOK_NAME)
BEFORE_CONVERSION = "转换前"
"""In the name of a manifest that another one, in another form, took the place of."""
REMARK_SIGN = "备注："
"""Before a remark of the applicant's own where it stands among comments of the program's."""
BUILD_FOLDER = "build"
OWN_FOLDER = ".zcdossier"
SCHEMA_LINE = f"# yaml-language-server: $schema={OWN_FOLDER}/schema.json"
"""The first line of a manifest: where editors find what may be written into it."""
PROFILES_FOLDER = "profiles"
PROFILE_NAME = "profile.yaml"
_PLACEHOLDER = ".icloud"
_OF_COMPUTERS = frozenset(
    {"thumbs.db", "ehthumbs.db", "desktop.ini", "picasa.ini", "autorun.inf", "zbthumbnail.info", "icon\r"}  # files
    | {"__macosx", "@eadir", "@__thumb", "#recycle", "@recycle", "$recycle.bin", "system volume information"}  # folders
)
_PHOTO_SUFFIXES, _FILM_SUFFIXES = frozenset({"heic", "heif", "jpg", "jpeg"}), frozenset({"mov", "mp4"})
_SIDECAR = "aae"
"""What an iPhone writes beside a photo that was edited."""
_MADE_FROM_MANIFEST = "检查结果", BEFORE_CONVERSION
_LIKE_TEXT = r"(?i)dossier[^/]*\.(?:ya?ml|txt)"
_LIKE_WORKBOOK = r"(?i)(?!~\$|\.)[^/]*申报表[^/]*\.(?:xlsx|xlsm|xlsb|xls|xlt|xltx|et|ett|ods|csv|numbers)"


def is_left_by_computers(name: str) -> bool:
    """Whether a file or a folder is nobody's: what programs keep of an open document, and systems beside files."""
    own = name.casefold()
    return own.startswith(("~$", ".")) or (own.startswith("~") and own.endswith(".tmp")) or own in _OF_COMPUTERS


def is_own_name(name: str) -> bool:
    """Whether something in a dossier's folder is the program's: no scan, and no record's."""
    stem, _, _ = name.rpartition(".")
    is_kept = stem.rstrip("0123456789").endswith(f"-{BEFORE_CONVERSION}") and stem.startswith(("dossier-", "申报表-"))
    return (
        is_kept
        or name in (*MANIFEST_NAMES, MARKED_NAME, BUILD_FOLDER, OWN_FOLDER)
        or (name.startswith(f"{MARKED_NAME.removesuffix('.xlsx')}") and name.endswith(".xlsx"))
    )


def not_downloaded(name: str) -> str:
    """The name of a file that iCloud keeps elsewhere, of which a hidden one tells: `.封面.jpg.icloud`; else nothing."""
    own = name.removeprefix(".").removesuffix(_PLACEHOLDER)
    return own if own and name == f".{own}{_PLACEHOLDER}" else ""


def find_left_behind(names: Iterable[str]) -> frozenset[str]:
    """Which of the names in one folder nobody put there: what a phone has beside a photo as well (IMG_31.MOV, .AAE)."""
    split = tuple(_split_names(names))
    photos = {stem for stem, _, suffix in split if suffix in _PHOTO_SUFFIXES}
    return frozenset(
        name
        for stem, name, suffix in split
        if suffix == _SIDECAR or (suffix in _FILM_SUFFIXES and stem in photos) or is_left_by_computers(name)
    )


def _split_names(names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the stem, the name itself and the suffix of each, without regard to case."""
    for name in names:
        stem, _, suffix = name.casefold().rpartition(".")
        yield stem, name, suffix


def is_like_manifest(name: str) -> bool:
    """Whether a file is called nearly like a manifest: a copy, another version, another format."""
    if any(words in name for words in _MADE_FROM_MANIFEST):
        return False
    return bool(re.fullmatch(_LIKE_TEXT, name) or re.fullmatch(_LIKE_WORKBOOK, name))


class ManifestKey(NamedTuple):
    """One key of the manifest."""

    id: str
    label: Label
    aliases: tuple[str, ...] = ()


PHOTO = ManifestKey("photo", Label("照片"), ("证件照",))
ATTACHMENTS = ManifestKey("attachments", Label("附件"))
TOP = (
    ManifestKey("profile", Label("申报要求"), ("通知",)),
    ManifestKey("level", Label("申报级别"), ("级别",)),
    ManifestKey("applicant", Label("申报人"), ("个人基本信息", "个人信息", "申请人", "申请人信息", "申报人信息")),
    PHOTO,
    ManifestKey("texts", Label("文本"), ("文字材料",)),
    ManifestKey("sections", Label("栏目"), ("业绩档案",)),
    ATTACHMENTS,
    ManifestKey("waivers", Label("不适用说明"), ("豁免",)),
    ManifestKey("answers", Label("人工确认")),
)
FOLDER = ManifestKey("folder", Label("文件夹"))
RECORD = (FOLDER, ManifestKey("files", Label("文件")))
FILE = (
    ManifestKey("file", Label("文件")),
    ManifestKey("part", Label("佐证")),
    ManifestKey("pages", Label("页码"), ("页",)),
)
WAIVER = (
    ManifestKey("code", Label("代码")),
    ManifestKey("at", Label("位置")),
    ManifestKey("reason", Label("理由"), ("原因",)),
)
KIND = ManifestKey("kind", Label("类别"), ("附件类别",))

TOP_NAMES = Names.of(TOP)
RECORD_NAMES = Names.of(RECORD)
FILE_NAMES = Names.of(FILE)
WAIVER_NAMES = Names.of(WAIVER)
KIND_NAMES = Names.of((KIND,))
