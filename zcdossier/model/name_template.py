"""Templates of names: `{applicant.name}-{title}-{date|YYYYMM}`, for files, folders and uploads.

What stands between braces is a slot: what it names (`title`, `applicant.name`, `part.label`, `number`, any subject of
the profile), or several places `或` one another, and after a bar how that is written: a date by a mask, a number with
zeros (`{number|00}`), a word without its last letters (`{level|-级}`), in small or capital letters (`{title|lower}`,
`|upper`), its first or last signs (`{applicant.id_number|last 6}`). A template is rendered from facts, and a given
name is held against it: which slots differ, or that its shape is another.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from zcdossier.model.date_masks import is_mask, mask_faults, mask_pattern, read_date, write_date
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number

_SLOT = re.compile(r"\{([^{}]*)\}")
_OR = re.compile(r"\s+(?:或|or)\s+")
_NAME = re.compile(r"[^\W\d]\w*(?:\.\w+)*")
_LEFT_OFF = "-"
_CUT = re.compile(r"(?:first|前)\s*(?P<first>[1-9]\d?)\s*[位字]?|(?:last|后|末)\s*(?P<last>[1-9]\d?)\s*[位字]?")
_SLICE = re.compile(r"\[?-?\d*:-?\d*\]?")
_CASES: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("lower", "小写"), str.lower),
    **dict.fromkeys(("upper", "大写"), str.upper),
}
_FORBIDDEN = '<>:"/\\|?*'
_STAR = "*＊"
_MOST_TRIED = 64

Facts = Callable[[str], str | None]
"""The text of what a slot names: empty or None where it is not filled in."""


class Slot(NamedTuple):
    """A place to be filled in: what it names, the first that is filled in counts, and how that is written."""

    names: tuple[str, ...]
    style: str = ""

    def __str__(self) -> str:
        return "{" + " 或 ".join(self.names) + (f"|{self.style}" if self.style else "") + "}"


class NameTemplate(NamedTuple):
    """A template in its pieces: texts that stand for themselves, and slots. `faults` say why it is none."""

    source: str
    pieces: tuple[str | Slot, ...] = ()
    faults: tuple[Label, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots in their order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a slot names, each once."""
        return tuple(dict.fromkeys(name for slot in self.slots for name in slot.names))


class RenderedName(NamedTuple):
    """A name made of facts. `missing` are slots without a fact; they stay in `text` as they are written.

    `coarse` are slots whose date is not known as exactly as the mask shows.
    """

    text: str
    missing: tuple[Slot, ...] = ()
    coarse: tuple[Slot, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing lacks."""
        return not self.missing and not self.coarse


class SlotDifference(NamedTuple):
    """A slot that says something else in the name than the facts do."""

    slot: Slot
    wanted: str
    found: str


class NameMatch(NamedTuple):
    """How a name keeps to a template: it does (`agrees`), some slots differ, or (neither) it has another shape.

    `untold` are slots without a fact: what stands in their place could not be judged.
    """

    agrees: bool
    differing: tuple[SlotDifference, ...] = ()
    untold: tuple[Slot, ...] = ()


@lru_cache(maxsize=256)
def parse_template(source: str) -> NameTemplate:
    """Read a template. Its faults name a brace without its other one, an empty slot, and a style that is none."""
    pieces: list[str | Slot] = []
    faults: list[Label] = []
    end = 0
    for match in _SLOT.finditer(source):
        _add_text(source[end : match.start()], pieces, faults)
        end = match.end()
        slot = _parse_slot(match[1], faults)
        if slot is not None:
            pieces.append(slot)
    _add_text(source[end:], pieces, faults)
    if not source.strip():
        faults.append(Label("模板是空的", "the template is empty"))
    return NameTemplate(source, tuple(pieces), tuple(dict.fromkeys(faults)))


def _add_text(text: str, pieces: list[str | Slot], faults: list[Label]) -> None:
    if "{" in text or "}" in text:
        faults.append(
            Label(
                f"“{text}”里花括号不成对；要填的内容写在一对花括号里，例如 {{title}}",
                f"a brace in {text} lacks its other one; what is filled in stands in one pair, as in {{title}}",
            )
        )
    if text:
        pieces.append(text)


def _parse_slot(text: str, faults: list[Label]) -> Slot | None:
    places, bar, style = (side.strip() for side in text.partition("|"))
    names = tuple(name.removeprefix("record.") for name in _OR.split(places))
    for name in names:
        if not _NAME.fullmatch(name):
            faults.append(
                Label(
                    f"{{{text}}} 里要写填什么，例如 {{title}}、{{applicant.name}}",
                    f"{{{text}}} must name what is filled in, as {{title}} or {{applicant.name}} does",
                )
            )
            return None
    fault = style_fault(style) if bar else None
    if fault is not None:
        faults.append(fault)
        return None
    return Slot(names, style)


def style_fault(style: str) -> Label | None:
    """Return why what stands after a bar is no style; None where it is one."""
    python = _SLICE.fullmatch(style)
    if python is not None:
        return Label(
            "取后 6 位写 last 6 或 后6位，前 3 位写 first 3 或 前3位", "write last 6 or first 3 for a piece of it"
        )
    if (
        style in _CASES
        or _CUT.fullmatch(style)
        or _is_padding(style)
        or (style.startswith(_LEFT_OFF) and len(style) > 1)
    ):
        return None
    return next((fault.reason for fault in mask_faults(style, needs_year=False)), None)


def _is_padding(style: str) -> bool:
    return bool(style) and set(style) == {"0"}


_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")


def names_suffix(template: NameTemplate) -> bool:
    """Whether the template says which suffix a file has: `{title}.pdf`."""
    last = template.pieces[-1] if template.pieces else ""
    return isinstance(last, str) and _SUFFIX.search(last) is not None


def render_template(template: NameTemplate, facts: Facts | Mapping[str, str]) -> RenderedName:
    """Fill a template in. A title's leading star is a mark for reviewers, no part of a name."""
    texts: list[str] = []
    missing: list[Slot] = []
    coarse: list[Slot] = []
    for piece in template.pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        fact = _fact_of(piece, facts)
        written = style_text(fact, piece.style)
        if not fact:
            missing.append(piece)
        elif written is None:
            coarse.append(piece)
        texts.append(written or str(piece))
    return RenderedName("".join(texts), tuple(missing), tuple(coarse))


def _fact_of(slot: Slot, facts: Facts | Mapping[str, str]) -> str:
    look_up = facts.get if isinstance(facts, Mapping) else facts
    found = (look_up(name) for name in slot.names)
    return next((" ".join(text.split()).lstrip(_STAR) for text in found if text and text.strip(_STAR + " ")), "")


def style_text(text: str, style: str) -> str | None:
    """Write a text in a style; None for a date that is not known as exactly as the mask shows, or is none."""
    if not style:
        return text
    if style in _CASES:
        return _CASES[style](text)
    cut = _CUT.fullmatch(style)
    if cut is not None:
        length = int(cut["first"] or cut["last"])
        return text[:length] if cut["first"] else text[-length:]
    if _is_padding(style):
        number = plain_number(text)
        whole = number is not None and number == number.to_integral_value()
        return f"{number:.0f}".zfill(len(style)) if whole else text
    if style.startswith(_LEFT_OFF):
        return text.removesuffix(style.removeprefix(_LEFT_OFF))
    day = read_date(text) if is_mask(style) else None
    return None if day is None else write_date(day, style)


def match_name(template: NameTemplate, name: str, facts: Facts | Mapping[str, str]) -> NameMatch:
    """Hold a name (without its ending) against a template.

    Where no file name can hold a sign of a fact (`:`, `/`), any sign or none will do in its place. The fewest slots
    that must differ are told.
    """
    wanted = [
        None if isinstance(piece, str) else style_text(_fact_of(piece, facts), piece.style) for piece in template.pieces
    ]
    slots = [index for index, piece in enumerate(template.pieces) if isinstance(piece, Slot)]
    untold = tuple(index for index in slots if not wanted[index])
    filled_slots = [index for index in slots if wanted[index]]
    sure = tuple(piece for index in untold if isinstance(piece := template.pieces[index], Slot))
    tries = 0
    for number in range(len(filled_slots) + 1):
        for free in combinations(filled_slots, number):
            tries += 1
            chosen = free if tries < _MOST_TRIED else tuple(filled_slots)
            match = re.fullmatch(_pattern(template, wanted, {*chosen, *untold}), name.strip(), re.IGNORECASE)
            if match is not None:
                differing = tuple(
                    SlotDifference(slot, wanted[index] or "", match[f"slot{index}"].strip())
                    for index in chosen
                    if isinstance(slot := template.pieces[index], Slot)
                )
                return NameMatch(not differing, differing, sure)
            if tries >= _MOST_TRIED:
                return NameMatch(agrees=False, untold=sure)
    return NameMatch(agrees=False, untold=sure)


def _pattern(template: NameTemplate, wanted: list[str | None], free: set[int]) -> str:
    pieces = []
    for index, piece in enumerate(template.pieces):
        if isinstance(piece, str):
            pieces.append(_literal(piece))
        elif index in free:
            masked = not wanted[index] and is_mask(piece.style)
            pieces.append(f"(?P<slot{index}>{mask_pattern(piece.style, named=False) if masked else '.+?'})")
        else:
            literal = _literal(wanted[index] or "")
            pieces.append(f"(?-i:{literal})" if piece.style in _CASES else literal)
    return "".join(pieces)


def _literal(text: str) -> str:
    return "".join(r"[\W_]?" if sign in _FORBIDDEN else r"\s*" if sign.isspace() else re.escape(sign) for sign in text)
