"""Where a profile lies: beside the dossier, beside its folder, shipped, the user's own, or at a path."""

import pytest

from zcdossier.profiles import locations


@pytest.fixture
def folders(tmp_path, monkeypatch):
    monkeypatch.setattr(locations, "user_folder", lambda: tmp_path / "own")
    monkeypatch.setattr(locations, "templates_folder", lambda: tmp_path / "templates")
    for folder in ("dossier/profiles/near", "profiles/near", "profiles/far", "templates/profiles/far"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "profile.yaml").write_text("id: x\n", encoding="utf-8")
    for folder in ("own/mine", "templates/profiles/shipped", "own/empty"):
        (tmp_path / folder).mkdir(parents=True)
    for folder in ("own/mine", "templates/profiles/shipped"):
        (tmp_path / folder / "profile.yaml").write_text("id: x\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "folder", "shipped"),
    [
        ("near", "dossier/profiles/near", False),
        ("far", "profiles/far", False),
        ("shipped", "templates/profiles/shipped", True),
        ("mine", "own/mine", False),
        ("../profiles/far", "profiles/far", False),
        ("../profiles/far/profile.yaml", "profiles/far", False),
        ("..\\no\\such", None, False),
        ("empty", None, False),
        ("", None, False),
        (".", None, False),
        ("no", None, False),
    ],
)
def test_the_nearest_one_is_found(folders, name, folder, shipped) -> None:
    found = locations.find_profile(name, folders / "dossier")
    if folder is None:
        assert found is None
    else:
        assert found is not None
        assert found.folder.resolve() == folders / folder
        assert found.shipped == shipped


def test_every_one_is_listed_once(folders) -> None:
    listed = [(profile.id, profile.shipped) for profile in locations.available_profiles(folders / "dossier")]
    assert listed == [("far", False), ("mine", False), ("near", False), ("shipped", True)]


def test_near_misses(folders) -> None:
    assert locations.nearest_profile("shiped", folders / "dossier") == "shipped"
    assert locations.nearest_profile("something", folders / "dossier") == ""


def test_the_shipped_ones_are_there() -> None:
    assert (locations.templates_folder() / "profiles" / "zj-platform" / "profile.yaml").is_file()


@pytest.mark.parametrize(("here", "name"), [("profiles/near", "."), ("profiles", "near"), ("profiles/near", "../near")])
def test_where_somebody_stands_the_folder_is_enough(folders, monkeypatch, here, name) -> None:
    monkeypatch.chdir(folders / here)
    found = locations.find_profile(name)
    assert found is not None
    assert (found.id, found.folder.resolve()) == ("near", (folders / "profiles/near").resolve())
