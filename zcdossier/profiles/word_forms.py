"""Reading which Word forms a notice asks for: the key `word_forms` of a profile; and where their templates lie."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from zcdossier.lint.operands import Operand
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import StoredProfile
from zcdossier.model.word_form import WordForm
from zcdossier.profiles import store
from zcdossier.profiles.conditions import ConditionReader
from zcdossier.profiles.keys import Keys
from zcdossier.profiles.mistakes import Mistakes
from zcdossier.profiles.params import read_operand
from zcdossier.profiles.vocabulary import Vocabulary
from zcdossier.source.nodes import ListNode, Node, Scalar

FOLDER = "forms"
_SUFFIX = ".docx"


def read_word_forms(keys: Keys, vocabulary: Vocabulary, mistakes: Mistakes) -> tuple[WordForm, ...]:
    """Read `word_forms`: forms by id, in the order they stand in, without those switched `off` for a reason."""
    reader = _Reader(vocabulary, mistakes)
    read = [reader.form(key, node) for key, node in keys.pairs("word_forms")]
    forms = tuple(form for form in read if form is not None)
    _check_files(forms, mistakes)
    return forms


def _check_files(forms: tuple[WordForm, ...], mistakes: Mistakes) -> None:
    """Note forms whose files would be called the same."""
    owners: dict[str, str] = {}
    for form in forms:
        owner = owners.setdefault(form.file, form.id)
        if owner != form.id:
            zh = f"{owner} 和 {form.id} 的文件都叫“{form.file}”"
            en = f"the files of {owner} and {form.id} are both called {form.file}"
            mistakes.add(form.place or Place(""), zh, en)


def find_template(form: WordForm, chain: Sequence[StoredProfile]) -> Path | None:
    """Find a form's template: in the folder of the profile or of one it extends, then among those shipped."""
    for stored in chain:
        if (stored.folder / form.template).is_file():
            return stored.folder / form.template
    shipped = store.templates_folder() / FOLDER / form.template
    return shipped if shipped.is_file() else None


class _Reader:
    """Reads forms; names of sections, parts and fields are held against the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, mistakes: Mistakes) -> None:
        self.vocabulary, self.mistakes = vocabulary, mistakes

    def form(self, key: Scalar, node: Node) -> WordForm | None:
        """Read one form; None when it is off."""
        keys = Keys(node, self.mistakes, key.place)
        off = keys.text("off").strip()
        title = keys.label("title", Label(key.text)) or Label(key.text)
        read = WordForm(
            id=key.text,
            title=title,
            template=keys.text("template").strip(),
            file=keys.text("file").strip() or title.zh,
            each=self._section(keys, "each"),
            about=self._section(keys, "about"),
            rows=self._section(keys, "rows"),
            when=ConditionReader(self.vocabulary, self.mistakes).read(keys.raw("when")),
            signed=keys.label("signed"),
            scan=self._scan(keys),
            note=keys.label("note"),
            clauses=keys.texts("clauses"),
            place=key.place,
        )
        read = read._replace(figures=self._figures(keys, read))
        keys.finish()
        self._check(keys, read)
        return None if off else read

    def _section(self, keys: Keys, name: str) -> str:
        section = keys.text(name).strip()
        if section and section not in self.vocabulary.records:
            self._unknown(keys, name, section)
        return section

    def _scan(self, keys: Keys) -> str:
        """Where the sealed form goes: an attachment, or a part of a section."""
        scan = keys.text("scan").strip()
        section, _, part = scan.rpartition(".")
        whole = self.vocabulary.records.get(scan)
        found = self.vocabulary.records.get(section)
        if scan and whole is None and (found is None or part not in found.parts):
            self._unknown(keys, "scan", scan)
        return scan

    def _figures(self, keys: Keys, form: WordForm) -> Mapping[str, tuple[Operand, ...]]:
        known = self.vocabulary.records.get(form.owner)
        figures: dict[str, tuple[Operand, ...]] = {}
        reader = ConditionReader(self.vocabulary, self.mistakes, (form.owner,) if form.owner else ())
        for field, node in keys.pairs("figures"):
            if known is None or field.text not in known.fields:
                self._unknown(keys, "figures", field.text)
            ways = node.items if isinstance(node, ListNode) else (node,)
            figures[field.text] = tuple(read_operand(way, keys, reader) for way in ways)
        return figures

    def _check(self, keys: Keys, form: WordForm) -> None:
        if form.each and form.about:
            self.mistakes.add(keys.place, "each 和 about 只能写一个", "give each or about, not both")
        path = PurePosixPath(form.template)
        if form.template and (
            path.is_absolute() or ".." in path.parts or "\\" in form.template or ":" in form.template
        ):
            keys.wrong(
                "template", keys.raw("template"), "模板文件夹里的文件名", "a file name below the folder of templates"
            )
        elif form.template and path.suffix.lower() != _SUFFIX:
            keys.wrong("template", keys.raw("template"), "一个 .docx 文件", "a .docx file")
        if not form.template and (form.each or form.about or form.rows or form.figures):
            self.mistakes.add(keys.place, f"{form.id} 没有 template，不能填写", f"{form.id} has no template to fill")

    def _unknown(self, keys: Keys, name: str, wanted: str) -> None:
        node = keys.raw(name)
        place = node.place if node is not None else keys.place
        self.mistakes.add(place, f"{name} 里没有 {wanted} 可用", f"{name}: {wanted} is not known")
