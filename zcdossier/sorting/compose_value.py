"""A composed value (《刊名》，核心期刊，1/3) put together of what was read of it, as the form's example puts it."""

import re
from collections.abc import Mapping

from zcdossier.model.profile import Field
from zcdossier.model.reading import composed_match

_MARKS = "，,、；; \u3000"


def compose_value(field: Field, parts: Mapping[str, str]) -> str | None:
    """Return the field's example with its pieces replaced by others and those left out that were not read.

    `parts` are texts by the names of the pattern's groups. None where what comes out would not be read as just these.
    """
    example = field.example.strip('"')
    match = composed_match(example, field) if example else None
    if match is None:
        return None
    spans = sorted((match.span(name), name) for name, text in match.groupdict().items() if text)
    text, position = "", 0
    source = match.string
    for (start, end), name in spans:
        between = source[position:start]
        if name in parts:
            text += between + parts[name]
        else:
            text = f"{text}{between}".rstrip(_MARKS) if between.strip(_MARKS) else text
        position = end
    text = (text + source[position:]).strip(_MARKS)
    return text if _says_just(text, parts, field) else None


def _says_just(text: str, parts: Mapping[str, str], field: Field) -> bool:
    match: re.Match[str] | None = composed_match(text, field)
    if match is None:
        return False
    pieces_read = {name: value.strip() for name, value in match.groupdict().items() if value}
    return pieces_read == {name: value.strip() for name, value in parts.items() if value}
