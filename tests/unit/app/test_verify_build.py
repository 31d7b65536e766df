"""Verifying as a use case: which build folders a path means, and that a lost receipt is not passed over."""

from datetime import date

import pytest

from zcdossier.app.build_dossier import build_dossier
from zcdossier.app.verify_build import find_builds, verify_build
from zcdossier.errors import CannotRunError


@pytest.fixture
def root(desk):
    root = desk.dossier()
    assert build_dossier(root, as_of=date(2023, 6, 30)).complete
    return root


def test_a_dossier_its_build_folder_or_its_receipt(root) -> None:
    assert find_builds([root]) == {root: root / "build"}
    assert find_builds([root / "build"]) == {root / "build": root / "build"}
    upload = root / "build" / "upload"
    section = next(entry for entry in upload.iterdir() if entry.is_dir())
    assert find_builds([upload, section]) == {root / "build": root / "build"}
    assert find_builds([root / "build" / "receipt.json"]) == {root / "build": root / "build"}
    assert find_builds([root, root / "build", root]) == {root: root / "build"}
    assert verify_build(root / "build").intact


def test_sources_are_not_needed(root, desk) -> None:
    handed = desk.base / "handed" / "林晓"
    handed.parent.mkdir()
    (root / "build").rename(handed)
    assert find_builds([desk.base / "handed"]) == {handed: handed}
    assert verify_build(handed).intact


@pytest.mark.usefixtures("root")
def test_a_folder_of_many(desk) -> None:
    """Those that were built, those that were not, and those that lost their receipt."""
    desk.dossier("an")
    (desk.base / "bo" / "build" / "upload").mkdir(parents=True)
    (desk.base / "deep" / "er").mkdir(parents=True)
    found = find_builds([desk.base])
    assert sorted(path.name for path in found) == ["an", "bo", "li-ming"]
    for name in ("an", "bo"):
        with pytest.raises(CannotRunError, match="no receipt"):
            verify_build(found[desk.base / name])


def test_many_built_into_another_folder(desk) -> None:
    for name in ("an", "bo"):
        build_dossier(desk.dossier(name), as_of=date(2023, 6, 30), out=desk.base / "build" / name)
    out = desk.base / "build"
    assert find_builds([out]) == {out / "an": out / "an", out / "bo": out / "bo"}


@pytest.mark.parametrize("name", ["nowhere", "file", "empty"])
def test_a_path_without_any(tmp_path, name) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(CannotRunError, match=name):
        find_builds([tmp_path / name])
