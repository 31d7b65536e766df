"""Photo-check: which photos are meant, and each measure beside what is allowed."""

import pytest
from PIL import Image, ImageDraw

from zcdossier.app.check_photo import check_photo, fix_photo, load_photo_notice
from zcdossier.app.photo_places import find_photo, find_photo_places
from zcdossier.errors import CannotRunError


def test_a_bare_file_one_beside_a_manifest_and_a_dossier(desk) -> None:
    root = desk.dossier()
    (root / "甲").mkdir(exist_ok=True)
    for file, profile in (("照片.jpg", "case"), ("甲/照片.jpg", "")):
        (root / file).write_bytes((root / "照片.jpg").read_bytes())
        (place,) = find_photo_places(root / file)
        assert find_photo(place)[:2] == (root / file, profile)
    (desk.base / "证件照").mkdir()
    for name in ("b.JPG", "a.png", "说明.txt"):
        (desk.base / "证件照" / name).touch()
    assert [place.name for place in find_photo_places(desk.base / "证件照")] == ["a.png", "b.JPG"]
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
    Image.new("RGB", (40, 50)).save(desk.base / "x.pdf")
    assert check_photo(desk.base / "x.pdf", load_photo_notice("case", desk.base)).facts.trouble == "unsupported"


def test_a_profile_without_a_photo_rule(desk) -> None:
    desk.profile("plain", "id: plain\ntitle: 例\n")
    with pytest.raises(CannotRunError, match="no photo rule"):
        load_photo_notice("plain", desk.base)


def test_the_platforms_rule_is_the_usual_one() -> None:
    assert "photo-bytes-min" in {rule.id for rule in load_photo_notice().rules}


@pytest.mark.parametrize(
    ("size", "frame", "wanted"),
    [((480, 640), 0, []), ((480, 640), 3, ["有边框"]), ((640, 480), 0, ["横的，宽大于高"])],
)
def test_what_no_rule_asks_and_a_person_would_see(desk, size, frame, wanted) -> None:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((size[0] // 3, 80, 2 * size[0] // 3, 400), fill=(200, 150, 120))
    if frame:
        draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=(90, 90, 90), width=frame)
    image.save(desk.base / "photo.jpg")
    rows = check_photo(desk.base / "photo.jpg", load_photo_notice()).rows
    assert [row.value.zh for row in rows if not row.rule] == wanted


@pytest.mark.parametrize(
    ("box", "wanted"),
    [
        ((100, 120, 295, 413), ["只占画面的一小块"]),  # a photo on a page that was scanned whole
        (None, ["看不到人"]),
        ((300, 250, 940, 1000), []),  # a head over a white shirt
    ],
)
def test_a_page_with_a_photo_on_it_is_no_photo(desk, box, wanted) -> None:
    page = Image.new("RGB", (1240, 1754), "white")
    if box:
        page.paste((180, 120, 90), box)
    page.save(desk.base / "photo.jpg")
    rows = check_photo(desk.base / "photo.jpg", load_photo_notice()).rows
    assert [row.value.zh for row in rows if not row.rule] == wanted


@pytest.mark.parametrize(("background", "wanted"), [("white", False), ((215, 215, 215), True)])
def test_the_background_is_told_of_only_where_it_is_not_right(desk, background, wanted) -> None:
    noise = Image.effect_noise((480, 640), 40).convert("RGB")
    image = Image.new("RGB", (480, 640), background)
    image.paste(noise.crop((0, 0, 240, 400)), (120, 150))
    image.save(desk.base / "photo.png")
    fixed = fix_photo(desk.base / "photo.png", desk.base / "fixed.jpg", load_photo_notice())
    assert any("没有改动背景" in note.zh for note in fixed.notes) is wanted
