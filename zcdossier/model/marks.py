"""Marks on PDF pages (annotations): what people call those that no library draws unless they bring their appearance."""

from collections.abc import Iterable

from zcdossier.model.label import Label

UNDRAWN = {
    "Line": Label("直线或箭头", "line or arrow"),
    "PolyLine": Label("折线", "polyline"),
    "Polygon": Label("多边形或云线", "polygon or cloud"),
    "Caret": Label("插入符号", "caret"),
    "Stamp": Label("图章", "stamp"),
    "Redact": Label("涂黑标记", "redaction mark"),
}
"""By the subtype that the PDF says. Chrome and Edge show none of them either; Acrobat and poppler show some."""

_OTHER = Label("批注", "annotation")


def names_of_marks(subtypes: Iterable[str]) -> Label:
    """Return what marks of some subtypes are called, each name once."""
    names = list(dict.fromkeys(UNDRAWN.get(subtype, _OTHER) for subtype in subtypes))
    return Label("、".join(name.zh for name in names), ", ".join(name.text("en") for name in names))
