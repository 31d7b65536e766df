"""Work for others: results adopted, mentoring, teams, service, and the college's appraisals."""

from functools import partial

from tools.make_sample.manifest import Entry, Manifest, long_date
from tools.make_sample.pages import forms, letters
from tools.make_sample.scan import How, Scan


def adopted_results(manifest: Manifest, record: Entry, _: int) -> list[Scan]:
    """The letter of the office that adopted the result."""
    text = (
        f"{manifest.applicant['employer']}{manifest.applicant['name']}主持完成的《{record.title}》于"
        f"{long_date(record['date'])}报送我局。该建议调研充分、措施具体，其中关于林下药材品种布局和质量追溯的内容，"
        "已被我局采纳，写入全市中药材产业发展工作方案。"
    )
    letter = letters.Letter("采纳证明", [text], "江州市农业农村局", record["date"], manifest.applicant["employer"])
    return [Scan("1-佐证-采纳证明", partial(letters.letter, what=letter), turn=6)]


def student_mentoring(_: Manifest, record: Entry, index: int) -> list[Scan]:
    """One sealed form per matter."""
    return [Scan("1-学院证明", partial(forms.mentoring, record=record), (How.PHONE, How.FLATBED)[index % 2])]


def team_building(_: Manifest, record: Entry, index: int) -> list[Scan]:
    """One sealed form per matter."""
    return [Scan("1-学院证明", partial(forms.team, record=record), (How.FLATBED, How.PHONE)[index % 2])]


def social_service(_: Manifest, record: Entry, index: int) -> list[Scan]:
    """One sealed form per matter."""
    return [Scan("1-社会服务方面业绩", partial(forms.service, record=record), turn=(1, 8)[index % 2])]


def appraisals(manifest: Manifest, _: Entry, index: int) -> list[Scan]:
    """The college's form with all three years, one copy for each record."""
    how = (How.PHONE, How.FLATBED, How.SCANNER)[index % 3]
    return [Scan("1-学院证明", partial(forms.appraisal, records=manifest.of("appraisals")), how)]
