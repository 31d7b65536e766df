"""All measures by their id. What is not here can't be measured.

Their modules are loaded when a measure is first looked for that is not in an earlier one: most notices measure photos.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain

from zcdossier.lint.measures.measure_types import Measure

_MODULES = (
    ("file_measures", "FILE_MEASURES"),
    ("picture_measures", "PICTURE_MEASURES"),
    ("photo_measures", "PHOTO_MEASURES"),
    ("page_measures", "PAGE_MEASURES"),
    ("wording_measures", "WORDING_MEASURES"),
    ("layout_measures", "LAYOUT_MEASURES"),
    ("body_margins", "BODY_MEASURES"),
    ("inside_measures", "INSIDE_MEASURES"),
    ("navigation_measures", "NAVIGATION_MEASURES"),
)


class _MeasureRegistry(Mapping[str, Measure]):
    """The measures, module by module as they are needed."""

    def __init__(self) -> None:
        self._measures: dict[str, Measure] = {}
        self._waiting = list(_MODULES)

    def __getitem__(self, name: str) -> Measure:
        while name not in self._measures and self._waiting:
            self._load_next()
        return self._measures[name]

    def __iter__(self) -> Iterator[str]:
        while self._waiting:
            self._load_next()
        return iter(self._measures)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _load_next(self) -> None:
        module, listed = self._waiting.pop(0)
        measures: tuple[Measure, ...] = getattr(import_module(f"zcdossier.lint.measures.{module}"), listed)
        self._measures.update((measure.id, measure) for measure in measures)


MEASURES: Mapping[str, Measure] = _MeasureRegistry()


def find_measure(name: str) -> Measure | None:
    """Return a measure by its id, another of its names, or its label in either language."""
    folded = _fold(name)
    if folded in MEASURES:
        return MEASURES[folded]
    measures = MEASURES.values()
    by_alias = (measure for measure in measures if folded in map(_fold, measure.aliases))
    by_label = (measure for measure in measures if folded in map(_fold, (measure.label.zh, measure.label.text("en"))))
    return next(chain(by_alias, by_label), None)


def _fold(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")
