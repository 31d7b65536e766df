"""`extends`: one profile's tree laid over another's. Mappings merge, rules follow, other lists and conditions replace.

What a profile writes `null` under is dropped, with the base's rules and questions that speak of nothing else. A
question, a guidance or an exclusion of the base is dropped by its clauses: `- {clauses: [A-1], off: reason}`. Being
abstract is not inherited.
"""

from zcdossier.profiles.mistakes import Mistakes
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar, blank

_FOLLOWING = frozenset({"rules", "checklist", "guidance", "excluded"})
_NAMING = _FOLLOWING | {"office"}
_BY_CLAUSE = frozenset({"checklist", "guidance", "excluded"})
_CONDITIONS = frozenset({"when", "where", "if", "then", "unless"})
_OWN = frozenset({"abstract"})
_LISTS = frozenset({"sections", "achievements"})
_RECORDS = {"sections": "", "attachments": "attachments.", "texts": "texts."}


def merged(base: Node, child: Node, mistakes: Mistakes) -> Node:
    """Return `child` over `base`; what can't be dropped because it is not there is a mistake."""
    if not isinstance(base, MapNode) or not isinstance(child, MapNode):
        return child
    dropped = _dropped_sections(child)
    pairs = {key.text: (key, _without(value, dropped) if key.text in _NAMING else value) for key, value in base}
    pairs = {key: pair for key, pair in pairs.items() if key not in _OWN}
    for key, value in child:
        below = pairs.get(key.text, (key, None))[1]
        if key.text in _FOLLOWING and isinstance(below, ListNode) and isinstance(value, ListNode):
            pairs[key.text] = (key, _followed(key.text, below, value, mistakes))
        elif is_null(value):
            _drop(key, pairs, mistakes)
        elif below is None or key.text in _CONDITIONS:
            pairs[key.text] = (key, value)
        else:
            pairs[key.text] = (key, merged(below, value, mistakes))
    return MapNode(tuple(pairs.values()), child.place)


def is_null(node: Node) -> bool:
    """Whether `null` or `~` is written; nothing at all is not the same."""
    return isinstance(node, Scalar) and blank(node) and bool(node.text.strip())


def _drop(key: Scalar, pairs: dict[str, tuple[Scalar, Node]], mistakes: Mistakes) -> None:
    if pairs.pop(key.text, None) is None:
        zh, en = f"没有 {key.text} 可以去掉", f"there is no {key.text} to drop"
        mistakes.unknown(key.place, zh, en, key.text, pairs)


def _dropped_sections(child: MapNode) -> frozenset[str]:
    """Return the sections, attachments and texts that `child` drops, as rules name them."""
    names = {
        f"{prefix}{key.text}"
        for group, prefix in _RECORDS.items()
        if isinstance(node := child.get(group), MapNode)
        for key, value in node
        if is_null(value)
    }
    photo = child.get("photo")
    return frozenset(names | ({"photo"} if photo is not None and is_null(photo) else set()))


def _without(rows: Node, dropped: frozenset[str]) -> Node:
    """Return the rows that do not speak of dropped sections alone; a list of sections loses those dropped."""
    if not dropped or isinstance(rows, Scalar):
        return rows
    if isinstance(rows, MapNode):
        inner = ((key, _without(value, dropped)) for key, value in rows)
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
        else:
            pairs.append((key, value))
    return MapNode(tuple(pairs), row.place)


def _names_any(subject: str, dropped: frozenset[str]) -> bool:
    return any(subject == name or subject.startswith(f"{name}.") for name in dropped)


def _followed(name: str, base: ListNode, child: ListNode, mistakes: Mistakes) -> ListNode:
    """Return the base's rows without those that the child drops by their clauses, then the child's."""
    rows = list(base.items)
    drops = [row for row in child.items if name in _BY_CLAUSE and isinstance(row, MapNode) and row.get("off")]
    for row in drops:
        clauses = _texts(row.get("clauses"))
        kept = [item for item in rows if not (clauses and _clauses_of(item) and _clauses_of(item) <= clauses)]
        if len(kept) == len(rows):
            listed = "、".join(sorted(clauses)) or "clauses"
            zh, en = f"没有只引用 {listed} 的一条可以去掉", f"nothing here cites only {listed}: nothing to drop"
            mistakes.add(row.pairs[0][0].place, zh, en)
        rows = kept
    return ListNode((*rows, *(row for row in child.items if row not in drops)), child.place)


def _clauses_of(row: Node) -> frozenset[str]:
    return _texts(row.get("clauses")) if isinstance(row, MapNode) else frozenset()


def _texts(node: Node | None) -> frozenset[str]:
    items = node.items if isinstance(node, ListNode) else () if node is None else (node,)
    return frozenset(item.text for item in items if isinstance(item, Scalar))
