"""Conditions from their notation: `{level: [..], post: 专任教师}`, with any, all, not and tests."""

import re
from dataclasses import dataclass

from zcdossier.lint.comparison import is_comparable
from zcdossier.model.condition import ALWAYS, TODAY, AllOf, AnyOf, Comparison, Condition, Not, Operator
from zcdossier.model.label import Label, concat_labels
from zcdossier.model.place import Place
from zcdossier.model.profile import Field
from zcdossier.model.yes_no import NO, YES
from zcdossier.profiles.diagnostics import Diagnostics, ask_if_meant
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.profiles.operand_reader import read_operand
from zcdossier.profiles.symbols import APPLICANT, Symbols
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar

_COMBINING = ("any", "all", "not")
_OPERATORS = frozenset(Operator)
_PLACEHOLDER = re.compile(r"(?<!\\)\{(?!\d*,?\d*\})[^{}]*\}")
_ENDS = 2
_REFERENCES = ("in_list", "in_table")
_COMPARING = frozenset({Operator.ABOVE, Operator.AT_LEAST, Operator.BELOW, Operator.AT_MOST, Operator.EQUALS})
_TAKING_ONE_VALUE = frozenset({Operator.ABOVE, Operator.AT_LEAST, Operator.BELOW, Operator.AT_MOST, Operator.SAME_AS})


@dataclass(frozen=True, slots=True)
class ConditionReader:
    """Reads conditions about the records of `sections`, or (none named) about the applicant."""

    symbols: Symbols
    diagnostics: Diagnostics
    sections: tuple[str, ...] = ()

    def read(self, node: Node | None) -> Condition:
        """Return the condition; an absent one always holds."""
        if node is None:
            return ALWAYS
        if not isinstance(node, MapNode):
            self.diagnostics.add(
                node.place, Label("条件应是“名称: 值”的形式", "a condition is a mapping of names to values")
            )
            return ALWAYS
        return _combine([self._read_pair(key, value) for key, value in node])

    def _read_pair(self, key: Scalar, value: Node) -> Condition:
        if key.text == "not":
            return Not(self.read(value))
        if key.text in _COMBINING:
            if not isinstance(value, ListNode):
                self.diagnostics.add(
                    value.place, Label(f"{key.text} 下面应是条件的列表", f"{key.text} wants a list of conditions")
                )
                return ALWAYS
            inner = tuple(self.read(item) for item in value.items)
            if key.text == "any":
                return AnyOf(inner) if inner else Not(ALWAYS)  # an AnyOf of nothing would equal ALWAYS: both are tuples
            return AllOf(inner)
        if not self.symbols.knows(key.text, self.sections):
            message = Label(f"条件里的 {key.text} 不存在", f"condition on unknown {key.text}")
            others = [name for name, section in self.symbols.records.items() if key.text in section.fields]
            of_records = Label(
                f"；它是记录的字段（{'、'.join(others)}），when 只看申报人，看记录的写在 where 里",
                f"; it is a field of records ({', '.join(others)}): when is of the applicant, where of records",
            )
            of_applicant = f"{APPLICANT}.{key.text}"
            otherwise = of_records if others and not self.sections else Label("")
            if self.sections and self.symbols.knows(of_applicant, self.sections):
                otherwise = ask_if_meant(of_applicant)
            self.diagnostics.unknown(
                key.place,
                message,
                key.text,
                () if otherwise.zh else self.symbols.subjects(self.sections),
                otherwise=otherwise,
            )
        if _is_part(key.text) and not _asks_presence(value):
            self.diagnostics.add(
                value.place,
                Label(
                    f"{key.text} 只能写 {{present: true}} 或 {{present: false}}：佐证只有有没有",
                    f"{key.text} takes {{present: true}} or {{present: false}}: a part is there or not",
                ),
            )
            return ALWAYS
        return self._read_comparisons(key.text, self.symbols.find_field(key.text, self.sections), value)

    def _read_comparisons(self, subject: str, field: Field | None, value: Node) -> Condition:
        if not isinstance(value, MapNode):
            return self._read_one_of(subject, field, value)
        tests: list[Condition] = []
        for name, operand in value:
            if name.text == "not":
                tests.append(Not(self._read_comparisons(subject, field, operand)))
            elif name.text == "present":
                is_present = MappingReader(value, self.diagnostics).flag("present")
                tests.append(Comparison(subject, Operator.PRESENT, (YES if is_present else NO,)))
            elif name.text == Operator.ONE_OF or (name.text == Operator.EQUALS and not _is_computed(operand)):
                tests.append(self._read_one_of(subject, field, operand))
            elif name.text == "none_of":
                tests.append(Not(self._read_one_of(subject, field, operand)))
            elif name.text in _REFERENCES:
                tests.append(self._read_membership(subject, name.text, operand))
            elif name.text == "between":
                tests.append(self._read_between(subject, operand))
            elif name.text in _OPERATORS:
                tests.append(self._read_comparison(subject, Operator(name.text), operand))
            else:
                operators = "、".join((*Operator, "none_of", "between", *_REFERENCES, "not"))
                self.diagnostics.add(
                    name.place,
                    Label(f"不认识 {name.text}；可以用：{operators}", f"{name.text} is not known; use {operators}"),
                )
        return _combine(tests)

    def _read_membership(self, subject: str, test: str, operand: Node) -> Condition:
        """Read whether a value stands in a list or is a code of a table: `{in_list: titles}`, `{in_table: codes}`."""
        name = operand.text.strip() if isinstance(operand, Scalar) else ""
        words = self.symbols.lists if test == _REFERENCES[0] else self.symbols.tables
        if name not in words:
            message = Label(f"没有列表或对照表 {name}", f"there is no list or table {name}")
            self.diagnostics.unknown(operand.place, message, name, words)
            return ALWAYS
        return Comparison(subject, Operator.ONE_OF, tuple(words[name]), tuple(words[name]))

    def _read_between(self, subject: str, bounds: Node) -> Condition:
        """Read two bounds, both of which still hold."""
        ends = bounds.items if isinstance(bounds, ListNode) else ()
        if len(ends) != _ENDS:
            self.diagnostics.add(
                bounds.place, Label("between 要写两头，例如 [1, 5]", "between takes both ends, as in [1, 5]")
            )
            return ALWAYS
        return AllOf(
            tuple(
                self._read_comparison(subject, test, end)
                for test, end in zip((Operator.AT_LEAST, Operator.AT_MOST), ends, strict=True)
            )
        )

    def _read_comparison(self, subject: str, test: Operator, operand: Node) -> Condition:
        if test in _COMPARING and _is_computed(operand):
            mapping = MappingReader(None, self.diagnostics, operand.place)
            return Comparison(subject, test, operand=read_operand(operand, mapping, self._in_record_of(subject)))
        values = self._read_texts(operand)
        if test in _TAKING_ONE_VALUE and len(values) != 1:
            self.diagnostics.add(operand.place, Label(f"{test} 只能跟一个值", f"{test} takes one value"))
            return ALWAYS
        for value in values:
            if test is Operator.MATCHES:
                check_pattern(value, operand.place, self.diagnostics)
            elif test is Operator.SAME_AS or (test in _TAKING_ONE_VALUE and not is_comparable(value)):
                self._in_record_of(subject).check_operand(value, operand)
        return Comparison(subject, test, values, values)

    def _in_record_of(self, subject: str) -> "ConditionReader":
        """Where a subject is compared with another field: in its own record, also if that is of another section."""
        owner = subject.rpartition(".")[0] if subject not in self.symbols.records else subject
        while owner and owner not in self.symbols.records:
            owner = owner.rpartition(".")[0]
        return ConditionReader(self.symbols, self.diagnostics, (owner,)) if owner else self

    def _read_one_of(self, subject: str, field: Field | None, node: Node) -> Condition:
        values = self._read_texts(node)
        canonicals = tuple(self.symbols.canonical(subject, field, value) for value in values)
        allowed = self.symbols.allowed_values(subject, field)
        for value, canonical in zip(values, canonicals, strict=True):
            if allowed and canonical not in allowed:
                message = Label(f"{subject} 没有“{value}”这个选项", f"{subject} has no choice {value}")
                self.diagnostics.unknown(node.place, message, value, allowed)
        display_names = tuple(self.symbols.display_name(subject, field, canonical) for canonical in canonicals)
        return Comparison(subject, Operator.ONE_OF, canonicals, display_names)

    def check_operand(self, name: str, node: Node) -> None:
        """Note an operand's field that does not exist."""
        if name and not self.symbols.knows(name, self.sections):
            message = Label(f"没有字段 {name}", f"there is no field {name}")
            if self.sections and name.partition(".")[0] in self.symbols.applicant:
                guess = ask_if_meant(f"{APPLICANT}.{name}")
                self.diagnostics.add(node.place, concat_labels(message, guess))
                return
            self.diagnostics.unknown(node.place, message, name, self.symbols.subjects(self.sections))

    def of_section(self, section: str) -> "ConditionReader":
        """Return a reader of conditions about the records of a section."""
        return ConditionReader(self.symbols, self.diagnostics, (section,))

    def _read_texts(self, node: Node) -> tuple[str, ...]:
        return MappingReader(MapNode(((Scalar("value", node.place), node),), node.place), self.diagnostics).texts(
            "value"
        )


def _is_computed(operand: Node) -> bool:
    """Whether a value has to be worked out before anything is compared with it."""
    is_today = isinstance(operand, Scalar) and operand.text.strip().partition(".")[0] == TODAY
    return isinstance(operand, MapNode) or is_today


def _is_part(subject: str) -> bool:
    """Whether a part of the scans is meant: part.cover, papers.part.cover."""
    return "part" in subject.split(".")[:-1]


def _asks_presence(value: Node) -> bool:
    return isinstance(value, MapNode) and all(name.text in (Operator.PRESENT, "not") for name, _ in value)


def check_pattern(pattern: str, place: Place, diagnostics: Diagnostics) -> bool:
    """Return whether a regular expression can be compiled, and note one that can't."""
    try:
        re.compile(pattern)
    except re.error as error:
        diagnostics.add(place, Label(f"正则表达式不对：{error}", f"the regular expression is wrong: {error}"))
        return False
    placeholder = _PLACEHOLDER.search(pattern)
    if placeholder is not None:
        diagnostics.add(
            place,
            Label(
                f"正则表达式里填不进 {placeholder[0]}：文件名按内容命名，用 file-name 的 template；"
                "和别的字段一致，用 compare 的 equals；真要花括号，写成 \\{ 和 \\}",
                f"{placeholder[0]} is not filled in inside a regular expression: name files by file-name's template, "
                "hold a value against another field by compare's equals; a brace itself is written \\{ and \\}",
            ),
        )
        return False
    return True


def _combine(conditions: list[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else AllOf(tuple(conditions))
