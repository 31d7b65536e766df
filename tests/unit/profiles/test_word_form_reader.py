"""Which Word forms a profile asks for: read as data, mistakes at their lines, templates found where they lie."""

from pathlib import Path

import pytest
import word_file

from zcdossier.app.inspect_profiles import check_profile
from zcdossier.model.condition import Operand
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, StoredProfile
from zcdossier.profiles import locations
from zcdossier.profiles.word_form_reader import find_template

FORM = """\
word_forms:
  proof:
    title: {zh: 证明, en: proof}
    template: proof.docx
    each: papers
    rows: books
    when: {post: teacher}
    figures: {rank: {section: books, pick: count}, title: [{field: kind}, 甲]}
    signed: 盖章
    scan: papers.cover
    note: 说明
    clauses: [A-1]
"""


def test_a_form_is_read(profiles) -> None:
    (form,) = profiles.case(FORM).word_forms
    assert (form.id, form.title, form.template, form.file) == ("proof", Label("证明", "proof"), "proof.docx", "证明")
    assert (form.each, form.about, form.rows, form.owner) == ("papers", "", "books", "papers")
    assert (form.signed, form.scan, form.note, form.clauses) == (Label("盖章"), "papers.cover", Label("说明"), ("A-1",))
    assert form.figures == {
        "rank": (Operand(section="books", pick="count"),),
        "title": (Operand(field="kind"), Operand(text="甲")),
    }


def test_a_form_the_notice_does_not_print(profiles) -> None:
    (form,) = profiles.case("word_forms: {ethics: {title: 鉴定, note: 向人事科要}}\n").word_forms
    assert (form.template, form.file, form.note) == ("", "鉴定", Label("向人事科要"))


def test_a_notice_without_forms_has_none(profiles) -> None:
    assert profiles.case().word_forms == ()


def test_a_notice_laid_over_another_changes_one_and_drops_one(profiles) -> None:
    profiles.case(FORM + "  other: {title: 别的}\n")
    profiles.write("child", "id: child\nextends: case\nword_forms: {proof: {file: 1-证明}, other: {off: 不再要求}}\n")
    child = profiles.read("child")
    assert profiles.diagnostics.entries == []
    assert [(form.id, form.file, form.each) for form in child.word_forms] == [("proof", "1-证明", "papers")]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("{each: pappers, template: a.docx}", "each 里没有 pappers 可用，是不是 papers？"),
        ("{rows: x, template: a.docx}", "rows 里没有 x 可用"),
        ("{about: papers, each: papers, template: a.docx}", "each 和 about 只能写一个"),
        ("{each: papers}", "f 没有 template，不能填写"),
        ("{template: a.doc}", "template 应是一个 .docx 文件"),
        ("{template: /tmp/a.docx}", "template 应是模板文件夹里的文件名"),
        ("{template: ../a.docx}", "template 应是模板文件夹里的文件名"),
        ("{template: 'C:\\a.docx'}", "template 应是模板文件夹里的文件名"),
        ("{scan: papers.covre}", "scan 里没有 papers.covre 可用，是不是 papers.cover？"),
        ("{scan: papres.cover}", "scan 里没有 papres.cover 可用，是不是 papers.cover？"),
        ("{templtae: a.docx}", "不认识 templtae，是不是 template？"),
        ("{when: {psot: x}}", "条件里的 psot 不存在，是不是 post？"),
        ("{template: a.docx, about: papers, figures: {sum: {sum: [rank]}}}", "figures 里没有 sum 可用"),
        ("{template: a.docx, about: papers, figures: {rank: {sum: [rnak]}}}", "没有字段 rnak，是不是 rank？"),
    ],
)
def test_a_mistake_is_located(profiles, more: str, expected: str) -> None:
    assert profiles.wrong(f"word_forms: {{f: {more}}}\n") == [(1, expected)]


def test_two_forms_of_one_file_name(profiles) -> None:
    more = "word_forms: {a: {title: 证明}, b: {title: 别的, file: 证明}}\n"
    assert profiles.wrong(more) == [(1, "a 和 b 的文件都叫“证明”")]


def test_a_template_is_looked_for_beside_the_profile_then_below_it_then_among_those_shipped(profiles) -> None:
    profile = profiles.case(FORM)
    (form,) = profile.word_forms
    assert find_template(form, profile.chain) is None
    base = profiles.write("base", "id: base\n").parent
    chained = profile._replace(chain=(*profile.chain, StoredProfile("base", base, shipped=False)))
    (base / "proof.docx").write_bytes(b"base")
    assert find_template(form, chained.chain) == base / "proof.docx"
    own = profiles.beside / "profiles" / "case" / "proof.docx"
    own.write_bytes(b"own")
    assert find_template(form, chained.chain) == own
    shipped = form._replace(template="appraisals.docx")
    assert find_template(shipped, chained.chain) == locations.templates_folder() / "forms" / "appraisals.docx"


def checked(profiles, profile: Profile) -> list[tuple[int | None, str]]:
    assert profile.word_forms
    return [(diagnostic.place.spot.line, diagnostic.text.zh) for diagnostic in check_profile("case", profiles.beside)]


def test_checking_a_profile_reads_its_templates(profiles) -> None:
    profile = profiles.case("word_forms: {proof: {title: 证明, template: 证明.docx, each: papers}}\n")
    line = profile.word_forms[0].place.spot.line
    assert checked(profiles, profile) == [(line, "proof：找不到模板 证明.docx；放进申报要求的文件夹里")]
    path = Path(profiles.beside / "profiles" / "case" / "证明.docx")
    path.write_bytes(b"PK")
    assert checked(profiles, profile) == [(line, f"proof：{path} 不是 Word 文件（.docx），用 Word 另存一次")]
    path.write_bytes(word_file.made("{{record.题目}}{{recrod.title}}", ["{{applicant", ".psot}}"]))
    assert checked(profiles, profile) == [
        (line, f"proof：模板 {path} 里看不懂 {{{{recrod.title}}}}、{{{{applicant.psot}}}}")
    ]
    path.write_bytes(word_file.made("{{record.题目}}{{applicant.岗位}}"))
    assert checked(profiles, profile) == []


def test_checking_names_clauses_of_forms_that_the_list_lacks(profiles) -> None:
    profile = profiles.case("word_forms: {proof: {title: 证明, clauses: [A-1, A-9]}}\n")
    (profiles.beside / "profiles" / "case" / "clauses.yaml").write_text(
        "A-1: {where: 一, kind: auto, says: 盖章}\n", encoding="utf-8"
    )
    assert checked(profiles, profile)[0][1] == "proof 引用了条款表里没有的 A-9"
