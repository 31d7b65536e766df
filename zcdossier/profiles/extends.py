"""The tree of a profile, laid over that of its base where it `extends` one.

Mappings merge, rules follow, other lists and conditions replace.

What a profile writes `null` under is dropped, with what the base says of that alone (`dropped_names`); `off` is
another way to write it, with a reason if one likes. A question, a guidance, an exclusion or a deadline of the base
is dropped by its clauses: `- {clauses: [A-1], off: reason}`. A rule's row without a kind that gives parameters is
laid over the base's row. Being abstract is not inherited.
"""

from pathlib import Path

from zcdossier.lint.kinds import BY_CODE
from zcdossier.model.label import Label, fill_label
from zcdossier.model.manifest_names import PROFILE_NAME
from zcdossier.model.place import text_place
from zcdossier.model.profile import StoredProfile
from zcdossier.profiles import locations
from zcdossier.profiles.diagnostics import Diagnostics, ProfileError, ask_if_meant
from zcdossier.profiles.dropped_names import CONDITIONS, ROW_LISTS, is_null, without_dropped
from zcdossier.profiles.mapping_reader import FALSE_WORDS, MappingReader
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar
from zcdossier.source.reader import read_file

MAX_CHAIN = 8
_OWN = frozenset({"abstract"})
_OFF = frozenset({"off", "关", "停用"})
_DROPPABLE = frozenset({"limit", "required", "evidence", "photo", "build", "office"})
_HOLDING = frozenset({"sections", "attachments", "texts", "applicant", "levels", "word_forms", "fields", "parts"})
_ADJUSTING = frozenset({"id", "severity", "when", "clauses", "says", "hint", "off", "message", "echo_of"})
_NULL = "null"


def read_tree(name: str, search_from: Path | None, diagnostics: Diagnostics, chain: list[StoredProfile]) -> Node | None:
    """Return a profile's tree with what it extends below it; `chain` gathers the files that it is made of."""
    stored = locations.find_profile(name, search_from)
    if stored is None:
        near = locations.nearest_profile(name, search_from)
        bases = [stored.id for stored in locations.available_profiles(search_from)] if chain else []
        ids = bases or locations.profiles_to_apply_by(search_from)
        listed = Label(
            f"；可用的：{'、'.join(ids)}（各是哪份通知：zcdossier profile list）",
            f"; known: {', '.join(ids)} (zcdossier profile list says which is which)",
        )
        listed = listed if ids else Label("")
        guess = ask_if_meant(near, listed)
        raise ProfileError(name, (), Label(f"没有申报要求 {name}{guess.zh}", f"there is no profile {name}{guess.en}"))
    return _read_stored(stored, search_from, diagnostics, chain)


def _read_stored(
    stored: StoredProfile, search_from: Path | None, diagnostics: Diagnostics, chain: list[StoredProfile]
) -> Node | None:
    if any(stored.folder.resolve() == member.folder.resolve() for member in chain) or len(chain) >= MAX_CHAIN:
        diagnostics.add(
            text_place(str(stored.folder / PROFILE_NAME), 1, 1),
            Label(f"{stored.named} 的 extends 绕成了圈", f"{stored.named} extends itself"),
        )
        return None
    chain.append(stored)
    path = stored.folder / PROFILE_NAME
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
    child = _with_off_as_null(child) if base.pairs else child
    kept = without_dropped(base, child, diagnostics)
    pairs = {key.text: (key, value) for key, value in kept if key.text not in _OWN}
    for key, value in child:
        below = pairs.get(key.text, (key, None))[1]
        if _follows(key.text, value) and isinstance(below, ListNode) and isinstance(value, ListNode):
            own = _without_needless(key.text, base, below, value)
            pairs[key.text] = (key, _append_rows(key.text, below, own, diagnostics))
        elif is_null(value):
            _drop_key(key, pairs, diagnostics)
        elif key.text in CONDITIONS:
            pairs[key.text] = (key, value)
        else:
            pairs[key.text] = (key, merged(MapNode((), value.place) if below is None else below, value, diagnostics))
    return MapNode(tuple(pairs.values()), child.place)


def _follows(name: str, rows: Node) -> bool:
    """Whether a list goes on after the base's; one of deadlines replaces it, unless a row drops some of them."""
    drops = isinstance(rows, ListNode) and any(isinstance(row, MapNode) and row.get("off") for row in rows.items)
    return name in ROW_LISTS or (name == "deadlines" and drops)


def _with_off_as_null(node: MapNode, *, names: bool = False) -> MapNode:
    """Return a mapping where `x: off` and `x: {off: reason}` are the `x: null` they mean; with `names` for any x."""
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in node:
        droppable = names or key.text in _DROPPABLE
        off = value.get("off") if isinstance(value, MapNode) else value
        word = off.text.strip().casefold() if isinstance(off, Scalar) else ""
        off_words = word and word not in FALSE_WORDS if isinstance(value, MapNode) else word in _OFF
        if droppable and off_words:
            pairs.append((key, Scalar(_NULL, value.place)))
        elif isinstance(value, MapNode):
            inside = tuple(pair for pair in value if not (droppable and pair[0].text == "off" and word in FALSE_WORDS))
            pairs.append((key, _with_off_as_null(MapNode(inside, value.place), names=key.text in _HOLDING)))
        else:
            pairs.append((key, value))
    return MapNode(tuple(pairs), node.place)


def _drop_key(key: Scalar, pairs: dict[str, tuple[Scalar, Node]], diagnostics: Diagnostics) -> None:
    if pairs.pop(key.text, None) is None:
        inside = next((name for name in _HOLDING if _holds(pairs.get(name), key.text)), "")
        message = Label(f"没有 {key.text} 可以去掉", f"there is no {key.text} to drop")
        if inside:
            line = f"{inside}: {{{key.text}: null}}"
            diagnostics.add(key.place, Label(f"{message.zh}，写成 {line}", f"{message.en}, write {line}"))
            return
        diagnostics.unknown(key.place, message, key.text, pairs)


def _holds(pair: tuple[Scalar, Node] | None, name: str) -> bool:
    return pair is not None and isinstance(pair[1], MapNode) and pair[1].get(name) is not None


def _append_rows(name: str, base: ListNode, child: ListNode, diagnostics: Diagnostics) -> ListNode:
    """Return the base's rows without those that the child drops by their clauses, then the child's."""
    if name == "rules":
        return _append_rules(base, child)
    rows = list(base.items)
    drops = [row for row in child.items if isinstance(row, MapNode) and row.get("off")]
    for row in drops:
        clauses = _texts(row.get("clauses"))
        kept = [item for item in rows if not (clauses and _clauses_of(item) and _clauses_of(item) <= clauses)]
        if len(kept) == len(rows):
            listed = "、".join(sorted(clauses)) or "clauses"
            message = Label(f"没有只引用 {listed} 的一条可以去掉", f"nothing here cites only {listed}: nothing to drop")
            diagnostics.add(row.pairs[0][0].place, message)
        rows = kept
    return ListNode((*rows, *(row for row in child.items if row not in drops)), child.place)


def _without_needless(name: str, base: MapNode, kept: ListNode, own: ListNode) -> ListNode:
    """Leave out the rows that switch off rules which went with what was dropped: they are off already."""
    before = base.get(name)
    gone = _rule_ids(before) - _rule_ids(kept) if name == "rules" else frozenset()
    rows = (row for row in own.items if not (isinstance(row, MapNode) and row.get("off") and _rule_ids_of(row) & gone))
    return ListNode(tuple(rows), own.place)


def _rule_ids(rows: Node | None) -> frozenset[str]:
    return (
        frozenset(text for row in rows.items for text in _rule_ids_of(row))
        if isinstance(rows, ListNode)
        else frozenset()
    )


def _rule_ids_of(row: Node) -> frozenset[str]:
    return _texts(row.get("id")) if isinstance(row, MapNode) else frozenset()


def _append_rules(base: ListNode, child: ListNode) -> ListNode:
    """The base's rules, then the child's; one that gives an inherited rule other parameters is laid over its row."""
    rows, added = list(base.items), []
    for row in child.items:
        number = next((number for number, below in enumerate(rows) if _gives_parameters(row, below)), None)
        below = rows[number] if number is not None else None
        if number is not None and isinstance(below, MapNode) and isinstance(row, MapNode):
            own = {key.text for key, _ in row}
            kept = tuple(pair for pair in below if pair[0].text not in own)
            given = tuple(pair for pair in row if not is_null(pair[1]))
            rows[number] = MapNode((*given, *kept), row.place)
        else:
            added.append(row)
    return ListNode((*rows, *added), child.place)


def _gives_parameters(row: Node, below: Node) -> bool:
    if not isinstance(row, MapNode) or not isinstance(below, MapNode) or row.get("kind") or not below.get("kind"):
        return False
    identity, other = row.get("id"), below.get("id")
    same = isinstance(identity, Scalar) and isinstance(other, Scalar) and identity.text == other.text
    return same and any(key.text not in _ADJUSTING for key, _ in row)


def _clauses_of(row: Node) -> frozenset[str]:
    return _texts(row.get("clauses")) if isinstance(row, MapNode) else frozenset()


def _texts(node: Node | None) -> frozenset[str]:
    items = node.items if isinstance(node, ListNode) else () if node is None else (node,)
    return frozenset(item.text for item in items if isinstance(item, Scalar))
