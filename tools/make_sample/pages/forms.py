"""The tables of the notice, filled from the manifest and sealed by the college: one matter to a sheet."""

from tools.make_sample.kit import Kit
from tools.make_sample.manifest import Entry, long_date
from tools.make_sample.sheet import Sheet
from tools.make_sample.typeset import Table, table

MENTORING = "担任学生思想政治教育或任职以来指导青年教师工作的经历"
TEAM = "任现职以来参与团队平台建设工作业绩"
SERVICE = "社会服务方面业绩"
APPRAISAL = "近三年年度考核"
TEACHING = "专业技术职务评聘业绩简表（2023年度）"
SIGNED = "2023-06-12"
DEAN = "许怀舟"


def mentoring(kit: Kit, record: Entry) -> Sheet:
    """Draw the college's proof of student or young-teacher mentoring."""
    period = f"{record['from']}-{record['to']}"
    row = (period, record["work_name"], record["targets_and_number"], record["results_or_witness"])
    head = ("起止时间", "所任工作名称", "工作对象、人数", "业绩成果或证明人")
    return _form(kit, MENTORING, Table((42, 34, 40, 52), [head, row, [""] * 4], (13, 24, 18), 4.3))


def team(kit: Kit, record: Entry) -> Sheet:
    """Draw the college's proof of work for a team or platform."""
    row = (record["category"], record["content"], record["date"], record["rank_or_role"])
    head = ("业绩类别", "内容", "时间", "本人排名或\n所发挥作用".replace("\n", ""))
    return _form(kit, TEAM, Table((46, 62, 24, 36), [head, row, [""] * 4], (16, 30, 18), 4.3))


def service(kit: Kit, record: Entry) -> Sheet:
    """Draw the proof of service to society."""
    row = (record["service_form_text"], record["place"], record["content"])
    head = ("服务形式", "服务地点", "工作内容及本人承担的任务，工作成效")
    return _form(kit, SERVICE, Table((34, 38, 96), [head, row, [""] * 3], (13, 34, 20), 4.3))


def appraisal(kit: Kit, records: list[Entry]) -> Sheet:
    """Draw the college's proof of the annual appraisals."""
    head = ("年度", "考核等次") * len(records)
    row = [text for record in records for text in (record["year"], record["grade"])]
    widths = (24, 32) * len(records)
    return _form(kit, APPRAISAL, Table(widths, [head, row], (14, 18), 4.6))


def teaching(kit: Kit, record: Entry) -> Sheet:
    """Draw part two of the summary form for one school year, sealed by the teaching office."""
    sheet = kit.sheet(297, 210)
    y = sheet.text(148, 20, TEACHING, 7, bold=True, align="centre") + 4
    year = int(record["school_year"])
    sheet.text(24, y, "二、教学部分", 4.8, face="sans", bold=True)
    sheet.text(273, y, f"{year}学年（{year}.9—{year + 1}.7）", 4.6, align="right")
    y += 8
    sheet.text(24, y, f"姓名：{kit.name}　　部门：{kit.who['department']}　　授课对象：{record['student_type']}", 4.4)
    y = table(sheet, 24, y + 9, _courses(record))
    total = f"本学年合计课堂教学自然课时：{record['class_hours']}"
    sheet.text(24, y + 6, total, 4.6, bold=True)
    sheet.text(24, y + 15, "注：课时为课堂教学自然课时，不含系数折算，不含毕业论文、实习等指导课时。", 3.8, face="sans")
    sheet.text(30, 166, "本人签名：", 4.6)
    kit.sign(sheet, 68, 168, kit.name)
    sheet.text(110, 166, "核对人：", 4.6)
    kit.sign(sheet, 142, 168, "孟书遥")
    kit.issued(sheet, 268, 160, kit.college, SIGNED, size=4.6, below="教务科")
    sheet.mark()
    return sheet


def _courses(record: Entry) -> Table:
    """Spread the year's hours over its courses, so that the rows add up."""
    courses = record["courses"].split("：", 1)[1].split("、")
    majors = record["majors"].split("、")
    terms = record["semesters"].split("、")
    hours = int(record["class_hours"])
    kinds = ("专业必修", "专业选修", "通识选修")
    rows = [("学期", "课程名称", "讲授专业（年级）", "课程性质", "学生人数", "自然课时")]
    left = hours
    for number, course in enumerate(courses):
        share = left if number == len(courses) - 1 else hours // len(courses) // 4 * 4
        left -= share
        major = majors[-1] if course == "身边的中草药" else "、".join(m for m in majors if m != "公选课")
        kind = kinds[2] if course == "身边的中草药" else kinds[min(number, 1)]
        people = 18 + (int(record["school_year"]) * 7 + number * 13) % 40
        rows.append((terms[number % len(terms)], course, major, kind, str(people), str(share)))
    return Table((22, 66, 74, 36, 25, 26), rows, [11] * len(rows), 4.2)


def _form(kit: Kit, title: str, shape: Table) -> Sheet:
    sheet = kit.sheet()
    cut = title.index("或任职") if len(title) > 22 else len(title)
    y = 34.0
    for line in (title[:cut], title[cut:]):
        if line:
            y = sheet.text(105, y, line, 6.6, bold=True, align="centre") + 2.5
    sheet.text(21, y + 8, f"姓名：{kit.name}", 4.5)
    sheet.text(189, y + 8, f"部门：{kit.who['department']}", 4.5, align="right")
    y = table(sheet, 21, y + 18, shape)
    sheet.text(25, y + 16, "以上情况属实，特此证明。", 4.8)
    sheet.text(25, y + 36, "学院负责人（签名）：", 4.6)
    kit.sign(sheet, 84, y + 38, DEAN)
    sheet.text(150, y + 62, f"{kit.college}（盖章）", 4.8, align="centre")
    sheet.text(150, y + 72, long_date(SIGNED), 4.8, align="centre")
    kit.seal(sheet, 152, y + 68, kit.college)
    sheet.mark()
    return sheet
