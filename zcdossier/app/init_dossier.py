"""Init: a dossier that a newcomer can fill: folders, a commented manifest, the editor's schema."""

import json
from dataclasses import dataclass
from pathlib import Path

from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.model.label import Label, join_labels
from zcdossier.model.manifest_names import MANIFEST_NAME, OWN_FOLDER
from zcdossier.model.profile import Profile
from zcdossier.model.spelling import Names
from zcdossier.profiles.json_schema import schema_of
from zcdossier.profiles.load import load, with_clauses
from zcdossier.profiles.starter_manifest import asks_for_scans, starter_manifest

SCHEMA_NAME = "schema.json"


@dataclass(frozen=True, slots=True)
class InitResult:
    """What was made."""

    root: Path
    profile: Profile
    level: str
    folders: tuple[str, ...]


def init_dossier(root: Path, profile_name: str, level_name: str, lang: str = "zh") -> InitResult:
    """Make a new dossier in `root`. Raises CannotRunError rather than touch a manifest that is there."""
    profile = with_clauses(load(profile_name, root.parent))
    level = _read_level(profile, level_name)
    manifest = root / MANIFEST_NAME
    folders = tuple(
        dict.fromkeys(
            [section.folder for section in profile.sections.values() if asks_for_scans(section, profile)]
            + [f"附件/{section.label.zh}" for section in profile.attachments.values()]
        )
    )
    with explain_os_errors(Label(f"写不进 {root}", f"can't write to {root}")):
        if manifest.exists():
            raise CannotRunError(
                Label(f"{manifest} 已经存在，没有改动", f"{manifest} exists already and was left alone")
            )
        (root / OWN_FOLDER).mkdir(parents=True, exist_ok=True)
        for folder in folders:
            (root / folder).mkdir(parents=True, exist_ok=True)
        write_schema(root, profile, lang)
        with manifest.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starter_manifest(profile, level))
    return InitResult(root, profile, level, folders)


def write_schema(root: Path, profile: Profile, lang: str) -> None:
    """Write the editor's schema beside the manifest."""
    text = json.dumps(schema_of(profile, lang), ensure_ascii=False, indent=1) + "\n"
    (root / OWN_FOLDER / SCHEMA_NAME).write_text(text, encoding="utf-8", newline="\n")


def _read_level(profile: Profile, name: str) -> str:
    choices = join_labels(
        Label(f"{level.id}（{level.label.zh}）", f"{level.id} ({level.label.text('en')})") for level in profile.levels
    )
    if profile.abstract:
        raise CannotRunError(
            Label(
                f"{profile.id} 只是共用的底本，不能直接申报；zcdossier profile list 列出可选的",
                f"{profile.id} is only a base; zcdossier profile list shows the others",
            ),
        )
    level = Names.of(profile.levels).find(name) if name else None
    if level is None:
        raise CannotRunError(
            Label(f"没有“{name}”这个级别，可选：{choices.zh}", f"there is no level {name}; choose one of: {choices.en}")
            if name
            else Label(f"请用 --level 写明级别：{choices.zh}", f"name the level with --level: {choices.en}")
        )
    return level
