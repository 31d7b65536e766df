"""A row about a photo, or about the files of a slot, and the rules in long form that it stands for."""

from fractions import Fraction

import pytest

from zcdossier.lint.measures.describe_bounds import describe_bounds
from zcdossier.model.finding import Severity
from zcdossier.model.profile import Profile
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.profile_reader import read_profile


def read(tmp_path, text: str, name: str = "case") -> tuple[Profile, list[str]]:
    folder = tmp_path / "profiles" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "profile.yaml").write_text(f"id: {name}\ntitle: {{zh: 例, en: example}}\n{text}", encoding="utf-8")
    diagnostics = Diagnostics()
    profile = read_profile(name, diagnostics, tmp_path)
    assert profile is not None
    return profile, [entry.text.zh for entry in diagnostics.entries]


def described(profile: Profile) -> dict[str, str]:
    return {rule.id: describe_bounds(rule.params).zh for rule in profile.rules}


def test_one_row_says_a_photo_rule(tmp_path):
    profile, mistakes = read(
        tmp_path,
        "photo: {label: 照片, clauses: [A-1], size: 358x441, dpi: 350, bytes: 14K..40K, background: [white], "
        "format: [jpg], mode: color, depth: 24, quality: {at_least: 70, severity: warning}, frame: no}\n",
    )
    assert mistakes == []
    assert described(profile) == {
        "photo-size": "358 × 441 像素",
        "photo-dpi": "350 dpi",
        "photo-bytes": "不小于 14,336，不大于 40,000 字节",
        "photo-background": "白色",
        "photo-format": "jpeg",
        "photo-mode": "彩色",
        "photo-depth": "24 位",
        "photo-quality": "不小于 70",
        "photo-frame": "没有边框",
    }
    assert {rule.sections for rule in profile.rules} == {("photo",)}
    assert {rule.all_clauses for rule in profile.rules} == {("A-1",)}
    assert [rule.id for rule in profile.rules if rule.severity is Severity.WARNING] == ["photo-quality"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("width: 300..600", "不小于 300，不大于 600 像素"),
        ("width: '>290'", "大于 290 像素"),
        ("width: {above: 290, below: 300}", "大于 290，小于 300 像素"),
        ("height: ≥408", "不小于 408 像素"),
        ("size: {at_least: 300x400, at_most: 600x800}", "不小于 300 × 400，不大于 600 × 800 像素"),
        ("size: 354x472..420x560", "不小于 354 × 472，不大于 420 × 560 像素"),
        ("size: [358x441, 413×626]", "358 × 441 像素、413 × 626 像素"),
        ("bytes: <200K", "小于 200,000 字节"),
        ("bytes: ..200K", "不大于 200,000 字节"),
        ("bytes: 20K..", "不小于 20,480 字节"),
        ("bytes: {at_most: 10 MB}", "不大于 10,000,000 字节"),
        ("dpi: {at_least: 300}", "不小于 300 dpi"),
        ("ratio: 0.65..0.8", "不小于 0.65，不大于 0.8"),
        ("ratio: 3:4..4:5", "不小于 0.75，不大于 0.8"),
        ("background: [white, 浅蓝]", "白色、浅蓝色"),
        ("background: '#438EDB'", "蓝色（红 67 绿 142 蓝 219）"),
        ("background: {one_of: ['#FFFFFF'], tolerance: 3}", "白色（红 255 绿 255 蓝 255，各差 3 以内）"),
        ("mode: [RGB, 灰度]", "RGB、灰度"),
        ("bytes: [14K, 40K]", "不小于 14,336，不大于 40,000 字节"),
        ("bytes: [14000..40000, 100000..]", "14,000 到 40,000 字节、不小于 100,000 字节"),
        ("size: [300x400..600x800, 900x1200]", "300 × 400 到 600 × 800 像素、900 × 1,200 像素"),
        ("size: {one_of: [..2000x1500, ..1500x2000]}", "不大于 2,000 × 1,500 像素、不大于 1,500 × 2,000 像素"),
        ("width: {one_of: [300, 600]}", "300 像素、600 像素"),
        ("depth: [8, 24]", "8 位、24 位"),
    ],
)
def test_a_measure_is_said_as_people_write_it(tmp_path, row, message):
    profile, mistakes = read(tmp_path, f"photo: {{label: 照片, {row}}}\n")
    assert mistakes == []
    assert list(described(profile).values()) == [message]


def test_a_ratio_has_rounding_and_a_doubt_beyond_it_or_the_tolerance_given(tmp_path):
    profile, _ = read(tmp_path, "photo: {label: 照片, ratio: 3:4}\n")
    bounds = profile.rules[0].params
    assert bounds.at_least.amounts[0].low == Fraction(3, 4) * Fraction(399, 400)
    assert bounds.doubt_at_most.amounts[0].low == Fraction(3, 4) * Fraction(101, 100)
    profile, mistakes = read(tmp_path, "photo: {label: 照片, ratio: {equals: 35:45, tolerance: 2%}}\n")
    bounds = profile.rules[0].params
    assert mistakes == []
    assert bounds.doubt_at_least is None
    assert float(bounds.at_most.amounts[0].low) == pytest.approx(35 / 45 * 1.02)


def test_must_and_should_on_one_measure(tmp_path):
    profile, mistakes = read(
        tmp_path,
        "photo:\n  label: 照片\n  bytes:\n    - {at_most: 4 MB, clauses: [A-1]}\n"
        "    - {at_most: 240K, severity: warning, clauses: [A-2], says: 建议}\n",
    )
    assert mistakes == []
    assert [(rule.id, rule.severity.value, rule.all_clauses) for rule in profile.rules] == [
        ("photo-bytes", "error", ("A-1",)),
        ("photo-bytes-2", "warning", ("A-2",)),
    ]


def test_what_only_a_person_sees_is_asked_with_its_numbers(tmp_path):
    profile, mistakes = read(
        tmp_path,
        "photo: {label: 照片, clauses: [A-1], head: 2/3, eyes_from_top: 152..246 px, shadow: none, "
        "turn: {value: ±10 度, clauses: [A-2]}}\n",
    )
    assert mistakes == []
    assert [question.question.zh for question in profile.checklist] == [
        "照片里头部的高（头顶到下巴）是照片高度的 2/3 吗？请量一量",
        "眼睛离照片上边是 152–246 像素吗？请量一量",
        "脸上和背景上没有阴影吗？",
        "头部左右转动在±10 度以内吗？",
    ]
    assert [question.clauses for question in profile.checklist] == [("A-1",), ("A-1",), ("A-1",), ("A-2",)]
    assert {question.sections for question in profile.checklist} == {("photo",)}
    assert profile.rules == ()


def test_the_same_row_for_an_attachment_a_section_and_a_part(tmp_path):
    profile, mistakes = read(
        tmp_path,
        "attachments:\n"
        "  id_card:\n    label: 身份证\n    files: {format: [jpeg], bytes: 10K..200K, count: 2, clauses: [A-1]}\n"
        "sections:\n"
        "  papers:\n    label: 论文\n    fields: {title: 题目}\n"
        "    parts: {cover: {label: 封面, files: {format: jpeg, size: {at_least: 800x600}, count: 1..2}}}\n",
    )
    assert mistakes == []
    assert described(profile) == {
        "attachments.id_card-format": "jpeg",
        "attachments.id_card-bytes": "不小于 10,240，不大于 200,000 字节",
        "attachments.id_card-count": "2 个",
        "papers-cover-format": "jpeg",
        "papers-cover-size": "不小于 800 × 600 像素",
        "papers-cover-count": "不小于 1，不大于 2 个",
    }
    assert {rule.params.part for rule in profile.rules if rule.sections == ("papers",)} == {"cover"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("bytes: 40K", "bytes: 40K 没说是上限还是下限：写 bytes: {at_most: 40K}，或写范围 10K..40K"),
        ("bytes: {equals: 40K}", "photo-bytes：没有文件的大小正好是 40K，equals 总会是错；写范围"),
        ("bytes: [1K, 2K, 3K]", "photo-bytes：没有文件的大小正好是 1K, 2K, 3K，one_of 总会是错；写范围"),
        ("bytes: [40K, 14K]", "photo-bytes：at_least 40,000 和 at_most 14,336 不能同时满足"),
        ("width: [300, 600]", "width: [300, 600] 是只许这两个，还是从 300 到 600？"),
        ("ratio: ['3:4', '2:3']", "ratio: [2:3, 3:4] 是只许这两个，还是从 2:3 到 3:4？"),
        (
            "size: {at_most: 600x800, doubt_at_most: 700x800}",
            "photo-size：doubt_at_most 宽和高都要比 at_most 大：600x800 和 700x800 之间",
        ),
        ("sise: 358x441", "不认识 sise，是不是 size？"),
        ("background: purple", "one_of：background_color（背景颜色）不会是 purple"),
        ("background: '#43'", "one_of：background_color（背景颜色）不会是 #43"),
        ("head: 2/3", "head 量不出来，要问人：写上 clauses，例如 head: {value: 2/3, clauses: [第3条]}"),
        ("width: {at_least: 300, tolerance: 5}", "width 没有 tolerance，写成范围 between: [下限, 上限]"),
        ("width: {atleast: 300}", "不认识 atleast，是不是 at_least？"),
        ("size: {at_least: 600}", "at_least：size（宽×高）不会是 600"),
        ("ratio: 3:0", "equals：ratio（宽高比）不会是 3:0"),
        ("ratio: {equals: abc}", "equals：ratio（宽高比）不会是 abc"),
        ("ratio: {equals: 1e999}", "equals：ratio（宽高比）不会是 1e999"),
        ("ratio: {equals: 3:4, tolerance: 1/0}", "tolerance 应是 2% 或 0.02 这样"),
        ("format: jpgg", "one_of：format（格式（看内容））不会是 jpgg"),
    ],
)
def test_what_can_not_judge_is_refused_with_what_to_write(tmp_path, row, message):
    _, mistakes = read(tmp_path, f"photo: {{label: 照片, {row}}}\n")
    assert any(mistake.startswith(message) for mistake in mistakes), mistakes


def test_a_child_s_row_takes_the_place_of_what_its_base_says_of_the_same_measure(tmp_path):
    profile, mistakes = read(
        tmp_path, "extends: zj-platform\nphoto: {bytes: 14K..40K, width: 358, background: [blue]}\n", "child"
    )
    assert mistakes == []
    words = described(profile)
    assert "photo-bytes-min" not in words
    assert words["photo-width"] == "358 像素"
    assert words["photo-height"] == "大于 300 像素"
    assert words["photo-bytes"] == "不小于 14,336，不大于 40,000 字节"
    assert profile.photo is not None
    assert profile.photo.label.zh == "证件照"


def test_a_row_of_the_base_is_graded_changed_and_dropped_by_the_child(tmp_path):
    read(tmp_path, "photo: {label: 照片, size: 358x441, dpi: 350, bytes: 14K..40K}\n", "base")
    profile, mistakes = read(
        tmp_path,
        "extends: base\nphoto: {size: 413x626, dpi: null}\nrules:\n  - {id: photo-bytes, severity: warning}\n",
        "child",
    )
    assert mistakes == []
    assert described(profile) == {"photo-size": "413 × 626 像素", "photo-bytes": "不小于 14,336，不大于 40,000 字节"}
    assert [rule.severity.value for rule in profile.rules if rule.id == "photo-bytes"] == ["warning"]


@pytest.mark.parametrize(
    "row",
    [
        *("faces: 3", "faces: no", "shadow: yes", "glare: yes", "centred: no", "centred: 5", "sharp: no", "skin: no"),
        *("tilt: yes", "turn: a little", "head: yes", "chin: low", "clothes: 1", "sharp: ''"),
    ],
)
def test_a_question_with_a_value_that_asks_for_nothing_is_refused(tmp_path, row):
    profile, mistakes = read(tmp_path, f"photo: {{label: 照片, clauses: [A-1], {row}}}\n")
    assert [mistake.partition(" ")[0] for mistake in mistakes] == [row.partition(":")[0]]
    assert profile.checklist == ()


@pytest.mark.parametrize(
    ("row", "question"),
    [
        ("faces: 1", "照片里只有本人一张脸吗？"),
        ("faces: yes", "照片里只有本人一张脸吗？"),
        ("shadow: none", "脸上和背景上没有阴影吗？"),
        ("centred: yes", "头部在照片正中（左右对称）吗？"),
        ("centred: 左右各空 1/10", "头部在照片正中（左右对称）吗（左右各空 1/10）？"),
        ("tilt: 0", "头部没有歪吗？"),
        ("turn: no", "头部没有左右转动吗？"),
        ("pitch: 25", "抬头低头在 25 度以内吗？"),
        ("head: 三分之二", "照片里头部的高（头顶到下巴）是三分之二吗？请量一量"),
        ("clothes: yes", "衣服符合要求吗？"),
        ("clothes: 深色", "衣服符合要求吗（深色）？"),
    ],
)
def test_a_question_says_what_the_notice_says(tmp_path, row, question):
    profile, mistakes = read(tmp_path, f"photo: {{label: 照片, clauses: [A-1], {row}}}\n")
    assert mistakes == []
    assert [asked.question.zh for asked in profile.checklist] == [question]


def test_a_measure_may_echo_one_that_stands_before_it(tmp_path):
    size, width = "size: 300x400", "width: {equals: 300, echo_of: [photo-size]}"
    profile, mistakes = read(tmp_path, f"photo: {{label: 照片, {size}, {width}}}\n")
    assert mistakes == []
    assert profile.rules[1].echo_of == ("photo-size",)
    _, mistakes = read(tmp_path, f"photo: {{label: 照片, {width}, {size}}}\n", "late")
    assert mistakes == ["echo_of：前面没有规则 photo-size"]
