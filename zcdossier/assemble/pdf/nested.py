"""What a page may draw besides its own content: forms, patterns, soft masks and the letters of Type 3 fonts."""

from collections.abc import Iterator
from typing import Any

from zcdossier.assemble.pdf.content import operations
from zcdossier.assemble.pdf.objects import dictionary

_MOST = 5_000  # of a page
_NAMING = {"Do": "/XObject", "Tf": "/Font"}
_Named = frozenset[tuple[str, str]]


def nested(page: Any) -> Iterator[Any]:
    """Yield every form, pattern, soft mask and Type 3 font that a page's resources lead to, each once."""
    waiting, seen = [page], set[tuple[int, int]]()
    for holder in waiting:  # grows while it is walked
        for thing in _within(dictionary(holder.get("/Resources"))):
            if thing.is_indirect and thing.objgen in seen:
                continue
            seen.add(thing.objgen)
            waiting.append(thing)
            if len(waiting) > _MOST:
                return
            yield thing


def _within(resources: Any) -> Iterator[Any]:
    import pikepdf  # noqa: PLC0415 - heavy

    for group in ("/XObject", "/ExtGState", "/Pattern", "/Font"):
        for value in dictionary(resources.get(group)).values():
            thing = value
            if group == "/ExtGState":
                thing = dictionary(dictionary(value).get("/SMask")).get("/G")
            is_font = group == "/Font" and dictionary(thing).get("/Subtype") == pikepdf.Name.Type3
            is_drawing = group != "/Font" and isinstance(thing, pikepdf.Stream) and not _is_picture(thing)
            if is_font or is_drawing:
                yield thing


def _is_picture(thing: Any) -> bool:
    return str(thing.get("/Subtype", "")) == "/Image"


def borrowed(page: Any, known: dict[tuple[int, int], _Named]) -> list[tuple[str, str, Any]]:
    """Return what is drawn from a page's own resources by things that bring none: group, name and object.

    Letters of Type 3 fonts often do so. The library, asked to leave out what a page does not use, looks for such use
    in forms only. `known` is what was found out for other pages: a font has hundreds of letters.
    """
    own = dictionary(page.get("/Resources"))
    names = set[tuple[str, str]]()
    for thing in nested(page):
        if "/Resources" in thing:
            continue
        if not thing.is_indirect:
            names |= frozenset(_named(thing))
            continue
        if thing.objgen not in known:
            known[thing.objgen] = frozenset(_named(thing))
        names |= known[thing.objgen]
    found = ((group, name, dictionary(own.get(group)).get(name)) for group, name in sorted(names))
    return [(group, name, thing) for group, name, thing in found if thing is not None]


def _named(thing: Any) -> Iterator[tuple[str, str]]:
    import pikepdf  # noqa: PLC0415 - heavy

    letters = [thing] if isinstance(thing, pikepdf.Stream) else dictionary(thing.get("/CharProcs")).values()
    for letter in letters:
        if not isinstance(letter, pikepdf.Stream):
            continue
        try:
            instructions = operations(letter, " ".join(_NAMING))
        except Exception:  # noqa: BLE001, S112 - a hostile object makes the library raise anything
            continue
        for instruction in instructions:
            if len(instruction.operands):
                yield _NAMING[str(instruction.operator)], str(instruction.operands[0])


def lend(page: Any, things: list[tuple[str, str, Any]]) -> None:
    """Put back what was found to be borrowed."""
    import pikepdf  # noqa: PLC0415 - heavy

    for group, name, thing in things:
        resources = page.Resources
        if group not in resources:
            resources[group] = pikepdf.Dictionary()
        resources[group][name] = thing
