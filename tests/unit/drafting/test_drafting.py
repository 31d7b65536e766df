"""A notice's sentences, and the rows drawn from its plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.drafting.draft_text import draft_profile
from zcdossier.drafting.notice_sentences import notice_title, split_sentences


def _profile(text: str) -> str:
    return draft_profile("mine", "某通知", split_sentences(f"某通知\n{text}"), "s.json").profile


def test_the_notices_own_numbering_and_headings_are_kept() -> None:
    text = "通知\n一、材料\n（一）论文\n1.限5篇；须真实。\n2.见附件。\n二、时间\n6月30日前。"
    found = [(sentence.where, sentence.headings, sentence.text) for sentence in split_sentences(text)]
    assert found == [
        ("", (), "通知"),
        ("一", ("材料",), "材料"),
        ("一（一）", ("材料", "论文"), "论文"),
        ("一（一）1", ("材料", "论文"), "限5篇；"),
        ("一（一）1", ("材料", "论文"), "须真实。"),
        ("一（一）2", ("材料", "论文", "见附件"), "见附件。"),
        ("二", ("时间",), "时间"),
        ("二", ("时间",), "6月30日前。"),
    ]


def test_lines_that_end_where_the_page_did_are_joined() -> None:
    text = "一、论文须上传封面、目录和正文，按封面、目\n录、正文的顺序。\n二、其他"
    assert [sentence.text for sentence in split_sentences(text, wrapped=True)] == [
        "论文须上传封面、目录和正文，按封面、目录、正文的顺序。",
        "其他",
    ]


@given(st.text(alphabet="一二、（）1.2论文。；\n 限项abc", max_size=80))
def test_nothing_of_a_notice_is_lost_or_invented(text: str) -> None:
    position = 0
    for sentence in split_sentences(text):
        found = text.find(sentence.text, position)
        assert found >= 0
        position = found + len(sentence.text)


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("论文限5项。", "    limit: {max: 5, clauses: [MINE-002]}"),
        ("获奖情况不超过五项。", "    limit: {max: 5, clauses: [MINE-002]}"),
        ("专利至多填报3项。", "    limit: {max: 3, clauses: [MINE-002]}"),
        ("论文最多两篇。", "    limit: {max: 2, clauses: [MINE-002]}"),
        ("学术兼职不超过3项。", "    label: 学术兼职"),
        ("专利（著作权）不超过5项。", "  patents:"),
        ("论文不少于2篇。", "    required: {min: 2, clauses: [MINE-002]}"),
        ("论文须上传封面和目录。", "      cover: {label: 封面, required: error, clauses: [MINE-002]}"),
        ("须提交《诚信承诺书》。", "    label: 诚信承诺书"),
        ("照片为白底。", "measure: background_color, one_of: [white]"),
        ("照片背景为蓝色。", "measure: background_color, one_of: [blue]"),
        ("照片像素为358×441。", "measure: width, one_of: [358]"),
        ("照片分辨率不低于300dpi。", "measure: dpi, at_least: 300"),
        ("照片分辨率2000*1500以内。", "measure: size, at_most: 2000x1500"),
        ("照片不小于300×400像素。", "measure: size, at_least: 300x400"),
        ("照片大小30K—1M。", "measure: bytes, at_least: 30 K, at_most: 1 MB"),
        ("照片大于30K小于1M。", "measure: bytes, above: 30 K, below: 1 MB"),
        ("照片不低于30K。", "measure: bytes, at_least: 30 K,"),
        ("照片不得小于30K，不应超过1M。", "measure: bytes, at_least: 30 K, at_most: 1 MB"),
        ("照片大于或等于30K。", "measure: bytes, at_least: 30 K,"),
        ("照片不得大于1M。", "measure: bytes, at_most: 1 MB"),
        ("照片不大于300×400像素。", "measure: size, at_most: 300x400"),
        ("照片分辨率不得低于300dpi。", "measure: dpi, at_least: 300"),
        ("照片分辨率不超过600dpi。", "measure: dpi, at_most: 600"),
        ("照片分辨率600dpi以下。", "measure: dpi, at_most: 600"),
        ("论文不得低于3篇。", "    required: {min: 3,"),
        ("论文不应超过3篇。", "    limit: {max: 3,"),
        ("照片为JPG格式。", "measure: format, one_of: [jpeg]"),
        ("每个附件不超过20MB。", "  max_bytes: 20 MB"),
        ("论文扫描件合并为一个PDF文件，不超过20MB。", "    papers: {max_bytes: 20 MB, clauses: [MINE-002]}"),
        ("课题须提供结题证书。", "      completion: {label: 结题证书, required: error"),
        ("论文为PDF格式。", "kind: evidence, section: papers, formats: [pdf]"),
        ("论文扫描件用A4幅面。", "section: papers, measure: paper, one_of: [a4]"),
        (
            "业绩取得时间截止2026年12月31日。",
            "kind: date, section: achievements, fields: [date], not_after: 2026-12-31",
        ),
        ("申报系统于2027年6月30日前关闭。", "date: 2027-06-30"),
        ("个人总结不超过1500字。", "kind: length, section: texts.statement, max: 1500"),
        ("个人总结1500字以内。", "kind: length, section: texts.statement, max: 1500"),
        ("个人总结不得少于800字。", "kind: length, section: texts.statement, min: 800"),
        ("个人总结不少于1000字，不超过3000字。", "kind: length, section: texts.statement, min: 1000, max: 3000"),
        ("个人总结不得出现姓名。", "kind: names, section: texts.statement"),
        ("获奖排名前3。", "section: awards, field: rank.rank, at_most: 3"),
        ("论文按封面、目录、正文的顺序合并。", "kind: part-order, section: papers, order: [cover, contents, body]"),
    ],
)
def test_plain_words_become_a_row_with_its_sentence_beside_it(sentence: str, row: str) -> None:
    [line] = [line for line in _profile(sentence).splitlines() if row in line and not line.startswith("#")]
    assert row.startswith(("    label", "  patents")) or line.endswith(f"#  {sentence}") or f"】 {sentence}" in line


@pytest.mark.parametrize("negation", ["", "不", "不得", "不能", "不应", "不可", "不宜"])
@pytest.mark.parametrize(
    ("word", "affirmed", "negated"),
    [
        *((word, "above", "at_most") for word in ("大于", "高于", "超过")),
        *((word, "below", "at_least") for word in ("小于", "低于")),
    ],
)
def test_a_negated_bound_is_the_other_one(negation: str, word: str, affirmed: str, negated: str) -> None:
    row = f"measure: bytes, {negated if negation else affirmed}: 30 K, clauses"
    assert row in _profile(f"照片{negation}{word}30K。")


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("限5项。", "limit: {max: 5"),
        ("文件小于1M。", "measure: bytes, below: 1 MB"),
        ("论文近五年发表。", "not_before: {field: today, months: -60}"),
        ("文件统一命名为“姓名+单位”。", "kind: file-name"),
        ("工号为必填项。", "{label: 工号, required: error}"),
        ("不超过300字。", "kind: length"),
        ("扫描件分辨率不低于300dpi。", "measure: dpi, at_least: 300"),
        ("获奖须提供证书或证明材料。", "kind: parts, section: awards, one_of: [certificate, proof]"),
        ("建议1000-2000字。", "有数字或几样东西"),
        ("分为教学型、科研型、推广型。", "有数字或几样东西"),
    ],
)
def test_what_is_not_said_of_what_stays_a_comment_with_the_reason(sentence: str, row: str) -> None:
    lines = [line for line in _profile(sentence).splitlines() if row in line]
    assert lines
    assert all(line.startswith("#") and "【" in line for line in lines)


def test_what_is_not_understood_is_asked_and_a_fact_is_not() -> None:
    profile = _profile("材料须真实。\n本通知由人事处印发。\n论文限5项，须加盖公章。")
    questions = [line for line in profile.splitlines() if "question:" in line]
    assert ["材料须真实" in questions[0], "须加盖公章——" in questions[1], len(questions)] == [True, True, 2]


def test_what_can_not_be_seen_is_in_no_draft() -> None:
    assert _profile("论文限5\ufffe项\x9f，须真\x07实。") == _profile("论文限5项，须真实。")


def test_a_heading_says_which_section_is_meant_where_the_sentence_begins_with_no_other() -> None:
    assert "  awards:  #" in _profile("（一）获奖情况\n限3项，须提供证书。")
    assert "  certificates:" not in _profile("（一）获奖情况\n限3项，须提供证书。")


def test_limits_by_level_become_one_row() -> None:
    profile = _profile("论文\n正高不超过6篇论文，副高不超过4篇论文。\n中级不超过3篇论文。")
    assert (
        "levels: {full_senior: {label: 正高}, associate_senior: {label: 副高}, intermediate: {label: 中级}}" in profile
    )
    limit = "limit: {max: {full_senior: 6, associate_senior: 4, intermediate: 3}, clauses: [MINE-003, MINE-004]}"
    assert limit in profile


def test_a_longer_word_is_a_section_of_its_own_where_the_shorter_one_has_its_limit() -> None:
    profile = _profile("科研项目不超过5项。\n教改项目不超过3项。")
    assert profile.count("limit: {max:") == 2
    assert "label: 教改项目\n" in profile


def test_days_and_hours_are_no_records() -> None:
    profile = _profile("公示不少于5个工作日。\n继续教育不少于90个学时。\n聘期至少3个月。")
    assert "min:" not in profile


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("《专业技术职称评审表》1份，A4纸型。", "专业技术职称评审表"),
        ("最高学历、学位证书（各 1）；", "最高学历、学位证书"),
        ("10 身份证（已验证，1 份）；", "身份证"),
        ("材料（一）：1 相应学段教师资格证（已验证复印件 1 份）；", "相应学段教师资格证"),
        ("5 继续教育合格证明原件（1）；", "继续教育合格证明"),
        ("业务工作总结1份，单位负责人签字并加盖单位公章；", "业务工作总结"),
    ],
)
def test_an_entry_with_its_copies_is_a_document(entry: str, name: str) -> None:
    profile = _profile(entry)
    assert f"label: {name}\n" in profile.partition("attachments:")[2]
    assert "required: {clauses:" in profile


def test_under_a_heading_of_materials_no_copies_need_be_said() -> None:
    text = "二、申报材料\n1. 聘书（近五年）；2 学历证书；3 诚信承诺书，本人签字。\n"
    labels = [line.partition("label: ")[2] for line in _profile(text).splitlines() if "    label: " in line]
    assert labels == ["聘书", "学历证书", "诚信承诺书"]
    assert "attachments:" not in _profile("二、申报条件\n1. 聘书；2 学历证书。\n")


@pytest.mark.parametrize("entry", ["论文须真实，材料要装订。", "不得提交假证明1份。", "每人发表论文3篇。"])
def test_a_sentence_is_no_document(entry: str) -> None:
    assert "attachments:" not in _profile(entry)


def test_what_only_some_need_waits_for_its_condition_and_what_may_be_added_is_not_required() -> None:
    profile = _profile("通过鉴定的须提交项目鉴定表。\n证书丢失的，可提交本人档案中毕业生登记表。\n")
    left = next(line for line in profile.splitlines() if "label: 项目鉴定表" in line)
    assert left.startswith("#   - …: {label: 项目鉴定表, required: {when: {…}, clauses: [MINE-00")
    assert "label: 毕业生登记表\n" in profile
    assert "required: {clauses" not in profile


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2007年以来的年度考核登记表，每年提交1份。", "{from: 2007, to: today}"),
        ("近五年年度考核表，每年1份。", "{last: 5}"),
        ("2018-2022年的考核表，每年一份。", "{from: 2018, to: 2022}"),
    ],
)
def test_a_document_for_every_year(sentence: str, expected: str) -> None:
    profile = _profile(sentence)
    assert f"kind: years, section: appraisals, field: year, expected: {expected}" in profile
    assert "year: {label: 年度, type: integer, required: error}" in profile
    assert "required: {clauses:" in profile
    assert "attachments:" not in profile


def test_what_is_merged_need_not_come_as_a_pdf() -> None:
    """A PDF that is made of the scans is asked of the build: photographs may go into it."""
    drafted = _profile("论文扫描件合并为一个PDF文件，不超过20MB。")
    assert "formats" not in drafted
    assert "kind: measure" not in drafted


def test_where_a_text_was_copied_from_is_no_sentence() -> None:
    text = "https://example.cn/info/1.htm ; http://b.cn/2\n\n关于申报的通知\n详见 https://example.cn 。\n"
    assert [sentence.text for sentence in split_sentences(text)] == ["关于申报的通知", "详见 https://example.cn 。"]


def test_either_of_two_papers_is_not_both() -> None:
    assert "required: error, clauses" not in _profile("获奖须提供证书或证明材料。")


def test_photographs_of_other_things_are_no_id_photo() -> None:
    assert "photo:" not in _profile("场景照片分辨率2000*1500以内。")


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("论文不少于2篇，同一刊物不超过2篇。", "kind: count, section: papers, by: …, max: 2}"),
        ("论文不少于2篇，其中核心期刊不少于1篇。", "kind: count, section: papers, where: {…}, min: 1}"),
        ("主持省级课题1项或市级课题2项。", "either: [{where: {…}, min: 1}, {where: {…}, min: 2}]}"),
        ("主持大型项目1项以上，或主持中型项目2项以上。", "either: [{where: {…}, min: 1}, {where: {…}, min: 2}]}"),
        ("申报人不超过54周岁（截至2026年12月31日）。", "of: {age: …, until: 2026-12-31}, at_most: …}"),
        ("业绩按合同金额从大到小排列。", "像是要求，没有看懂要求什么"),
        ("应届毕业生上传就业推荐表。", "label: 就业推荐表, required: {when: {…}"),
    ],
)
def test_what_a_row_can_not_say_yet_is_left_and_no_other_row_made_of_it(sentence: str, row: str) -> None:
    profile = _profile(sentence)
    (left,) = (line for line in profile.splitlines() if row in line)
    assert left.startswith("#   - ")
    assert "limit:" not in profile
    assert "deadlines:" not in profile
    assert "attachments:" not in profile
    assert "min: 1, clauses" not in profile


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("须提交《推荐表》、《审查意见表》和《协议书》各一份。", ["推荐表", "审查意见表", "协议书"]),
        ("学历、学位、职称证书须上传扫描件。", ["学历证书", "学位证书", "职称证书"]),
        ("上传学历/学位证书。", ["学历证书", "学位证书"]),
        ("上传身份证、学历证书、学位证书和职称证书。", ["身份证", "学历证书", "学位证书", "职称证书"]),
        ("提交“申报人基本情况表”1份。", ["申报人基本情况表"]),
    ],
)
def test_each_document_of_a_list_is_one(sentence: str, labels: list[str]) -> None:
    lines = _profile(sentence).splitlines()
    assert [line.strip().removeprefix("label: ") for line in lines if line.startswith("    label: ")] == labels


def test_two_backgrounds_and_pixels_and_sizes_on_both_sides() -> None:
    profile = _profile("照片蓝底或白底，宽295像素、高413像素，大小在20KB以上100KB以下。")
    for row in ("one_of: [blue, white]", "size, equals: 295x413", "bytes, at_least: 20 K, at_most: 100 K"):
        assert row in profile


def test_a_notice_in_another_language_says_so_and_is_only_numbered() -> None:
    sentences = split_sentences("A call\nUpload 3 files as PDF, 2 MB at most.\n")
    drafted = draft_profile("mine", "A call", sentences, "s.json")
    assert not drafted.is_understood
    assert "not in Chinese" in drafted.profile
    assert "rules:" not in drafted.profile
    assert "由通知起草" not in drafted.profile
    assert "kind:" not in drafted.clauses
    assert "Upload 3 files as PDF" in drafted.clauses


@pytest.mark.parametrize(
    ("span", "last"),
    [
        ("2027年6月1日至6月30日17:00", "2027-06-30"),
        ("2027年6月1日至30日", "2027-06-30"),
        ("2027年6月1日9:00—2028年1月5日", "2028-01-05"),
        ("2027年6月1日-6月12日（节假日除外）", "2027-06-12"),
        ("即日起至2027年7月15日", "2027-07-15"),
        ("2027年6月1日前", "2027-06-01"),
    ],
)
def test_what_is_handed_in_within_a_span_is_due_on_its_last_day(span: str, last: str) -> None:
    assert f"date: {last}, clauses: [MINE-002]" in _profile(f"网上申报时间为{span}，逾期不再受理。")


@pytest.mark.parametrize(
    ("text", "rows", "no_row"),
    [
        (
            "专利：发明专利不限，实用新型不超过3项。",
            ["{id: …, kind: count, section: patents, where: {…}, max: 3}  # 【“实用新型”"],
            "limit:",
        ),
        ("一、业绩\n学术兼职不超过3项。", ["    label: 学术兼职", "limit: {max: 3"], "  achievements:"),
        ("一、业绩材料\n1、标准：省级以上标准2项以内。", ["    label: 标准", "limit: {max: 2"], "  achievements:"),
        (
            "科研项目：国家级项目排名前5，省级项目排名前3。",
            ["field: rank.rank, at_most: 5, where: {…}}  # 【“国家级项目”", "at_most: 3, where: {…}}  # 【“省级项目”"],
            "  - {id: research_projects-rank",
        ),
        (
            "一、材料\n1、现职称证书及聘任文件",
            ["#   - …: {label: 现职称证书及聘任文件, required: {clauses: [MINE-003]}}"],
            "rules:",
        ),
        (
            "获奖仅限任现职以来取得的。",
            ["section: awards, fields: [date], not_before: {field: applicant.…}}"],
            "rules:",
        ),
        ("继续教育每年不少于72学时。", ["kind: totals, section: training, amount: hours, by: year"], "rules:"),
        ("申报人年龄不超过58周岁。", ["of: {age: …, until: …}, at_most: 58}"], "rules:"),
        ("申报人须未满60周岁。", ["of: {age: …, until: …}, below: 60}"], "rules:"),
        ("文件名格式：序号-材料名称-姓名。", ["example: 序号-材料名称-姓名}"], "rules:"),
        ("论文按“封面—目录—正文”顺序排列。", ["order: [cover, contents, body]"], "没有看懂"),
        ("专利需提供专利证书及权利要求书。", ["claims: {label: 权利要求书, required: error"], "没有看懂"),
        (
            "每个文件不超过10MB，总大小不超过100MB，格式：pdf、jpg、png。",
            ["  max_total_bytes: 100 MB", "  max_bytes: 10 MB", "formats: [pdf, jpeg, png]"],
            "max_bytes: 100 MB",
        ),
        ("所有扫描件须彩色扫描。", ["kind: measure, section: all, measure: mode, one_of: [colour]"], "没有看懂"),
        (
            "病案：2022年1月1日至2025年12月31日期间主诊的病案。",
            ["fields: [date], not_before: 2022-01-01, not_after: 2025-12-31}"],
            "deadlines:",
        ),
        (
            "5月10日前完成申报，论文计算截止时间为2025年12月31日。",
            [
                "#   - {text: 5月10日前完成申报, date: …-05-10}",
                "section: papers, fields: [date], not_after: 2025-12-31",
            ],
            "deadlines:",
        ),
        ("论文限3篇，综述不少于2页。", ["limit: {max: 3", "综述不少于2页——做到了吗？"], "没有看懂"),
        (
            "照片为白底，宽高比例3:4。",
            ["photo: {label: 证件照, ratio: 3:4}"],
            "没有看懂",
        ),
        (
            "一、成果\n论文、著作合计不超过5项，课题不超过3项且须为前3名。",
            [
                "{id: papers-together, kind: count, sections: [papers, books], max: 5, clauses: [MINE-003]}",
                "limit: {max: 3",
                "{id: research_projects-rank, kind: compare, section: research_projects, field: rank.rank, at_most: 3",
            ],
            "  achievements:",
        ),
        ("照片：白底，JPG，不超过50K。", ["section: photo, measure: format, one_of: [jpeg]"], "没有看懂"),
        (
            "每个附件须为pdf文件，不大于3M。",
            ["max_bytes: 3 MB", "measure: format, one_of: [pdf]}  # 【build 合并出来的就是 PDF"],
            "rules:",
        ),
        ("文件名不超过30个字符。", [], "length"),
        ("推荐表一式3份（A3双面打印，骑缝装订）", ["    label: 推荐表"], "没有看懂"),
        ("县级以下奖励不予认可。", ["县级以下奖励不予认可——做到了吗？"], "rules:"),
        ("单位审核：2028年7月16日-7月25日。", ["date: 2028-07-25"], "做到了吗"),
        (
            "三、须具备下列条件中的2项：\n1.主持课题（前3名）1项；\n2.论文不少于2篇。\n四、获奖限5项。",
            ["任选几项中的一项", "limit: {max: 5"],
            "research_projects",
        ),
        ("从下列成果中选择不超过10项：", ["limit: {max: 10"], "没有看懂"),
        ("参与课题（前3名）1项。", ["at_most: 3, where: {…}}  # 【“参与课题”"], "rules:"),
        ("获奖限填5项；集体奖限前3名。", ["at_most: 3, where: {…}}  # 【“集体奖限”"], "rules:"),
        (
            "再版著作须附第一版版权页。",
            ["copyright_page: {label: 版权页, clauses", "【只有“再版著作”要的"],
            "required: error, c",
        ),
        ("每篇论文须提供封面、目录页。", ["cover: {label: 封面, required: error"], "没有看懂"),
        (
            "业绩须提供：合同关键页、任命文件（或社保证明）、竣工验收报告。",
            [
                "contract: {label: 合同关键页, required: error",
                "part_2: {label: 任命文件, clauses",
                "acceptance: {label: 竣工验收报告, required: error",
            ],
            "社保证明, ",
        ),
        ("课题须提供立项书、任务书（合同书）。", ["task_book: {label: 任务书, required: error"], "contract"),
        (
            "专利须提供专利证书及年费缴纳凭证。",
            ["label: 专利证书, required", "label: 年费缴纳凭证, required"],
            "没有看懂",
        ),
        (
            "标准须填写标准号、发布日期、实施日期。",
            ["  standards:", "{label: 标准号, required: error}"],
            "label: 标准, req",
        ),
        (
            "一、业绩成果\n（一）论文须为独著。刊物、卷期、页码须填写。",
            ["  papers:", "{label: 刊物, required: error}"],
            "  achievements:",
        ),
        ("一、业绩成果\n手术视频不超过500MB。", ["section: …, measure: bytes, at_most: 500 MB"], "  achievements:"),
        ("每份病案扫描为1个文件，不超过30MB。\n病案须为原件，每个不超过30MB。", [], "max_bytes:"),
        ("居住证有效期须至2028年12月31日以后。", ["#   - {text: 居住证有效期"], "deadlines:"),
        ("竣工时间须在2028年6月30日前。", ["#   - {text: 竣工时间"], "deadlines:"),
        ("申报人连续居住满5年（截至2028年4月30日）。", ["of: {age: …, until: 2028-04-30}"], "deadlines:"),
        ("任职年限计算至2028年8月31日。", ["of: {age: …, until: 2028-08-31}"], "  education:"),
        ("获奖证书限报5项。", ["  awards:", "limit: {max: 5"], "  certificates:"),
        ("论文3篇（其中核心期刊不少于2篇）。", ["section: papers, where: {…}, min: 2"], "required: {min"),
        ("角色为“参与”的业绩不超过3项。", ["section: achievements, where: {…}, max: 3"], "limit:"),
        ("纸质材料：评审表一式3份，A3纸打印。", ["#   - …: {label: 评审表}"], "attachments:"),
        ("个人总结1份，2000字以内。", ["kind: length, section: texts.statement, max: 2000"], "attachments:"),
        ("工作报告3000—5000字。", ["kind: length, section: texts.work_report, min: 3000, max: 5000"], "没有看懂"),
        ("每项业绩简介200字以内，业绩综述800-1500字。", ["texts.overview, min: 800, max: 1500"], "texts.introduction"),
        (
            "照片宽不小于300像素，以身份证号命名。",
            ["measure: width, at_least: 300", "section: photo, template"],
            "没有看懂",
        ),
        ("外语不作统一要求。", [], "做到了吗"),
        (
            "一、有下列情形之一的，不得申报：\n1.处分未满的；\n二、论文限5项。",
            ['没有这种情形吗：处分未满的？", severity: error}', "limit: {max: 5"],
            "做到了吗",
        ),
        ("论文、著作或研究报告，合计不超过5篇。", ["sections: [papers, books, reports], max: 5"], "limit:"),
        ("申报高级的须任职满5年，任职年限截止2028年12月31日。", ["of: {age: …, until: 2028-12-31}"], "deadlines:"),
        (
            "获奖证书的颁发时间为2028年9月1日至2029年8月31日。",
            ["section: awards, fields: [date], not_before: 2028-09-01, not_after: 2029-08-31}"],
            "deadlines:",
        ),
        ("论文须提供录用通知或期刊封面、目录、首页。", ["first_page: {label: 首页, clauses"], "required: error, c"),
        ("第一作者论文不超过3篇。", ["section: papers, where: {…}, max: 3"], "limit:"),
        (
            "照片40K以上、200K以下，以“姓名+学号”命名。",
            ["section: photo, template", "example: 姓名+学号}"],
            "200K以下}",
        ),
        ("全部材料压缩为一个zip文件，不超过50MB。", ["max_total_bytes: …"], "build:"),
        ("《国家奖学金申请审批表》1份。", ["    label: 国家奖学金申请审批表"], "做到了吗"),
        (
            "教材须上传版权页、前言和本人编写章节。",
            ["label: 版权页, required", "label: 前言, required", "label: 本人编写章节, required"],
            "没有看懂",
        ),
        ("项目人员须附社保证明。", [], "  research_projects:"),
        ("时间计算至2028年12月31日。", ["of: {age: …, until: 2028-12-31}"], "deadlines:"),
        ("所有扫描件为300dpi。", ["section: all, measure: dpi, at_least: 300"], "one_of"),
        (
            "奖项须上传获奖证书，集体奖须另附排名证明。",
            ["certificate: {label: 获奖证书, required: error", "proof: {label: 排名证明, clauses", "只有“集体奖”要的"],
            "排名证明, required",
        ),
        (
            "集体奖项除获奖证书外，须提供演职员表。",
            ["{label: 演职员表, clauses", "只有“集体奖项”要的"],
            "required: error, c",
        ),
        (
            "2002年以后的学历还须上传《学历电子备案表》。",
            ["…: {label: 学历电子备案表, required: {when: {…}"],
            "attachments:",
        ),
        ("一、学历\n事业单位人员还须提供聘书。", ["…: {label: 聘书", "只有“事业单位人员”要"], "  education:"),
        (
            "一、执教成绩模块\n（一）填写任现职以来最好成绩，不超过10项。\n（二）每项须填写运动员姓名、赛事名称、比赛日期，并上传成绩册（封面、成绩页）或获奖证书。",
            ["label: 赛事名称, required: error", "one_of: [part_1, certificate]"],
            "  awards:",
        ),
        ("援藏人员提交派遣文件和期满考核表。", ["没有看懂"], "  appraisals:"),
        ("除照片、自述外均为PDF格式。", ["section: all, measure: format, one_of: [pdf]"], "photo"),
        ("一个文件只放一份材料。", [], "attachments:"),
        ("软件著作权须附登记证书。", [], "  books:"),
        ("知识产权汇总表不大于30M。", [], "  intellectual_property:"),
        (
            "论文须附任务书和合同；\n论文须附批复文件和查重报告。",
            ["part_3: {label: 批复文件", "part_4: {label: 查重报告"],
            "…",
        ),
        ("身份证正反面合成一页，PDF格式，不大于2M。", ["measure: bytes, at_most: 2 MB"], "max_bytes"),
        ("附件中单个JPG不超过500K，单个PDF不超过5M。", ["  max_bytes: 5 MB"], "500 K"),
        ("照片大于200K的不予受理。", ["界限要反过来写"], "photo-bytes"),
        ("三、格式要求\nJPG文件不超过40个。", ["limit: {max: 40"], "sections:"),
        ("机构外景、收费处、药房照片各1张，每张不超过3M。", [], "photo"),
        ("姓名、工作单位、参加工作时间必须填写。", ["{label: 参加工作时间,"], "时间必,"),
        ("论文著作不少于2篇。", ["kind: count, sections: [papers, books], min: 2"], "required: {min"),
        ("科研项目结题须上传立项书和结题证书。", ["只有“科研项目结题”要的"], "required: error, c"),
        ("基本信息中姓名、性别、手机号为必填项。", ["{label: 性别, required: error}"], "label: 中姓名"),
        ("其他证明1份。", ["label: 其他证明"], "required: {clauses"),
        (
            "本次受理一级演员申报。\n一级演员至少提交论文1篇，论文最多3篇。",
            ["“论文”：是所有人的，还是只是一级演员的"],
            "limit:",
        ),
        (
            "论文需扫描封面、目录和正文，未刊发的提交用稿通知无效。",
            ["cover: {label: 封面, required: error", "body: {label: 正文, required: error"],
            "用稿通知, ",
        ),
        ("一线工作满15年的，研究报告不少于3篇。", ["“一线工作满15年的”：哪些人的写 when"], "required: {min"),
        ("申报副高的，论文不少于3篇。", ["min: {associate_senior: 3}"], "没有看懂"),
        ("一、论文\n本人独立完成的不少于2篇。", ["“本人独立完成的”"], "required: {min"),
        ("论文至少1篇发表在核心期刊。", ["“发表在核心期刊”"], "required: {min"),
        ("论文3篇，其中副高至少1篇被SCI收录。", ["where: {…}, min: 1"], "papers-least"),
        ("代表作3项（同类最多2项）。", ["section: representative_works, by: …, max: 2"], "limit:"),
        ("任中级以来的论文不超过5篇。", ["where: {…}, max: 5"], "intermediate"),
        ("每个附件不超过5M（评审表除外），分辨率不低于200dpi。", ["“评审表”除外"], "max_bytes:"),
        ("所有文件须为PDF，不超过8MB，照片除外。", ["  max_bytes: 8 MB"], "photo"),
        ("企业照片3张，JPG，每张1M以上。", [], "photo"),
        ("一、材料\n1.专利：证书及转化证明。", ["{label: 转化证明, required: error"], "attachments:"),
        ("一、材料\n1.专利：证书、合同及到账凭证（如已转让）。", ["合同, clauses"], "合同, required"),
        ("一、材料\n1.标准：附封面、前言页。", ["{label: 封面, required: error"], "附封面,"),
        ("一、材料\n1.责任编辑证书（编辑方向必须提供）。", ["required: {when: {…}"], "attachments:"),
        ("一、材料\n1.获奖证书，集体奖项另附排名证明。", ["有这样业绩的人才有"], "attachments:"),
        ("一、材料\n1.调研报告，附采用证明，限报4篇。", ["limit: {max: 4"], "attachments:"),
        ("一、材料\n1.评审简表，15份。（纸质）", ["交的是纸质的"], "attachments:"),
        ("一、要求\n1.所有材料一式一份。", [], "attachments:"),
        ("博士后申请人须另附博士学位证书。", ["required: {when: {…}"], "attachments:"),
        ("涉密项目严禁上传，须由单位出具证明。", [], "sections:"),
        ("项目汇报PPT不超过300MB。", ["section: …, measure: bytes"], "sections:"),
        ("一、业绩材料\n（一）编校质量\n须提供质量检查结果证明。", [], "achievements:"),
        ("推荐信内容包括申请人姓名、研究课题、费用说明。", [], "研究课题}"),
        ("病案须为2028年1月1日以后归档的，至少提交1份。", [], "deadlines:"),
        ("申报系统2028年7月5日开放，8月15日前审核。", ["交材料的期限才写到 deadlines 里"], "deadlines:"),
        ("网上申报自2028年3月1日起，至3月31日止。", ["date: 2028-03-31"], "没有看懂"),
        ("口译代表作提交录音，不超过200MB。", ["只有“口译代表作”的"], "sections:"),
        ("工程项目须提供批复文件、验收鉴定书两种材料。", ["批复文件, required", "验收鉴定书, required"], "没有看懂"),
        ("课题：立项书、表彰文件，最多6个。", ["  research_projects:", "limit: {max: 6"], "  awards:"),
        ("外地调入人员，须提供《原评审表》。", ["required: {when: {…}"], "attachments:"),
        ("工作报告（正高5000字左右），不得少于2500字。", ["texts.work_report, min: 2500"], "full_senior"),
        ("申报高级农艺师须任职满5年。\n论文：高级不少于2篇。", ["min: {associate_senior: 2}"], "required: {min"),
        ("项目负责人员不少于2项论文。", ["“项目负责人员”"], "required: {min"),
        ("一、要求\n1 基本材料\n2 业绩材料", [], "attachments:"),
        ("课题不提供交船证书，但须提供节点证明。", ["{label: 节点证明"], "交船证书, "),
        ("附件均为PDF，单个不超过10MB（业绩材料不超过20MB）。", ["“业绩材料”除外"], "max_bytes:"),
        ("申报机构须成立满2年（2028年5月31日前登记）。", ["of: {age: …, until: 2028-05-31}"], "deadlines:"),
        ("照片为白底，≤50KB。", ["measure: bytes, at_most: 50 K"], "没有看懂"),
        ("一、材料\n1.下列附件：①登记证书副本；②上年度审计报告。", ["    label: 上年度审计报告"], "没有看懂"),
        (
            "申报编审、副编审的单位。\n三、申报编审具备下列条件中的3条，申报副编审具备2条：\n1.论文3篇，或专著1部；\n2.专利4项，其中发明1项；",
            [
                "kind: count, section: all, ways: {full_senior: 3, associate_senior: 2}, either: […]}",
                "{either: [{section: papers, where: {…}, min: 3}, {section: books, where: {…}, min: 1}]}",
                "{all: [{section: patents, where: {…}, min: 4}, {section: patents, where: {…}, min: 1}]}",
            ],
            "rules:",
        ),
        (
            "一、业绩须符合以下2条：①主持课题1项；②论文3篇以上；③获奖1项。",
            ["{section: papers, where: {…}, min: 3}"],
            "sections:",
        ),
        ("系统填报：基本情况、学习经历、工作经历、业绩成果。", [], "field_1"),
        (
            "作品：文字作品附发表页，摄影作品附展览证书，最多5件。",
            ["    label: 作品", "limit: {max: 5"],
            "certificates:",
        ),
        ("可提交工作案例代替论文，案例不少于2篇。", ["where: {…}, min: 2}"], "required: {min"),
        ("论文、专著不超过4篇。", ["kind: count, sections: [papers, books], max: 4}"], "limit:"),
        (
            "所有扫描件单页不超过800KB，单份不超过10MB。",
            ["  max_page_bytes: 800 K", "  max_bytes: 10 MB"],
            "max_bytes: 800",
        ),
        ("四、成果\n㈠ 论文限3篇。\n㈡ 论著须提供CIP页。", ["  books:", "{label: CIP页, required"], "没有看懂"),
        (
            "Ⅰ类知识产权（发明专利、新药）至少1项，或Ⅱ类知识产权（外观设计）至少5项。",
            ["either: [{where: {…}, min: 1}, {where: {…}, min: 5}]"],
            "required: {min",
        ),
        ("材料7项以内，类型在“论文、专利、标准”中选择。", ["…: {label: 类型, type: choice"], "choice_1"),
        ("代表性成果3项，类型包括论文、专著、专利、标准。", [], "field_1"),
        ("医师、护士须填写执业证书编号。", [], "label: 医师"),
        ("手机号码务必填写正确。", [], "label: 手机号码务"),
        ("作品照片10张。\n照片格式为JPG，大小1MB以上。", ["是证件照，还是别的照片"], "section: photo"),
        ("照片为JPG格式，每张1M到5M。", ["是证件照，还是别的照片"], "section: photo"),
        (
            "材料用彩色PDF上传，每件3MB以内，照片用JPG，30KB～100KB。",
            ["measure: format, one_of: [jpeg]", "max_bytes: 3 MB"],
            "one_of: [pdf, jpeg]",
        ),
        ("上传图片格式为jpg或png，单张不超过2M。", [], "max_bytes"),
        (
            "个人事迹材料，配生活照2张，每张不小于2MB；",
            ["不知道是哪个栏目的文件"],
            "measure: bytes, at_least: 2 MB, clauses",
        ),
        ("一、论文\n1.论文限填8篇，其中代表作3篇。代表作须上传全文。", ["limit: {max: 8"], "label: 全文, required"),
        ("一、考核对象\n1.医案60例（首次考核时应含复诊记录），填写病名、证型、治法。", [], "appraisals:"),
        ("结业论文1篇，8000至15000字，附中英文摘要。", [], "texts.summary"),
        (
            "申报高、中级职称。\n工程项目：中级不少于2项，高级不少于5项，最多10项。",
            ["min: {intermediate: 2, associate_senior: 5}", "是所有人的，还是只是高级的"],
            "    limit:",
        ),
        (
            "论文提交首页，发明专利提交授权证书，竞赛奖项为2031年9月1日至2032年8月31日间获得。",
            ["section: awards, fields: [date], not_before: 2031-09-01, not_after: 2032-08-31"],
            "deadlines:",
        ),
        ("论文提交首页，发明专利提交授权证书。", ["“发明专利”的：写到那个栏目的 parts 里"], "label: 授权证书}"),
        (
            "科研项目：须附任务书和验收证书。在研项目附立项文件。",
            ["task_book: {label: 任务书, clauses: [MINE-002]}"],
            "required: error, clauses: [MINE-002]",
        ),
        (
            "累计撰写技术总结或调研报告不少于3篇。",
            ["kind: count, section: reports, where: {…}, min: 3"],
            "required: {min",
        ),
        ("符合下列条件中三项以上的，不受学历限制。", ["数的是条件"], "required: {min"),
        (
            "一、工程项目：填写名称。填报项目不多于8个。",
            ["  engineering_projects:", "limit: {max: 8"],
            "research_projects",
        ),
        ("一、专利：填写名称。实用新型最多填2件。", [], "label: 实用新型"),
        ("每名教师指导项目不多于5个。", ["by: …, max: 5"], "limit:"),
        ("主任药师，发表论文不少于3篇。", ["“主任药师”：哪些人的写 when"], "required: {min"),
        ("论文填写题目、起止页码、刊名。", ["label: 起止页码}"], "type: period"),
        ("项目团队成员不少于6人，逐人填写姓名、专业、职称。", [], "research_projects"),
        ("1）项目负责人：提供学历证书和社保证明。", [], "education:"),
        ("专利、工法合计最多5项，论文限3篇。", ["limit: {max: 3"], "sections: [patents"),
        ("专利、工法、著作合计最多5项。", ["合计的还有“工法”"], "  patents:"),
        ("专利、工法、科技奖合计最多5项。", ["合计的还有“工法、科技奖”"], "  patents:"),
        ("主创人员简介，每人300字以内。", ["不知道是哪一段文字"], "texts:"),
        (
            "项目简介500字以内，个人简介200字以内。",
            ["    label: 项目简介", "texts.introduction_2, max: 200"],
            "introduction, max: 200",
        ),
        ("项目填写在研和结题的国家级、省部级项目，注明经费。", [], "field_1"),
        ("一、附件\n（1）课程：教学任务书、课表1份。", [], "attachments:"),
        ("服务记录：填写服务日期、项目、人数、时长。", ["    label: 服务记录"], "research_projects"),
        ("成果逐项填写成果名称、起止时间、人数。", ["label: 成果名称}"], "label: 写"),
        ("一、材料\n1.劳动合同（民办机构提供）；", ["只有一部分人要"], "attachments:"),
        ("论文不少于2篇。没有论文的可提交工作案例3篇。", ["可以用别的代替"], "    required: {min"),
        ("一篇咨询报告视同论文2篇。论文：副高不少于2篇。", ["min: {associate_senior: 2}}"], "papers-least"),
        ("项目名称、起止日期应与合同一致，四项均为必填。", [], "label: 四项"),
        ("破格申报的需另行提交《破格申请表》。", ["只有一部分人要"], "attachments:"),
        ("课题、获奖证书复印件，各不超过5项。", ["  awards:", "    limit: {max: 5, clauses: [MINE-002]}"], "together"),
        ("申报高级工程师和首席技师。", [], "levels: {"),
        (
            "硕士生论文不少于1篇。",
            ["“硕士生论文不少于1篇”没有全看懂", "sections.papers: {required: {min: 1"],
            "    required:",
        ),
        ("一、材料\n1.学历证书（已取得的）。", ["“学历证书（已取得的）”没有全看懂"], "    required:"),
        ("一、材料\n1.人才认定证书（E类人才提供职称证书）。", ["没有全看懂"], "    required:"),
        ("一、材料\n（一）加分材料\n1.志愿服务证明。", ["  attachment_1:", "“加分材料”没有全看懂"], "    required:"),
        ("一、材料\n（一）正高级\n1.工作业绩表。", ["  attachment_1:", "“正高级”没有全看懂"], "    required:"),
        ("一、材料\n1.配偶身份证明。", ["只有一部分人要"], "attachments:"),
        ("一、材料\n（一）必备材料\n1.国外学历附认证书。", [], "attachments:"),
        ("发明专利须提供专利证书，排名前2。", ["certificate: {label: 专利证书, clauses"], "required: error, clauses"),
        (
            "论文提供封面、目录，非公企业人员可用证明代替。",
            ["“非公企业人员可用证明代替”没有全看懂"],
            "required: error, clauses",
        ),
        ("一、业绩（至少具备2项）\n1.采纳技术规程3份以上。", ["任选几项中的一项"], "    required:"),
        ("每项业绩须附合同（封面、签字页）。", ["contract: {label: 合同, required: error"], "cover:"),
        ("业绩须附合同、本人参与证明。", ["{label: 本人参与证明, required: error"], "本人参}"),
        ("扫描件分辨率200—300dpi，彩色。所有文件200-300dpi。", ["dpi, between: [200, 300]"], "at_least: 300"),
        ("附件名称不得包含\\ / : * ? < > |等字符。", ["不得包含\\\\ / : * ? < > |等字符——"], "不知道是哪一段文字"),
        ("一、材料\n（一）学历证书、学位证书扫描件。", ["label: 学历证书、学位证书\n"], "学历证书、学位证书扫描件——"),
        ("第一部分 申报材料\n1.2025年度财务报告,一份;", ["label: 2025年度财务报告\n", "第一部分1"], "没有全看懂"),
        (
            "各有关单位：\n一、材料\n示范社：\n1.营业执照；\n示范场：\n1.土地合同；\n二、论文\n1.论文限3篇。",
            ["“示范社”没有全看懂", "“示范场”没有全看懂", "    limit: {max: 3"],
            "    required:",
        ),
        ("一、材料\n1.《知识产权专业申报表》（平台生成，单位盖章后上传）；", ["    required:"], "一部分人"),
        ("一寸白底电子照：宽295像素、高413像素，低于100KB。", ["size, equals: 295x413", "one_of: [white]"], "全看懂"),
        ("工作报告3000字左右，但不得超过3500字，不出现姓名。", ["max: 3500", "kind: names"], "全看懂"),
        ("登录系统，填写会议名称、举办地、论文题目，均必填。", ["label: 会议名称", "【起一个英文名"], "  papers:"),
        ("项目：限填6项，每项上传合同，简介不超过200字。", ["limit: {max: 6", "不知道是哪一段文字"], "texts:"),
        ("证件照宽度114像素以上，高度156像素以上。", ["width, at_least: 114", "height, at_least: 156"], "equals"),
        ("一、材料\n1.普通话证书，系统能查到的不用上传。", ["“系统能查到的不用上传”没有全看懂"], "    required:"),
        ("一、材料\n1.聘任证书。自由职业者无须提供。", ["“自由职业者无须提供”没有全看懂"], "    required:"),
        ("一、材料\n1.无犯罪记录证明，仅港澳台居民提供。", ["仅港澳台居民提供"], "    required:"),
        ("职称评审指南（副高级、中级、初级）\n论文限3篇。", ["associate_senior: {label: 副高}, intermediate"], "高级}"),
        ("新建船舶须在2032年12月31日前取得证书。", ["没有全看懂"], "  certificates:"),
        ("专业分为制剂、分析、流通三个方向。", ["choices: [制剂, 分析, 流通]}"], "流通三个方向]"),
        ("一、材料\n1.2027—2031年度考核表，每年1份；", ["  # 一1 2027—2031年度"], "1.2027"),
        ("一、申报人应当在省职称系统上传下列材料：\n1.登记表。", ["    required:"], "全看懂"),
        (
            "3 申报材料\n3.1 登记证书副本。\n3.2 学位证，没有的不提交。",
            ["    required:", "“没有的不提交”"],
            "2 申报材料",
        ),
        (
            "三、上传清单\n1、专利（不超过3项）：证书、年费缴费凭证\n2、工作总结（最多3500字）",
            [
                "{label: 证书, required: error",
                "{label: 年费缴费凭证, required: error",
                "    required: {clauses",
            ],
            "提供",
        ),
        ("一、送审材料\n1.营业执照（个人申报提供身份证）。", ["“营业执照（个人申报提供身份证）”没有"], "    required:"),
        ("（四）业绩（高级不少于3项、正高级不少于4项）：\na.编写技术文件5份以上；", ["任选几项中的一项"], "min: {"),
        ("三、材料\n序1 登记表\n序2 毕业证", ["  # 三2 毕业证", "    required:"], "序"),
        (
            "中、高级工程师申报通知\n论文限3篇。",
            ["associate_senior: {label: 高级工程师}, intermediate: {label: 工程师}"],
            "label: 中级",
        ),
        ("论文:封面须上传。", ["cover: {label: 封面, required: error"], "没有全看懂"),
    ],
)
def test_rows_say_no_more_than_the_sentence(text: str, rows: list[str], no_row: str) -> None:
    profile = _profile(text)
    assert [row for row in rows if row not in profile] == []
    assert no_row not in "\n".join(line for line in profile.splitlines() if not line.startswith("# "))


def test_spans_in_examples_are_no_deadlines() -> None:
    profile = _profile(
        "一、填写举例\n1.2017.09-2018.06\n2.年度：2017（即2017学年，2017.9-2018.7）。\n3.2017年9月1日至2018年6月30日。"
    )
    assert "deadlines:" not in profile


def test_what_is_wanted_of_one_level_is_no_row_for_all() -> None:
    profile = _profile(
        "1. 论文：副高级至少2篇，最多5篇；中级至少1篇，最多3篇。\n个人总结：副高级不少于1500字、不超过3000字。"
    )
    assert "limit: {max: {associate_senior: 5, intermediate: 3}" in profile
    assert "kind: count, section: papers, min: {associate_senior: 2, intermediate: 1}" in profile
    assert "min: {associate_senior: 1500}, max: {associate_senior: 3000}, clauses" in profile
    assert "required: {min" not in profile


def test_a_bound_on_some_of_a_section_is_no_bound_on_all() -> None:
    profile = _profile("项目：省级以上项目最多填4项，其余最多填2项。")
    assert "limit:" not in profile.replace("#   - ", "")
    assert "where: {…}, max: 4" in profile
    assert "where: {…}, max: 2" in profile


def test_a_pale_blue_is_not_blue() -> None:
    assert "one_of: [white, light_blue]" in _profile("证件照，白底或浅蓝底。")


def test_headings_of_a_markdown_text_are_headings() -> None:
    (_, heading, sentence) = split_sentences("# 通知\n## 一、论文\n限5篇。")
    assert (heading.headings, heading.text, sentence.headings) == (("论文",), "论文", ("论文",))


def test_what_stands_under_photo_and_papers_need_not_be_the_photo() -> None:
    assert "section: photo" not in _profile("一、照片和附件\n1. 身份证正反面合在一个文件里，不超过2MB。")
    assert "section: photo" in _profile("一、照片\n不超过2MB。")


def _rows(profile: str) -> str:
    """The rows that stand, without their sentences and without the comments."""
    return "\n".join(line.partition("  # ")[0] for line in profile.splitlines() if not line.lstrip().startswith("#"))


@pytest.mark.parametrize(
    ("notice", "levels"),
    [
        (
            "可申报高级教师、一级教师。",
            "{associate_senior: {label: 高级教师}, intermediate: {label: 一级教师}}",
        ),
        (
            "申报级别为推广研究员（正高级）和高级农艺师（副高级）两种。",
            "{full_senior: {label: 推广研究员}, associate_senior: {label: 高级农艺师}}",
        ),
        (
            "做好主任护师、副主任护师申报工作。",
            "{full_senior: {label: 主任护师}, associate_senior: {label: 副主任护师}}",
        ),
        (
            "做好高级记者、主任编辑申报工作。",
            "{full_senior: {label: 高级记者}, associate_senior: {label: 主任编辑}}",
        ),
        (
            "申报高级统计师、正高级统计师。",
            "{associate_senior: {label: 高级统计师}, full_senior: {label: 正高级统计师}}",
        ),
        (
            "申报一级演员、二级演员。",
            "{full_senior: {label: 一级演员}, associate_senior: {label: 二级演员}}",
        ),
        (
            "高级教练、国家级教练申报材料。",
            "{associate_senior: {label: 高级教练}, full_senior: {label: 国家级教练}}",
        ),
        ("申报主任播音员主持人。", "{associate_senior: {label: 主任播音员主持人}}"),
        (
            "申报层级为技术员、助理工程师、工程师。",
            "{junior: {label: 技术员}, assistant: {label: 助理工程师}, intermediate: {label: 工程师}}",
        ),
        (
            "申报副主任医师、副主任护师。",
            "{associate_senior: {label: 副高, aliases: [副主任医师, 副主任护师]}}",
        ),
        (
            "申报级别：初级、中级、副高级。",
            "{associate_senior: {label: 副高}, intermediate: {label: 中级}, junior: {label: 初级}}",
        ),
        ("做好中高级职称工作，论文中级限2篇。", "{associate_senior: {label: 高级}, intermediate: {label: 中级}}"),
    ],
)
def test_levels_are_called_as_the_notice_calls_them(notice: str, levels: str) -> None:
    assert f"levels: {levels}" in _rows(_profile(notice))


def test_what_is_wanted_of_the_notices_own_levels_is_by_level() -> None:
    profile = _rows(
        _profile("申报主任护师、副主任护师的。\n论文：主任护师不少于3篇，副主任护师不少于2篇，最多均为5篇。")
    )
    assert "limit: {max: 5," in profile
    assert "min: {full_senior: 3, associate_senior: 2}" in profile
    assert "required: {min" not in profile


def test_the_next_sentence_of_an_entry_may_name_a_level_only() -> None:
    profile = _rows(_profile("8. 项目副高级至少2项、至多6项；正高级至少3项、至多6项。"))
    assert "limit: {max: {associate_senior: 6, full_senior: 6}" in profile
    assert "min: {associate_senior: 2, full_senior: 3}" in profile


@pytest.mark.parametrize(
    "sentence",
    ["培训农民每年不少于100人次。", "近5年平均每年夜班不少于30个。", "论文、著作、标准合计，副高不少于2篇（部、项）。"],
)
def test_a_number_of_every_year_or_of_several_sections_is_no_least_of_one(sentence: str) -> None:
    profile = _rows(_profile(sentence))
    assert "min:" not in profile
    assert "required: {" not in profile


def test_what_may_be_lacking_is_not_compulsory() -> None:
    profile = _rows(_profile("科研项目须上传任务书或合同、立项通知、结题报告（未结题的不需要）。"))
    assert "approval: {label: 立项通知, required: error" in profile
    for optional in ("task_book: {label: 任务书, c", "contract: {label: 合同, c", "completion: {label: 结题报告, c"):
        assert optional in profile


def test_fields_that_are_listed_become_fields() -> None:
    profile = _rows(
        _profile(
            "一、个人信息\n个人信息包括：姓名、出生年月（格式1985-07）、单位级别（州级/县级/乡镇）、联系电话（11位）。\n"
            "申报专业为种植、养殖、农机三类，限选一类。\n二、项目\n项目填写项目名称、起止年月、面积（万亩），均必填。"
        )
    )
    assert "birth: {label: 出生年月, type: date}" in profile
    assert "employer_level: {label: 单位级别, type: choice, choices: [州级, 县级, 乡镇]}" in profile
    assert "phone: {label: 联系电话, pattern: '\\d{11}', example: '12345678901'}" in profile
    assert "{label: 申报专业, type: choice, choices: [种植, 养殖, 农机]}" in profile
    assert "period: {label: 起止年月, type: period, required: error}" in profile
    assert 'label: 面积, type: number, hint: "单位：万亩"' in profile


def test_a_table_of_materials_is_read_row_by_row() -> None:
    rows_of_table = (
        "序号/材料名称/是否必传/要求",
        "1/身份证/必传/PDF格式",
        "2/破格表/破格人员必传/",
        "3/援外证明/选传/",
        "4/考核表/必传/盖公章",
        "5/资格证/申报副高必传/",
        "6/译著/选传/不超过3部",
        "7/业绩材料/必传/不超过20MB",
        "8/证件照/必传/白底，≤50KB",
    )
    table = "\n".join(rows_of_table).replace("/", "\t")
    profile = _profile(f"三、材料清单\n{table}")
    rows = _rows(profile)
    assert rows.count("required: {clauses") == 2
    assert "label: 援外证明" in rows
    assert "label: 破格表, required: {when: {…}" in profile
    assert "label: 资格证, required: {when: {…}" in profile
    assert "label: 译著" in rows
    assert "limit: {max: 3" in rows
    assert "section: achievements, measure: bytes, at_most: 20 MB" in rows
    assert "section: photo, measure: bytes, at_most: 50 K" in rows
    assert "section: attachments.attachment_1, formats: [pdf]" in rows
    assert "考核表：盖公章——做到了吗？" in rows


def test_what_introduces_or_threatens_is_not_asked() -> None:
    profile = _rows(_profile("现将有关事项通知如下。\n弄虚作假的，三年内不得申报。"))
    assert "checklist" not in profile


def test_a_short_question_says_what_it_is_about() -> None:
    assert "课题：须已结题——做到了吗？" in _rows(_profile("课题：不超过2项，须已结题。"))


def test_scans_of_everything_are_no_section_of_certificates() -> None:
    profile = _rows(_profile("各类证件、证书一律上传原件彩色扫描件，单个不得大于8M，全部材料不超过120M。"))
    assert "certificates" not in profile
    assert "max_total_bytes: 120 MB" in profile
    assert "max_bytes: 8 MB" in profile


def test_a_second_number_for_a_level_does_not_take_the_place_of_the_first() -> None:
    profile = _profile(
        "论文：副高级至少2篇。\n论文：副高级至少1篇在核心期刊，或者至少3篇普通期刊论文。\n论文：副高级至少4篇。"
    )
    assert "min: {associate_senior: 2}" in _rows(profile)
    assert "either: [{where: {…}, min: 1}, {where: {…}, min: 3}]" in profile
    assert "副高已经有一个下限" in profile


def test_what_follows_a_list_is_no_part_of_its_last_name() -> None:
    assert "{label: 手机号, required: error}" in _rows(_profile("个人信息：姓名、性别、手机号均为必填项。"))


def test_a_notice_is_called_by_its_title_and_asks_nothing_in_it() -> None:
    sentences = split_sentences("某县教育局\n关于做好2028年申报工作的通知\n某教〔2028〕17号\n一、论文限5项。")
    assert notice_title(sentences) == "关于做好2028年申报工作的通知"
    profile = draft_profile("mine", notice_title(sentences), sentences, "s.json").profile
    assert "有数字" not in profile
    assert "做到了吗" not in profile


def test_titles_without_a_rank_are_the_highest() -> None:
    assert "full_senior: {label: 研究馆员}" in _profile("申报研究馆员须任副研究馆员满5年。")


def test_a_limit_of_each_is_one_for_each() -> None:
    profile = _profile("获奖证书、专利证书各限3项。")
    assert profile.count("    limit: {max: 3, clauses: [MINE-002]}") == 2
    assert "  certificates:" not in profile
