"""Files of a sample dossier, still to be drawn: in a format and a size that the rules about their slot allow."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from zcdossier.lint.measures.bounds import ENDLESS, LOWER_LIMITS, MeasureBounds
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.model.profile import OTHER_PART, Profile, Rule

_A4_INCHES = (8.27, 11.69)
_USUAL_DPI, _MOST_DPI = 150, 600
_MOST_PAGES, _MOST_FILES = 60, 9
_DEFAULT_PHOTO = (413, 531)
_COLOURS = frozenset({"white", "blue", "red"})
_DRAWN = ("jpeg", "png", "pdf", "video")
_SUFFIXES = {"jpeg": "jpg", "video": "mp4"}
_PAPERS = {"a3": (11.69, 16.54), "a5": (5.83, 8.27), "b5": (6.93, 9.84)}


class SampleFile(NamedTuple):
    """A file to be drawn: a page, or the photo. `format` is jpeg, png or pdf; sizes in pixels, bytes at least."""

    path: str
    format: str = "jpeg"
    width: int = 1240
    height: int = 1754
    dpi: int = 150
    color: str = "white"
    least_bytes: int = 0
    pages: int = 1


def sample_page(stem: str, section: str, part: str, profile: Profile) -> Iterator[SampleFile]:
    """Yield the files of a slot: one, or as many as its rules want; `stem` is the path without the ending."""
    rules = _rules_about(section, part, profile)
    measures = [rule for rule in rules if rule.kind == "measure"]
    kind = _format_of(rules)
    dpi = min(_allowed(measures, "dpi", _USUAL_DPI), _MOST_DPI)
    sides = [round(inches * dpi) for inches in _paper(measures)]
    width, height = _size(measures, (sides[0], sides[1]))
    pages = min(_allowed(measures, "pages", 1), _MOST_PAGES) if kind == "pdf" else 1
    least = _allowed(measures, "bytes", 0)
    slots = _slots(section, profile) if not any(rule.params.part for rule in measures) else 1
    for number in range(1, max(1, min(_allowed(measures, "files", slots) // slots, _MOST_FILES)) + 1):
        path = f"{stem}{f'-{number}' if number > 1 else ''}.{_SUFFIXES.get(kind, kind)}"
        yield SampleFile(path, kind, width, height, dpi, least_bytes=least, pages=pages)


def _slots(section: str, profile: Profile) -> int:
    """How many parts a record of a section has, each with a file of its own."""
    kind, _, identity = section.partition(".")
    declared = profile.attachments.get(identity) if kind == "attachments" else profile.sections.get(section)
    return max(1, sum(part != OTHER_PART for part in declared.parts)) if declared is not None else 1


def _paper(measures: list[Rule]) -> tuple[float, float]:
    """The sheet that rules about paper want, lying where they want it so."""
    wanted = {(rule.params.measure, bound.text.casefold()) for rule in measures for bound in rule.params.allowed[:1]}
    sheets = (_PAPERS[name] for measure, name in wanted if measure == "paper" and name in _PAPERS)
    width, height = next(sheets, _A4_INCHES)
    return (height, width) if ("orientation", "landscape") in wanted else (width, height)


def sample_photo(profile: Profile) -> SampleFile:
    """The photo that the rules about it allow."""
    rules = _rules_about("photo", "", profile)
    measures = [rule for rule in rules if rule.kind == "measure"]
    kind = _format_of(rules)
    width, height = _size(measures, _DEFAULT_PHOTO)
    colours = (
        bound.text for rule in measures if rule.params.measure == "background_color" for bound in rule.params.allowed
    )
    return SampleFile(
        f"photo.{_SUFFIXES.get(kind, kind)}",
        kind,
        width,
        height,
        _allowed(measures, "dpi", 300),
        next((color for color in colours if color in _COLOURS), "white"),
        _allowed(measures, "bytes", 0),
    )


def _rules_about(section: str, part: str, profile: Profile) -> list[Rule]:
    return [
        share
        for rule in profile.rules
        if not rule.off
        for share in rule.each_share()
        if section in share.sections and _is_about_part(share.params, part)
    ]


def _is_about_part(params: Any, part: str) -> bool:
    parts = getattr(params, "parts", ())
    return getattr(params, "part", "") in ("", part) and (not parts or part in parts)


def _format_of(rules: list[Rule]) -> str:
    """The format that all rules allow; what only PDFs have wants a PDF."""
    allowed, wants_pdf = list(_DRAWN), False
    for rule in rules:
        params = rule.params
        if rule.kind == "evidence" and params.formats:
            allowed = [name for name in allowed if name in params.formats]
        elif rule.kind == "file-name" and params.template.rpartition(".")[2] in ("pdf", "png", "jpg", "mp4"):
            suffix = params.template.rpartition(".")[2]
            allowed = [name for name in allowed if _SUFFIXES.get(name, name) == suffix]
        elif rule.kind == "measure":
            allowed = [name for name in allowed if _is_allowed(name, params)]
            wants_pdf = wants_pdf or MEASURES[params.measure].is_pdf_only or tuple(params.formats) == ("pdf",)
    if wants_pdf and "pdf" in allowed:
        return "pdf"
    return allowed[0] if allowed else _DRAWN[0]


def _is_allowed(name: str, bounds: MeasureBounds) -> bool:
    """Whether a format keeps to a rule about formats or endings."""
    words = {"format": name, "suffix": f".{_SUFFIXES.get(name, name)}"}
    word = words.get(bounds.measure)
    wanted = [bound.text.casefold() for bound in bounds.allowed]
    return word is None or (
        (not wanted or word in wanted) and word not in [bound.text.casefold() for bound in bounds.none_of]
    )


def _size(measures: list[Rule], default: tuple[int, int]) -> tuple[int, int]:
    exact = next((size for rule in measures if rule.params.measure == "size" for size in _exact(rule.params)), default)
    width, height = exact if len(exact) > 1 else default
    low, high = (_ends_of_size(measures, side) for side in (0, 1))
    width, height = min(max(width, low[0]), low[1]), min(max(height, high[0]), high[1])
    width = _allowed(measures, "width", width)
    return width, _allowed(measures, "height", _height_for(measures, width, height))


def _height_for(measures: list[Rule], width: int, height: int) -> int:
    """The height that a rule about the ratio of the sides wants beside a width, as far as it wants another one."""
    ratios = [rule.params for rule in measures if rule.params.measure == "ratio"]
    ends = [bound.amounts[0] for bounds in ratios for _, bound in bounds.limits() if bound.amounts]
    middle = (min(end.low for end in ends) + max(end.high for end in ends)) / 2 if ends else 0
    return round(width / middle) if middle else height


def _ends_of_size(measures: list[Rule], side: int) -> tuple[int, int]:
    """What rules about the size allow one side to be, at least and at most."""
    least, most = 0, 10**9
    for rule in (rule for rule in measures if rule.params.measure == "size"):
        for name, bound in rule.params.limits():
            if not bound.amounts:
                continue
            amount = bound.amounts[min(side, len(bound.amounts) - 1)]
            if name in LOWER_LIMITS:
                least = max(least, int(amount.high) + (name == "above"))
            else:
                most = min(most, int(amount.low) - (name == "below"))
    return least, most


def _exact(bounds: MeasureBounds) -> list[tuple[int, ...]]:
    ends = (bound.amounts if not bound.upto or ENDLESS in bound.upto else bound.upto for bound in bounds.allowed)
    return [tuple(int(amount.low) for amount in amounts) for amounts in ends if amounts]


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
            if name in LOWER_LIMITS:
                low = max(low, int(bound.amounts[0].high) + (name == "above"))
            else:
                high = min(high, int(bound.amounts[0].low) - (name == "below"))
    return min(max(default, low), high)
