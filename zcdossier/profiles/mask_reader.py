"""`mask:` of a field: `YYYY.MM`, a list of them, or a mapping that also says how strictly and by which clauses."""

from collections.abc import Iterable
from typing import NamedTuple

from zcdossier.model.date_masks import clashing_masks, mask_faults
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import FieldType
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.source.nodes import MapNode

_STORED = "YYYY-MM-DD"


class ReadMask(NamedTuple):
    """The masks of a field, and the rule they stand for."""

    masks: tuple[str, ...] = ()
    severity: Severity = Severity.WARNING
    clauses: dict[str, tuple[str, ...]] = {}  # noqa: RUF012  never changed


def read_mask(mapping: MappingReader, type_: FieldType, diagnostics: Diagnostics) -> ReadMask:
    """Read what a field's `mask` says. Nothing where it is missing, or wrong and noted."""
    node = mapping.node("mask")
    if node is None:
        return ReadMask()
    if not type_.is_dated:
        diagnostics.add(
            node.place,
            Label(
                f"mask 是日期的写法，字段的 type 要是 date 或 period，这里是 {type_}",
                f"a mask is for a field of type date or period, this one is {type_}",
            ),
        )
        return ReadMask()
    inner = MappingReader(node, diagnostics) if isinstance(node, MapNode) else mapping
    masks = inner.texts("one_of") if inner is not mapping else mapping.texts("mask")
    severity = inner.severity("severity", Severity.WARNING) if inner is not mapping else Severity.WARNING
    clauses = inner.clauses() if inner is not mapping else {}
    if inner is not mapping:
        inner.report_unknown()
    masks = tuple(mask.strip() for mask in masks)
    if not masks:
        diagnostics.add(node.place, Label("mask 要写一种写法，例如 YYYY.MM", "mask needs a form, such as YYYY.MM"))
    return ReadMask(masks if check_masks(masks, node.place, diagnostics) else (), severity or Severity.WARNING, clauses)


def check_masks(masks: Iterable[str], place: Place, diagnostics: Diagnostics) -> bool:
    """Return whether masks can be used, and note why not."""
    listed = tuple(masks)
    faults = [fault.reason for mask in listed for fault in mask_faults(mask)]
    clash = None if faults else clashing_masks((*listed, _STORED))
    if clash is not None:
        first, second = clash
        faults.append(
            Label(
                f"同一串数字按“{first}”和“{second}”能读成两个日期，只能留一种",
                f"one text can be two dates by {first} and by {second}: keep one of them",
            )
        )
    for fault in faults:
        diagnostics.add(place, fault)
    return not faults
