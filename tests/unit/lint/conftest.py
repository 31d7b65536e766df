"""Dossiers made in code for the pure half: no file is read, no manifest parsed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zcdossier.lint.context import Context
from zcdossier.manifest.records import bind_value, values_inside
from zcdossier.model.dossier import Dossier, Record, Scan, Value
from zcdossier.model.facts import FileFacts
from zcdossier.model.label import Label
from zcdossier.model.place import Place, text_place
from zcdossier.model.profile import Choice, Field, FieldType, Part, Profile, Rule, Section
from zcdossier.source.nodes import Scalar

MANIFEST = "dossier.yaml"


def field(name: str, type_: FieldType = FieldType.TEXT, **more: Any) -> Field:
    return Field(name, Label(f"[{name}]", f"<{name}>"), type_, **more)


def values(fields: Mapping[str, Field], typed: Mapping[str, str], path: str, line: int) -> dict[str, Value]:
    """What the manifest binds: the values, and the pieces inside them."""
    bound: dict[str, Value] = {}
    for name, text in typed.items():
        scalar = Scalar(text, text_place(MANIFEST, line, 5, 5 + len(text)))
        bound[name] = bind_value(scalar, fields[name], f"{path}.{name}")
        for piece, value in values_inside(scalar, fields[name], f"{path}.{name}"):
            bound[f"{name}.{piece}"] = value
    return bound


class Case:
    """A profile with one section of records (`things`) and facts about the applicant."""

    def __init__(self, fields: list[Field], applicant: list[Field] | None = None, parts: tuple[str, ...] = ()) -> None:
        self.section = Section(
            "things",
            Label("事项", "things"),
            1,
            fields={field.id: field for field in fields},
            parts={part: Part(part, Label(f"[{part}]", f"<{part}>")) for part in parts},
        )
        self.facts_about = {field.id: field for field in applicant or []}
        self.records: list[Record] = []
        self.applicant: dict[str, Value] = {}
        self.level = "senior"
        self.facts: dict[str, FileFacts] = {}
        self.rules: tuple[Rule, ...] = ()
        self.more: dict[str, Any] = {}

    def record(self, parts: tuple[str, ...] = (), **typed: str) -> Record:
        at = len(self.records)
        path = f"sections.things[{at}]"
        place = text_place(MANIFEST, at + 10, 3, None, path=path)
        scans = tuple(Scan(f"{at}/{part}.jpg", part, Place(f"{at}/{part}.jpg", path=path)) for part in parts)
        made = Record("things", at, place, fields=values(self.section.fields, typed, path, at + 10), scans=scans)
        self.records.append(made)
        return made

    def about(self, **typed: str) -> None:
        self.applicant = values(self.facts_about, typed, "applicant", 3)

    def context(self) -> Context:
        profile = Profile(
            "case",
            Label("例"),
            levels=(Choice("senior", Label("副高")), Choice("full", Label("正高"))),
            applicant=self.facts_about,
            sections={"things": self.section},
            rules=self.rules,
        )
        dossier = Dossier(
            root=Path("/nowhere"),
            profile="case",
            level=self.level,
            place=text_place(MANIFEST, 1, 1),
            level_place=text_place(MANIFEST, 2, 1),
            applicant=self.applicant,
            sections={"things": tuple(self.records)} if self.records else {},
            **self.more,
        )
        return Context(dossier, profile, self.facts, date(2023, 6, 30))


@pytest.fixture
def make_case() -> type[Case]:
    return Case
