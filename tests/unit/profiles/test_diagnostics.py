"""Mistakes in a profile: all at once, each at its line, with the nearest name where there is one."""

import pytest

from zcdossier.app.inspect_profiles import check_profile
from zcdossier.model.label import Label
from zcdossier.profiles.diagnostics import ProfileError
from zcdossier.profiles.load import load

RULES = "rules:\n  - "


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("{kind: count, section: papers, max: 1}", "缺少 id"),
        ("{id: x, kind: cuont, section: papers, max: 1}", "没有 cuont 这种检查，是不是 count？"),
        (
            "{id: x, kind: date, section: papers, fields: [date], after: 2020-01-01}",
            "不认识 after；某天以后的写 not_before",
        ),
        ("{id: x, kind: forbidden, section: papers}", "没有 forbidden 这种检查；用自己的话找：zcdossier explain 空档"),
        (
            "{id: x, kind: compare, section: papers, field: date, at_least: {senior: 1, full: 2}}",
            "这里不能分级别；每个级别写一条规则",
        ),
        ("{id: x, kind: count, section: paper, max: 1}", "没有栏目 paper，是不是 papers？"),
        ("{id: x, kind: count, group: wokr, max: 1}", "没有栏目属于分组 wokr"),
        ("{id: x, kind: count, max: 1}", "规则要写明 section"),
        ("{id: x, kind: count, section: papers, max: 1, mxa: 2}", "不认识 mxa，是不是 max？"),
        ("{id: x, kind: count, section: papers, max: 多}", "max 应是整数"),
        ("{id: x, kind: count, section: papers, max: --5}", "max 应是整数"),
        ("{id: x, kind: count, section: papers, max: ²}", "max 应是整数"),
        ("{id: x, kind: count, section: papers, max: {seniro: 1}}", "没有级别 seniro，是不是 senior？"),
        ("{id: x, kind: count, section: papers, max: {副高: 1}}", "没有级别 副高，是不是 senior？"),
        ("{id: x, kind: count, section: papers, max: 1, clauses: {ful: [A]}}", "没有级别 ful，是不是 full？"),
        ("{id: x, kind: count, section: papers}", "x 什么也没有要求，至少写一个：max、min、exactly"),
        ("{id: x, kind: count, section: papers, max: 1, severity: eror}", "severity 应是 error 或 warning"),
        ("{id: x, kind: count, section: papers, max: 1, amount: words}", "papers 没有字段 words"),
        ("{id: x, kind: required, section: papers, fields: [tilte]}", "papers 没有字段 tilte，是不是 title？"),
        ("{id: x, kind: required, sections: [papers, books], fields: [best]}", "books 没有字段 best"),
        ("{id: x, kind: required, section: papers}", "缺少参数 fields"),
        ("{id: x, kind: required, section: applicant, fields: [psot]}", "applicant 没有字段 psot，是不是 post？"),
        (
            "{id: x, kind: required, section: papers, fields: [journal.teir]}",
            "papers 没有字段 journal.teir，是不是 journal.tier？",
        ),
        ("{id: x, kind: count, section: papers, max: 1, message: '{cuont} 项'}", "message 里的 {cuont} 填不出来"),
        (
            "{id: x, kind: count, section: papers, max: 1, message: {zh: 多了, en: '{value}'}}",
            "message 里的 {value} 填不出来",
        ),
        (
            "{id: x, kind: wording, section: papers, field: title, excludes_fact: psot}",
            "applicant 没有字段 psot，是不是 post？",
        ),
        ("{id: same-scan, kind: same-scan, may_share: [papers.covr]}", "没有栏目或佐证 papers.covr"),
        ("{id: same-scan, kind: same-scan, may_share_alike: [papers.cover], alike: [dtae]}", "papers 没有字段 dtae"),
        ("{id: x, kind: count, section: papers, max: 1, echo_of: [y]}", "echo_of：前面没有规则 y"),
        ("{id: x, kind: count, section: papers, max: 1, echo_of: [x]}", "echo_of：前面没有规则 x"),
        (
            "{id: own, kind: shared-file, section: papers, may_share_alike: [papers.cover], alike: [dtae]}",
            "papers 没有字段 dtae",
        ),
        ("{id: once, kind: unique, section: papers, fields: [title], unlike: [dtae]}", "papers 没有字段 dtae"),
        (
            "{id: once, kind: unique, section: papers, fields: [title], when: {papers.date: {below: dtae}}}",
            "没有字段 dtae",
        ),
        ("{id: x, kind: wording, section: papers, field: title}", "x 什么也没有要求，至少写一个：starts_with"),
        ("{id: x, kind: wording, section: papers, field: title, pattern: '('}", "正则表达式不对"),
        ("{id: x, kind: parts, section: papers, all_of: [covr]}", "papers 没有佐证 covr，是不是 cover？"),
        ("{id: x, kind: part-order, section: papers, order: [cover, bdoy]}", "papers 没有佐证 bdoy，是不是 body？"),
        ("{id: x, kind: part-order, section: papers}", "x 什么也没有要求，至少写一个：order、first"),
        ("{id: x, kind: record-order, section: papers, field: kind, order: [sci, 其它]}", "kind 没有“其它”这个选项"),
        ("{id: x, kind: years, section: papers, field: date, expected: [2020, 今年]}", "expected 应是年份的列表"),
        (
            "{id: x, kind: years, section: papers, field: date, expected: [2020], missing: no}",
            "missing 应是 error、warning 或 allow",
        ),
        ("{id: x, kind: measure, section: papers, measure: widht, above: 1}", "没有 widht 这种尺寸，是不是 width？"),
        (
            "{id: x, kind: measure, section: papers, measure: width, above: 很大}",
            "above：width（宽）不会是 很大；写成 358, 358 px 这样",
        ),
        ("{id: x, kind: measure, section: papers, measure: width, above: nan}", "above：width（宽）不会是 nan"),
        ("{id: x, kind: measure, section: papers, measure: width}", "x 什么也没有要求"),
        ("{id: x, kind: date, section: papers, fields: [date]}", "x 什么也没有要求，至少写一个：not_after、not_before"),
        (
            "{id: x, kind: date, section: papers, fields: [date], not_before: applicant.snice}",
            "没有字段 applicant.snice，是不是 applicant.since？",
        ),
        (
            "{id: x, kind: compare, section: papers, field: rank.rank, at_most: rank.membres}",
            "没有字段 rank.membres，是不是 rank.members？",
        ),
        ("{id: x, kind: compare, section: papers, field: rank.rank}", "x 什么也没有要求"),
        (
            "{id: x, kind: compare, section: papers, field: title, equals: {felid: title}}",
            "不认识 felid，是不是 field？",
        ),
        ("{id: x, kind: together, section: papers, if: {best: 是}}", "缺少参数 then"),
        ("{id: x, kind: together, section: papers, if: 是, then: {best: 是}}", "条件应是“名称: 值”的形式"),
        (
            "{id: x, kind: together, section: papers, if: {bset: 是}, then: {best: 是}}",
            "条件里的 bset 不存在，是不是 best？",
        ),
        ("{id: x, kind: together, section: papers, if: {best: 大概}, then: {kind: sci}}", "best 没有“大概”这个选项"),
        (
            "{id: x, kind: together, section: papers, if: {best: 是}, then: {kind: scii}}",
            "kind 没有“scii”这个选项，是不是 sci？",
        ),
        ("{id: x, kind: together, section: papers, if: {best: 是}, then: {kind: {is: sci}}}", "不认识 is；可以用："),
        (
            "{id: x, kind: together, section: papers, if: {best: 是}, then: {title: {present: 也许}}}",
            "present 应是true 或 false",
        ),
        (
            "{id: x, kind: together, section: papers, if: {best: 是}, then: {date: {above: [1, 2]}}}",
            "above 只能跟一个值",
        ),
        ("{id: x, kind: together, section: papers, if: {best: 是}, then: {date: {above: sicne}}}", "没有字段 sicne"),
        ("{id: x, kind: together, section: papers, if: {best: 是}, then: {title: {matches: '['}}}", "正则表达式不对"),
        ("{id: x, kind: together, section: papers, if: {any: {best: 是}}, then: {best: 是}}", "any 下面应是条件的列表"),
        (
            "{id: x, kind: together, section: papers, if: {part.covr: {present: true}}, then: {best: 是}}",
            "条件里的 part.covr 不存在，是不是 part.cover？",
        ),
        (
            "{id: x, kind: together, section: papers, if: {best: 是}, then: {part.cover: 是}}",
            "part.cover 只能写 {present: true} 或 {present: false}",
        ),
        (
            "{id: x, kind: together, section: papers, if: {best: 是}, then: {part.cover: true}}",
            "part.cover 只能写 {present: true} 或 {present: false}",
        ),
        (
            "{id: x, kind: count, section: papers, max: 1, when: {papers.part.cover: {one_of: [是]}}}",
            "papers.part.cover 只能写 {present: true} 或 {present: false}",
        ),
        (
            "{id: x, kind: compare, section: papers, field: date, at_least: {field: date, days: 99999999}}",
            "days 应是-36600 到 36600 之间的整数",
        ),
        (
            "{id: x, kind: compare, section: papers, field: date, at_least: {field: date, months: -1201}}",
            "months 应是-1200 到 1200 之间的整数",
        ),
        (
            "{id: x, kind: count, section: papers, max: 1, when: {levle: senior}}",
            "条件里的 levle 不存在，是不是 level？",
        ),
        (
            "{id: x, kind: count, section: papers, max: 1, when: {level: [senoir]}}",
            "level 没有“senoir”这个选项，是不是 senior？",
        ),
        (
            "{id: x, kind: together, section: papers, if: {post: 教师}, then: {best: 是}}",
            "条件里的 post 不存在，是不是 applicant.post？",
        ),
        ("{id: x, kind: count, section: papers, max: 1, when: {post: 老师}}", "post 没有“老师”这个选项"),
        ("{id: papers-limti, off: 不限}", "规则 papers-limti 没有写 kind，也没有同名的规则可以调整"),
        ("{id: papers-date-form, severity: warning, field: x}", "不认识 field"),
        ("{id: x, kind: count, section: papers, max: 1, says: {zh: 最多一篇, 两篇也行}}", "不认识 两篇也行"),
        (
            "{id: x, kind: count, section: papers, max: 1, says: {zh: 最多, en: at most one, or two}}",
            "“or two”被前面的逗号断开了",
        ),
        ("{id: x, kind: count, section: papers, max: 1, says: {en: at most one}}", "缺少 zh"),
        ("只是文字", "这里应是“键: 值”的形式"),
    ],
)
def test_a_rule(profiles, row, expected) -> None:
    diagnostics = profiles.wrong(RULES + row + "\n")
    assert len(diagnostics) in {1, 2}, diagnostics
    assert diagnostics[0][0] == 2
    assert diagnostics[0][1].startswith(expected), diagnostics


@pytest.mark.parametrize(
    ("section", "line", "expected"),
    [
        ("fields: {x: {label: 一, type: txet}}", 3, "不认识类型 txet；可以用："),
        (
            "fields: {x: {choices: {a: {label: 甲, aliases: […甲]}}}}",
            3,
            "选项的 aliases 里不能用“…”，把 …甲 写到 words 里",
        ),
        ("fields: {x: {label: 一, type: choice}}", 3, "choice 类型要列出 choices"),
        ("fields: {x: {label: 一, type: composed, pattern: '('}}", 3, "正则表达式不对"),
        ("fields: {x: {label: 一, type: composed, pattern: 'a(?P<b>.)'}}", 3, "x 的 example 不符合它的 pattern"),
        ("fields: {x: {label: 一, requird: error}}", 3, "不认识 requird，是不是 required？"),
        ("fields: {x: {label: 一, required: often}}", 3, "required 应是 error 或 warning"),
        ("fields: {x: {label: 一}, y: {label: 一}}", 3, "x 和 y 都叫“一”"),
        ("fields: {x: {label: 一}, y: {label: 二, aliases: [X]}}", 3, "x 和 y 都叫“X”"),
        ("fields: [x]", 3, "fields 应是“键: 值”"),
        ("parts: {x: 封面, y: {label: 封底, aliases: [封面]}}", 3, "x 和 y 都叫“封面”"),
        ("limit: {clauses: [A]}", 3, "new-limit 什么也没有要求"),
        ("limit: {max: {junior: 3}}", 3, "没有级别 junior"),
        ("limit: 很多", 3, "max 应是整数"),
        ("required: {when: {psot: 教师}}", 3, "条件里的 psot 不存在，是不是 post？"),
        ("title_field: nmae\n    fields: {name: 名称}", 2, "title_field nmae 不在字段里"),
        ("number: 九", 3, "number 应是整数"),
        ("lable: 新", 3, "不认识 lable，是不是 label？"),
    ],
)
def test_a_section(profiles, section, line, expected) -> None:
    diagnostics = profiles.wrong("  new:\n    label: 新\n    " + section + "\n")
    assert [diagnostic for diagnostic in diagnostics if diagnostic[1].startswith(expected)], diagnostics
    assert min(at for at, _ in diagnostics) in {line, line - 1}


@pytest.mark.parametrize(
    ("more", "line", "expected"),
    [
        ("checklist: [{clauses: [A]}]\n", 1, "人工确认要有 clauses 和 question"),
        ("checklist: [{clauses: [A], question: 吗？, section: paper}]\n", 1, "没有栏目 paper"),
        ("checklist: [{clauses: [A], question: 吗？, when: {psot: 教师}}]\n", 1, "条件里的 psot 不存在，是不是 post？"),
        ("guidance: [{clauses: [A], text: 好, at: paper}]\n", 1, "没有栏目 paper"),
        ("guidance: [{clauses: [A], text: 好, at: papers.titel}]\n", 1, "没有字段 papers.titel"),
        ("excluded: [{clauses: [A]}]\n", 1, "excluded 要有 clauses 和 reason"),
        ("build: {max_byte: 1}\n", 1, "不认识 max_byte，是不是 max_bytes？"),
        ("rule:\n  - {id: x}\n", 1, "不认识 rule，是不是 rules？"),
        ("rules: {id: x}\n", 1, "rules 应是列表"),
        ("abstract: maybe\n", 1, "abstract 应是true 或 false"),
        (
            "rules:\n  - {id: papers-x, kind: count, section: papers, max: 1}\n  - {id: papers-x, off: 不要}\n",
            3,
            "规则 papers-x 写了两次",
        ),
        ("levels: {senior: 副高}\n", 1, "“levels”写了两处"),
        ("rules:\n\t- x\n", 2, "这一行用了制表符"),
    ],
)
def test_the_rest(profiles, more, line, expected) -> None:
    diagnostics = profiles.wrong(more)
    assert [diagnostic for diagnostic in diagnostics if diagnostic[0] == line and diagnostic[1].startswith(expected)], (
        diagnostics
    )


def test_all_at_once_and_in_order(profiles) -> None:
    profiles.wrong(
        "    fieldz: {}\nrules:\n  - {id: a, kind: count, section: paper, max: 1}\n  - {id: b, kind: nothing}\n"
        "  - {id: c, kind: required, section: papers, fields: [titel]}\nguidanse: []\n"
    )
    found = check_profile("case", profiles.beside)
    assert [diagnostic.place.spot.line for diagnostic in found] == sorted(
        diagnostic.place.spot.line for diagnostic in found
    )
    assert len(found) == 5
    with pytest.raises(ProfileError) as raised:
        load("case", profiles.beside)
    assert len(raised.value.diagnostics) == 5
    assert raised.value.why.zh.startswith("申报要求 case 有 5 处错误，先改正（zcdossier profile check case）：")
    assert raised.value.why.en.startswith("profile case has 5 mistakes")


def test_an_unknown_base_is_one_mistake_among_others(profiles) -> None:
    profiles.write("base", "id: base\n")
    profiles.write("case", "id: case\ntitle: 例\nextends: bsae\nsectionz: {}\n")
    profiles.read()
    assert profiles.complaints() == [(3, "没有申报要求 bsae，是不是 base？"), (4, "不认识 sectionz，是不是 sections？")]


def test_a_profile_that_extends_itself(profiles) -> None:
    profiles.write("case", "id: case\nextends: other\n")
    profiles.write("other", "id: other\nextends: case\n")
    profiles.read()
    assert profiles.complaints() == [(1, "case 的 extends 绕成了圈")]


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "text\n"])
def test_a_profile_that_is_none(profiles, text) -> None:
    profiles.write("case", text)
    assert profiles.read() is None
    assert profiles.complaints() == [(1, "文件是空的，或不是“键: 值”的形式")]


def test_there_is_no_such_profile(profiles) -> None:
    profiles.case()
    with pytest.raises(ProfileError) as raised:
        load("cas", profiles.beside)
    assert (raised.value.why.zh, raised.value.diagnostics) == ("没有申报要求 cas，是不是 case？", ())


def test_clauses_that_the_list_lacks(profiles) -> None:
    profiles.case("rules:\n  - {id: x, kind: count, section: papers, max: 1, clauses: [A-1, A-2]}\n")
    path = profiles.beside / "profiles" / "case" / "clauses.yaml"
    path.write_text("A-1: {where: 一.1, kind: auto, says: 最多一篇}\nA-3: {wher: 一}\n", encoding="utf-8")
    found = [
        (diagnostic.place.file.rsplit("/", 1)[-1], diagnostic.text.zh)
        for diagnostic in check_profile("case", profiles.beside)
    ]
    assert found == [
        ("clauses.yaml", "不认识 wher，是不是 where？"),
        ("profile.yaml", "x 引用了条款表里没有的 A-2"),
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "{kind: measure, section: photo, measure: format, one_of: [jpge]}",
            "one_of：format（格式（看内容））不会是 jpge，是不是 jpeg？",
        ),
        (
            "{kind: measure, section: photo, measure: mode, one_of: [24]}",
            "one_of：mode（颜色模式）不会是 24；可以是：colour、grey",
        ),
        (
            "{kind: measure, section: photo, measure: mode, at_least: 3}",
            "x：mode 不是数，不能用 at_least，用 equals 或 one_of：colour, grey",
        ),
        (
            "{kind: measure, section: photo, measure: mode, at_least: grey}",
            "x：mode 不是数，不能用 at_least，用 equals",
        ),
        ("{kind: measure, section: photo, measure: suffix, at_least: .3}", "x：suffix 不是数，不能用 at_least"),
        (
            "{kind: measure, section: photo, measure: suffix, one_of: [jpg]}",
            "one_of：suffix（扩展名）不会是 jpg；扩展名要带点：.jpg",
        ),
        ("{kind: measure, section: photo, measure: width, one_of: [宽]}", "one_of：width（宽）不会是 宽；写成 358"),
        (
            "{kind: measure, section: photo, measure: background_color, one_of: [湖绿]}",
            "one_of：background_color（背景颜色）不会是 湖绿",
        ),
        (
            "{kind: measure, section: photo, measure: bytes, at_least: 50000, at_most: 100}",
            "x：at_least 50,000 和 at_most 100 不能同时满足",
        ),
        (
            "{kind: measure, section: photo, measure: width, above: 300, at_most: 300}",
            "x：above 300 和 at_most 300 不能同时满足",
        ),
        (
            "{kind: measure, section: papers, measure: bookmarks, of: page, at_least: 1}",
            "x：bookmarks 不能 of: page，可以是：file",
        ),
        (
            "{kind: measure, section: papers, measure: dpi, of: record, at_least: 1}",
            "x：dpi 不能 of: record，可以是：picture",
        ),
        (
            "{kind: measure, section: papers, measure: dpi, of: pictures, at_least: 1}",
            "of 不会是 pictures，是不是 picture？",
        ),
        (
            "{kind: measure, section: papers, measure: links, pages: first, equals: 0}",
            "x：links 量的是整个文件，不能用 pages",
        ),
        (
            "{kind: measure, section: papers, measure: paper, pages: 前三页, equals: A4}",
            "pages 读不懂“前三页”，可以是：first",
        ),
        (
            "{kind: measure, section: papers, measure: lines, fonts: [宋体], at_most: 5}",
            "x：fonts 只能和 text_size、largest_text、main_text_size、text_color 一起用",
        ),
        (
            "{kind: measure, section: papers, measure: lines, area: top 2 cm, at_most: 5}",
            "x：area 只能和 text、headings 一起用",
        ),
        (
            "{kind: measure, section: papers, measure: text, area: 中间, equals: ''}",
            "area 读不懂“中间”，写成 top-right 3x3 in",
        ),
        (
            "{kind: measure, section: papers, measure: links, pages: {from: 目录, until: 正文}, equals: 0}",
            "x：links 量的是整个文件，不能用 pages",
        ),
        (
            "{kind: measure, section: papers, measure: columns, pages: {from: 目录, to: 正文}, equals: 1}",
            "不认识 pages_to",
        ),
        (
            "{kind: measure, section: papers, measure: links, pages_from: 目录, equals: 0}",
            "x：links 量的是整个文件，不能用 pages",
        ),
        (
            "{kind: measure, section: papers, measure: columns, not_matches: x}",
            "x：columns 不是文字，不能用 not_matches",
        ),
        (
            "{kind: measure, section: papers, measure: text, at_least: 3}",
            "x：text 不是数，不能用 at_least",
        ),
        (
            "{kind: measure, section: papers, measure: lines, formats: [jpeg], at_most: 5}",
            "x：jpeg 文件量不出 lines，只有：pdf",
        ),
        (
            "{kind: measure, section: papers, measure: width, at_most: 20 mm}",
            "at_most：width（宽）不会是 20 mm；写成 358, 358 px 这样",
        ),
        (
            "{kind: measure, section: papers, measure: size, equals: 358}",
            "equals：size（宽×高）不会是 358；写成 358x441",
        ),
        (
            "{kind: measure, section: papers, measure: bytes, equals: 14K..40K}",
            "equals：bytes（文件大小）不会是 14K..40K；范围写成 between: 14K..40K",
        ),
        ("{kind: measure, section: papers, measure: bytes, between: 14K}", "between 应是两个界限"),
        (
            "{kind: measure, section: papers, measure: bytes, between: [40K, 14K]}",
            "x：at_least 40,000 和 at_most 14,336 不能同时满足",
        ),
        (
            "{kind: measure, section: papers, measure: bytes, at_most: 14K, doubt_below: 15K}",
            "x：doubt_below 要和 below 一起用",
        ),
        (
            "{kind: measure, section: papers, measure: bytes, at_most: 14K, doubt_at_most: 13K}",
            "x：doubt_at_most 要比 at_most 大",
        ),
        ("{kind: measure, section: papers, measure: pages, all_of: ['1']}", "x：pages 只有一个值，用 equals 或 one_of"),
        ("{kind: measure, section: papers, measure: pages, matches: '1'}", "x：pages 不是文字，不能用 matches"),
        ("{kind: measure, section: papers, measure: pages, at_most: {field: peopel, times: 2}}", "没有字段 peopel"),
        ("{kind: measure, section: applicant, measure: pages, at_most: 2}", "x：applicant 没有文件可量"),
        ("{kind: evidence, section: papers, formats: [jpg]}", "没有 jpg 这种格式，是不是 jpeg？"),
        (r"{kind: file-name, section: papers, pattern: '\d+\.jpg'}", "pattern 比的是不带扩展名的文件名"),
        ("{kind: file-name, section: papers, pattern: '{applicant.name}-.*'}", "正则表达式里填不进 {applicant.name}"),
        ("{kind: length, section: papers, max: 1000}", "x：papers 里是扫描件，数不出字数"),
        ("{kind: length, section: papers, field: title, max: 5, min: 6}", "x：最少 6 比最多 5 还多"),
        ("{kind: names, section: papers, known: [applicant.post]}", "x：papers 里是扫描件，数不出字数"),
        ("{kind: names, section: papers, field: title, known: [applicant.psot]}", "没有字段 applicant.psot"),
        ("{kind: date, section: papers, fields: [date], not_after: 5月31日}", "x：not_after 的“5月31日”不是日期"),
        ("{kind: date, section: papers, fields: [title], not_after: 2021-05-31}", "title 不是日期：它的 type 是 text"),
        ("{kind: compare, section: papers, equals: 3}", "x：要写明比的是哪个字段：field（或 of）"),
        ("{kind: compare, section: papers, field: best, equals: 大概}", "x：best 没有“大概”这个选项，可以是：是、否"),
        ("{kind: compare, section: papers, field: kind, at_least: 3}", "x：kind 的值没有大小，不能用 at_least"),
        (
            "{kind: compare, section: papers, field: date, equals: {section: papers, pick: years, from: dtae, to: date}}",  # noqa: E501
            "没有字段 dtae，是不是 date？",
        ),
        (
            "{kind: compare, section: books, field: title, below: {pick: count, section: papers, until: applicant.sine}}",  # noqa: E501
            "没有字段 applicant.sine，是不是 applicant.since？",
        ),
        (
            "{kind: compare, section: papers, field: date, at_least: {section: papers, pick: max}}",
            "pick: max 要写明 field",
        ),
        ("{kind: count, section: papers, max: 1, min: 3}", "x：最少 3 比最多 1 还多"),
    ],
)
def test_a_row_that_can_never_be_right_is_refused_at_its_place(profiles, row, expected) -> None:
    diagnostics = profiles.wrong(f"photo: {{label: 照片}}\nrules:\n  - {{id: x, {row[1:]}\n")
    assert [(line, text.startswith(expected)) for line, text in diagnostics] == [(3, True)], diagnostics


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        ("{name: '{姓名}'}", "name 里填不出 {姓名}"),
        ("{name: '{record.titel}'}", "name 里填不出 {titel}，是不是 {title}？"),
        ("{name: '{titel}-{date}'}", "name 里填不出 {titel}，是不是 {title}？"),
        ("{max_bytes: 0}", "max_bytes 应是 20000 到 10000000000 之间的数"),
        ("{min_dpi: 9999}", "min_dpi 应是 50 到 600 之间的数"),
        ("{page_width_mm: 1}", "page_width_mm 应是 50 到 2000 之间的数"),
        ("{page_width_mm: 0}", "page_width_mm 应是 50 到 2000 之间的数"),
    ],
)
def test_a_build_that_can_never_be_kept_is_refused(profiles, build, expected) -> None:
    diagnostics = profiles.wrong(f"build: {build}\n")
    assert [(line, text.startswith(expected)) for line, text in diagnostics] == [(1, True)], diagnostics


@pytest.mark.parametrize(
    "build", ["{name: '{date}-{title}'}", "{name: '{kind}'}", "{max_bytes: 5_000_000, min_dpi: 150}"]
)
def test_a_build_that_can_be_kept_is_not(profiles, build) -> None:
    assert profiles.wrong(f"build: {build}\n") == []


@pytest.mark.parametrize(
    "row",
    [
        "{kind: measure, section: photo, measure: width, one_of: [480, 358]}",
        "{kind: measure, section: photo, measure: dpi, at_least: 300, at_most: 300}",
        "{kind: measure, section: photo, measure: size, one_of: [358x441, 413×626 像素]}",
        "{kind: measure, section: photo, measure: bytes, between: 14K..40K}",
        "{kind: measure, section: photo, measure: 分辨率, equals: 300 dpi}",
        "{kind: measure, section: photo, measure: mode, one_of: [彩色, RGB], formats: [jpeg]}",
        "{kind: measure, of: dossier, measure: bytes, at_most: 100 MB, doubt_at_most: 120 MB}",
        "{kind: measure, section: papers, of: section, measure: pages, at_most: {section: books, pick: count}}",
        "{kind: measure, section: papers, measure: text_size, fonts: [宋体], pages: '1,3-5', at_least: 小四}",
        "{kind: measure, section: papers, measure: title, equals: title}",
        "{kind: evidence, section: papers, formats: [PDF, jpeg]}",
        r"{kind: file-name, section: papers, pattern: '\d{2}-.+'}",
        "{kind: names, section: papers, field: title, known: [applicant.post, papers.title]}",
    ],
)
def test_a_row_that_can_be_right_is_not_refused(profiles, row) -> None:
    assert profiles.wrong(f"photo: {{label: 照片}}\nrules:\n  - {{id: x, {row[1:]}\n") == []


def test_clauses_that_are_cited_without_a_list_are_said_once(profiles) -> None:
    rows = "  - {id: x, kind: count, section: papers, max: 1, clauses: [A-1]}\n"
    profiles.case("rules:\n" + rows + rows.replace("id: x", "id: y"))
    found = [mistake.text for mistake in check_profile("case", profiles.beside)]
    assert found == [
        Label(
            "引用了条款（A-1 …），旁边还没有条款表 clauses.yaml；每条一行：A-1: {where: 一, says: 用自己的话}",
            "clauses are cited (A-1 …), but there is no clauses.yaml beside it: A-1: {where: 1, says: …}",
        )
    ]


@pytest.mark.parametrize("name", ["attachments", "applicant", "all", "texts"])
def test_a_section_is_not_called_what_means_something_else(tmp_path, name: str) -> None:
    section = "{label: 别的, fields: {title: 题目}}"
    (tmp_path / "profile.yaml").write_text(f"id: x\ntitle: x\nsections: {{{name}: {section}}}\n", encoding="utf-8")
    found = [str(mistake) for mistake in check_profile(str(tmp_path / "profile.yaml"))]
    assert len(found) == 1
    assert f"栏目不能叫 {name}" in found[0]
