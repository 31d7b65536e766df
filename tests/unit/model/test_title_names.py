"""Two names of one professional title, and titles that only sound alike."""

import pytest

from zcdossier.model.title_names import is_same_title


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("工程师（水利）", "工程师"),
        ("中级工程师", "工程师"),
        ("水利工程师", "工程师"),
        ("工程师资格", "工程师"),
        ("助工", "助理工程师"),
        ("专业技术十二级助理工程师", "助理工程师"),
        ("助理工程师十二级岗位", "助理工程师"),
        ("教授级高工", "正高级工程师"),
        ("研究馆员", "研究馆员"),
    ],
)
def test_one_title(left: str, right: str) -> None:
    assert is_same_title(left, right)
    assert is_same_title(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("高级工程师", "工程师"),
        ("助理工程师", "工程师"),
        ("正高级工程师", "高级工程师"),
        ("初级会计师", "会计师"),
        ("研究馆员", "馆员"),
        ("副研究馆员", "研究馆员"),
        ("主任医师", "医师"),
        ("一级播音员", "二级播音员"),
        ("技术员", "助理工程师"),
        ("工程师、经济师", "经济师"),
    ],
)
def test_two_titles(left: str, right: str) -> None:
    assert not is_same_title(left, right)
