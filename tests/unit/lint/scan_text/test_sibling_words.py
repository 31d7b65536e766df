"""One sign that tells one work of a series from the next, and one that OCR may have taken for another."""

import pytest

from zcdossier.lint.scan_text.differing_texts import added_edition, is_of_series


@pytest.mark.parametrize(
    ("letters", "other", "expected"),
    [
        ("初中英语写作反馈研究", "高中英语写作反馈研究", True),
        ("乡村医生培训其一", "乡村医生培训其二", True),
        ("乡村医生培训2021", "乡村医生培训2022", True),
        ("急性心力衰竭护理", "慢性心力衰竭护理", True),
        ("未来学校建设", "末来学校建设", False),  # look alike
        ("初中英语写作反馈", "高中英语写作评价", False),  # more than one sign
        ("初中英语", "初中英语写作", False),
        ("初中英语", "初中英语", False),
    ],
)
def test_one_sign_of_a_row_makes_another_of_a_series(letters: str, other: str, expected: bool) -> None:
    assert is_of_series(letters, other) is expected
    assert is_of_series(other, letters) is expected


@pytest.mark.parametrize(
    ("letters", "other", "edition"),
    [
        ("急救护理手册第二版", "急救护理手册", "第二版"),
        ("急救护理手册修订版", "急救护理手册", "修订版"),
        ("急救护理手册下册", "急救护理手册", "下册"),
        ("急救护理手册以海岛为例", "急救护理手册", ""),
        ("急救护理手册", "急救护理手册第二版", ""),
        ("急救护理手册", "急救护理手册", ""),
    ],
)
def test_an_edition_is_what_follows_the_title(letters: str, other: str, edition: str) -> None:
    assert added_edition(letters, other) == edition
