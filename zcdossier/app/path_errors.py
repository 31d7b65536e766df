"""What is wrong with a path that names no dossier, and which was probably meant: the slips of those who type it."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from zcdossier.errors import CannotRunError
from zcdossier.manifest.manifest_location import has_manifest, is_there
from zcdossier.model.label import Label, join_words
from zcdossier.model.manifest_names import MANIFEST_NAME, WORKBOOK_NAME

_MISNAMED_TEXT = r"(?i)(?:zc)?dossier(?!.*转换前).*\.(?:ya?ml|txt)"
_MISNAMED_WORKBOOK = (
    r"(?i)(?!~\$|\.|.*(?:检查结果|转换前)).*申报表.*\.(?:xlsx|xlsm|xlsb|xls|xlt|xltx|et|ett|ods|csv|numbers)"
)
_OTHER_MANIFEST = r"(?i)(?!~\$|\.|.*(?:检查结果|转换前|填报单|整理方案)).+\.(?:ya?ml|xlsx)"
"""What may be a manifest under any name."""
_ARCHIVE = r"(?i).+\.(?:zip|rar|7z|tar|gz|tgz)"
_AROUND = " \t\u3000\u00a0\"'“”‘’「」《》"
_DASHES = r"[-‐-―−－]+"
_LEVELS_UP = 4
_SHORTEST = 2
_MOST_NAMED = 5
_UNKNOWN_NAME = r"%[^%/\\]+%|^[~～][^/\\]+(?=[/\\])|\$(?:env:)?\{?\w+\}?"
"""What stands for a folder where it is known; such a name that was not read is not known here."""


def missing_path_error(path: Path, others: Sequence[Path] = ()) -> CannotRunError:
    """Say that a path is not there, and what was probably meant; `others` are the other paths that were typed."""
    text = str(path)
    if re.match(rf"{_DASHES}[A-Za-z]", text):
        option = re.sub(rf"^{_DASHES}", "--", text)
        return CannotRunError(
            Label(
                f"找不到 {text}；选项前面要两个英文减号：{option}",
                f"there is no {text}; options begin with two hyphens: {option}",
            )
        )
    unknown = re.search(_UNKNOWN_NAME, text)
    if unknown:
        return CannotRunError(
            Label(
                f"找不到 {text}；这台电脑上没有 {unknown[0]} 这个名字：把文件夹拖进终端窗口，路径就会自己填上",
                f"there is no {text}: {unknown[0]} means nothing on this computer; "
                "drag the folder into the terminal window to insert its path",
            )
        )
    longer = _that_go_on(path)
    if len(longer) > 1 and len(others) <= 1:  # of several paths, two may be one that was cut at its space
        names = join_words(longer)
        return CannotRunError(
            Label(
                f"找不到 {text}，是哪一个：{names.zh}？", f"there is no {text}; did you mean one of these: {names.en}?"
            )
        )
    meant = next((guess for guess in (*_guesses(path, others), *longer) if is_there(guess)), None)
    if meant is not None and " " in str(meant) and " " not in text:
        return CannotRunError(
            Label(
                f'找不到 {text}；名字里有空格，要用英文双引号括起来："{meant}"',
                f'there is no {text}; put a name with spaces in quotes: "{meant}"',
            )
        )
    if meant is not None:
        return CannotRunError(Label(f"找不到 {text}，是不是 {meant}？", f"there is no {text}; do you mean {meant}?"))
    here = Path.cwd()
    if path.is_absolute() or re.match(r"[A-Za-z]:", text):
        return CannotRunError(
            Label(
                f"找不到 {text}；把文件夹拖进终端窗口，路径就会自己填上",
                f"there is no {text}; drag the folder into the terminal window to insert its path",
            )
        )
    return CannotRunError(
        Label(
            f"找不到 {text}；终端现在在 {here}，请到放着它的文件夹里打开终端，或者把它拖进终端窗口",
            f"there is no {text}; the terminal is in {here}: open a terminal where the folder is, or drag it "
            f"into the window",
        )
    )


def no_folder_error(path: Path) -> CannotRunError:
    """Say of a file that a folder belongs here."""
    if re.fullmatch(_ARCHIVE, path.name):
        return CannotRunError(
            Label(
                f"{path} 是压缩包；先解压，再写解压出来的文件夹",
                f"{path} is an archive; unpack it, then give the unpacked folder",
            )
        )
    dossier = dossier_around(path)
    if dossier is not None:
        return CannotRunError(
            Label(
                f"{path} 是一个文件；要写整份材料的文件夹：{dossier}",
                f"{path} is a file; give the dossier's folder: {dossier}",
            )
        )
    return CannotRunError(Label(f"{path} 是一个文件，这里要写文件夹", f"{path} is a file; give a folder here"))


def no_dossier_error(path: Path) -> CannotRunError:
    """Say why a folder is no dossier, and holds none."""
    place = Label("当前文件夹", "the current folder") if path == Path() else Label(str(path), str(path))
    nearly = misnamed_manifest(path)
    if re.fullmatch(_MISNAMED_WORKBOOK, nearly):
        return _misnamed_workbook_error(place, nearly)
    if nearly:
        return CannotRunError(
            Label(
                f"{place.zh} 里没有 {MANIFEST_NAME}，有 {nearly}；改名为 {MANIFEST_NAME}（Windows 要先显示文件扩展名）",
                f"there is no {MANIFEST_NAME} in {place.en}, but {nearly}; rename it to {MANIFEST_NAME} (on "
                f"Windows, first show file name extensions)",
            )
        )
    dossier = dossier_around(path)
    if dossier is not None:
        return CannotRunError(
            Label(
                f"{place.zh} 只是一份材料里的一个文件夹；要写整份材料的文件夹：{dossier}",
                f"{place.en} is only a folder inside a dossier; give the dossier's folder: {dossier}",
            )
        )
    beside = next((name for name in names_in(path) if re.fullmatch(_ARCHIVE, name)), "")
    if beside:
        return CannotRunError(
            Label(
                f"{place.zh} 里没有 {MANIFEST_NAME} 或 {WORKBOOK_NAME}，有压缩包 {beside}；"
                "先解压，再写解压出来的文件夹",
                f"there is no {MANIFEST_NAME} or {WORKBOOK_NAME} in {place.en}, but {beside}; unpack it first",
            )
        )
    other = next((name for name in names_in(path) if re.fullmatch(_OTHER_MANIFEST, name)), "")
    if other:
        called = WORKBOOK_NAME if other.casefold().endswith(".xlsx") else MANIFEST_NAME
        return CannotRunError(
            Label(
                f"{place.zh} 里没有 {MANIFEST_NAME} 或 {WORKBOOK_NAME}，有 {other}；它就是清单的，改名为 {called}；"
                "还没有清单的，用 zcdossier init 新建一份申报材料",
                f"there is no {MANIFEST_NAME} or {WORKBOOK_NAME} in {place.en}, but {other}: rename it {called} if "
                "that is the manifest; zcdossier init makes a new dossier",
            )
        )
    where = Label(f"（{path.resolve()}）", f" ({path.resolve()})") if path == Path() else Label("")
    return CannotRunError(
        Label(
            f"{place.zh}{where.zh} 里没有 {MANIFEST_NAME} 或 {WORKBOOK_NAME}；用 zcdossier init 新建一份申报材料",
            f"there is no {MANIFEST_NAME} or {WORKBOOK_NAME} in {place.en}{where.text('en')}; "
            "zcdossier init makes a new dossier",
        )
    )


def misnamed_manifest(folder: Path) -> str:
    """The name of a file there that was meant to be the manifest, or an empty text."""
    names = names_in(folder)
    misnamed = [name for name in names if re.fullmatch(_MISNAMED_TEXT, name)]
    return next(iter(misnamed or [name for name in names if re.fullmatch(_MISNAMED_WORKBOOK, name)]), "")


def _misnamed_workbook_error(place: Label, name: str) -> CannotRunError:
    """A workbook under another name is renamed; one of another format is to be saved as what can be read."""
    if name.casefold().endswith(".xlsx"):
        return CannotRunError(
            Label(
                f"{place.zh} 里没有 {WORKBOOK_NAME}，有 {name}；改名为 {WORKBOOK_NAME}",
                f"there is no {WORKBOOK_NAME} in {place.en}, but {name}; rename it",
            )
        )
    return CannotRunError(
        Label(
            f"{place.zh} 里的 {name} 不是 .xlsx 格式；用 Excel 或 WPS 打开，"
            f"另存为“Excel 工作簿（*.xlsx）”，文件名 {WORKBOOK_NAME}",
            f"{name} in {place.en} is not an .xlsx file; open it in Excel or WPS "
            f"and save it as an Excel workbook called {WORKBOOK_NAME}",
        )
    )


def _guesses(path: Path, others: Sequence[Path]) -> Iterator[Path]:
    """Yield what may have been meant: without what was typed around it, its slashes turned, its pieces joined."""
    text = str(path)
    bare = re.sub(r"^file:/+", "/", text).strip(_AROUND)
    for spelling in (bare, bare.replace("\\", "/").rstrip("/"), bare.replace("＼", "/").replace("／", "/")):
        if spelling and spelling != text:
            yield Path(spelling)
    if path in others:
        following = others[list(others).index(path) + 1 :]
        for count in range(1, len(following) + 1):
            yield Path(" ".join([text, *map(str, following[:count])]))
    import difflib  # only for slips

    parent, missing = _first_missing(Path(bare or text))
    names = {name.casefold(): name for name in reversed(names_in(parent)) if not name.startswith(".")}
    near = difflib.get_close_matches(missing.casefold(), names, n=1)
    if near:
        rest = (Path(bare or text).parts)[len(parent.parts) + 1 :]
        yield parent.joinpath(names[near[0]], *rest)


def _that_go_on(path: Path) -> list[Path]:
    """What is there and is called as was typed and more: 陈大雪（水利站） where 陈大雪 was typed."""
    parent, missing = _first_missing(path)
    if len(missing) < _SHORTEST or path.parent != parent:
        return []
    names = [name for name in names_in(parent) if name.casefold().startswith(missing.casefold())]
    return [parent / name for name in names[:_MOST_NAMED]]


def _first_missing(path: Path) -> tuple[Path, str]:
    """Split a path behind the last folder that is there."""
    for parent in path.parents:
        if is_there(parent):
            return parent, path.parts[len(parent.parts)]
    return path.parent, path.name


def dossier_around(path: Path) -> Path | None:
    """The dossier that a path lies in; None for one that is a dossier itself or lies nowhere near one."""
    try:
        if path == Path() or not path.parts:
            real = path.resolve()
            return next((parent for parent in list(real.parents)[:_LEVELS_UP] if has_manifest(parent)), None)
        inner = [parent for parent in list(path.parents)[:_LEVELS_UP] if parent != Path() or path.parent == Path()]
        return next((parent for parent in inner if has_manifest(parent)), None)
    except (OSError, ValueError):
        return None


def names_in(folder: Path) -> list[str]:
    """The names of what lies in a folder; none where it may not be looked into."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries)
    except (OSError, ValueError):
        return []
