"""Lint as a use case: what it hands on, which profile it takes, and that profiles are read once."""

from datetime import date

import pikepdf
import pytest

from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.profiles.diagnostics import ProfileError
from zcdossier.profiles.load import Profiles

AS_OF = date(2023, 6, 30)


def lint(root, **more):
    return lint_dossier(root, as_of=AS_OF, **more)


def test_what_is_handed_on(desk) -> None:
    linted = lint(desk.dossier())
    assert linted.verdict.findings == ()
    assert linted.verdict.not_evaluated == ()
    assert [asked_question.clause for asked_question in linted.verdict.checklist] == ["A-2"]
    assert linted.dossier is not None
    assert linted.profile is not None
    assert set(linted.facts) == {"09-论文/甲/1-封面.jpg", "09-论文/乙/1-封面.jpg", "照片.jpg"}
    assert linted.lines["dossier.yaml"][0] == "profile: case"


def test_the_photo_alone_is_decoded_whatever_rules_ask(desk) -> None:
    facts = lint(desk.dossier()).facts
    assert facts["照片.jpg"].photo is not None
    assert facts["09-论文/甲/1-封面.jpg"].photo is None


def test_clauses_come_with_findings_only(desk) -> None:
    root = desk.dossier()
    assert not lint(root).profile.clauses
    root = desk.dossier(manifest=desk.manifest + "    - {folder: 09-论文/丙, title: 丙}\n")
    (root / "09-论文" / "丙").mkdir()
    (root / "09-论文" / "丙" / "1-封面.jpg").write_bytes(desk.jpeg((9, 9)))
    linted = lint(root)
    assert [(finding.code, finding.clauses, finding.place.spot.line) for finding in linted.verdict.findings] == [
        ("ZC101", ("A-1",), 11)
    ]
    assert linted.profile.clauses["A-1"].zh == "最多两篇"
    assert linted.profile.places["A-1"] == "一.1"


def test_an_unreadable_manifest_has_no_dossier(desk) -> None:
    linted = lint(desk.dossier(manifest="profile: case\nlevel: [\n"))
    assert (linted.dossier, linted.profile) == (None, None)
    assert [finding.code for finding in linted.verdict.findings] == ["ZC001"]
    assert linted.lines["dossier.yaml"][1] == "level: ["


def test_a_profile_with_mistakes_stops_it(desk) -> None:
    desk.profile(text="id: case\nrulez: []\n")
    with pytest.raises(ProfileError):
        lint(desk.dossier())


def test_a_profile_at_a_path_and_inside_the_dossier(desk) -> None:
    assert lint(desk.dossier(manifest=desk.manifest.replace("case", "../profiles/case"))).verdict.findings == ()
    root = desk.dossier()
    own = root / "profiles" / "case"
    own.mkdir(parents=True)
    (own / "profile.yaml").write_text("id: case\ntitle: 另一个\n", encoding="utf-8")
    assert lint(root).profile.title.zh == "另一个"


def test_profiles_are_read_once(desk, monkeypatch) -> None:
    from zcdossier.profiles import load as module

    read = []
    load = module.load
    monkeypatch.setattr(module, "load", lambda name, beside: read.append(name) or load(name, beside))
    profiles = Profiles()
    for name in ("a", "b", "c"):
        lint(desk.dossier(name), profiles=profiles)
    assert read == ["case"]


def test_profiles_of_one_id_in_two_places_are_two(desk) -> None:
    profiles = Profiles()
    over = desk.manifest + "    - {folder: 09-论文/甲, title: 丙}\n"
    first = desk.dossier("a", over)
    second = desk.dossier("b", over)
    own = second / "profiles" / "case"
    own.mkdir(parents=True)
    text = (desk.base / "profiles" / "case" / "profile.yaml").read_text(encoding="utf-8")
    (own / "profile.yaml").write_text(text.replace("A-1", "B-1"), encoding="utf-8")
    (own / "clauses.yaml").write_text("B-1: {where: 二.1, kind: auto, says: 另一句}\n", encoding="utf-8")
    places = [lint(root, profiles=profiles).profile.places for root in (first, second, first)]
    assert [next(iter(clauses)) for clauses in places] == ["A-1", "B-1", "A-1"]


def test_the_day_is_an_input(desk) -> None:
    text = (desk.base / "profiles" / "case" / "profile.yaml").read_text(encoding="utf-8")
    text = text.replace("applicant: {", "applicant: {born: {label: 生日, type: date}, ")
    rule = "  - {id: not-tomorrow, kind: date, section: applicant, fields: [born], not_after: today}\n"
    desk.profile(text=text.replace("rules:\n", f"rules:\n{rule}"))
    root = desk.dossier(manifest=desk.manifest.replace("{name: 林晓}", "{name: 林晓, born: 2023-07-01}"))
    assert [finding.rule for finding in lint(root).verdict.findings] == ["not-tomorrow"]
    assert lint_dossier(root, as_of=date(2023, 7, 1)).verdict.findings == ()


def test_the_same_input_gives_the_same_verdict(desk) -> None:
    root = desk.dossier(manifest=desk.manifest.replace("title: 乙", "titel: 乙"))
    assert lint(root).verdict == lint(root).verdict


@pytest.mark.parametrize(("wanted", "codes"), [("'yes'", ["ZC601"]), ("'no'", [])])
def test_pdfs_are_searched_for_text_where_a_notice_asks(desk, wanted, codes) -> None:
    rule = f"  - {{id: text, kind: measure, section: papers, measure: text_layer, one_of: [{wanted}]}}\n"
    profile = desk.profile() / "profile.yaml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("rules:\n", f"rules:\n{rule}"), encoding="utf-8")
    root = desk.dossier()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(root / "09-论文" / "甲" / "1-封面.pdf")
    (root / "09-论文" / "甲" / "1-封面.jpg").unlink()
    linted = lint(root)
    assert linted.facts["09-论文/甲/1-封面.pdf"].pdf.text is False
    assert [finding.code for finding in linted.verdict.findings] == codes
