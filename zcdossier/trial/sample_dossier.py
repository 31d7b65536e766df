"""A dossier made of a profile's examples: the manifest as plain data, and the files it names, still to be drawn."""

from typing import Any, NamedTuple

from zcdossier.lint.measures.bounds import Bound, MeasureBounds
from zcdossier.model.part_numbering import number_parts
from zcdossier.model.profile import OTHER_PART, Profile, Rule, Section
from zcdossier.model.yes_no import NO, YES, Reply
from zcdossier.trial.sample_values import records_wanted, sample_value, text_length

Data = dict[str, Any]
_A4_INCHES = (8.27, 11.69)
_USUAL_DPI, _MOST_DPI = 150, 600
_DEFAULT_PHOTO = (413, 531)
_COLORS = frozenset({"white", "blue", "red"})
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
    rules = [rule for rule in profile.rules if rule.kind == "measure" and identity in rule.sections and not rule.off]
    dpi = min(_allowed(rules, "dpi", _USUAL_DPI), _MOST_DPI)
    width, height = (round(inches * dpi) for inches in _A4_INCHES)
    files += [SampleFile(f"{folder}/{name}.{suffix}", kind, width, height, dpi) for name in names]
    return {"folder": folder, **fields}


def _format_for(section: str, profile: Profile) -> str:
    for rule in profile.rules:
        if rule.kind == "evidence" and section in rule.sections and rule.params.formats and not rule.off:
            wanted = [format_ for format_ in ("jpeg", "png", "pdf") if format_ in rule.params.formats]
            return wanted[0] if wanted else "jpeg"
    return "jpeg"


def _photo(profile: Profile) -> SampleFile:
    rules = [rule for rule in profile.rules if rule.kind == "measure" and "photo" in rule.sections and not rule.off]
    size = next((exact for rule in rules if rule.params.measure == "size" for exact in _exact(rule.params)), None)
    width, height = size if size is not None and len(size) > 1 else _DEFAULT_PHOTO
    colors = (
        bound.text for rule in rules if rule.params.measure == "background_color" for bound in _choices(rule.params)
    )
    return SampleFile(
        "photo.jpg",
        "jpeg",
        _allowed(rules, "width", int(width)),
        _allowed(rules, "height", int(height)),
        _allowed(rules, "dpi", 300),
        next((color for color in colors if color in _COLORS), "white"),
        _allowed(rules, "bytes", 0),
    )


def _choices(bounds: MeasureBounds) -> tuple[Bound, ...]:
    return ((bounds.equals,) if bounds.equals is not None else ()) + bounds.one_of


def _exact(bounds: MeasureBounds) -> list[tuple[int, ...]]:
    return [tuple(int(amount.low) for amount in bound.amounts) for bound in _choices(bounds) if bound.amounts]


def _allowed(rules: list[Rule], measure: str, default: int) -> int:
    """A whole number that the rules about a measure allow, the default where it will do."""
    low, high = 0, 10**9
    for rule in (rule for rule in rules if rule.params.measure == measure):
        exact = _exact(rule.params)
        if exact:
            return exact[0][0]
        for name, bound in rule.params.limits():
            if not bound.amounts:
                continue
            if name in ("above", "at_least"):
                low = max(low, int(bound.amounts[0].high) + (name == "above"))
            else:
                high = min(high, int(bound.amounts[0].low) - (name == "below"))
    return min(max(default, low), high)
