"""Which folders are dossiers: each once, in a stable order, none hidden by another."""

import os

import pytest

from zcdossier.app.find_dossiers import find_dossiers
from zcdossier.errors import CannotRunError


def names(found, base) -> list[str]:
    return [path.relative_to(base).as_posix() for path in found]


def test_a_folder_of_dossiers(tmp_path) -> None:
    for name in (
        "b",
        "a",
        "c/deeper",
        "c/deeper/inside",
        ".hidden",
        "c/build",
        "c/.zcdossier",
        "1/2/3/4",
        "1/2/3/4/5/6",
    ):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "dossier.yaml").touch()
    (tmp_path / "1/2/3/4/dossier.yaml").unlink()
    assert names(find_dossiers([tmp_path]), tmp_path) == ["a", "b", "c/deeper"]
    assert names(find_dossiers([tmp_path / "1/2/3"]), tmp_path) == ["1/2/3/4/5/6"]


def test_a_dossier_itself_and_its_manifest(tmp_path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "dossier.yaml").touch()
    assert find_dossiers([tmp_path / "a"]) == [tmp_path / "a"]
    assert find_dossiers([tmp_path / "a" / "dossier.yaml"]) == [tmp_path / "a"]
    assert find_dossiers([tmp_path / "a", tmp_path, tmp_path / "a" / ".." / "a"]) == [tmp_path / "a"]


@pytest.mark.parametrize(
    ("name", "zh"),
    [("no", "找不到"), ("file", "这里要写文件夹"), ("empty", "没有 dossier.yaml"), ("x" * 300, "打不开")],
)
def test_what_is_none(tmp_path, name, zh) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(CannotRunError) as raised:
        find_dossiers([tmp_path / name])
    assert zh in raised.value.why.zh
    assert name[:20] in raised.value.why.en


@pytest.mark.skipif(os.name != "posix", reason="permissions are another thing here")
def test_a_dossier_that_may_not_be_entered_is_one(tmp_path, monkeypatch) -> None:
    """The super-user may enter everything, so the refusal is played."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "dossier.yaml").touch()
    exists = type(tmp_path).exists

    def refused(path, **more):
        if path.parent.name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return exists(path, **more)

    monkeypatch.setattr(type(tmp_path), "exists", refused)
    assert names(find_dossiers([tmp_path]), tmp_path) == ["a", "b"]
