"""Photo-check: which photos are meant, and each measure beside what is allowed."""

import pytest

from zcdossier.app.check_photo import check_photo, load_photo_notice
from zcdossier.app.photo_places import find_photo, find_photo_places
from zcdossier.errors import CannotRunError


def test_a_bare_file_and_a_dossier(desk) -> None:
    root = desk.dossier()
    (place,) = find_photo_places(root / "照片.jpg")
    assert find_photo(place).path == root / "照片.jpg"
    assert find_photo(place).profile == ""
    (place,) = find_photo_places(desk.base)
    target = find_photo(place)
    assert (target.path, target.profile, target.search_from) == (root / "照片.jpg", "case", root)


@pytest.mark.parametrize(
    ("typed", "zh"),
    [
        ("../x.jpg", "在材料文件夹外面"),
        ("/etc/hostname", "在材料文件夹外面"),
        ("没有.jpg", "找不到照片"),
        ('"a\\0b"', "找不到照片"),
        ("长" * 300, "找不到照片"),
        ("", "没有写照片的文件名"),
        ("{}", "没有写照片的文件名"),
        ("[", "读不出来"),
    ],
)
def test_a_photo_that_is_none(desk, typed, zh) -> None:
    root = desk.dossier(manifest=desk.manifest.replace("照片.jpg", typed))
    with pytest.raises(CannotRunError) as raised:
        find_photo(root)
    assert zh in raised.value.why.zh


def test_there_is_no_such_place(desk) -> None:
    with pytest.raises(CannotRunError):
        find_photo_places(desk.base / "no.jpg")


def test_every_measure_beside_its_bounds(desk) -> None:
    profile = load_photo_notice("case", desk.base)
    good = check_photo(desk.dossier() / "照片.jpg", profile)
    assert [(row.rule, row.value.zh, row.status) for row in good.rows if row.rule] == [("width", "60 像素", "ok")]
    assert good.acceptable
    (desk.base / "small.jpg").write_bytes(desk.jpeg((10, 20)))
    small = check_photo(desk.base / "small.jpg", profile)
    assert [(row.value.zh, row.allowed.zh, row.status) for row in small.rows if row.rule] == [
        ("10 像素", "大于 10 像素", "bad")
    ]
    assert not small.acceptable


def test_a_photo_that_can_not_be_measured(desk) -> None:
    (desk.base / "x.jpg").write_bytes(b"")
    checked = check_photo(desk.base / "x.jpg", load_photo_notice("case", desk.base))
    assert (checked.rows, checked.acceptable) == ((), False)
    assert checked.facts.trouble == "empty"


def test_a_profile_without_a_photo_rule(desk) -> None:
    desk.profile("plain", "id: plain\ntitle: 例\n")
    with pytest.raises(CannotRunError, match="no photo rule"):
        load_photo_notice("plain", desk.base)


def test_the_platforms_rule_is_the_usual_one() -> None:
    assert "photo-bytes-min" in {rule.id for rule in load_photo_notice().rules}
