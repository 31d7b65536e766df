"""Templates and signs of names in a profile: what can't be filled in is refused with what to write."""

import pytest

WRONG = [
    ("template: '{title'", "“{title”里花括号不成对"),
    ("template: '{titel}-{date|YYYYMM}'", "papers 填不出 {titel}，是不是 {title}？"),
    ("template: '{岗位}-{题目}'", "papers 填不出 {岗位}，是不是 {applicant.post}？"),
    ("template: '{date|YYYYMD}'", "“YYYYMD”里一位数的月或日紧挨着别的数字"),
    ("template: '{date|nonsense}'", "“nonsense”不是日期写法"),
    ("pattern: '.+\\.pdf'", "pattern 比的是不带扩展名的文件名"),
    ("pattern: '{applicant.name}.+'", "正则表达式里填不进 {applicant.name}"),
    ("forbidden: [扫描件]", "不能有的词写 excludes: [扫描件]"),
    ("allowed: [letter]", "没有 letter 这类字符，是不是 letters？"),
    ("case: capital", "case 应是 upper 或 lower"),
    ("of: section", "of 应是 file、folder 或 dossier"),
    ("max: 5, min: 9", "r：最少 9 比最多 5 还多"),
    ("of: folder, parts: [cover]", "r：文件夹没有佐证和扩展名"),
    ("example: 甲.pdf", "r 什么也没有要求"),
]


@pytest.mark.parametrize(("asked", "message"), WRONG, ids=[asked for asked, _ in WRONG])
def test_a_name_that_nothing_can_have_is_refused(profiles, asked, message):
    wrong = profiles.wrong(f"rules:\n  - {{id: r, kind: file-name, section: papers, {asked}}}\n")
    assert any(message in text for _, text in wrong), wrong


def test_the_folder_of_the_dossier_needs_no_section(profiles):
    rule = profiles.rule("{id: r, kind: file-name, of: dossier, template: '{applicant.post}-{level}'}")
    assert rule.sections == ("applicant",)
