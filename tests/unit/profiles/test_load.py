"""Loading by name, and the compiled form of what is shipped: as good as the files, and never in the way."""

import os
import pickle
import pickletools
import sys
from pathlib import Path

import pytest

from zcdossier.profiles import clauses, locations, profile_reader
from zcdossier.profiles.load import ROOMS, Profiles, load, with_clauses
from zcdossier.source.file_stamps import stamp_program

TEXT = "id: shipped\nextends: base\ntitle: 通知\nlevels: {full: 正高}\nsections: {papers: {label: 论文, limit: 2}}\n"


@pytest.fixture
def templates(tmp_path, monkeypatch):
    monkeypatch.setattr(locations, "templates_folder", lambda: tmp_path)
    monkeypatch.setattr(locations, "user_folder", lambda: tmp_path / "nobody")
    for name, text in (("shipped", TEXT), ("base", "id: base\nabstract: true\nphoto: 照片\n")):
        (tmp_path / "profiles" / name).mkdir(parents=True)
        (tmp_path / "profiles" / name / "profile.yaml").write_text(text, encoding="utf-8")
        clauses = (
            f"{name.upper()}-1: {{where: 一, kind: auto, says: {name}}}\nX-1: {{where: 二, kind: auto, says: {name}}}\n"
        )
        (tmp_path / "profiles" / name / "clauses.yaml").write_text(clauses, encoding="utf-8")
    return tmp_path / "profiles"


@pytest.fixture
def conversions(templates, monkeypatch) -> list[str]:
    assert templates.is_dir()
    done: list[str] = []
    read = profile_reader.read_profile
    monkeypatch.setattr(profile_reader, "read_profile", lambda name, *more: done.append(name) or read(name, *more))
    return done


def change(path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    later = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))


def test_a_shipped_profile_is_converted_once(conversions) -> None:
    first = load("shipped")
    assert load("shipped") == first
    assert conversions == ["shipped"]
    assert first.sections["papers"].limit == {"*": 2}
    assert first.photo is not None


@pytest.mark.parametrize(("name", "old", "new"), [("shipped", "limit: 2", "limit: 3"), ("base", "照片", "相片")])
def test_a_change_of_any_of_its_files_counts(templates, conversions, name, old, new) -> None:
    before = load("shipped")
    change(templates / name / "profile.yaml", old, new)
    after = load("shipped")
    assert before != after
    assert conversions == ["shipped", "shipped"]
    assert after == profile_reader.read_profile("shipped", profile_reader.Diagnostics())


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x80\x04N."])
def test_a_spoiled_compiled_form_is_made_again(templates, conversions, content) -> None:
    good = load("shipped")
    (kept,) = (templates / "shipped" / "__pycache__").iterdir()
    kept.write_bytes(content)
    assert load("shipped") == good
    assert len(conversions) == 2
    assert load("shipped") == good
    assert len(conversions) == 2


@pytest.mark.parametrize("name", ["zj-hznu-2023", "zj-huzhou-2020"])
def test_a_change_of_any_module_whose_values_are_compiled_counts(name) -> None:
    texts = {text for _, text, _ in pickletools.genops(pickle.dumps(load(name))) if isinstance(text, str)}
    modules = {sys.modules[text].__file__ for text in texts if text.startswith("zcdossier.") and text in sys.modules}
    assert any("measures" in path for path in modules)
    stamped = {stamp.path for room in ROOMS for stamp in stamp_program()[room]}
    assert {Path(module).name for module in modules} <= stamped


def test_a_place_that_can_not_be_written_is_no_matter(templates, conversions) -> None:
    (templates / "shipped" / "__pycache__").write_text("a file")
    assert load("shipped") == load("shipped")
    assert len(conversions) == 2


@pytest.mark.usefixtures("templates")
def test_a_profile_of_ones_own_is_never_compiled(tmp_path) -> None:
    own = tmp_path / "desk" / "profiles" / "own"
    own.mkdir(parents=True)
    (own / "profile.yaml").write_text("id: own\nextends: base\n", encoding="utf-8")
    assert [member.id for member in load("own", tmp_path / "desk").chain] == ["own", "base"]
    assert sorted(path.name for path in own.iterdir()) == ["profile.yaml"]


@pytest.mark.usefixtures("templates")
def test_clauses_of_the_whole_chain_the_nearest_first() -> None:
    profile = with_clauses(load("shipped"))
    assert {name: says.zh for name, says in profile.clauses.items()} == {
        "BASE-1": "base",
        "X-1": "shipped",
        "SHIPPED-1": "shipped",
    }
    assert profile.places["SHIPPED-1"] == "一"


def test_clauses_are_read_once_until_they_change(templates, monkeypatch) -> None:
    reads: list[str] = []
    read = clauses.read_clauses
    monkeypatch.setattr(
        clauses, "read_clauses", lambda file, *more: reads.append(file.parent.name) or read(file, *more)
    )
    profile = load("shipped")
    first = with_clauses(profile)
    assert with_clauses(profile) == first
    assert reads == ["base", "shipped"]
    change(templates / "base" / "clauses.yaml", "says: base", "says: 别的")
    assert with_clauses(profile).clauses["BASE-1"].zh == "别的"
    assert reads == ["base", "shipped", "base"]
    (kept,) = (templates / "base" / "__pycache__").iterdir()
    kept.write_bytes(b"nonsense")
    assert with_clauses(profile).clauses["BASE-1"].zh == "别的"


PRIVATE = "id: base\nabstract: true\nphoto: 本单位的照片\n"


@pytest.mark.parametrize("order", [("mine", "yours"), ("yours", "mine")])
@pytest.mark.parametrize("load_from", ["a new process", "the same run"])
def test_a_private_base_changes_no_other_dossier(templates, tmp_path, order, load_from) -> None:
    """Two dossiers name one shipped profile; one office keeps a base of its own under the shipped base's name."""
    assert templates.is_dir()
    for office in ("mine", "yours"):
        (tmp_path / "desks" / office / "dossier").mkdir(parents=True)
    own = tmp_path / "desks" / "mine" / "profiles" / "base"
    own.mkdir(parents=True)
    (own / "profile.yaml").write_text(PRIVATE, encoding="utf-8")
    labels = {}
    profiles = Profiles()
    for office in (*order, *order):
        dossier = tmp_path / "desks" / office / "dossier"
        profile = profiles.get("shipped", dossier) if load_from == "the same run" else load("shipped", dossier)
        labels[office] = profile.photo.label.zh
        assert labels[office] == {"mine": "本单位的照片", "yours": "照片"}[office]
    assert load("shipped").photo.label.zh == "照片"


def test_two_private_bases_of_one_name(templates, tmp_path) -> None:
    assert templates.is_dir()
    profiles = Profiles()
    for office in ("east", "west", "east"):
        own = tmp_path / "desks" / office / "profiles" / "base"
        own.mkdir(parents=True, exist_ok=True)
        (own / "profile.yaml").write_text(PRIVATE.replace("本单位", office), encoding="utf-8")
        dossier = tmp_path / "desks" / office / "dossier"
        dossier.mkdir(exist_ok=True)
        assert profiles.get("shipped", dossier).photo.label.zh == f"{office}的照片"
        assert load("shipped", dossier).photo.label.zh == f"{office}的照片"


def test_clauses_of_a_profile_at_a_path_are_its_own(templates, tmp_path) -> None:
    """Not those of a namesake elsewhere."""
    assert templates.is_dir()
    for desk, words in (("here", "甲"), ("there", "乙")):
        folder = tmp_path / desk / "profiles" / "mine"
        folder.mkdir(parents=True)
        (folder / "profile.yaml").write_text("id: mine\ntitle: t\n", encoding="utf-8")
        (folder / "clauses.yaml").write_text(f"M-1: {{where: 一, kind: auto, says: {words}}}\n", encoding="utf-8")
    path = str(tmp_path / "there" / "profiles" / "mine" / "profile.yaml")
    assert with_clauses(load(path, tmp_path / "here")).clauses["M-1"].zh == "乙"
