"""What an applicant says about the findings and questions: waivers with reasons, answers to the checklist."""

import re
from typing import NamedTuple

from zcdossier.manifest import keys
from zcdossier.model.dossier import Answer, Problem, Waiver
from zcdossier.model.names import Names
from zcdossier.model.place import Place
from zcdossier.model.profile import Profile
from zcdossier.source.nodes import Mapping, Node, Scalar, Sequence, blank

_ROUTE = re.compile(r"(?:([^.\[\]]+)\.)?([^.\[\]]+)(\[\d+\])?(\..+)?")


class RemarkBinder(NamedTuple):
    """Binds waivers and answers; what can't be read is appended to `problems`."""

    profile: Profile
    problems: list[Problem]

    def waivers(self, pair: tuple[Scalar, Node] | None) -> tuple[Waiver, ...]:
        """Return the waivers of a list; one without a code or a reason is none."""
        key, node = pair or (None, Sequence((), Place("")))
        if not isinstance(node, Sequence):
            if not blank(node):
                self._problem("ZC004", "list", node.place.at("waivers"), key=key.text if key else "")
            return ()
        found = (self._waiver(item, f"waivers[{index}]") for index, item in enumerate(node.items))
        return tuple(one for one in found if one is not None)

    def _waiver(self, item: Node, path: str) -> Waiver | None:
        if not isinstance(item, Mapping):
            self._problem("ZC004", "waiver", item.place.at(path))
            return None
        texts: dict[str, str] = {}
        for key, value in item:
            name = keys.WAIVER_NAMES.find(key.text)
            if name is None:
                near = keys.WAIVER_NAMES.near(key.text)
                self._problem("ZC003", "waiver", key.place.at(path), key=key.text, near=near)
            elif isinstance(value, Scalar):
                texts[name] = value.text.strip()
            else:
                self._problem("ZC004", "text", value.place.at(path), key=key.text)
        place = item.place.at(path)
        if not texts.get("code"):
            self._problem("ZC006", "no-code", place)
        elif not texts.get("reason"):
            self._problem("ZC006", "no-reason", place, code=texts["code"])
        else:
            return Waiver(texts["code"].upper(), self._route(texts.get("at", "")), texts["reason"], place)
        return None

    def answers(self, pair: tuple[Scalar, Node] | None) -> tuple[Answer, ...]:
        """Return the answers by clause: one for all records, or a mapping of records to answers."""
        key, node = pair or (None, Mapping((), Place("")))
        if not isinstance(node, Mapping):
            if not blank(node):
                self._problem("ZC004", "mapping", node.place.at("answers"), key=key.text if key else "")
            return ()
        asked = {clause for question in self.profile.checklist for clause in question.clauses}
        answers: list[Answer] = []
        for clause, value in node:
            if clause.text not in asked:
                near = Names({name.lower(): name for name in asked}, tuple(sorted(asked))).near(clause.text)
                self._problem("ZC007", "unknown", clause.place.at("answers"), clause=clause.text, near=near)
            elif isinstance(value, Scalar):
                answers.append(Answer(clause.text, value.text.strip(), value.place))
            elif isinstance(value, Mapping):
                answers.extend(self._by_record(clause.text, value))
            else:
                self._problem("ZC004", "answer", value.place.at("answers"), clause=clause.text)
        return tuple(answers)

    def _by_record(self, clause: str, node: Mapping) -> list[Answer]:
        answers: list[Answer] = []
        for at, value in node:
            if isinstance(value, Scalar):
                answers.append(Answer(clause, value.text.strip(), value.place, self._route(at.text)))
            else:
                self._problem("ZC004", "answer", value.place.at("answers"), clause=clause)
        return answers

    def _route(self, typed: str) -> str:
        """Return a place in the profile's ids: `论文[4].题目` is `sections.papers[4].title`."""
        match = _ROUTE.fullmatch("".join(typed.split()))
        if match is None:
            return typed
        top, name, position, field = match.groups(default="")
        named = keys.TOP_NAMES.find(top or name)
        if named and (not top or named != "sections"):
            return f"{named}.{name}{position}{field}" if top else f"{named}{position}{field}"
        identity = Names.of(self.profile.sections.values()).find(name)
        if identity is None:
            return typed
        inner = Names.of(self.profile.sections[identity].fields.values()).find(field[1:])
        return f"sections.{identity}{position}{f'.{inner}' if inner else field}"

    def _problem(self, code: str, key: str, place: Place, /, **args: str | int) -> None:
        self.problems.append(Problem(code, key, place, args))
