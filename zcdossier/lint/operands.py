"""What a rule compares with: a constant, another field, arithmetic, or something counted over a section's records."""

from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.operand_words import steps_in_words
from zcdossier.lint.resolved_operand import ResolvedOperand, apply_steps, resolve_constant, resolve_field
from zcdossier.model.condition import Operand
from zcdossier.model.dossier import Record
from zcdossier.model.label import Label, concat_labels


def resolve_operand(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """Return the operand's value for a record."""
    if operand.section:
        from zcdossier.lint.operand_picks import resolve_pick  # most rules compare within a record

        resolved = resolve_pick(operand, record, context)
    elif operand.is_formula:
        from zcdossier.lint.operand_formulas import resolve_formula  # most rules reckon nothing

        resolved = resolve_formula(operand, record, context)
    elif operand.field:
        resolved = resolve_field(operand.field, record, context)
    else:
        resolved = resolve_constant(operand.text, context)
    return apply_steps(resolved, operand)


def describe_operand(operand: Operand, context: Context, section: str) -> Label:
    """Say what a value is come by, for records of a section in general."""
    record = None if section == APPLICANT else Record(section, 0, context.dossier.place)
    resolved = resolve_operand(operand, record, context)
    if resolved.text is not None:
        return resolved.label
    return concat_labels(Label(f"“{resolved.label.zh}”", resolved.label.text("en")), *steps_in_words(operand))
