"""Where a rule speaks of a list or a table of the profile, or of what other records say."""

from collections.abc import Iterable, Iterator

from zcdossier.model.condition import ALWAYS
from zcdossier.model.counterparts import Counterparts
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.profiles.condition_reader import ConditionReader
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar


def check_list(text: str, place: Place, conditions: ConditionReader) -> None:
    """A list that the profile declares."""
    if text not in conditions.symbols.lists:
        message = Label(f"lists 里没有 {text}", f"there is no list {text}")
        conditions.diagnostics.unknown(place, message, text, conditions.symbols.lists)


def check_table(text: str, place: Place, conditions: ConditionReader) -> None:
    """A table that the profile declares."""
    if text not in conditions.symbols.tables:
        message = Label(f"tables 里没有 {text}", f"there is no table {text}")
        conditions.diagnostics.unknown(place, message, text, conditions.symbols.tables)


def words_of_list(name: str, mapping: MappingReader, conditions: ConditionReader) -> tuple[str, ...]:
    """Return the words where a parameter names a list in place of words: `{list: forbidden}`."""
    node = mapping.node(name)
    inner = MappingReader(node, mapping.diagnostics)
    words = _words_of(inner, conditions)
    inner.report_unknown()
    if not (inner.has("list") or inner.has("table")):
        mapping.report_type(name, node, Label("文字的列表，或 {list: …}", "a list of texts, or {list: …}"))
    return words


def spread_lists(nodes: Iterable[Node], conditions: ConditionReader) -> Iterator[Node]:
    """Yield nodes as they are, and in place of `{list: …}` or `{table: …}` each of its words."""
    for node in nodes:
        keys = {key.text for key, _ in node} if isinstance(node, MapNode) else set()
        if not keys or not keys <= _REFERENCES:
            yield node
            continue
        inner = MappingReader(node, conditions.diagnostics)
        words = _words_of(inner, conditions)
        inner.report_unknown()
        yield from (Scalar(word, node.place) for word in words)


_REFERENCES = {"list", "table"}


def read_word_list(name: str, mapping: MappingReader, conditions: ConditionReader) -> tuple[str, ...]:
    """Return the words of a list that is named, or written out."""
    node = mapping.node(name)
    if not isinstance(node, Scalar):
        return mapping.texts(name)
    check_list(node.text.strip(), node.place, conditions)
    return conditions.symbols.lists.get(node.text.strip(), ())


def _words_of(inner: MappingReader, conditions: ConditionReader) -> tuple[str, ...]:
    words: tuple[str, ...] = ()
    symbols = conditions.symbols
    for key, check in (("list", check_list), ("table", check_table)):
        name = inner.text(key).strip()
        if inner.has(key):
            check(name, inner.place, conditions)
            words = (*words, *(symbols.lists.get(name, ()) if key == "list" else symbols.tables.get(name, ())))
    return words


def read_counterparts(node: Node | None, mapping: MappingReader, conditions: ConditionReader) -> Counterparts:
    """Read what has to be complete: words, a list, `papers.title`, a section with a field, or a section's files."""
    if isinstance(node, Scalar):
        return _named_counterparts(node, conditions)
    if isinstance(node, ListNode):
        return Counterparts(words=mapping.texts("of"))
    inner = MappingReader(node if isinstance(node, MapNode) else None, mapping.diagnostics, mapping.place)
    words = _words_of(inner, conditions)
    files = inner.text("files").strip()
    section, field = files or inner.text("section").strip(), inner.text("field").strip()
    records = conditions.of_section(section) if section in conditions.symbols.records else conditions
    where = records.read(inner.node("where")) if section else ALWAYS
    inner.report_unknown()
    if not words and not section and not (inner.has("list") or inner.has("table")):
        wanted = Label("of 要写：词的列表、{list: …}、{section: …, field: …} 或 {files: …}",
                       "of is words, {list: …}, {section: …, field: …} or {files: …}")  # fmt: skip
        mapping.diagnostics.add(inner.place, wanted)
    if section:
        return _checked(Counterparts(words, section, field, where, bool(files)), inner.place, conditions)
    return Counterparts(words)


def _named_counterparts(node: Scalar, conditions: ConditionReader) -> Counterparts:
    """`papers.title`, or a section alone: what its records are called by."""
    text = node.text.strip()
    owners = [name for name in conditions.symbols.records if text == name or text.startswith(f"{name}.")]
    section = max(owners, key=len, default=text)
    return _checked(Counterparts((), section, text[len(section) + 1 :]), node.place, conditions)


def _checked(of: Counterparts, place: Place, conditions: ConditionReader) -> Counterparts:
    """Note a section or a field that does not exist; a section alone is known by its title."""
    declared = conditions.symbols.records.get(of.section)
    if declared is None:
        message = Label(f"没有栏目 {of.section}", f"there is no section {of.section}")
        conditions.diagnostics.unknown(place, message, of.section, conditions.symbols.records)
        return of
    named = of if of.field or of.files else of._replace(field=declared.title_field)
    names = conditions.symbols.field_names(of.section)
    if not named.files and named.field not in names:
        message = Label(f"{of.section} 没有字段 {named.field}", f"{of.section} has no field {named.field}")
        conditions.diagnostics.unknown(place, message, named.field, names)
    return named
