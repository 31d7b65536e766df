"""What the parameters of those check kinds mean that look at files, parts and pages; see `parameter_help`."""

from collections.abc import Mapping
from typing import NamedTuple

from zcdossier.model.label import Label


class KindHelp(NamedTuple):
    """A row of a profile as an example, and the meaning of each parameter by its name in a profile."""

    row: str
    meanings: Mapping[str, Label]


_MAY_SHARE = Label(
    "这些栏目或佐证可以几条记录共用一份", "sections or parts one document of which may serve several records"
)
_SHARE_ALIKE = Label(
    "这些佐证在 alike 的字段相同时可以共用", "parts that records may share which do not differ in the fields of alike"
)
_ALIKE = Label("共用时必须相同的字段", "the fields in which records that share must agree")

FILE_HELP: Mapping[str, KindHelp] = {
    "evidence": KindHelp(
        "{id: papers-files, kind: evidence, section: papers, min: 1, max: 10, formats: [pdf, jpeg]}",
        {
            "min": Label("每条记录至少几个文件", "the fewest files of a record"),
            "max": Label("最多几个文件；0 是不限", "the most files; 0 for any number"),
            "formats": Label("哪些格式（看内容）：pdf、jpeg、png …", "of which formats, by content: pdf, jpeg, png …"),
        },
    ),
    "parts": KindHelp(
        "{id: cover-and-text, kind: parts, section: papers, all_of: [cover, body]}",
        {
            "all_of": Label("每一种佐证都要有", "every one of these parts"),
            "one_of": Label("其中至少要有一种", "at least one of these parts"),
            "exactly": Label("all_of 的每一种正好几个文件", "so many files of each part of all_of"),
        },
    ),
    "part-order": KindHelp(
        "{id: cover-first, kind: part-order, section: papers, order: [cover, contents, body]}",
        {
            "order": Label("佐证的次序；缺的不算", "the order of the parts that are there"),
            "first": Label("这一种放在最前", "this part stands before every other one"),
        },
    ),
    "shared-file": KindHelp(
        "{id: own-files, kind: shared-file, sections: [papers, awards], parts: [proof]}",
        {
            "parts": Label(
                "哪些佐证要各用各的文件；不写就是全部", "the parts that must be a file of their own; none: all"
            ),
            "across": Label(
                "同一栏目可以共用，不同栏目不行", "records of one section may share, of different ones not"
            ),
            "may_share": _MAY_SHARE,
            "may_share_alike": _SHARE_ALIKE,
            "alike": _ALIKE,
        },
    ),
    "same-scan": KindHelp(
        "{id: same-scan, kind: same-scan, may_share: [appraisals]}",
        {"may_share": _MAY_SHARE, "may_share_alike": _SHARE_ALIKE, "alike": _ALIKE},
    ),
    "file-name": KindHelp(
        "{id: file-names, kind: file-name, section: papers, template: '{applicant.name}-{title}-{date|YYYYMM}'}",
        {
            "of": Label(
                "谁的名称：file（文件）、folder（记录的文件夹）、dossier（整个材料文件夹）",
                "whose name: a file, a record's folder, the folder of the whole dossier",
            ),
            "template": Label(
                "名称的模板，花括号里填字段：{title}、{applicant.name}、{date|YYYYMM}、{section.label}、{part.label}、"
                "{number|00}",
                "a template with fields in braces: {title}, {applicant.name}, {date|YYYYMM}, {section.label}, "
                "{part.label}, {number|00}",
            ),
            "pattern": Label(
                "整个文件名（不带扩展名）符合的正则表达式", "a regular expression for the whole name without its ending"
            ),
            "agrees_with": Label(
                "文件名里的日期或年份与这个字段一致", "the date or year in the name agrees with this field"
            ),
            "example": Label("起得对的名字", "what a right name looks like"),
            "max": Label("最多几个字，不算扩展名", "the most characters, without the ending"),
            "min": Label("至少几个字", "the fewest characters"),
            "max_bytes": Label("最多几个字符，一个汉字算 2 个", "the most bytes, two for a Chinese character"),
            "allowed": Label(
                "只能用哪些字符：chinese（汉字）、letters、digits、spaces，或字符本身 '-_'",
                "the only signs: chinese, letters, digits, spaces, or signs themselves '-_'",
            ),
            "forbidden": Label("不能用哪些字符，写法同上", "the signs it must not hold, written likewise"),
            "excludes": Label("不能有哪些词", "the words it must not hold"),
            "case": Label("英文字母 upper（大写）或 lower（小写）", "its letters are upper or lower case"),
            "unique": Label("true：不同记录的不能重名", "true: no two records' are named alike"),
            "parts": Label("只看这些佐证的文件", "only files of these parts"),
            "formats": Label("只看这些扩展名的文件：pdf、jpg", "only files with these endings: pdf, jpg"),
        },
    ),
    "measure": KindHelp(
        "{id: photo-wide, kind: measure, section: photo, measure: width, at_least: 358}",
        {
            "measure": Label(
                "量什么；zcdossier explain measure 列出全部", "what is measured; zcdossier explain measure lists all"
            ),
            "of": Label(
                "量什么：整个文件、每一页、每张图片，或一条记录、一个栏目、整套材料合计",
                "of what: the file, every page, every picture; or the sum over a record, a section, the dossier",
            ),
            "part": Label("只看这种佐证", "only files of this part"),
            "formats": Label("只看这些格式的文件：pdf、jpeg", "only files of these formats: pdf, jpeg"),
            "pages": Label(
                "只看这些页：第一页、横页、A4 的页、第 2 页以后（2-）…",
                "only these pages: the first, the landscape ones, those on A4, from page 2 (2-) …",
            ),
            "pages_from": Label("从有这一行（标题）的那页起", "only from the page where a line begins so: a heading"),
            "pages_until": Label(
                "到这一行（标题）之前的那页为止", "only until the page before such a line: the next heading"
            ),
            "area": Label(
                "只看页面的一块：top-right 3x3 in（右上角）、bottom 2 cm（下边一条）",
                "only a part of each page: top-right 3x3 in, bottom 2 cm",
            ),
            "fonts": Label("只看这些字体的文字：[宋体, Arial]", "only text in these fonts: [SimSun, Arial]"),
            "equals": Label("正好是", "is exactly"),
            "one_of": Label("是其中之一：词，或数", "is one of these: words, or numbers"),
            "none_of": Label("不是其中任何一个", "is none of these"),
            "all_of": Label(
                "这些都要有（文字、字体、书签标题、权限）",
                "has all of these (text, fonts, titles of bookmarks, permissions)",
            ),
            "matches": Label(
                "合乎这个正则表达式（text：里面有合乎的）", "matches this regular expression (text: holds what matches)"
            ),
            "not_matches": Label(
                "不合乎这个正则表达式（text：里面没有合乎的）",
                "does not match this regular expression (text: holds nothing like it)",
            ),
            "above": Label("大于", "more than"),
            "at_least": Label("大于或等于", "at least"),
            "below": Label("小于", "less than"),
            "at_most": Label("小于或等于", "at most"),
            "between": Label("从…到…，两头都算：[14K, 40K]", "from … to …, both included: [14K, 40K]"),
            "doubt_above": Label("在 above 和它之间只提醒", "between this and above: a warning"),
            "doubt_at_least": Label("在 at_least 和它之间只提醒", "between this and at_least: a warning"),
            "doubt_below": Label("在 below 和它之间只提醒", "between this and below: a warning"),
            "doubt_at_most": Label("在 at_most 和它之间只提醒", "between this and at_most: a warning"),
        },
    ),
    "seal": KindHelp(
        "{id: sealed, kind: seal, section: attachments.ethics, parts: [form]}",
        {
            "parts": Label("要盖章的佐证；不写就是整条记录", "the parts that need a seal; none: the record as a whole"),
            "stamped": Label(
                "要的是盖在这份材料上的章，如单位在复印件上盖的：学历、学位、资格证书上没有看到章也报（不写时，这些证书可能只压了钢印，不报）",
                "the seal has to be stamped on what is handed in, as an employer does on a copy: told of diplomas and "
                "qualification certificates, too (else not, as these may be embossed)",
            ),
        },
    ),
}
