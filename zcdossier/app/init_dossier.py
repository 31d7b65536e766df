"""Init: a dossier that a newcomer can fill: folders, and a manifest with help: a workbook, or YAML with a schema."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from zcdossier.app.path_errors import dossier_around, names_in
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.manifest.manifest_location import is_there
from zcdossier.model.label import Label, join_labels
from zcdossier.model.manifest_names import MANIFEST_NAME, MANIFEST_NAMES, OWN_FOLDER, WORKBOOK_NAME
from zcdossier.model.profile import Profile
from zcdossier.model.record_folders import ATTACHMENT_FOLDER, asks_for_scans
from zcdossier.model.spelling import Names
from zcdossier.profiles import locations
from zcdossier.profiles.json_schema import schema_of
from zcdossier.profiles.load import load, with_clauses
from zcdossier.profiles.starter_manifest import starter_manifest

SCHEMA_NAME = "schema.json"


@dataclass(frozen=True, slots=True)
class InitResult:
    """What was made."""

    root: Path
    profile: Profile
    level: str
    folders: tuple[str, ...]
    manifest: str


def init_dossier(
    root: Path, profile_name: str, level_name: str, lang: str = "zh", *, as_workbook: bool = False
) -> InitResult:
    """Make a new dossier in `root`. Raises CannotRunError rather than touch a manifest that is there."""
    if root.name in MANIFEST_NAMES:
        raise CannotRunError(
            Label(
                f"{root.name} 是清单的名字；这里写要新建的文件夹，例如 我的材料",
                f"{root.name} is the name of the manifest; give the folder to create, such as my-dossier",
            )
        )
    _keep_apart(root)
    profile = with_clauses(load(profile_name, root))
    profile = profile._replace(id=_name_from(root, profile))
    level = _read_level(profile, level_name)
    folders = tuple(
        dict.fromkeys(
            [section.folder for section in profile.sections.values() if asks_for_scans(section, profile)]
            + [f"{ATTACHMENT_FOLDER}/{section.label.zh}" for section in profile.attachments.values()]
        )
    )
    with explain_os_errors(Label(f"写不进 {root}", f"can't write to {root}")):
        for present in (root / name for name in MANIFEST_NAMES):
            if present.exists():
                raise CannotRunError(
                    Label(
                        f"{present} 已经有了，没有改动；接着填它，或者另写一个文件夹名",
                        f"{present} exists already and was not changed; go on filling it in, or give another "
                        f"folder name",
                    )
                )
        for folder in (".", *folders):
            (root / folder).mkdir(parents=True, exist_ok=True)
        if as_workbook:
            _write_workbook(root / WORKBOOK_NAME, profile, level)
        else:
            (root / OWN_FOLDER).mkdir(exist_ok=True)
            write_schema(root, profile, lang)
            with (root / MANIFEST_NAME).open("x", encoding="utf-8", newline="\n") as file:
                file.write(starter_manifest(profile, level))
    return InitResult(root, profile, level, folders, WORKBOOK_NAME if as_workbook else MANIFEST_NAME)


def _keep_apart(root: Path) -> None:
    """No dossier lies in another: neither would be seen for the other."""
    if any(is_there(root / name) for name in MANIFEST_NAMES):
        return
    around = dossier_around(root)
    if around is not None:
        raise CannotRunError(
            Label(
                f"{root} 在另一份材料 {around} 里面；一份材料一个文件夹，写一个和它并排的",
                f"{root} is inside another dossier, {around}; each dossier needs a folder of its own: give one "
                f"beside it",
            )
        )
    inside = [name for name in names_in(root) if any(is_there(root / name / each) for each in MANIFEST_NAMES)]
    if inside:
        raise CannotRunError(
            Label(
                f"{root} 里面已经有别的材料：{'、'.join(inside)}；新的一份写一个自己的文件夹名",
                f"{root} already holds other dossiers: {', '.join(inside)}; give a folder name for the new one",
            )
        )


def _name_from(root: Path, profile: Profile) -> str:
    """How the manifest names its notice, so that it is found again from there."""
    stored = profile.chain[0]
    if not locations.is_path(stored.named):
        return stored.id
    try:
        return Path(os.path.relpath(stored.folder, root)).as_posix()
    except ValueError:  # on another drive
        return stored.folder.resolve().as_posix()


def _write_workbook(path: Path, profile: Profile, level: str) -> None:
    from zcdossier.report.manifest_workbook.fill_in_workbook import manifest_workbook

    content = manifest_workbook(profile, level)
    with path.open("xb") as file:
        file.write(content)


def write_schema(root: Path, profile: Profile, lang: str) -> None:
    """Write the editor's schema beside the manifest."""
    text = json.dumps(schema_of(profile, lang), ensure_ascii=False, indent=1) + "\n"
    (root / OWN_FOLDER / SCHEMA_NAME).write_text(text, encoding="utf-8", newline="\n")


def _read_level(profile: Profile, name: str) -> str:
    choices = join_labels(Label(level.label.zh, f"{level.id} ({level.label.text('en')})") for level in profile.levels)
    if profile.abstract:
        raise CannotRunError(
            Label(
                f"{profile.id} 只是共用的底本，不能直接申报；zcdossier profile list 列出可选的",
                f"{profile.id} is only a base and can't be applied under; zcdossier profile list shows those that can",
            ),
        )
    if not profile.levels:
        if name:
            raise CannotRunError(
                Label(
                    f"{profile.id} 不分级别，去掉 --level {name}",
                    f"{profile.id} has no levels: leave out --level {name}",
                )
            )
        return ""
    level = Names.of(profile.levels).find(name) if name else None
    if level is None:
        raise CannotRunError(
            Label(f"没有“{name}”这个级别，可选：{choices.zh}", f"there is no level {name}; choose one of: {choices.en}")
            if name
            else Label(f"请用 --level 写明级别：{choices.zh}", f"give the level with --level: {choices.en}")
        )
    return level
