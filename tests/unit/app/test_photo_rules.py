"""A copy passes the very check that a rule stands for, or it is refused with a reason and no file exists."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from grey_noise import grey_noise
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from zcdossier.app.check_photo import PhotoNotice, check_photo, fix_photo, load_photo_notice, read_photo_notice
from zcdossier.assemble.photo.fix_photo import PhotoFixed, PhotoRefused
from zcdossier.errors import CannotRunError
from zcdossier.model.finding import Severity

WHITE, BLUE, GREY = (246, 246, 246), (67, 142, 219), (200, 200, 200)


def portrait(size: tuple[int, int], background: tuple[int, int, int] = WHITE) -> Image.Image:
    width, height = size
    image = Image.new("RGB", size, background)
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.3, height * 0.08, width * 0.7, height * 0.55), fill=(214, 170, 140))
    draw.ellipse((width * 0.1, height * 0.6, width * 0.9, height * 1.4), fill=(30, 40, 70))
    return Image.blend(image, grey_noise(size, 60).convert("RGB"), 0.03)


bands = st.builds(
    lambda first, second: f"{min(first, second)}..{max(first, second) + 1}", *([st.integers(100, 900)] * 2)
)
sizes = st.sampled_from(["358x441", "295x413", "413x626", "600x600", "358x441|295x413|480x640"])
pieces = {
    "size": sizes,
    "width": bands,
    "height": bands.map(lambda band: band),
    "ratio": st.sampled_from(["3:4", "1:1", "0.65..0.8", "35:45"]),
    "bytes": st.sampled_from(["14K..40K", "30K..45K", "<200K", ">=10K", "40K..50K", "1K..9K", "<=1MB", "400K..2MB"]),
    "dpi": st.sampled_from(["350", ">=300", "300..600", "96"]),
    "quality": st.sampled_from([">=70", "85", "60..90"]),
    "background": st.sampled_from(["white", "blue", "white|blue", "#438EDB", "light", "grey"]),
    "mode": st.sampled_from(["color", "grey", "RGB"]),
    "depth": st.sampled_from(["24", "8"]),
    "format": st.sampled_from(["jpeg", "jpeg|png", "png"]),
    "frame": st.just("no"),
    "turned": st.just("no"),
}
rows = st.fixed_dictionaries({}, optional=pieces).filter(bool)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    row=rows,
    photo=st.tuples(
        st.tuples(st.integers(200, 1100), st.integers(200, 1100)),
        st.sampled_from([WHITE, BLUE, GREY]),
        st.sampled_from(["RGB", "RGB", "L", "CMYK", "RGBA", "P"]),
        st.integers(1, 8),
    ),
    suffix=st.sampled_from([".jpg", ".jpg", ".png"]),
    advised=st.booleans(),
)
def test_a_copy_passes_the_check_or_there_is_none(row, photo, suffix, advised):
    size, background, mode, orientation = photo
    notice = read_photo_notice(
        ",".join(f"{name}{value if value[0] in '<>' else '=' + value}" for name, value in row.items())
    )
    if advised:
        rules = (notice.rules[0]._replace(severity=Severity.WARNING), *notice.rules[1:])
        notice = PhotoNotice(rules, notice.questions)
    exif = Image.Exif()
    exif[0x0112] = orientation
    buffer = io.BytesIO()
    kind = "JPEG" if mode in ("RGB", "L", "CMYK") else "PNG"
    portrait(size, background).convert(mode).save(buffer, kind, exif=exif)
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "a.dat", Path(folder) / f"b{suffix}"
        source.write_bytes(buffer.getvalue())
        result = fix_photo(source, target, notice)
        assert source.read_bytes() == buffer.getvalue()
        if isinstance(result, PhotoRefused):
            assert result.reason.zh
            assert result.reason.en
            assert [path.name for path in Path(folder).iterdir()] == ["a.dat"]
        else:
            checked = check_photo(target, notice)
            assert checked.acceptable, [(row.rule, row.value.zh, row.allowed.zh, row.status) for row in checked.rows]
            assert all(new <= old for new, old in zip(result.size, result.source_size, strict=True))


def test_the_usual_notice_is_met_from_a_camera_photo(tmp_path):
    notice = read_photo_notice("size=358x441,dpi=350,bytes=14K..40K,background=white,format=jpeg,depth=24")
    portrait((1500, 2000)).save(tmp_path / "a.jpg", quality=95)
    assert isinstance(fix_photo(tmp_path / "a.jpg", tmp_path / "b.jpg", notice), PhotoFixed)
    checked = check_photo(tmp_path / "b.jpg", notice)
    assert {row.status for row in checked.rows} == {"ok"}


def test_a_blue_background_is_not_painted_white(tmp_path):
    notice = read_photo_notice("size=358x441,background=white")
    portrait((800, 1000), BLUE).save(tmp_path / "a.jpg")
    refused = fix_photo(tmp_path / "a.jpg", tmp_path / "b.jpg", notice)
    assert isinstance(refused, PhotoRefused)
    assert "背景颜色是 蓝色" in refused.reason.zh
    assert "要求 白色" in refused.reason.zh
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


def test_what_is_only_advised_gives_way_and_that_is_said(tmp_path):
    notice = read_photo_notice("size=358x441,bytes<=1K")
    notice = PhotoNotice((notice.rules[0], notice.rules[1]._replace(severity=Severity.WARNING)))
    portrait((800, 1000)).save(tmp_path / "a.jpg")
    fixed = fix_photo(tmp_path / "a.jpg", tmp_path / "b.jpg", notice)
    assert isinstance(fixed, PhotoFixed)
    assert any("建议" in note.zh for note in fixed.notes)


def test_what_some_portals_trip_over_is_a_doubt(tmp_path):
    notice = read_photo_notice("width>=10")
    exif = Image.Exif()
    exif[0x0112] = 6
    portrait((80, 100)).save(tmp_path / "turned.jpg", exif=exif)
    portrait((80, 100)).convert("CMYK").save(tmp_path / "cmyk.jpg")
    portrait((80, 100)).convert("L").save(tmp_path / "grey.jpg")
    portrait((80, 100)).convert("L").convert("RGB").save(tmp_path / "grey-as-rgb.jpg")
    portrait((80, 100)).save(tmp_path / "good.jpg")
    doubts = {
        path.stem: [row.measure.zh for row in check_photo(path, notice).rows if row.status == "doubt"]
        for path in tmp_path.glob("*.jpg")
    }
    assert doubts == {
        "turned": ["方向"],
        "cmyk": ["颜色模式"],
        "grey": ["颜色模式"],
        "grey-as-rgb": ["颜色模式"],
        "good": [],
    }
    asked = read_photo_notice("turned=no,mode=color|grey")
    assert [row.status for row in check_photo(tmp_path / "turned.jpg", asked).rows] == ["bad", "ok"]
    assert [row.status for row in check_photo(tmp_path / "grey.jpg", asked).rows] == ["ok", "ok"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("", "--rule 是空的"),
        ("358x441", "看不懂"),
        ("size=", "看不懂"),
        ("sise=358x441", "是不是 size"),
        ("size=358*441x2", "不会是"),
        ("bytes=40K", "没说是上限还是下限"),
        ("head=2/3", "没有能测量的要求"),
    ],
)
def test_a_row_that_is_not_understood_is_told(row, message):
    with pytest.raises(CannotRunError) as raised:
        read_photo_notice(row)
    assert message in raised.value.why.zh
    assert raised.value.why.en


def test_a_row_may_be_typed_in_chinese_and_with_full_width_signs():
    notice = read_photo_notice("宽=300..600，高≥400；背景颜色=白|浅蓝,文件大小<1,000,000,head=2/3")
    assert [rule.params.measure for rule in notice.rules] == ["width", "height", "background_color", "bytes"]
    assert [question.zh for question in notice.questions] == [
        "照片里头部的高（头顶到下巴）是照片高度的 2/3 吗？请量一量"
    ]


CONDITIONAL = """
id: case
title: 例
levels: {senior: 副高, full: 正高}
photo:
  label: 照片
  width: {at_least: 10}
  height: {at_least: 400, when: {level: full}}
"""


@pytest.mark.parametrize(("level", "statuses"), [("senior", ["ok"]), ("full", ["ok", "bad"]), ("", ["ok", "doubt"])])
def test_a_rule_for_some_is_judged_for_those_and_is_a_doubt_where_nobody_is_known(desk, level, statuses):
    desk.profile("case", CONDITIONAL)
    dossier = None
    if level:
        from zcdossier.app.photo_places import find_photo

        root = desk.dossier(manifest=f"profile: case\nlevel: {level}\nphoto: 照片.jpg\n")
        dossier = find_photo(root).dossier
    notice = load_photo_notice("case", desk.base, dossier)
    (desk.base / "x.jpg").write_bytes(desk.jpeg((60, 80)))
    rows = check_photo(desk.base / "x.jpg", notice).rows
    assert [row.status for row in rows if row.rule] == statuses
