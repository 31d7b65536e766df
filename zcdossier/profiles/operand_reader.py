"""Operands from their notation: a constant, a subject, or a mapping that says how a value is come by."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from zcdossier.lint.computed_amounts import read_factor
from zcdossier.lint.computed_bounds import EVERY_LEVEL, LevelBounds
from zcdossier.lint.operand_picks import PICKS
from zcdossier.lint.operands import is_constant
from zcdossier.model.condition import TODAY, Operand, Rounding
from zcdossier.model.dates import parse_date
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number
from zcdossier.profiles.mapping_reader import MappingReader, as_integer
from zcdossier.profiles.period_ends import name_the_field
from zcdossier.profiles.symbols import SUBJECT
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar

if TYPE_CHECKING:
    from zcdossier.profiles.condition_reader import ConditionReader

MOST_SHIFTED = {"years": 100, "months": 1200, "days": 36600, "workdays": 2000}
_ROUNDINGS = {
    "down": Rounding.DOWN,
    "floor": Rounding.DOWN,
    "up": Rounding.UP,
    "ceil": Rounding.UP,
    "nearest": Rounding.NEAREST,
}
_MEAN = Label(
    "两个字段或数；平均不低于 90，写合计不低于 {section: a, pick: count, times: 90}",
    "two fields or numbers; a mean of 90 at least is a sum of {section: a, pick: count, times: 90} at least",
)
_BY_LEVEL = Label(
    "这里不能分级别；每个级别写一条规则，各加 when: {level: …}",
    "no bound by level here: write a rule for each level, with when: {level: …}",
)
_SOURCES = ("field", "sum", "product", "quotient", "age", "days", "section")
OPERAND_KEYS = frozenset(
    {*_SOURCES, "minus", "pick", "where", "from", "to", "until", "times", "plus", "months", "years", "days", "workdays"}
    | {"round", "match", "covering", "table", "cap"}
)
"""What makes a mapping an operand."""
_TERMS = 2
_OF_FIELD = ("sum", "min", "max", "first", "last", "distinct")
_YEAR = 12


def read_operand(node: Node | None, mapping: MappingReader, conditions: "ConditionReader") -> Operand:
    """Read an operand. `mapping` is what it stands in, `conditions` reads what may be asked where it stands."""
    if isinstance(node, Scalar):
        text = node.text.strip()
        if is_constant(text) or not SUBJECT.fullmatch(text):
            return Operand(text=text)
        check_own_field(text, node, conditions)
        return Operand(field=text)
    if isinstance(node, MapNode) and _is_by_level(node, conditions):
        mapping.diagnostics.add(node.place, _BY_LEVEL)
        return Operand()
    inner = MappingReader(node if isinstance(node, MapNode) else None, mapping.diagnostics, mapping.place)
    section = inner.text("section").strip()
    records = conditions.of_section(section) if section else conditions
    field, factor = inner.text("field").strip(), _factor(inner)
    is_product = bool(field and isinstance(factor, str))
    less, taken_off = _read_minus(inner)
    terms = _read_terms(inner, less, records)
    unit, between = _read_between(inner)
    is_today = field.partition(".")[0] == TODAY and not conditions.symbols.knows(field, conditions.sections)
    operand = Operand(
        text=field if is_today else "",
        field="" if is_product or is_today or less else field,
        sum_=() if terms else inner.texts("sum") or ((field,) if field and less else ()),
        minus=() if terms else less,
        terms=terms,
        cap=inner.decimal("cap"),
        section=section,
        pick=inner.text("pick").strip(),
        where=records.read(inner.node("where")),
        from_=inner.text("from", "from"),
        to=inner.text("to", "to"),
        until=inner.text("until", TODAY).strip(),
        times=factor if isinstance(factor, Decimal) else Decimal(1),
        plus=(inner.decimal("plus") or Decimal(0)) - taken_off,
        months=_read_shift("months", inner, unit) + _YEAR * _read_shift("years", inner, unit),
        days=_read_shift("days", inner, unit),
        workdays=_read_shift("workdays", inner, unit),
        product=(field, factor) if is_product and isinstance(factor, str) else _read_names("product", inner),
        quotient=_read_names("quotient", inner),
        age=inner.text("age").strip(),
        rounding=_read_rounding(inner),
        match=inner.texts("match"),
        covering=inner.text("covering").strip(),
        table=inner.text("table").strip(),
        between=between,
        unit=unit,
    )
    inner.report_unknown()
    _check_shape(operand, inner, conditions)
    _check_names(operand, inner, records, conditions)
    return operand


def _is_by_level(node: MapNode, conditions: "ConditionReader") -> bool:
    """Whether a mapping has something for each level, where only counts and lengths may have that."""
    levels = {level.id for level in conditions.symbols.levels}
    keys = {key.text for key, _ in node}
    return bool(keys) and keys <= levels - OPERAND_KEYS


def _read_terms(inner: MappingReader, less: tuple[str, ...], records: "ConditionReader") -> tuple[Operand, ...]:
    """Read a sum of which a term is a number or is worked out itself; a sum of fields alone has no terms."""
    node = inner.node("sum")
    items = node.items if isinstance(node, ListNode) else ()
    if all(isinstance(item, Scalar) and plain_number(item.text) is None for item in items):
        return ()
    terms = tuple(read_operand(item, inner, records) for item in items)
    return (*terms, *(Operand(field=name, times=Decimal(-1)) for name in less))


def read_level_bounds(name: str, mapping: MappingReader, conditions: "ConditionReader") -> LevelBounds:
    """Read a bound for every level, or by level: whole numbers, fields, or what has to be worked out."""
    node = mapping.node(name)
    levels = {level.id for level in conditions.symbols.levels}
    if not isinstance(node, MapNode) or ({key.text for key, _ in node} <= OPERAND_KEYS - levels):
        pairs = [(EVERY_LEVEL, node)]
    else:
        pairs = [(level.text, value) for level, value in node]
    bounds = ((level, _read_bound(name, value, mapping, conditions)) for level, value in pairs if value is not None)
    return {level: bound for level, bound in bounds if bound is not None}


def _read_bound(name: str, node: Node, mapping: MappingReader, conditions: "ConditionReader") -> int | Operand | None:
    number = as_integer(node)
    if number is not None:
        return number
    if isinstance(node, MapNode) or (isinstance(node, Scalar) and SUBJECT.fullmatch(node.text.strip())):
        return read_operand(node, mapping, conditions)
    mapping.report_type(name, node, Label("整数", "a whole number"))
    return None


def _factor(inner: MappingReader) -> Decimal | str | None:
    """What a number is multiplied by: a number, a percentage, or another field."""
    node = inner.node("times")
    text = node.text.strip() if isinstance(node, Scalar) else ""
    factor = read_factor(text)
    if factor is not None:
        return factor
    return text if SUBJECT.fullmatch(text) else inner.decimal("times")


def _read_minus(inner: MappingReader) -> tuple[tuple[str, ...], Decimal]:
    """Return the fields that are taken off, and the number: `minus: [a, b]`, `minus: 3`."""
    number = inner.node("minus")
    if isinstance(number, Scalar) and plain_number(number.text) is not None:
        return (), inner.decimal("minus") or Decimal(0)
    return _read_names("minus", inner), Decimal(0)


def _read_names(name: str, inner: MappingReader) -> tuple[str, ...]:
    """Read a list of fields and numbers; what is worked out itself can be a term of a sum only."""
    node = inner.node(name)
    if isinstance(node, MapNode) or (
        isinstance(node, ListNode) and any(isinstance(item, MapNode) for item in node.items)
    ):
        wanted = Label(
            "字段和数的列表；算出来的写成 {sum: [{field: a, times: 0.5}, b], times: 3}",
            "a list of fields and numbers; what is worked out goes into {sum: [{field: a, times: 0.5}, b], times: 3}",
        )
        inner.report_type(name, node, _MEAN if name == "quotient" else wanted)
        return ()
    return inner.texts(name)


def _read_rounding(inner: MappingReader) -> Rounding | None:
    node = inner.node("round")
    if node is None:
        return None
    rounding = _ROUNDINGS.get(node.text.strip() if isinstance(node, Scalar) else "")
    if rounding is None:
        inner.report_type(
            "round", node, Label(" down（舍去）、up（进一）或 nearest（四舍五入）", "down, up or nearest")
        )
    return rounding


def _read_between(inner: MappingReader) -> tuple[str, tuple[str, ...]]:
    """Read the time between two dates: `days: [from, to]`, months, years."""
    for unit in ("days", "months", "years"):
        if isinstance(inner.root.get(unit), ListNode):
            return unit, inner.texts(unit)
    return "", ()


def _read_shift(name: str, mapping: MappingReader, unit: str) -> int:
    """Read by how much a date is moved: no notice looks further than a working life."""
    if name == unit:
        return 0
    amount = mapping.integer(name, 0)
    if abs(amount) <= MOST_SHIFTED[name]:
        return amount
    most = MOST_SHIFTED[name]
    mapping.report_type(
        name, mapping.node(name), Label(f"{-most} 到 {most} 之间的整数", f"a whole number from {-most} to {most}")
    )
    return 0


def _check_shape(operand: Operand, inner: MappingReader, conditions: "ConditionReader") -> None:
    """An operand has one source, and what belongs to it."""
    note = inner.diagnostics.add
    if operand.section and operand.pick not in PICKS:
        picks = "、".join(PICKS)
        note(inner.place, Label(f"pick 应是其中之一：{picks}", f"pick must be one of: {picks}"))
    if operand.section and operand.section not in conditions.symbols.records:
        note(inner.place, Label(f"没有栏目 {operand.section}", f"there is no section {operand.section}"))
    sums = operand.sum_ or operand.minus or operand.terms
    sources = [operand.text or operand.field, sums, operand.product, operand.quotient]
    sources = [source for source in (*sources, operand.age, operand.between) if source]
    is_written = any(inner.root.get(name) is not None for name in ("sum", "product", "quotient"))
    if not (operand.section or sources or is_written):
        listed = "、".join(_SOURCES)
        note(inner.place, Label(f"要写明其中一项：{listed}", f"name one of: {', '.join(_SOURCES)}"))
    if len(sources) > 1:
        note(
            inner.place,
            Label("field、sum、product、quotient、age 只能写一个", "only one of field, sum, product, quotient and age"),
        )
    if operand.section and operand.terms:
        note(
            inner.place,
            Label(
                "和 section 一起写的 sum 只能是字段；算出来的写在外面的 sum 里", "with a section, sum is of fields only"
            ),
        )
    _check_terms(operand, inner)
    for key in ("pick", "where", "match", "covering"):
        if not operand.section and inner.root.get(key) is not None:
            note(inner.place, Label(f"{key} 要和 section 一起写", f"{key} goes with a section"))


def _check_terms(operand: Operand, inner: MappingReader) -> None:
    """What is worked out has as many terms as it needs."""
    note = inner.diagnostics.add
    if len(operand.product) == 1 or len(operand.quotient) not in (0, _TERMS):
        note(inner.place, Label("product 和 quotient 要写两项，例如 [a, b]", "product and quotient are of two: [a, b]"))
    if operand.between and len(operand.between) != _TERMS:
        note(
            inner.place,
            Label(f"{operand.unit} 要写两个日期，例如 [from, to]", f"{operand.unit} is of two dates: [a, b]"),
        )
    if operand.table and (operand.section or not operand.field):
        message = Label(
            "对照表写成 {table: 表名, field: 按哪个字段查}", "a table is asked {table: name, field: by which field}"
        )
        note(inner.place, message)
    is_product = operand.product and operand.pick in ("sum", "min", "max")
    if operand.pick in _OF_FIELD and not (operand.field or operand.sum_ or is_product):
        note(inner.place, Label(f"pick: {operand.pick} 要写明 field", f"pick: {operand.pick} needs a field"))


def _check_names(
    operand: Operand, inner: MappingReader, records: "ConditionReader", conditions: "ConditionReader"
) -> None:
    for name in _fields_of(operand):
        check_own_field(name, inner.root, records)
    if operand.table and operand.table not in conditions.symbols.tables:
        message = Label(f"tables 里没有 {operand.table}", f"there is no table {operand.table}")
        conditions.diagnostics.unknown(inner.place, message, operand.table, conditions.symbols.tables)
    for name in operand.between:
        if not is_constant(name):
            check_own_field(name, inner.root, records)
    for name in operand.match:
        records.check_operand(name, inner.root)
        conditions.check_operand(name, inner.root)
    _check_periods(operand, inner, records, conditions)
    if operand.text and not is_constant(operand.text):
        inner.diagnostics.add(
            inner.place, Label(f"没有 {operand.text}；可以写 today.year", f"there is no {operand.text}; use today.year")
        )
    if operand.until != TODAY and parse_date(operand.until) is None:
        conditions.check_operand(operand.until, inner.node("until") or inner.root)


def _check_periods(
    operand: Operand, inner: MappingReader, records: "ConditionReader", conditions: "ConditionReader"
) -> None:
    """The ends of periods that are measured or asked for a day, each by its usual name or another, and that day."""
    if operand.covering:
        conditions.check_operand(operand.covering, inner.node("covering") or inner.root)
    if not (operand.pick in ("months", "years") or operand.covering):
        return
    for key, name in (("from", operand.from_), ("to", operand.to)):
        if name == key and name not in records.symbols.field_names(operand.section):
            inner.diagnostics.add(inner.place, name_the_field(operand.section, key, name, records.symbols))
        else:
            records.check_operand(name, inner.root)


def check_own_field(name: str, node: Node, conditions: "ConditionReader") -> None:
    """A field of the record judged, or a fact: another section has many records, of which none is meant."""
    symbols = conditions.symbols
    other = max((section for section in symbols.records if name.startswith(f"{section}.")), key=len, default="")
    if not other or other in conditions.sections or name in symbols.subjects_of_own(conditions.sections):
        conditions.check_operand(name, node)
        return
    field = name.removeprefix(f"{other}.")
    conditions.diagnostics.add(
        node.place,
        Label(
            f"{other} 有几条记录，{name} 说不清是哪一条：写成 {{section: {other}, pick: first, match: …, "
            f"field: {field}}}；要每一样都有，用 kind: complete",
            f"{other} has many records, so {name} says of none: write {{section: {other}, pick: first, match: …, "
            f"field: {field}}}; for all of them there is kind: complete",
        ),
    )


def _fields_of(operand: Operand) -> Iterator[str]:
    yield from filter(None, (*operand.sum_, *operand.minus, operand.field, operand.age))
    yield from (name for name in (*operand.product, *operand.quotient) if read_factor(name) is None)
