"""What is said where a row needs one end of a period, or the two fields between which something lasts."""

from zcdossier.model.label import Label
from zcdossier.model.profile import FieldType
from zcdossier.profiles.symbols import Symbols


def name_the_end(field: str) -> Label:
    """Say that a period has two ends, and how each is written."""
    return Label(
        f"{field} 是起止时间，写明比哪一头：{field}.from 或 {field}.to",
        f"{field} is a period: name the end that is meant, {field}.from or {field}.to",
    )


def name_the_field(section: str, key: str, missing: str, symbols: Symbols) -> Label:
    """Say that a section lacks the field looked at by its usual name, and how to name another, or an end of one."""
    fields = symbols.fields_of(section).items()
    period = next((name for name, field in fields if field.type is FieldType.PERIOD), "")
    example = f"{key}: {period}.{key}" if period and key in ("from", "to") else f"{key}: …"
    return Label(
        f"{section} 没有字段 {missing}；写明是哪个，例如 {example}",
        f"{section} has no field {missing}: name it, as in {example}",
    )
