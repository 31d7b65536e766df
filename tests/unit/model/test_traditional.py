"""Names in traditional characters meet those that the notices use."""

from zcdossier.model.choices import find_choice
from zcdossier.model.label import Label
from zcdossier.model.profile import Choice
from zcdossier.model.spelling import Names, normalized_name, simplify

ENTERPRISE = Choice("enterprise", Label("企业", "Enterprise"))


def test_names_meet() -> None:
    assert Names.of((ENTERPRISE,)).find("企業") == "enterprise"
    assert find_choice("企業", (ENTERPRISE,)) == "enterprise"
    assert normalized_name("現專業技術職稱") == normalized_name("现专业技术职称")
    assert simplify("事業單位人員職稱申報崗位信息表") == "事业单位人员职称申报岗位信息表"


def test_nothing_else_changes() -> None:
    assert simplify("著作 Title") == "著作 Title"


def test_what_nobody_sees_says_nothing() -> None:
    assert normalized_name("\u200bwork_start") == "work_start"
