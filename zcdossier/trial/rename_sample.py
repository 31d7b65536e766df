"""A sample whose files and folders are named as the rules about names want: what a finding says it should be called."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from zcdossier.model.finding import Finding
from zcdossier.model.label import Label
from zcdossier.model.profile import OTHER_PART, Profile
from zcdossier.trial.sample_dossier import SampleDossier

_CODE = "ZC512"
_UNKNOWN = "〔"


def wanted_names(findings: Iterable[Finding]) -> dict[str, str]:
    """Return what files and folders should be called, by their paths; the dossier's own folder is `""`."""
    names: dict[str, str] = {}
    for finding in findings:
        path, wanted = (_text(finding.args.get(name)) for name in ("file", "wanted"))
        if finding.code == _CODE and wanted and _UNKNOWN not in wanted:
            names["" if finding.key.endswith("-dossier") else path.rstrip("/")] = wanted
    return names


def rename_sample(sample: SampleDossier, profile: Profile, names: Mapping[str, str]) -> SampleDossier:
    """Return the sample with files and folders renamed, unless two would meet; a file then names its part."""
    renamed = {file.path: _renamed(file.path, names) for file in sample.files}
    if len(set(renamed.values())) < len(renamed):
        return sample
    files = tuple(file._replace(path=renamed[file.path]) for file in sample.files)
    texts = {names.get(path, path): text for path, text in sample.texts.items()}
    return SampleDossier(_renamed_manifest(sample.manifest, profile, renamed, names), files, texts)


def _renamed(path: str, names: Mapping[str, str]) -> str:
    """The path with its last piece and its folder called otherwise."""
    folder, stroke, base = path.rpartition("/")
    base = names.get(path, base)
    if folder in names:
        folder = (PurePosixPath(folder).parent / names[folder]).as_posix()
    return f"{folder}{stroke}{base}"


def _renamed_manifest(
    manifest: Mapping[str, Any], profile: Profile, renamed: Mapping[str, str], names: Mapping[str, str]
) -> dict[str, Any]:
    changed: dict[str, Any] = dict(manifest)
    if "photo" in changed:
        changed["photo"] = renamed.get(changed["photo"], changed["photo"])
    if "texts" in changed:
        changed["texts"] = {name: names.get(path, path) for name, path in changed["texts"].items()}
    changed["sections"] = {
        name: [_renamed_record(record, _part_names(profile, name), renamed) for record in records]
        for name, records in manifest["sections"].items()
    }
    if "attachments" in changed:
        changed["attachments"] = [
            _renamed_record(record, _part_names(profile, f"attachments.{record['kind']}"), renamed)
            for record in manifest["attachments"]
        ]
    return changed


def _part_names(profile: Profile, section: str) -> dict[str, str]:
    kind, _, identity = section.partition(".")
    declared = profile.attachments.get(identity) if kind == "attachments" else profile.sections.get(section)
    parts = declared.parts.values() if declared is not None else ()
    return {part.label.zh: part.id for part in parts if part.id != OTHER_PART}


def _renamed_record(record: dict[str, Any], parts: Mapping[str, str], renamed: Mapping[str, str]) -> dict[str, Any]:
    folder = record["folder"]
    own = [path for path in renamed if path.rpartition("/")[0] == folder]
    changed = {**record, "folder": renamed[own[0]].rpartition("/")[0] if own else folder}
    if any(path.rpartition("/")[2] != renamed[path].rpartition("/")[2] for path in own):
        changed["files"] = [_file_row(path, renamed[path], parts) for path in own]
    return changed


def _file_row(path: str, new: str, parts: Mapping[str, str]) -> dict[str, str]:
    """The line of a file, with the part that its first name said: `1-封面`."""
    label = PurePosixPath(path).stem.split("-")[1]
    row = {"file": new.rpartition("/")[2]}
    return row | {"part": parts[label]} if label in parts else row


def _text(argument: object) -> str:
    return argument.zh if isinstance(argument, Label) else str(argument or "")
