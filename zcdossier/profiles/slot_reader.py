"""Names with slots that `build` puts together: which slots can be filled in for which records."""

from dataclasses import dataclass

from zcdossier.model.label import Label
from zcdossier.model.name_template import parse_template
from zcdossier.model.place import Place
from zcdossier.profiles.diagnostics import Diagnostics, ask_if_meant, nearest_word
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.profiles.symbols import Symbols
from zcdossier.source.nodes import Scalar

PAGE, PAGES = "page", "pages"
_OF_A_RECORD = ("title", "number", "level", "section.label", "section.number", "folder")
_OF_A_MODULE = ("level", "section.label", "section.number")
_MOST_LISTED = 12


@dataclass(slots=True)
class SlotReader:
    """Knows the slots of the records of some sections; `of_module` those of several sections in one PDF.

    `of_groups` are modules that are split up by what their records say, so that their names may say it.
    """

    symbols: Symbols
    diagnostics: Diagnostics
    sections: tuple[str, ...]
    of_module: bool = False
    of_groups: bool = False

    def read_template(self, inner: MappingReader, key: str, names: tuple[str, ...]) -> str:
        """Return a template of a name whose slots can all be filled in."""
        text = inner.text(key).strip()
        node = inner.node(key)
        if not text or not isinstance(node, Scalar):
            return text
        return self.check(key, text, node.place, names)

    def check(self, key: str, text: str, place: Place, names: tuple[str, ...]) -> str:
        """Return a template as it is; a slot that can't be filled in is a mistake."""
        read = parse_template(text)
        for fault in read.faults:
            self.diagnostics.add(place, Label(f"{key}：{fault.zh}", f"{key}: {fault.en}"))
        for name in read.names:
            if name not in names:
                near = nearest_word(name, names)
                guess = ask_if_meant(f"{{{near}}}" if near else "")
                message = Label(
                    f"{key} 里填不出 {{{name}}}{guess.zh or f'；可以用：{_listed(names)}'}",
                    f"{key} can't fill in {{{name}}}{guess.en or f'; there are: {_listed(names)}'}",
                )
                self.diagnostics.add(place, message)
        return text

    def for_uploads(self) -> tuple[str, ...]:
        """Return what the name of an upload may hold."""
        applicant = tuple(f"applicant.{name}" for name in ("level", *self.symbols.field_names("applicant")))
        if self.of_module and not self.of_groups:
            return (*_OF_A_MODULE, *applicant)
        fields = (name for section in self.sections for name in self.symbols.field_names(section))
        return tuple(dict.fromkeys((*_OF_A_RECORD, "date", *fields, *applicant)))

    def for_bookmarks(self) -> tuple[str, ...]:
        """Return what a bookmark may hold."""
        fields = (name for section in self.sections for name in self.symbols.field_names(section))
        return tuple(dict.fromkeys((*self.for_uploads(), *_OF_A_RECORD, *fields, "part.label", PAGE)))


def _listed(names: tuple[str, ...]) -> str:
    return "、".join(f"{{{name}}}" for name in names[:_MOST_LISTED]) + (" …" if len(names) > _MOST_LISTED else "")
