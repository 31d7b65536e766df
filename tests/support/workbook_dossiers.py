"""Dossiers of all shapes for a notice that has every trap of a workbook: labels with stars, long names, 备注."""

from hypothesis import strategies as st

PROFILE = """\
id: case
title: 例
levels: {senior: 副高, full: 正高}
applicant:
  name: {label: 姓名, required: error}
  post: {label: 岗位, type: choice, choices: [教师, 实验]}
sections:
  papers:
    label: 论文
    folder: 01-论文
    limit: {max: {senior: 1, full: 2}}
    evidence: error
    fields:
      title: {label: 题目*, required: error, example: 甲}
      remark: {label: 备注}
      date: {label: 时间, type: date, required: warning}
      rank: {label: 排名, type: rank}
      twice: {label: 排名（二）}
      text: {label: 说明}
    parts: {cover: {label: 封面, required: error}, body: 正文}
  years:
    label: 'A/B：[很长]的栏目名称，长得一张工作表的名称写不下去的那一种，真的'
    fields: {year: 年度}
    title_field: year
attachments: {ethics: {label: 医德}, credit: {label: 学分, fields: {year: 年度}}}
texts: {statement: {label: 总结, fields: {words: {label: 字数, type: integer}}}}
photo: {label: 照片, fields: {taken: {label: 拍摄时间, type: date}}}
checklist:
  - {clauses: [T-1], question: 都是真的吗？}
  - {clauses: [T-2], question: 盖章了吗？, sections: [papers]}
"""
TEXTS = st.text(
    st.one_of(
        st.sampled_from("甲乙*＊1234567890/-.%（）()：:；;,，、#'\"“”=+@ \u3000\n是否无~"),
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"]),
    ),
    max_size=12,
).map(str.strip)
SAYING = TEXTS.filter(bool)
FIELDS = ("title", "remark", "date", "rank", "twice", "text")
RECORDS = st.fixed_dictionaries(
    {"title": SAYING}, optional={**dict.fromkeys(FIELDS[1:], TEXTS), "folder": st.sampled_from(["01-论文/甲", "a/b"])}
)
DOSSIERS = st.fixed_dictionaries(
    {"profile": st.just("case"), "level": st.sampled_from(["副高", "full"])},
    optional={
        "applicant": st.fixed_dictionaries({}, optional={"name": TEXTS, "post": TEXTS}),
        "photo": st.sampled_from(["photo.jpg", {"file": "a.jpg", "taken": "2021-03"}]),
        "texts": st.sampled_from([{"statement": "a.md"}, {"statement": {"file": "b.md", "words": "3"}}]),
        "sections": st.fixed_dictionaries(
            {},
            optional={
                "papers": st.lists(RECORDS, max_size=4),
                "years": st.lists(st.fixed_dictionaries({"year": SAYING})),
            },
        ),
        "attachments": st.lists(
            st.sampled_from(
                [
                    {"kind": "医德", "folder": "附件/医德"},
                    {"kind": "credit", "folder": "附件/x", "year": "2020"},
                    {"kind": "ethics", "folder": "甲/乙", "files": ["a.pdf", {"file": "b.pdf", "pages": "1,3"}]},
                ]
            ),
            max_size=3,
        ),
        "answers": st.fixed_dictionaries(
            {}, optional={"T-1": st.sampled_from(["是", "否（没有）", "不适用"]), "T-2": st.just({"papers": "是"})}
        ),
        "waivers": st.lists(st.fixed_dictionaries({"code": st.just("ZC101"), "reason": SAYING}), max_size=2),
    },
)
