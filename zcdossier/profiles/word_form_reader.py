"""Reading which Word forms a notice asks for: the key `word_forms` of a profile; and where their templates lie."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from zcdossier.model.condition import Operand
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import StoredProfile
from zcdossier.model.word_form import WordForm
from zcdossier.profiles import locations
from zcdossier.profiles.condition_reader import ConditionReader
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.profiles.operand_reader import read_operand
from zcdossier.profiles.symbols import Symbols
from zcdossier.source.nodes import ListNode, Node, Scalar

FOLDER = "forms"
_SUFFIX = ".docx"


def read_word_forms(mapping: MappingReader, symbols: Symbols, diagnostics: Diagnostics) -> tuple[WordForm, ...]:
    """Read `word_forms`: forms by id, in the order they stand in, without those switched `off` for a reason."""
    reader = _WordFormReader(symbols, diagnostics)
    read = [reader.read_form(key, node) for key, node in mapping.pairs("word_forms")]
    forms = tuple(form for form in read if form is not None)
    _check_files(forms, diagnostics)
    return forms


def _check_files(forms: tuple[WordForm, ...], diagnostics: Diagnostics) -> None:
    """Note forms whose files would be called the same."""
    owners: dict[str, str] = {}
    for form in forms:
        owner = owners.setdefault(form.file, form.id)
        if owner != form.id:
            diagnostics.add(
                form.place or Place(""),
                Label(
                    f"{owner} 和 {form.id} 的文件都叫“{form.file}”",
                    f"the files of {owner} and {form.id} are both called {form.file}",
                ),
            )


def find_template(form: WordForm, chain: Sequence[StoredProfile]) -> Path | None:
    """Find a form's template: in the folder of the profile or of one it extends, then among those shipped."""
    for stored in chain:
        if (stored.folder / form.template).is_file():
            return stored.folder / form.template
    shipped = locations.templates_folder() / FOLDER / form.template
    return shipped if shipped.is_file() else None


class _WordFormReader:
    """Reads forms; names of sections, parts and fields are held against the symbols."""

    def __init__(self, symbols: Symbols, diagnostics: Diagnostics) -> None:
        self.symbols, self.diagnostics = symbols, diagnostics

    def read_form(self, key: Scalar, node: Node) -> WordForm | None:
        """Read one form; None when it is off."""
        mapping = MappingReader(node, self.diagnostics, key.place)
        off = mapping.text("off").strip()
        title = mapping.label("title", Label(key.text)) or Label(key.text)
        read = WordForm(
            id=key.text,
            title=title,
            template=mapping.text("template").strip(),
            file=mapping.text("file").strip() or title.zh,
            each=self._read_section(mapping, "each"),
            about=self._read_section(mapping, "about"),
            rows=self._read_section(mapping, "rows"),
            when=ConditionReader(self.symbols, self.diagnostics).read(mapping.node("when")),
            signed=mapping.label("signed"),
            scan=self._read_scan(mapping),
            note=mapping.label("note"),
            clauses=mapping.texts("clauses"),
            place=key.place,
        )
        read = read._replace(figures=self._read_figures(mapping, read))
        mapping.report_unknown()
        self._check(mapping, read)
        return None if off else read

    def _read_section(self, mapping: MappingReader, name: str) -> str:
        section = mapping.text(name).strip()
        mapping.require_known(name, (section,) if section else (), self.symbols.records)
        return section

    def _read_scan(self, mapping: MappingReader) -> str:
        """Where the sealed form goes: an attachment, or a part of a section."""
        scan = mapping.text("scan").strip()
        parts = (f"{section}.{part}" for section, record in self.symbols.records.items() for part in record.parts)
        mapping.require_known("scan", (scan,) if scan else (), (*self.symbols.records, *parts))
        return scan

    def _read_figures(self, mapping: MappingReader, form: WordForm) -> Mapping[str, tuple[Operand, ...]]:
        owner = self.symbols.records.get(form.owner)
        figures: dict[str, tuple[Operand, ...]] = {}
        reader = ConditionReader(self.symbols, self.diagnostics, (form.owner,) if form.owner else ())
        for field, node in mapping.pairs("figures"):
            mapping.require_known("figures", (field.text,), owner.fields if owner else ())
            ways = node.items if isinstance(node, ListNode) else (node,)
            figures[field.text] = tuple(read_operand(way, mapping, reader) for way in ways)
        return figures

    def _check(self, mapping: MappingReader, form: WordForm) -> None:
        if form.each and form.about:
            self.diagnostics.add(mapping.place, Label("each 和 about 只能写一个", "give each or about, not both"))
        path = PurePosixPath(form.template)
        if form.template and (
            path.is_absolute() or ".." in path.parts or "\\" in form.template or ":" in form.template
        ):
            mapping.report_type(
                "template",
                mapping.node("template"),
                Label("模板文件夹里的文件名", "a file name below the folder of templates"),
            )
        elif form.template and path.suffix.lower() != _SUFFIX:
            mapping.report_type("template", mapping.node("template"), Label("一个 .docx 文件", "a .docx file"))
        if not form.template and (form.each or form.about or form.rows or form.figures):
            self.diagnostics.add(
                mapping.place, Label(f"{form.id} 没有 template，不能填写", f"{form.id} has no template to fill")
            )
