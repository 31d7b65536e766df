"""What an applicant says about the findings and questions: waivers with reasons, answers to the checklist."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from zcdossier.model.dossier import Answer, Dossier, Problem, Waiver
from zcdossier.model.label import Label, join_words
from zcdossier.model.manifest_names import TOP_NAMES, WAIVER_NAMES
from zcdossier.model.numerals import whole_number
from zcdossier.model.place import Place
from zcdossier.model.profile import Field, Profile
from zcdossier.model.record_names import RecordNames, section_of_record
from zcdossier.model.spelling import Names, half_width, normalized_name
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar, is_blank

_ORDINAL = r"(.+?)第([\d一二三四五六七八九十]{1,3})[条项篇本](\..+)?"
"""People count from one."""
_ROUTE = r"(?:([^.\[\]]+)\.)?([^.\[\]]+)(\[\d+\])?(\..+)?"


class WaiverAndAnswerBinder(NamedTuple):
    """Binds waivers and answers; what can't be read is appended to `problems`."""

    profile: Profile
    problems: list[Problem]
    dossier: Dossier
    names: RecordNames

    @classmethod
    def about(cls, dossier: Dossier, profile: Profile, problems: list[Problem]) -> "WaiverAndAnswerBinder":
        """Bind the remarks of a dossier whose records have been read."""
        return cls(profile, problems, dossier, RecordNames.of(dossier, profile))

    def waivers(self, pair: tuple[Scalar, Node] | None) -> tuple[Waiver, ...]:
        """Return the waivers of a list; one without a code or a reason is none."""
        key, node = pair or (None, ListNode((), Place("")))
        if not isinstance(node, ListNode):
            if not is_blank(node):
                self._problem("ZC004", "list", node.place.at("waivers"), key=key.text if key else "")
            return ()
        read_waivers = (self._waiver(item, f"waivers[{index}]") for index, item in enumerate(node.items))
        return tuple(waiver for waiver in read_waivers if waiver is not None)

    def _waiver(self, item: Node, path: str) -> Waiver | None:
        if not isinstance(item, MapNode):
            self._problem("ZC004", "waiver", item.place.at(path))
            return None
        texts: dict[str, str] = {}
        for key, value in item:
            name = WAIVER_NAMES.find(key.text)
            if name is None:
                near = WAIVER_NAMES.closest(key.text)
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
            at = texts.get("at", "")
            return Waiver(
                "".join(half_width(texts["code"]).split()).upper(), self._route(at), texts["reason"], place, at
            )
        return None

    def answers(self, pair: tuple[Scalar, Node] | None) -> tuple[Answer, ...]:
        """Return the answers by clause: one for all records, or a mapping of records to answers."""
        key, node = pair or (None, MapNode((), Place("")))
        if not isinstance(node, MapNode):
            if not is_blank(node):
                self._problem("ZC004", "mapping", node.place.at("answers"), key=key.text if key else "")
            return ()
        asked = {clause for question in self.profile.checklist for clause in question.clauses}
        answers: list[Answer] = []
        for clause, value in node:
            if clause.text not in asked:
                near = Names({name.lower(): name for name in asked}, tuple(sorted(asked))).closest(clause.text)
                self._problem("ZC007", "unknown", clause.place.at("answers"), clause=clause.text, near=near)
            elif isinstance(value, Scalar):
                answers.append(Answer(clause.text, value.text.strip(), value.place))
            elif isinstance(value, MapNode):
                answers.extend(self._by_record(clause.text, value))
            else:
                self._problem("ZC004", "answer", value.place.at("answers"), clause=clause.text)
        return tuple(answers)

    def _by_record(self, clause: str, node: MapNode) -> list[Answer]:
        answers: list[Answer] = []
        for at, value in node:
            if isinstance(value, Scalar):
                route = self._route(at.text)
                answers.append(Answer(clause, value.text.strip(), value.place, route))
                self._check_record(at, route, clause)
            else:
                self._problem("ZC004", "answer", value.place.at("answers"), clause=clause)
        return answers

    def _check_record(self, at: Scalar, route: str, clause: str) -> None:
        """An answer for a record that is not there, or for one of several that its name does not tell apart."""
        routes = {record.place.path for record in self.dossier.everything()}
        sections = {f"sections.{name}" for name, records in self.dossier.sections.items() if records}
        if route in {*routes, *sections, "applicant", ""}:
            return
        place, several = at.place.at("answers"), self.names.find(at.text)
        if several:
            keys = join_words(self.names.keys[path] for path in several)
            self._problem("ZC007", "several", place, at=at.text, clause=clause, keys=keys)
        else:
            near = Names(
                {normalized_name(key): key for key in self.names.keys.values()}, tuple(self.names.keys.values())
            )
            self._problem("ZC007", "no-record", place, at=at.text, clause=clause, near=near.closest(at.text))

    def _route(self, typed: str) -> str:
        """Return a place in the profile's ids, from what a record is known by or from a route.

        `论文/2021-03 教育研究`, `论文[4].题目` and 论文第5条 are places; what names none is returned as typed.
        """
        paths = self.names.find(typed)
        if len(paths) == 1:
            return paths[0]
        head, dot, field = typed.rpartition(".")
        inside = self.names.find(head) if dot else ()
        if len(inside) == 1:
            return f"{inside[0]}.{self._field(inside[0], field.strip())}"
        ordinal = re.fullmatch(_ORDINAL, "".join(typed.split()))
        number = whole_number(ordinal[2]) if ordinal is not None else None
        if ordinal is not None and number:
            return self._route_by_index(f"{ordinal[1]}[{number - 1}]{ordinal[3] or ''}")
        return self._route_by_index(typed)

    def _route_by_index(self, typed: str) -> str:
        match = re.fullmatch(_ROUTE, "".join(typed.split()))
        if match is None:
            return typed
        top, name, position, field = match.groups(default="")
        top_key = TOP_NAMES.find(top or name)
        section = Names.of(self.profile.sections.values()).find(name)
        if (not top or top_key == "sections") and section is not None:
            return self._with_field(f"sections.{section}{position}", field[1:])
        if not top:
            return self._with_field(f"{top_key}{position}", field[1:]) if top_key else typed
        if top_key in ("texts", "attachments"):
            kinds = self.profile.texts if top_key == "texts" else self.profile.attachments
            return self._with_field(f"{top_key}.{Names.of(kinds.values()).find(name) or name}{position}", field[1:])
        if top_key in ("applicant", "photo"):
            return f"{top_key}.{self._field(top_key, name)}{position}{field}"
        return f"{top_key}.{name}{position}{field}" if top_key and top_key != "sections" else typed

    def _with_field(self, route: str, field: str) -> str:
        return f"{route}.{self._field(route, field)}" if field else route

    def _field(self, route: str, field: str) -> str:
        """The id of a field named in any of its spellings, with what stands behind it."""
        name, dot, piece = field.partition(".")
        field_id = Names.of(self._fields_at(route).values()).find(name) or name
        return f"{field_id}{dot}{piece}"

    def _fields_at(self, route: str) -> Mapping[str, Field]:
        record = next((record for record in self.dossier.everything() if record.place.path == route), None)
        section = section_of_record(record, self.profile) if record is not None else None
        if section is not None:
            return section.fields
        top, _, inside = route.partition(".")
        name = inside.partition("[")[0]
        if top == "applicant":
            return self.profile.applicant
        if top == "photo" and self.profile.photo is not None:
            return self.profile.photo.fields
        kinds = {
            "sections": self.profile.sections,
            "texts": self.profile.texts,
            "attachments": self.profile.attachments,
        }
        form = kinds.get(top, {}).get(name)
        return form.fields if form is not None else {}

    def _problem(self, code: str, key: str, place: Place, /, **args: str | int | Label) -> None:
        self.problems.append(Problem(code, key, place, args))
