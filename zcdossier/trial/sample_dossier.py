"""A dossier made of a profile's examples: the manifest as plain data, and the files it names, still to be drawn."""

from typing import Any, NamedTuple

from zcdossier.model.part_numbering import number_parts
from zcdossier.model.profile import OTHER_PART, Profile, Rule, Section
from zcdossier.model.yes_no import NO, YES, Reply
from zcdossier.trial.sample_values import records_wanted, sample_value, text_length

Data = dict[str, Any]
_DEFAULT_PHOTO = (413, 531)
_A_SENTENCE = "认真完成教学与研究工作，成效明显。"


class SampleFile(NamedTuple):
    """A file to be drawn: a page, or the photo. `format` is jpeg, png or pdf; sizes in pixels, bytes at least."""

    path: str
    format: str = "jpeg"
    width: int = 1240
    height: int = 1754
    dpi: int = 150
    color: str = "white"
    least_bytes: int = 0


class SampleDossier(NamedTuple):
    """The manifest's data in the manifest's own terms, the pictures, and the statements by file name."""

    manifest: Data
    files: tuple[SampleFile, ...]
    texts: dict[str, str]


def make_sample(profile: Profile, name: str) -> SampleDossier:
    """Return a dossier at the first level; `name` is how its manifest names the profile."""
    level = profile.levels[0].id if profile.levels else ""
    files: list[SampleFile] = []
    texts: dict[str, str] = {}
    manifest: Data = {"profile": name, **({"level": level} if level else {})}
    if profile.applicant:
        manifest["applicant"] = {
            field.id: sample_value(field, "applicant", 0, profile) for field in profile.applicant.values()
        }
    if profile.photo is not None:
        photo = _photo(profile)
        files.append(photo)
        manifest["photo"] = photo.path
    if profile.texts:
        manifest["texts"] = {identity: f"{identity}.md" for identity in profile.texts}
        for identity in profile.texts:
            texts[f"{identity}.md"] = (_A_SENTENCE * 2000)[: text_length(identity, profile)]
    manifest["sections"] = {}
    for section in profile.sections.values():
        records = [
            _record(section, number, profile, files) for number in range(records_wanted(section.id, profile, level))
        ]
        if records:
            manifest["sections"][section.id] = records
    if profile.attachments:
        manifest["attachments"] = [
            {"kind": section.id.removeprefix("attachments."), **_record(section, 0, profile, files, "附件")}
            for section in profile.attachments.values()
        ]
    if profile.checklist:
        manifest["answers"] = {
            clause: YES if question.expected is Reply.YES else NO
            for question in profile.checklist
            for clause in question.clauses[:1]
        }
    return SampleDossier(manifest, tuple(files), texts)


def _record(section: Section, number: int, profile: Profile, files: list[SampleFile], above: str = "") -> Data:
    identity = section.id if not above else f"attachments.{section.id.removeprefix('attachments.')}"
    fields = {field.id: sample_value(field, identity, number, profile) for field in section.fields.values()}
    folder = f"{above or section.folder}/{number + 1} {section.label.zh}"
    kind = _format_for(identity, profile)
    suffix = {"jpeg": "jpg"}.get(kind, kind)
    numbers = number_parts(section.parts)
    parts = [part for part in section.parts if part != OTHER_PART]
    names = [f"{numbers[part]}-{section.parts[part].label.zh}" for part in parts] or ["1-证明"]
    files += [SampleFile(f"{folder}/{name}.{suffix}", kind) for name in names]
    return {"folder": folder, **fields}


def _format_for(section: str, profile: Profile) -> str:
    for rule in profile.rules:
        if rule.kind == "evidence" and section in rule.sections and rule.params.formats and not rule.off:
            wanted = [format_ for format_ in ("jpeg", "png", "pdf") if format_ in rule.params.formats]
            return wanted[0] if wanted else "jpeg"
    return "jpeg"


def _photo(profile: Profile) -> SampleFile:
    rules = [rule for rule in profile.rules if rule.kind == "measure" and "photo" in rule.sections and not rule.off]
    width, height = (
        _bound(rules, name, default) for name, default in zip(("width", "height"), _DEFAULT_PHOTO, strict=True)
    )
    color = next(
        (rule.params.one_of[0] for rule in rules if rule.params.measure == "background_color" and rule.params.one_of),
        "white",
    )
    return SampleFile(
        "photo.jpg",
        "jpeg",
        width,
        height,
        _bound(rules, "dpi", 300),
        str(color),
        _bound(rules, "bytes", 0) + 1,
    )


def _bound(rules: list[Rule], measure: str, default: int) -> int:
    """A whole number that the rules about a measure allow, the default where it will do."""
    lows, highs = [0], [10**9]
    for rule in (rule for rule in rules if rule.params.measure == measure):
        exact = next((int(word) for word in rule.params.one_of if str(word).isdecimal()), None)
        exact = _number(rule.params, "equals") if exact is None else exact
        if exact is not None:
            return exact
        lows += [_number(rule.params, "at_least") or 0, (_number(rule.params, "above") or -1) + 1]
        highs += [_number(rule.params, "at_most") or 10**9, (_number(rule.params, "below") or 10**9) - 1]
    return min(max(default, *lows), *highs)


def _number(params: Any, name: str) -> int | None:
    value = getattr(params, name, None)
    try:
        return int(value) if value is not None else None
    except (TypeError, ValueError):
        return None
