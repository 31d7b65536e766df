"""`extends`: one profile's tree laid over another's. Mappings merge, `rules` follow, other lists replace.

Being abstract is not inherited.
"""

from zcdossier.source.nodes import Mapping, Node, Sequence

_FOLLOWING = frozenset({"rules", "checklist", "guidance", "excluded"})
_OWN = frozenset({"abstract"})


def laid_over(base: Node, child: Node) -> Node:
    """Return `child` over `base`. Keys of the child win; lists that follow keep the base's items first."""
    if not isinstance(base, Mapping) or not isinstance(child, Mapping):
        return child
    merged = {key.text: (key, value) for key, value in base if key.text not in _OWN}
    for key, value in child:
        below = base.get(key.text)
        if key.text in _FOLLOWING and isinstance(below, Sequence) and isinstance(value, Sequence):
            merged[key.text] = (key, Sequence((*below.items, *value.items), value.place))
        else:
            merged[key.text] = (key, value if below is None else laid_over(below, value))
    return Mapping(tuple(merged.values()), child.place)
