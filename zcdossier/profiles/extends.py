"""The tree of a profile, laid over that of its base where it `extends` one.

Mappings merge, rules follow, other lists and conditions replace.

What a profile writes `null` under is dropped, with what the base says of that alone (`dropped_names`). A
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
from zcdossier.profiles.dropped_names import CONDITIONS, is_null, without_dropped
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar
from zcdossier.source.reader import read_file

MAX_CHAIN = 8
_FOLLOWING = frozenset({"rules", "checklist", "guidance", "excluded"})
_BY_CLAUSE = frozenset({"checklist", "guidance", "excluded"})
_OWN = frozenset({"abstract"})


def read_tree(name: str, search_from: Path | None, diagnostics: Diagnostics, chain: list[StoredProfile]) -> Node | None:
    """Return a profile's tree with what it extends below it; `chain` gathers the files that it is made of."""
    stored = locations.find_profile(name, search_from)
    if stored is None:
        near = locations.nearest_profile(name, search_from)
        ids = [stored.id for stored in locations.available_profiles(search_from)]
        listed = Label(f"；可用的：{'、'.join(ids)}", f"; known: {', '.join(ids)}") if ids else Label("")
        guess = ask_if_meant(near, listed)
        raise ProfileError(name, (), Label(f"没有申报要求 {name}{guess.zh}", f"there is no profile {name}{guess.en}"))
    return _read_stored(stored, search_from, diagnostics, chain)


def _read_stored(
    stored: StoredProfile, search_from: Path | None, diagnostics: Diagnostics, chain: list[StoredProfile]
) -> Node | None:
    if any(stored.folder.resolve() == member.folder.resolve() for member in chain) or len(chain) >= MAX_CHAIN:
        diagnostics.add(
            text_place(str(stored.folder / locations.PROFILE_NAME), 1, 1),
            Label(f"{stored.named} 的 extends 绕成了圈", f"{stored.named} extends itself"),
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
    base_stored = locations.find_base(base_name, stored, search_from)
    if base_stored is None:
        near = locations.nearest_profile(base_name, base_origin)
        guess = ask_if_meant(near)
        place = next(value.place for key, value in document.root if key.text == "extends")
        diagnostics.add(
            place, Label(f"没有申报要求 {base_name}{guess.zh}", f"there is no profile {base_name}{guess.en}")
        )
        return document.root
    base = _read_stored(base_stored, base_origin, diagnostics, chain)
    return document.root if base is None else merged(base, document.root, diagnostics)


def merged(base: Node, child: Node, diagnostics: Diagnostics) -> Node:
    """Return `child` over `base`; what can't be dropped because it is not there is a mistake."""
    if not isinstance(base, MapNode) or not isinstance(child, MapNode):
        return child
    kept = without_dropped(base, child, diagnostics)
    pairs = {key.text: (key, value) for key, value in kept if key.text not in _OWN}
    for key, value in child:
        below = pairs.get(key.text, (key, None))[1]
        if key.text in _FOLLOWING and isinstance(below, ListNode) and isinstance(value, ListNode):
            pairs[key.text] = (key, _append_rows(key.text, below, value, diagnostics))
        elif is_null(value):
            _drop_key(key, pairs, diagnostics)
        elif key.text in CONDITIONS:
            pairs[key.text] = (key, value)
        else:
            pairs[key.text] = (key, merged(MapNode((), value.place) if below is None else below, value, diagnostics))
    return MapNode(tuple(pairs.values()), child.place)


def _drop_key(key: Scalar, pairs: dict[str, tuple[Scalar, Node]], diagnostics: Diagnostics) -> None:
    if pairs.pop(key.text, None) is None:
        message = Label(f"没有 {key.text} 可以去掉", f"there is no {key.text} to drop")
        diagnostics.unknown(key.place, message, key.text, pairs)


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
