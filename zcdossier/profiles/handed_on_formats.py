"""Files that can't be put into a PDF (a video, Word): the notice has to have them handed in as they are."""

from collections.abc import Iterator

from zcdossier.model.build_rules import OutputForm
from zcdossier.model.facts import FORMATS, SCAN_FORMATS
from zcdossier.model.label import Label
from zcdossier.model.profile import BuildLimits, Profile, Rule
from zcdossier.profiles.diagnostics import Diagnostics

_NO_OUTPUT = ("photo", "texts.")


def check_handed_on(profile: Profile, diagnostics: Diagnostics) -> None:
    """Note each rule that wants a format which `build` could only refuse."""
    for rule in profile.rules:
        formats = _formats_wanted(rule)
        if rule.off or rule.place is None or not formats or SCAN_FORMATS & formats or not formats <= FORMATS:
            continue
        names = sorted(formats)
        for section in _merged_sections(rule, profile.build):
            diagnostics.add(
                rule.place,
                Label(
                    f"{rule.id}：{'、'.join(names)} 合并不进 PDF，写明照原样交："
                    f"build: {{sections: {{{section}: {{output: as_is}}}}}}",
                    f"{rule.id}: {', '.join(names)} can't be put into a PDF; have it handed in as it is: "
                    f"build: {{sections: {{{section}: {{output: as_is}}}}}}",
                ),
            )


def _formats_wanted(rule: Rule) -> set[str]:
    if rule.kind != "measure" or rule.params.measure != "format":
        return set()
    return {bound.text for bound in rule.params.allowed}


def _merged_sections(rule: Rule, build: BuildLimits) -> Iterator[str]:
    """Yield the rule's sections whose files are merged into a PDF."""
    as_is = [case.sections for case in build.cases if ("form", OutputForm.AS_IS) in case.changes]
    for section in rule.sections:
        is_handed_on = build.form is OutputForm.AS_IS or any(not named or section in named for named in as_is)
        if not is_handed_on and not section.startswith(_NO_OUTPUT):
            yield section
