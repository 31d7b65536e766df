"""Following a hint by hand: its lines pasted into a manifest that is held as data, its files renamed or added.

A line that is pasted is read as YAML by itself first: one without its colon, or that needs quotes, is refused there.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from edits import Sample, _jpeg
from fast_yaml import load_strings
from hint_ways import Way, hint_of

from zcdossier.model.finding import Finding
from zcdossier.model.profile import Field, Profile
from zcdossier.model.spelling import Names

OF_RECORDS = ("folder", "file", "files")
OF_ATTACHMENTS = ("kind", *OF_RECORDS, "year", "years", "publicity_end")
TOP = ("profile", "level", "photo", "answers", "waivers")


class NowhereError(Exception):
    """A line whose key belongs nowhere: people could not paste it either."""


def follow(way: Way, finding: Finding, sample: Sample, profile: Profile) -> None:
    """Do what one way of a hint says, in the sample's data and among its files."""
    if way.guess:
        _guess(way.guess, finding, sample, profile)
    elif way.elsewhere:
        _move_line(way, finding, sample, profile)
    elif way.name:
        _file(way, finding, sample)
    elif way.files:
        block = way.files.replace("，", ", ") if way.files.lstrip().startswith("，") else way.files
        pasted = load_strings(re.sub(r"^\s*, ", "", block))
        _record(finding, sample, profile).update(pasted)
    elif way.entry:
        _entry(load_strings(way.entry), finding, sample, profile)
    elif way.removed:
        _pop(way.removed, finding, sample, profile)
    elif way.value:
        _set_value(way.value, finding, sample, profile)
    else:
        for key, value in way.lines:
            quoted = f'"{value}"' if value.startswith("*") else value
            pasted = load_strings(f"{key}: {quoted}")
            assert list(pasted) == [key], way
            _line(key, pasted[key], finding, sample, profile)


def _fields(profile: Profile, section: str) -> Iterable[Field]:
    return profile.sections[section].fields.values() if section in profile.sections else ()


def _find(key: str, things: Iterable[Any]) -> str | None:
    return Names.of(things).find(key)


def _section_key(section: str, data: dict[str, Any], profile: Profile) -> str:
    """The key under which a section stands in the data: its id, its label or another name."""
    names = Names.of(profile.sections.values())
    return next((key for key in data.get("sections") or {} if names.find(key) == section), section)


def _records(section: str, sample: Sample, profile: Profile) -> list[Any]:
    sections = sample.data.setdefault("sections", {})
    key = _section_key(section, sample.data, profile)
    if not sections.get(key):
        sections[key] = []
    found: list[Any] = sections[key]
    return found


def _place(finding: Finding) -> tuple[str, int | None]:
    """The section that a finding is about and its record; attachments are one section."""
    found = re.match(r"(?:sections\.(?P<section>\w+)|(?P<top>attachments))(?:\[(?P<number>\d+)\])?", finding.place.path)
    if found is None:
        return re.split(r"[.\[]", finding.place.path)[0], None
    return found["section"] or found["top"], int(found["number"]) if found["number"] else None


def _record(finding: Finding, sample: Sample, profile: Profile) -> dict[str, Any]:
    section, number = _place(finding)
    assert number is not None, finding
    group = sample.data["attachments"] if section == "attachments" else _records(section, sample, profile)
    found: dict[str, Any] = group[number]
    return found


def _put(record: dict[str, Any], key: str, value: Any, fields: Iterable[Field]) -> None:
    """Write a line in the place of the one with the same meaning."""
    names = Names.of(fields)
    wanted = names.find(key) or key
    same = [other for other in record if (names.find(other) or other) == wanted]
    for other in same:
        if other != key:
            del record[other]
    record[key] = value


def _line(key: str, value: str, finding: Finding, sample: Sample, profile: Profile) -> None:  # noqa: C901
    section, number = _place(finding)
    of_record = _find(key, _fields(profile, section)) or (key in OF_RECORDS and section in profile.sections)
    if number is not None and (of_record or (section == "attachments" and key in OF_ATTACHMENTS)):
        if key == "folder":
            _folder(value, sample)
        _put(_record(finding, sample, profile), key, value, _fields(profile, section))
    elif section == "texts" and key in profile.texts:
        sample.data.setdefault("texts", {})[key] = value
    elif _find(key, profile.applicant.values()) and section != "waivers":
        sample.data["applicant"] = sample.data.get("applicant") or {}
        _put(sample.data["applicant"], key, value, profile.applicant.values())
    elif of_record:
        _to_some_record(key, value, finding, sample, profile)
    elif section == "waivers":
        (sample.data["waivers"][int(re.findall(r"\d+", finding.place.path)[0])])[key] = value
    elif key in TOP:
        sample.data[key] = value
    elif re.fullmatch(r"[A-Z]+-.*", key):
        sample.data["answers"] = {key: value}
    else:
        other = next((section.id for section in profile.sections.values() if _find(key, section.fields.values())), None)
        if other is None:
            raise NowhereError(key)
        records = _records(other, sample, profile)
        if not records:
            records.append({})
        _put(records[0], key, value, _fields(profile, other))


def _to_some_record(key: str, value: str, finding: Finding, sample: Sample, profile: Profile) -> None:
    """A hint about a whole section: a new record, or, where it says 那一条, the one that lacks the line."""
    section, _ = _place(finding)
    records = _records(section, sample, profile)
    names = Names.of(_fields(profile, section))
    wanted = names.find(key)
    lacking = [record for record in records if all(names.find(other) != wanted for other in record)]
    if "那一条" in finding.hint.zh and lacking:
        lacking[0][key] = value
    else:
        folder = f"新加的材料/{section}"
        _folder(folder, sample)
        records.append({"folder": folder, key: value})


def _entry(entry: Any, finding: Finding, sample: Sample, profile: Profile) -> None:
    if isinstance(entry, dict) and entry.get("folder"):
        _folder(entry["folder"], sample)
    path = finding.place.path
    listed = re.match(r"(.*)\.files\[(\d+)\]$", path)
    section, _ = _place(finding)
    below = re.search(r"(\w+): 下面", hint_of(finding), re.ASCII)
    if not section:  # a folder that belongs to no record yet
        section = below[1] if below is not None else next(iter(profile.sections))
    if listed is not None:
        _record(finding, sample, profile)["files"][int(listed[2])] = entry
    elif section == "waivers":
        sample.data["waivers"][int(re.findall(r"\d+", path)[0])] = entry
    elif section in profile.sections:
        group = _records(section, sample, profile)
        group.append(entry)
    else:
        sample.data["attachments"] = [*(sample.data.get("attachments") or []), entry]


def _pop(key: str, finding: Finding, sample: Sample, profile: Profile) -> None:
    section, number = _place(finding)
    if number is not None and _find(key, _fields(profile, section)):
        owner, fields = _record(finding, sample, profile), _fields(profile, section)
    else:
        owner, fields = sample.data["applicant"], profile.applicant.values()
    names = Names.of(fields)
    for other in [other for other in owner if names.find(other) == names.find(key)]:
        del owner[other]


def _move_line(way: Way, finding: Finding, sample: Sample, profile: Profile) -> None:
    """Take a line out of this record and write it into the one that says so (在博士那一条)."""
    _pop(way.removed, finding, sample, profile)
    section, _ = _place(finding)
    records = _records(section, sample, profile)
    other = next(record for record in records if any(way.elsewhere in str(value) for value in record.values()))
    for key, value in way.lines:
        _put(other, key, value, _fields(profile, section))


def _guess(name: str, finding: Finding, sample: Sample, profile: Profile) -> None:
    """Correct a value, a file's or a folder's name, or a key, to what was probably meant."""
    if finding.code == "ZC203":
        _set_value(name, finding, sample, profile)
    else:
        wrong = str(finding.args.get("key") or finding.args["name"])
        assert _corrected(sample.data, wrong, name), (wrong, name)


def _corrected(data: Any, wrong: str, right: str) -> bool:
    """Put a name in the place of the wrong one, as a key or as a value, wherever it is found first."""
    if isinstance(data, dict) and wrong in data:
        changed = {right if key == wrong else key: value for key, value in data.items()}
        data.clear()
        data.update(changed)
        return True
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in list(entries):
        if isinstance(value, str) and (value == wrong or wrong.endswith(f"/{value}")):
            data[key] = right if value == wrong else right.removeprefix(wrong[: -len(value)])
            return True
        if _corrected(value, wrong, right):
            return True
    return False


def _set_value(value: str, finding: Finding, sample: Sample, profile: Profile) -> None:
    section, _ = _place(finding)
    tail = re.search(r"(?:\]|applicant)\.(\w+)", finding.place.path)
    if tail is None:
        raise NowhereError(value)
    if section == "applicant":
        _put(sample.data["applicant"], tail[1], value, profile.applicant.values())
    else:
        _put(_record(finding, sample, profile), tail[1], value, _fields(profile, section))


def _folder(name: str, sample: Sample) -> None:
    """People make the folder that they name, and put the scan into it."""
    folder = sample.root / name
    folder.mkdir(parents=True, exist_ok=True)
    _scan(folder / "1-扫描件.jpg")


def _scan(file: Path) -> None:
    if not file.exists():
        file.write_bytes(_jpeg((60, 80), "white") + str(file).encode())


def _file(way: Way, finding: Finding, sample: Sample) -> None:
    """Rename the file that a finding names, or put a new scan of that name into the record's folder."""
    if finding.code in ("ZC503", "ZC509"):
        _put_inside(way, finding, sample)
        return
    if way.rename:
        old = sample.root / finding.place.file
        if old.name == "dossier.yaml":  # a file that the record lists
            old = next(sample.root.rglob(str(finding.args.get("file") or finding.args["name"])))
        elif not old.is_file():  # a finding for several files stands at their folder
            old = old / finding.args["names"].zh.split("、")[0]  # type: ignore[union-attr]
        old.rename(old.with_name(way.name))
        _renamed(sample.data, old.name, way.name)
        return
    if not _record_at(finding, sample).keys() & {"folder", "file", "files"}:  # the folder's line is a way of its own
        return
    folder = sample.folder(re.match(r".*?\[\d+\]", finding.place.path)[0])  # type: ignore[index]
    if "依次加 1" in finding.hint.zh or way.name in {file.name for file in folder.iterdir()}:
        number = int(way.name.split("-")[0])
        for file in sorted(folder.iterdir(), reverse=True):
            first, _, rest = file.name.partition("-")
            if first.isdigit() and int(first) >= number:
                file.rename(folder / f"{int(first) + 1}-{rest}")
    _scan(folder / way.name)
    if "{listed}" in finding.hint.zh and finding.args["listed"].zh:  # type: ignore[union-attr]
        _record_at(finding, sample)["files"].append(way.name)


def _put_inside(way: Way, finding: Finding, sample: Sample) -> None:
    """A loose file goes into the folder that is missing; one from elsewhere into the dossier, and is named so."""
    named = str(finding.args["name"])
    if loose := str(finding.args.get("file", "")):
        (sample.root / named).mkdir(parents=True)
        (sample.root / loose).rename(sample.root / named / way.name)
        return
    for folder in [sample.root, *(path for path in sample.root.iterdir() if path.is_dir())]:
        _scan(folder / way.name)
    typed = (named, named.replace("/", "\\"))
    assert any(_corrected(sample.data, spelling, way.name) for spelling in typed), named


def _record_at(finding: Finding, sample: Sample) -> dict[str, Any]:
    found: dict[str, Any] = sample.record(re.match(r".*?\[\d+\]", finding.place.path)[0])  # type: ignore[index]
    return found


def _renamed(data: Any, old: str, new: str) -> None:
    """A file that the manifest lists is renamed there too."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in list(entries):
        if isinstance(value, str) and value.rsplit("/", 1)[-1] == old:
            data[key] = value[: len(value) - len(old)] + new
        else:
            _renamed(value, old, new)
