"""How a field is to be written, in words for who fills it in."""

from zcdossier.model.profile import Field, FieldType

_SHAPES = {
    FieldType.FLAG: "填 是 或 否",
    FieldType.DATE: "写成 2021-03 或 2021-03-15",
    FieldType.RANK: "写成 1/3",
}


def field_help(field: Field) -> tuple[str, ...]:
    """Return the shape of its text, the notice's hint, and an example, as far as there are any; in Chinese."""
    shape = _SHAPES.get(field.type, "")
    if field.type is FieldType.CHOICE:
        shape = "可选：" + "、".join(choice.label.zh for choice in field.choices)
    pieces = (shape, field.hint.zh if field.hint else "", f"例：{field.example}" if field.example else "")
    return tuple(piece for piece in pieces if piece)
