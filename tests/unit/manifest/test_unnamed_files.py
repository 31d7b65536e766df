"""Files whose names tell no part: the part that is left for them, or none."""

import pytest

from zcdossier.manifest.part_names import settle_unnamed
from zcdossier.model.dossier import Doubt, Scan
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Part, Section


def settled(labels: dict[str, str], *parts: str) -> list[str]:
    declared = {name: Part(name, Label(label)) for name, label in (labels | {"other": "其他"}).items()}
    section = Section("s", Label("业绩"), 1, parts=declared)
    scans = [
        Scan(f"{place}.jpg", part, Place("x"), doubt=None if part else Doubt.UNKNOWN)
        for place, part in enumerate(parts)
    ]
    return [scan.part for scan in settle_unnamed(scans, section)]


@pytest.mark.parametrize("parts", [("",), ("", ""), ("proof", ""), ("other", "")])
def test_where_the_notice_names_one_part_it_is_that(parts: tuple[str, ...]) -> None:
    assert settled({"proof": "聘书"}, *parts) == [part or "proof" for part in parts]


def test_once_the_others_are_there_it_is_what_may_be_anything() -> None:
    labels = {"main": "佐证材料", "share": "主要贡献者依据"}
    assert settled(labels, "", "share") == ["main", "share"]
    assert settled(labels, "", "main") == ["", "main"]  # it may be the other
    assert settled({"cover": "封面", "body": "正文"}, "", "cover") == ["", "cover"]


def test_a_file_that_names_several_parts_is_left_open() -> None:
    section = Section("s", Label("业绩"), 1, parts={"proof": Part("proof", Label("聘书"))})
    scan = Scan("x.jpg", "", Place("x"), doubt=Doubt.SEVERAL)
    assert settle_unnamed([scan], section) == (scan,)
