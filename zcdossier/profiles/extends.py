"""The tree of a profile, laid over that of its base where it `extends` one.

Mappings merge, rules follow, other lists and conditions replace.

What a profile writes `null` under is dropped, with the base's rules and questions that speak of nothing else. A
question, a guidance or an exclusion of the base is dropped by its clauses: `- {clauses: [A-1], off: reason}`. Being
abstract is not inherited.
"""

from pathlib import Path

from zcdossier.lint.kinds import BY_CODE
from zcdossier.model.label import Label, fill_label
from zcdossier.model.place import text_place
from zcdossier.model.profile import StoredProfile
from zcdossier.profiles import locations
from zcdossier.profiles.diagnostics import Diagnostics, ProfileError, ask_if_meant
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar, is_blank
from zcdossier.source.reader import read_file

MAX_CHAIN = 8
_FOLLOWING = frozenset({"rules", "checklist", "guidance", "excluded"})
_NAMING = _FOLLOWING | {"office"}
_BY_CLAUSE = frozenset({"checklist", "guidance", "excluded"})
_CONDITIONS = frozenset({"when", "where", "if", "then", "unless"})
_OWN = frozenset({"abstract"})
_LISTS = frozenset({"sections", "achievements"})
_SHARED = frozenset({"may_share", "may_share_alike", "known"})
_RECORDS = {"sections": "", "attachments": "attachments.", "texts": "texts."}


def read_tree(name: str, search_from: Path | None, diagnostics: Diagnostics, chain: list[StoredProfile]) -> Node | None:
    """Return a profile's tree with what it extends below it; `chain` gathers the files that it is made of."""
    stored = locations.find_profile(name, search_from)
    if stored is None:
        near = locations.nearest_profile(name, search_from)
        ids = [stored.id for stored in locations.available_profiles(search_from)]
        listed = Label(f"；可用的：{'、'.join(ids)}", f"; known: {', '.join(ids)}") if ids else Label("")
        guess = ask_if_meant(near, listed)
        raise ProfileError(name, (), Label(f"没有申报要求 {name}{guess.zh}", f"there is no profile {name}{guess.en}"))
    if stored in chain or len(chain) >= MAX_CHAIN:
        diagnostics.add(
            text_place(str(stored.folder / locations.PROFILE_NAME), 1, 1),
            Label(f"{name} 的 extends 绕成了圈", f"{name} extends itself"),
        )
        return None
    chain.append(stored)
    path = stored.folder / locations.PROFILE_NAME
    document = read_file(path, str(path))
    for problem in document.problems:
        text = BY_CODE[problem.code].messages[problem.key].text
        diagnostics.add(problem.place, fill_label(text, **problem.args))
    if not isinstance(document.root, MapNode):
        if not document.problems:
            diagnostics.add(
                text_place(str(path), 1, 1), Label("文件是空的，或不是“键: 值”的形式", "the file is no mapping of keys")
            )
        return None
    mapping = MappingReader(document.root, diagnostics)
    base_name = mapping.text("extends")
    if not base_name:
        return merged(MapNode((), document.root.place), document.root, diagnostics)
    base_origin = locations.base_search_from(stored, search_from)
    if locations.find_profile(base_name, base_origin) is None:
        near = locations.nearest_profile(base_name, base_origin)
        guess = ask_if_meant(near)
        place = next(value.place for key, value in document.root if key.text == "extends")
        diagnostics.add(
            place, Label(f"没有申报要求 {base_name}{guess.zh}", f"there is no profile {base_name}{guess.en}")
        )
        return document.root
    base = read_tree(base_name, base_origin, diagnostics, chain)
    return document.root if base is None else merged(base, document.root, diagnostics)


def merged(base: Node, child: Node, diagnostics: Diagnostics) -> Node:
    """Return `child` over `base`; what can't be dropped because it is not there is a mistake."""
    if not isinstance(base, MapNode) or not isinstance(child, MapNode):
        return child
    dropped = _dropped_names(child)
    pairs = {
        key.text: (key, _without_sections(value, dropped) if key.text in _NAMING else value) for key, value in base
    }
    pairs = {key: pair for key, pair in pairs.items() if key not in _OWN}
    for key, value in child:
        below = pairs.get(key.text, (key, None))[1]
        if key.text in _FOLLOWING and isinstance(below, ListNode) and isinstance(value, ListNode):
            pairs[key.text] = (key, _append_rows(key.text, below, value, diagnostics))
        elif is_null(value):
            _drop_key(key, pairs, diagnostics)
        elif key.text in _CONDITIONS:
            pairs[key.text] = (key, value)
        else:
            pairs[key.text] = (key, merged(MapNode((), value.place) if below is None else below, value, diagnostics))
    return MapNode(tuple(pairs.values()), child.place)


def is_null(node: Node) -> bool:
    """Whether `null` or `~` is written; nothing at all is not the same."""
    return isinstance(node, Scalar) and is_blank(node) and bool(node.text.strip())


def _drop_key(key: Scalar, pairs: dict[str, tuple[Scalar, Node]], diagnostics: Diagnostics) -> None:
    if pairs.pop(key.text, None) is None:
        message = Label(f"没有 {key.text} 可以去掉", f"there is no {key.text} to drop")
        diagnostics.unknown(key.place, message, key.text, pairs)


def _dropped_names(child: MapNode) -> frozenset[str]:
    """Return the sections, attachments and texts that `child` drops, and the fields and parts, as rules name them."""
    names = {"photo"} if (photo := child.get("photo")) is not None and is_null(photo) else set()
    for group, prefix in _RECORDS.items():
        for key, value in _pairs(child.get(group)):
            names |= {f"{prefix}{key.text}"} if is_null(value) else _dropped_inside(value, f"{prefix}{key.text}")
    return frozenset(names)


def _dropped_inside(section: Node, name: str) -> set[str]:
    groups = [section.get(group) for group in ("fields", "parts")] if isinstance(section, MapNode) else []
    return {f"{name}.{key.text}" for group in groups for key, value in _pairs(group) if is_null(value)}


def _pairs(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.pairs if isinstance(node, MapNode) else ()


def _without_sections(rows: Node, dropped: frozenset[str]) -> Node:
    """Return the rows that do not speak of dropped sections alone; a list of sections loses those dropped."""
    if not dropped or isinstance(rows, Scalar):
        return rows
    if isinstance(rows, MapNode):
        inner = ((key, _without_sections(value, dropped)) for key, value in rows)
        return _row_without(MapNode(tuple(inner), rows.place), dropped) or MapNode((), rows.place)
    kept = (_row_without(row, dropped) for row in rows.items)
    return ListNode(tuple(row for row in kept if row is not None), rows.place)


def _row_without(row: Node, dropped: frozenset[str]) -> Node | None:
    if not isinstance(row, MapNode):
        return row
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in row:
        if key.text in ("section", "at") and isinstance(value, Scalar) and _names_any(value.text, dropped):
            return None
        if key.text in _LISTS and isinstance(value, ListNode):
            items = tuple(item for item in value.items if not (isinstance(item, Scalar) and item.text in dropped))
            if not items:
                return None
            pairs.append((key, ListNode(items, value.place)))
        elif key.text in _SHARED and isinstance(value, ListNode):
            items = tuple(
                item for item in value.items if not (isinstance(item, Scalar) and _names_any(item.text, dropped))
            )
            pairs.append((key, ListNode(items, value.place)))
        else:
            pairs.append((key, value))
    return MapNode(tuple(pairs), row.place)


def _names_any(subject: str, dropped: frozenset[str]) -> bool:
    return any(subject == name or subject.startswith(f"{name}.") for name in dropped)


def _append_rows(name: str, base: ListNode, child: ListNode, diagnostics: Diagnostics) -> ListNode:
    """Return the base's rows without those that the child drops by their clauses, then the child's."""
    rows = list(base.items)
    drops = [row for row in child.items if name in _BY_CLAUSE and isinstance(row, MapNode) and row.get("off")]
    for row in drops:
        clauses = _texts(row.get("clauses"))
        kept = [item for item in rows if not (clauses and _clauses_of(item) and _clauses_of(item) <= clauses)]
        if len(kept) == len(rows):
            listed = "、".join(sorted(clauses)) or "clauses"
            message = Label(f"没有只引用 {listed} 的一条可以去掉", f"nothing here cites only {listed}: nothing to drop")
            diagnostics.add(row.pairs[0][0].place, message)
        rows = kept
    return ListNode((*rows, *(row for row in child.items if row not in drops)), child.place)


def _clauses_of(row: Node) -> frozenset[str]:
    return _texts(row.get("clauses")) if isinstance(row, MapNode) else frozenset()


def _texts(node: Node | None) -> frozenset[str]:
    items = node.items if isinstance(node, ListNode) else () if node is None else (node,)
    return frozenset(item.text for item in items if isinstance(item, Scalar))
