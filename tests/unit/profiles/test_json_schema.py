"""The editor's schema: valid draft 7, at home in ids and in the notice's own words, strict about names."""

from typing import Any

import pytest
from fast_yaml import load_strings, load_values
from jsonschema import Draft7Validator

from zcdossier.app.inspect_profiles import profile_schema
from zcdossier.profiles import locations
from zcdossier.profiles.json_schema import schema_of

IDS = """\
profile: case
level: senior
applicant: {post: teacher, since: 2017-12}
photo: photo.jpg
texts: {statement: statement.md}
sections:
  papers:
    - folder: 09-论文/甲
      title: "*甲"
      best: 是
      kind: sci
      level: 国际级
      date: 2021-03
      rank: 1/3
    - title: 乙
      files: [{file: a.pdf, part: cover, pages: "1,8"}, b.jpg]
      best:
      kind:
  books:
attachments: [{kind: ethics, folder: 附件, year: 2020}]
waivers: [{code: ZC101, at: "sections.papers[0]", reason: 同意}]
answers: {A-1: 是}
"""
LABELS = """\
申报要求: case
级别: 副高级
申报人: {岗位: 教师, 任现职时间: 2017年12月}
证件照: {文件: photo.jpg}
文本: {工作总结: {文件: 总结.md}}
栏目:
  发表论文:
    - 文件夹: 09-论文/甲
      题目: 甲
      代表作: 否
      类别: SCI 收录
    - 文件: [{文件: a.pdf, 佐证: 封面, 页码: 1-4}]
  著作: [{书名: 乙}]
附件: [{类别: 医德医风鉴定, 文件夹: 附件, 年度: 2020}]
豁免: [{代码: ZC101, 位置: "论文[0]", 理由: 同意}]
人工确认: {A-1: 是}
"""
MORE = """\
  empty: {label: 空}
attachments: {ethics: {label: {zh: 医德医风鉴定, en: ethics}, fields: {year: 年度}}}
texts: {statement: 工作总结}
photo: 照片
checklist: [{clauses: [A-1], question: {zh: 属实吗？, en: true?}}]
"""


def typed(text: str) -> Any:
    """As lint reads it: every scalar a text, what is left out nothing."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(item) for key, item in value.items()}
        if isinstance(value, list):
            return [bare(item) for item in value]
        return value or None

    return bare(load_strings(text))


@pytest.fixture
def validator(profiles) -> Draft7Validator:
    schema = schema_of(profiles.case(MORE), "zh")
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def complaints(validator: Draft7Validator, manifest: str) -> list[str]:
    return [".".join(str(step) for step in error.absolute_path) for error in validator.iter_errors(typed(manifest))]


@pytest.mark.parametrize("manifest", [IDS, LABELS], ids=["ids", "labels"])
def test_a_good_manifest(validator, manifest) -> None:
    assert complaints(validator, manifest) == []


def test_as_an_editor_reads_it(validator) -> None:
    assert list(validator.iter_errors(load_values(IDS.replace("2021-03", "'2021-03'").replace("是", "true")))) == []


@pytest.mark.parametrize(
    ("right", "wrong", "where"),
    [
        ("applicant:", "aplicant:", ""),
        ("level: senior", "level: professor", "level"),
        ("level: senior\n", "", ""),
        ("profile: case", "profile: other", "profile"),
        ("post: teacher", "post: 老师", "applicant.post"),
        ("  books:", "  boks:", "sections"),
        ("      rank: 1/3", "      rnak: 1/3", "sections.papers.0"),
        ("best: 是", "best: 也许", "sections.papers.0.best"),
        ("kind: sci", "kind: scii", "sections.papers.0.kind"),
        ("part: cover", "part: covr", "sections.papers.1.files.0"),
        ("file: a.pdf, ", "", "sections.papers.1.files.0"),
        ("kind: ethics", "kind: ethic", "attachments.0.kind"),
        ("kind: ethics, ", "", "attachments.0"),
        (", reason: 同意", "", "waivers.0"),
        ("A-1: 是", "A-2: 是", "answers"),
    ],
)
def test_a_wrong_one(validator, right, wrong, where) -> None:
    assert IDS.count(right) == 1
    assert complaints(validator, IDS.replace(right, wrong)) == [where]


def test_ids_are_offered_and_labels_only_accepted(validator) -> None:
    properties = validator.schema["properties"]["sections"]["properties"]
    assert list(properties) == ["papers", "books", "empty"]
    assert "论文" not in str(list(validator.schema["definitions"]["papers"]["items"]["properties"]))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_descriptions_are_in_the_language_asked_for(profiles, lang) -> None:
    schema = schema_of(profiles.case(MORE), lang)
    assert schema["title"] == {"zh": "例", "en": "example"}[lang]
    described = schema["definitions"]["papers"]["items"]["properties"]["title"]["description"]
    assert described == {"zh": "题目", "en": "title"}[lang]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(path.name for path in (locations.templates_folder() / "profiles").iterdir()))
def test_shipped_profiles_have_a_valid_schema(name, lang) -> None:
    schema = profile_schema(name, lang)
    Draft7Validator.check_schema(schema)
    sections = schema["definitions"]
    assert all(section["description"] for section in sections.values())


def test_an_answer_with_a_word_that_settles_it_is_accepted() -> None:
    applicant = Draft7Validator(profile_schema("zj-hangzhou-health-2021", "zh")["properties"]["applicant"])
    assert list(applicant.iter_errors({"practice_kind": "医学影像技师"})) == []
    assert len(list(applicant.iter_errors({"practice_kind": "司机"}))) == 1
    jinan = Draft7Validator(profile_schema("sd-jinan-2024", "zh")["properties"]["applicant"])
    assert list(jinan.iter_errors({"series": "药品技术（专业）"})) == []
    assert len(list(jinan.iter_errors({"series": "非药品技术"}))) == 1
