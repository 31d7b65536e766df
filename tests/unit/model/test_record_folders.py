"""What the folder of a record is called when nobody named one."""

import pytest

from zcdossier.model.record_folders import record_folder
from zcdossier.profiles.load import load

PROFILE = load("sd-jinan-2024")


@pytest.mark.parametrize(
    ("section", "texts", "name"),
    [
        ("patents", {"title": "发明专利：一种拍门", "date": "2021年8月"}, "2021-08 发明专利：一种拍门"),
        ("patents", {"title": "发明专利：一种拍门", "date": "不详"}, "发明专利：一种拍门"),
        ("patents", {"title": "", "date": "2021-08"}, ""),
        ("appraisals", {"year": "2020", "from": "2020-07", "to": "2021-06"}, "2020"),
        ("appraisals", {"year": "2020年度", "to": "2020-12"}, "2020年度"),
    ],
)
def test_a_folder_is_called_by_date_and_title(section: str, texts: dict[str, str], name: str) -> None:
    assert record_folder(PROFILE.sections[section], texts, PROFILE) == name
