"""`python -m tools.make_office`: write `sample_office/`, what four made-up people handed in, and their answers.

One is ready, one has something to mend, one is sent back, one is objected to: the week of docs/office*.md walks
through all of it.
"""

import argparse
import io
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tools.make_sample.develop import chance
from tools.make_sample.fonts import DEFAULT_FOLDER, Fonts
from tools.make_sample.portrait import portrait
from tools.make_sample.seal import round_seal
from tools.make_sample.sheet import INK, Sheet
from zcdossier.app.convert_manifest import convert_manifest
from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.model.manifest_names import MANIFEST_NAME, WORKBOOK_NAME
from zcdossier.report.office.answer_table import AnswerRow, answers_xlsx, applicant_rows, unit_rows

HOME = Path(__file__).resolve().parents[1] / "sample_office"
UNIT = "云溪水利勘测中心"
AS_OF = date(2020, 9, 7)
AFTER_PUBLICITY = ("HUZ-5.2-02",)
SEALED = "HUZ-A3-11"
ABROAD = "HUZ-5.3-04"
_SCALE, _QUALITY = 4.8, 55
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Person(NamedTuple):
    """A made-up applicant; what is to be mended, or why one is sent back, stands last."""

    name: str
    born: str
    number: str
    project: str
    patent: str
    project_date: str = "2018-05"
    answers: bool = True
    photo_quality: int = 97
    sealed: bool = True


PEOPLE = (
    Person("周叶", "19810315", "012", "云溪河综合整治工程设计", "一种河道护坡结构"),
    Person("许安", "19830602", "024", "石桥水库除险加固设计", "一种水位观测装置"),
    Person("江澈", "19821120", "031", "平川灌区续建配套设计", "一种渠道量水设施", sealed=False),
    Person(
        "林晓",
        "19840418",
        "046",
        "东塘泵站更新改造设计",
        "一种闸门检修支架",
        project_date="",
        answers=False,
        photo_quality=80,
    ),
)


def main() -> int:
    """Write the folder anew."""
    parser = argparse.ArgumentParser(prog="python -m tools.make_office", description=__doc__)
    parser.add_argument("--out", type=Path, default=HOME, help="where to write (default: sample_office/)")
    parser.add_argument("--font", type=Path, default=DEFAULT_FOLDER, help="folder with Noto Serif and Sans CJK (.ttc)")
    wanted = parser.parse_args()
    fonts = Fonts(wanted.font)
    fonts.check()
    for part in ("交来", "回执", "公示以后"):
        shutil.rmtree(wanted.out / part, ignore_errors=True)
        (wanted.out / part).mkdir(parents=True)
    linted = []
    with tempfile.TemporaryDirectory() as work:
        for person in PEOPLE:
            dossier = write_dossier(Path(work) / person.name, person, fonts)
            hand_in(dossier, wanted.out / "交来", person)
            linted.append((person, lint_dossier(dossier, as_of=AS_OF)))
    for person, result in linted:
        if person.answers:
            asked = applicant_rows(result, person.name, "zh")
            rows = [row._replace(answer="不适用" if row.clause == ABROAD else "是") for row in asked]
            write_table(wanted.out / "回执" / f"回执 {person.name}.xlsx", rows, f"{person.name}：请您确认")
    rows = [row._replace(answer="是") for row in unit_rows([(person.name, result) for person, result in linted], "zh")]
    now = [row for row in rows if row.clause not in AFTER_PUBLICITY]
    sealed = next(row for row in now if row.clause == SEALED)
    now.append(sealed._replace(dossier="江澈", person="江澈", about="", answer="否", remark="没有盖公章"))
    write_table(wanted.out / "回执" / "单位确认.xlsx", now, "要单位确认的事项")
    later = [row for row in rows if row.clause in AFTER_PUBLICITY]
    write_table(wanted.out / "公示以后" / "单位确认.xlsx", later, "公示以后要单位确认的事项")
    (wanted.out / "名单.txt").write_text("".join(f"{person.name}\n" for person in PEOPLE), encoding="utf-8")
    files = [path for path in wanted.out.rglob("*") if path.is_file()]
    total = sum(path.stat().st_size for path in files)
    print(f"{len(files)} files, {total / 1e6:.1f} MB")
    return 0


def write_table(path: Path, rows: list[AnswerRow], title: str) -> None:
    """Write a table of answers as it came back."""
    path.write_bytes(answers_xlsx(rows, title, "zh"))


def write_dossier(root: Path, person: Person, fonts: Fonts) -> Path:
    """Write one person's dossier with its scans, and turn its manifest into a workbook."""
    root.mkdir(parents=True)
    (root / MANIFEST_NAME).write_text(manifest(person), encoding="utf-8")
    (root / "statement.md").write_text(statement(person), encoding="utf-8")
    portrait(chance(person.name), 413, 551).convert("RGB").save(
        root / "photo.jpg", "JPEG", quality=person.photo_quality, dpi=(300, 300)
    )
    for place, heading, lines in scans(person):
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        is_sealed = person.sealed or "岗位信息表" not in place
        path.write_bytes(page(heading, lines, fonts, place if is_sealed else ""))
    convert_manifest(root, WORKBOOK_NAME, "zh")
    return root


def hand_in(dossier: Path, target: Path, person: Person) -> None:
    """Copy what a person hands in: a workbook beside a folder of scans; one puts it inside the folder."""
    left_out = shutil.ignore_patterns("*转换前*", ".zcdossier", WORKBOOK_NAME)
    shutil.copytree(dossier, target / person.name, ignore=left_out)
    inside = person.name == "江澈"
    shutil.copyfile(
        dossier / WORKBOOK_NAME,
        target / (f"{person.name}/{WORKBOOK_NAME}" if inside else f"{person.name}-{WORKBOOK_NAME}"),
    )


def scans(person: Person) -> list[tuple[str, str, list[str]]]:
    """Every scan: where it goes, its heading, its lines."""
    name = person.name
    post = [f"兹聘任　{name}　为本单位工程师", "聘期：2016年1月至2018年12月"]
    again = [f"兹聘任　{name}　为本单位工程师", "聘期：2019年1月至2021年12月"]
    project = [f"项目：{person.project}", "完成时间：2018年5月", f"主要完成人：许岚、{name}、何川、罗遥、唐影"]
    share = [f"{name} 同志在“{person.project}”中", "承担总体布置和结构设计，排名第二。"]
    patent = [f"发明名称：{person.patent}", f"发明人：{name}", "授权公告日：2019年3月8日"]
    hours = [f"姓名：{name}", "2016年 专业科目 60 学时", "2017年 专业科目 60 学时"]
    hours += ["2018年 行业公需科目 72 学时", "2019年 一般公需科目 90 学时"]
    roster = [f"单位名称：{UNIT}", "岗位总数 40　专业技术岗位 36", f"申报人：{name}　申报：高级工程师"]
    projects = f"05-业绩档案/2018-05 {person.project}"
    return [
        ("03-现任专业技术职务资格聘书/2016-01 工程师/1-聘书.jpg", "聘　书", post),
        ("03-现任专业技术职务资格聘书/2019-01 工程师/1-聘书.jpg", "聘　书", again),
        (f"{projects}/1-佐证材料-设计批复.jpg", "关于初步设计的批复", project),
        (f"{projects}/2-主要贡献者依据.jpg", "证　明", share),
        (f"05-业绩档案/2019-03 {person.patent}/1-佐证材料-专利证书.jpg", "发明专利证书", patent),
        ("附件/近4年的继续教育学时证明/1-学时证明.jpg", "继续教育学时证明", hours),
        ("附件/事业单位人员职称申报岗位信息表/1-盖章扫描件.jpg", "事业单位人员职称申报岗位信息表", roster),
    ]


def page(heading: str, lines: list[str], fonts: Fonts, sealed_for: str) -> bytes:
    """Draw a page; with a seal, pressed by chance, where `sealed_for` says what for."""
    sheet = Sheet(fonts, scale=_SCALE)
    sheet.text(105, 52, heading, 9.5, bold=True, align="centre")
    sheet.line(30, 70, 180, 70, colour=INK)
    y = 92.0
    for line in lines:
        y = sheet.text(32, y, line, 5.2) + 7
    sheet.text(176, 222, UNIT, 5.2, align="right")
    if sealed_for:
        sheet.ink(round_seal(fonts, chance(sealed_for), UNIT, scale=_SCALE), 150, 224)
    sheet.mark()
    out = io.BytesIO()
    sheet.image.save(out, "JPEG", quality=_QUALITY, dpi=(122, 122), optimize=True)
    return out.getvalue()


def id_number(person: Person) -> str:
    """An identity number of a district that does not exist."""
    digits = f"330599{person.born}{person.number}"
    return digits + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11]


def statement(person: Person) -> str:
    """What the applicant says of the work done."""
    return (
        f"# 述职\n\n任工程师以来，我一直在{UNIT}从事水利工程设计。主持和参加了“{person.project}”等项目，"
        f"完成了总体布置和结构设计；获得“{person.patent}”发明专利。每年完成继续教育，年度考核都在合格以上。"
        "今后我会继续做好本职工作，带好年轻同事。\n"
    )


def manifest(person: Person) -> str:
    """The manifest, as the applicant filled it in."""
    dated = f"\n      date: {person.project_date}" if person.project_date else ""
    posts = "\n".join(f"      {line}" for line in _POSTS.split())
    return f"""\
profile: zj-huzhou-2020
level: 副高级
applicant:
  name: {person.name}
  id_number: '{id_number(person)}'
  current_unit: {UNIT}
  employer_nature: 事业单位
  in_establishment: 是
  unit_district: 德清县
  year: 2020
  specialty: 工程
  title_applied: 高级工程师
  method: 正常晋升
  committee: 东海省水利工程技术人员高级职务任职资格评审委员会
  acceptance_point: 德清县人力社保局
  window_start: 2020-08-20
  window_end: 2020-10-31
  submit_on: 2020-09-10
  stage: 申报
  copies: 否
photo: photo.jpg
texts:
  statement: statement.md
sections:
  education:
    - school: 云川大学
      education_level: 本科
      degree: 学士
      major: 水利水电工程
      graduated: 2008-06
      auto_extracted: 是
  current_title:
    - {{title: 工程师, title_level: 中级, obtained: 2015-12-20}}
  appointment:
    - folder: 03-现任专业技术职务资格聘书/2016-01 工程师
      title: 工程师
      from: 2016-01
      to: 2018-12
      employer: {UNIT}
    - folder: 03-现任专业技术职务资格聘书/2019-01 工程师
      title: 工程师
      from: 2019-01
      to: 2021-12
      employer: {UNIT}
  continuing_education:
    - {{title: 水利工程专业科目, year: 2016, kind: 专业科目, hours: 60, registered_by: 云溪水利局}}
    - {{title: 水利工程专业科目, year: 2017, kind: 专业科目, hours: 60, registered_by: 云溪水利局}}
    - {{title: 水利行业公需科目, year: 2018, kind: 行业公需科目, hours: 72, registered_by: 云溪水利局}}
    - {{title: 一般公需科目在线学习, year: 2019, kind: 一般公需科目, hours: 90}}
  achievements:
    - folder: 05-业绩档案/2018-05 {person.project}
      title: {person.project}
      category: 工程技术项目{dated}
      rank: 2/5
      collective: 是
      archive_review: 通过
    - folder: 05-业绩档案/2019-03 {person.patent}
      title: {person.patent}
      category: 专利
      date: '2019-03-08'
      rank: 1/1
      archive_review: 通过
  appraisals:
    - {{year: 2016, grade: 合格}}
    - {{year: 2017, grade: 合格}}
    - {{year: 2018, grade: 优秀}}
    - {{year: 2019, grade: 合格}}
  post_info_form:
    - unit_name: {UNIT}
{posts.replace("=", ": ")}
  post_roster:
    - name: {person.name}
      is_applicant: 是
      id_number: '{id_number(person)}'
      present_title: 工程师
      appointed_level: 副高级
      appointed_on: 2020-08
      post_grade: 专业技术七级
      title_applied: 高级工程师
attachments:
  - {{kind: ce_proof, folder: 附件/近4年的继续教育学时证明, years: 2016、2017、2018、2019}}
  - {{kind: post_info_form, folder: 附件/事业单位人员职称申报岗位信息表}}
"""


_POSTS = """
establishment=40 tech_posts=36 tech_employed=28
ratio_full_senior=5% ratio_associate_senior=17% ratio_intermediate=33% ratio_junior=45%
approved_full_senior=2 approved_associate_senior=6 approved_intermediate=12 approved_junior=16 approved_total=36
computed_full_senior=2 computed_associate_senior=6 computed_intermediate=12 computed_junior=16 computed_total=36
employed_full_senior=1 employed_associate_senior=2 employed_intermediate=11 employed_junior=14 employed_total=28
vacancy_full_senior=1 vacancy_associate_senior=4 vacancy_intermediate=1 vacancy_junior=2 vacancy_total=8
offered_full_senior=0 offered_associate_senior=4 offered_intermediate=0
already_titled=1 untitled=1
"""


if __name__ == "__main__":
    raise SystemExit(main())
