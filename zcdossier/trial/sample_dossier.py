"""A dossier made of a profile's examples: the manifest as plain data, and the files it names, still to be drawn."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from zcdossier.lint.computed_bounds import resolve_years
from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.model.label import Label
from zcdossier.model.part_numbering import number_parts
from zcdossier.model.profile import OTHER_PART, Profile, Rule, Section
from zcdossier.model.yes_no import NO, YES, Reply
from zcdossier.trial.sample_files import SampleFile, sample_page, sample_photo
from zcdossier.trial.sample_values import records_wanted, sample_value, text_length

Data = dict[str, Any]
_A_SENTENCE = "认真完成教学与研究工作，成效明显。"


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
        photo = sample_photo(profile)
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
    numbers = number_parts(section.parts)
    parts = [part for part in section.parts if part != OTHER_PART]
    for part in parts:
        named = f"{folder}/{numbers[part]}-{section.parts[part].label.zh}"
        files += sample_page(named, identity, part, profile)
    if not parts:
        files += sample_page(f"{folder}/1-证明", identity, "", profile)
    return {"folder": folder, **fields}


def profile_of_sample(context: Context) -> Profile:
    """Return the profile with what a sample has to keep: nothing that is for others, and years as years."""
    rules = tuple(_rules_to_keep(context))
    not_needed = {rule.id for rule in context.profile.rules} - {rule.id for rule in rules}
    attachments = {
        identity: section
        for identity, section in context.profile.attachments.items()
        if f"attachments.{identity}-required" not in not_needed
    }
    return context.profile._replace(rules=rules, attachments=attachments)


def _rules_to_keep(context: Context) -> Iterator[Rule]:
    evaluation = Evaluation(context)
    for rule in context.profile.rules:
        if evaluation.holds(rule.when) is False:
            continue
        name = {"years": "expected", "totals": "years"}.get(rule.kind)
        years = resolve_years(getattr(rule.params, name), context) if name else ()
        if name and years and not isinstance(years, Label):
            yield rule._replace(params=rule.params._replace(**{name: years}))
        else:
            yield rule
