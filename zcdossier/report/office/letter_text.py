"""A letter as plain text: opens in any editor, and pastes into any message."""

from collections.abc import Iterator

from zcdossier.report.office.letter_parts import Group, Item, Letter, Point


def letter_text(letter: Letter) -> str:
    """The whole letter, lines parted by a line feed."""
    lines = [letter.greeting, "", *letter.opening]
    for group in letter.groups:
        lines += ["", *_group(group, letter.lang)]
    lines += ["", *([letter.closing, ""] if letter.closing else []), *letter.signature]
    return "\n".join(lines) + "\n"


def _group(group: Group, lang: str) -> Iterator[str]:
    yield group.heading
    for number, item in enumerate(group.items, start=1):
        lead = f"  {number}. "
        lines = list(_item(item, lang))
        yield lead + lines[0]
        yield from (" " * len(lead) + line for line in lines[1:])


def _item(item: Item, lang: str) -> Iterator[str]:
    """One point goes behind its subject, several below it."""
    if not item.points:
        yield item.subject
    elif len(item.points) == 1 and item.subject:
        yield f"{item.subject}{colon(item, lang)}{' ' if lang == 'en' else ''}{sentence(item.points[0], lang)}"
    else:
        if item.subject:
            yield f"{item.subject}{colon(item, lang)}"
        yield from (f"- {sentence(point, lang)}" if item.subject else sentence(point, lang) for point in item.points)


def colon(item: Item, lang: str) -> str:
    """What parts a subject from its points; a question has its own mark."""
    if item.subject.endswith(("？", "?", "）", ")", "。", ".")):
        return ""
    return ":" if lang == "en" else "："


def sentence(point: Point, lang: str) -> str:
    """What is wrong, how to mend it, and where the notice asks for it."""
    if lang == "en":
        fix = f". {_capital(point.fix.rstrip('.'))}." if point.fix else ""
        source = f" ({point.source})" if point.source else ""
        return f"{_capital(point.what)}{fix}{source}"
    lead = "填法" if point.fills else "改法"
    fix = f"{lead}：{point.fix.rstrip('。')}。" if point.fix else ""
    source = f"（{point.source}）" if point.source else ""
    return f"{point.what}{'。' if fix else ''}{fix}{source}"


def _capital(text: str) -> str:
    """Begin a sentence; a file name keeps its own case."""
    return text if "." in text.partition(" ")[0] else text[:1].upper() + text[1:]
