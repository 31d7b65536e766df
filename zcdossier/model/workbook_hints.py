"""A notice's hints for who fills in a workbook: profiles write keys and lines, a workbook has headings and cells.

`写上 foreign: 是` becomes `写上“国外刊物”为 是`; what is no key of the notice is left as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from zcdossier.model.label import Label
from zcdossier.model.profile import Field, Profile

_TOPS = {"attachments": "附件", "applicant": "申报人", "texts": "申报人"}
_OWN_KEYS = {"folder": "文件夹", "kind": "类别", "files": "文件", "photo": "证件照"}
_QUOTING = re.compile(r"[，,]?\s*(?:整段|并)?用英文双引号(?:把整段)?括起来")
_QUOTING_EN = re.compile(r"(?:,? and (?:put )?)?(?:the whole )?in double quotes")
_RECORD = re.compile(r" ?-? ?\{(?P<pairs>[^{}]*)\}")
_PAIR = re.compile(r"(?P<key>[\w/（）]+): (?P<value>[^,、，；{}]+)")
_BELOW = re.compile(r"在(?:最外层| ?(?P<top>\w+): 下面的?)")
_BELOW_EN = re.compile(r"below (?P<top>\w+):")
_LINE_OF_EN = re.compile(r"the line (?P<key>\w+):?")
_AFTER_EN = re.compile(r"after (?P<key>\w+):")
_KEY_EN = re.compile(
    r"(?<!the )(?<!your )(?<!own )\b(?P<key>[a-z]+_[a-z_]+|\w+(?=: (?:[^\x00-\x7f]|\d|\w+\.\w)))(?::(?P<space> ?))?"
)
_LINE_OF = re.compile(r"(?:删去|去掉)(?:这里的)? ?(?:“(?P<label>[^”]+)”|(?P<key>\w+): ?)(?:那|这)一行")
_AFTER = re.compile(r" ?(?P<key>\w+): ?后面")
_KEY = re.compile(r" ?(?P<key>[\w/（）]+):(?P<space> ?)(?P<no_value>和|写明)?")
_ADD_LINE = re.compile(r"加一行(?P<quoting>抄下)?(?!，“类别”)(?=[ ，]|[^。；]*“)")


def reword_hint(hint: Label, sections: Sequence[str], profile: Profile) -> Label:
    """Return a hint of a notice in a workbook's words; `sections` are those whose fields it most likely names."""
    names = _Headings(sections, profile)
    return Label(_reword_chinese(hint.zh, names, profile), _reword_english(hint.en, names, profile))


class _Headings(Mapping[str, str]):
    """Headings by what a hint may call them: ids and labels, those of the given sections first.

    Most hints and questions name none, so they are gathered when one is asked for.
    """

    def __init__(self, sections: Sequence[str], profile: Profile) -> None:
        self._sections = sections
        self._profile = profile

    @cached_property
    def _by_name(self) -> dict[str, str]:
        profile = self._profile
        headings: dict[str, str] = {}
        for fields in _fields_in_order(self._sections, profile):
            for field in fields.values():
                headings.setdefault(field.id, field.label.zh)
                headings.setdefault(field.label.zh, field.label.zh)
        for text in profile.texts.values():
            headings.setdefault(text.id, text.label.zh)
        photo = {"photo": profile.photo.label.zh} if profile.photo is not None else {}
        return {**_OWN_KEYS, **photo, **headings}

    def __getitem__(self, name: str) -> str:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)


def _fields_in_order(sections: Sequence[str], profile: Profile) -> Iterator[Mapping[str, Field]]:
    kinds = {**profile.sections, **{f"attachments.{name}": kind for name, kind in profile.attachments.items()}}
    yield from (kinds[name].fields for name in sections if name in kinds)
    yield profile.applicant
    yield from (kind.fields for kind in kinds.values())


def _reword_chinese(text: str, names: Mapping[str, str], profile: Profile) -> str:
    if ":" not in text and "引号" not in text and "一行" not in text:
        return text
    text = _QUOTING.sub("", text)
    text = _BELOW.sub(lambda match: f"在{_sheet(match['top'] or 'applicant', profile)}里", text)
    text = _RECORD.sub(lambda match: _pairs(match["pairs"], names, "“{}”为 {}", "，"), text)
    text = text.replace("加一行“", "加一行，“").replace("把这一行改成", "把这一格改成")
    text = _LINE_OF.sub(lambda match: f"清空“{match['label'] or names.get(match['key'], match['key'])}”那一格", text)
    text = _AFTER.sub(lambda match: f"“{names[match['key']]}”里" if match["key"] in names else match[0], text)
    is_told = text != (text := _KEY.sub(lambda match: _key(match, names), text))
    return _ADD_LINE.sub(lambda match: match["quoting"] or "填上", text) if is_told else text


def _key(match: "re.Match[str]", names: Mapping[str, str]) -> str:
    heading = names.get(match["key"])
    if heading is None:
        return match[0]
    following = match["no_value"] or ""
    return f"“{heading}”为 " if match["space"] and not following else f"“{heading}”{following}"


def _sheet(top: str, profile: Profile) -> str:
    section = profile.sections.get(top)
    return f"“{section.label.zh if section is not None else _TOPS.get(top, top)}”表"


def _pairs(text: str, names: Mapping[str, str], template: str, comma: str) -> str:
    pairs = (match.groups() for match in _PAIR.finditer(text))
    return comma.join(template.format(names.get(key, key), value.strip()) for key, value in pairs)


def _reword_english(text: str, names: Mapping[str, str], profile: Profile) -> str:
    text = _QUOTING_EN.sub("", text)
    text = _BELOW_EN.sub(lambda match: f"in the sheet {_sheet(match['top'], profile).strip('“”表')}", text)
    text = _RECORD.sub(lambda match: f" {_pairs(match['pairs'], names, '{} = {}', ', ')}", text)
    text = _AFTER_EN.sub(lambda match: f"in {names.get(match['key'], match['key'])}", text)
    text = _LINE_OF_EN.sub(lambda match: _line_in_english(match, names), text)
    return _KEY_EN.sub(lambda match: _key_in_english(match, names), text)


def _line_in_english(match: "re.Match[str]", names: Mapping[str, str]) -> str:
    """The line of a key; the line authority is none."""
    key = match["key"]
    is_key = key in names or not key.isascii() or match[0].endswith(":")
    return f"what stands in {names.get(key, key)}" if is_key else match[0]


def _key_in_english(match: "re.Match[str]", names: Mapping[str, str]) -> str:
    heading = names.get(match["key"])
    if heading is None:
        return match[0]
    return f"{heading} = " if match["space"] else heading
