"""How a manifest in YAML is written whose keys are Chinese: hints show the keys that stand in it.

A notice's hints and those of `yaml_form` are written with ids. Who typed 文件夹 and 论文题目 is told of these, who
typed `folder` and 论文题目 of those. The program reads both alike.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from zcdossier.model.finding import Advice
from zcdossier.model.label import Label, in_both
from zcdossier.model.manifest_form import ManifestForm
from zcdossier.model.manifest_names import FILE, KIND, RECORD, TOP, WAIVER
from zcdossier.model.profile import Profile
from zcdossier.model.spelling import Named
from zcdossier.model.yaml_form import YAML_FORM, answer_lines, list_files

_OWN = {key.id: key.label.zh for key in (*FILE, *RECORD, *WAIVER, *TOP, KIND)} | {"file": "文件"}
_KEY = r"(?a)(?<![\w./-])(?P<key>[a-z][a-z0-9_]*)(?=:(?![/\w]))"
_RECORD = r"\{[^{}]*\bfolder: [^{}]*\}"
_FIELD_HINTS = (Advice.ADD_FIELD, Advice.ADD_FLAG, Advice.FILL_FIELD, Advice.FILL_FLAG)


@lru_cache(maxsize=3)
def chinese_form(*, own_keys: bool, fields: bool) -> ManifestForm:
    """Return the form of a manifest with Chinese keys of its own (文件夹), Chinese names of fields, or both."""
    names = _OWN if own_keys else {name: name for name in _OWN}
    return YAML_FORM._replace(
        hints={
            advice: _in_words(_with_labels(advice, hint, fields=fields), names)
            for advice, hint in YAML_FORM.hints.items()
        },
        phrases={phrase: _in_words(label, names) for phrase, label in YAML_FORM.phrases.items()},
        list_files=partial(list_files, keys=names),
        reword=partial(_reword, own=names, fields=fields),
        answer_place=Label(*(text.replace("answers", names["answers"]) for text in YAML_FORM.answer_place)),
        answer_lines=partial(answer_lines, keys=names),
        paste_answers=_in_words(YAML_FORM.paste_answers, names),
    )


def _with_labels(advice: Advice, hint: Label, *, fields: bool) -> Label:
    """A template that takes the name of the thing where it takes its id."""
    if not fields:
        return hint
    if advice in _FIELD_HINTS:
        return in_both(lambda lang: hint.text(lang).replace("{id}", "{field}"))
    if advice is Advice.FILL_PIECE:
        return in_both(lambda lang: hint.text(lang).replace("{id}", "{owner}"))
    if advice is Advice.NAME_TEXT:
        return in_both(lambda lang: hint.text(lang).replace("{id}:", "{label}:"))
    if advice is Advice.ADD_RECORD_TO_SECTION:
        return in_both(lambda lang: hint.text(lang).replace("{section}", "{label}"))
    return hint


def _in_words(text: Label, names: Mapping[str, str]) -> Label:
    return in_both(lambda lang: _rename_keys(text.text(lang), names))


def _rename_keys(text: str, names: Mapping[str, str]) -> str:
    return re.sub(_KEY, lambda match: names.get(match["key"], match["key"]), text)


def _reword(hint: Label, sections: Sequence[str], profile: Profile, *, own: Mapping[str, str], fields: bool) -> Label:
    """A notice's own hint with the keys of the manifest; a record in braces that has a folder is an attachment."""
    if not any(re.search(_KEY, text) for text in hint):
        return hint
    names = _names(sections, profile, own) if fields else own
    in_braces = {**names, "kind": own["kind"]}

    def reword(text: str) -> str:
        pieces = re.split(f"({_RECORD})", text)
        return "".join(_rename_keys(piece, in_braces if odd % 2 else names) for odd, piece in enumerate(pieces))

    return in_both(lambda lang: reword(hint.text(lang)))


def _names(sections: Sequence[str], profile: Profile, own: Mapping[str, str]) -> dict[str, str]:
    """What things are called by their ids: fields of these sections, then the form's own keys, then all the rest."""
    kinds = {**profile.sections, **{f"attachments.{name}": kind for name, kind in profile.attachments.items()}}
    nearby: list[Mapping[str, Named]] = [*(kinds[name].fields for name in sections if name in kinds), profile.applicant]
    elsewhere: list[Mapping[str, Named]] = [*(kind.fields for kind in kinds.values()), profile.sections, profile.texts]
    return {**_labels(*elsewhere), **own, **_labels(*nearby)}


def _labels(*declared: Mapping[str, Named]) -> dict[str, str]:
    """The labels by id, of an id that stands in several the first."""
    return {name: member.label.zh for members in reversed(declared) for name, member in members.items()}
