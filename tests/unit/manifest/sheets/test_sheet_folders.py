import pytest

from zcdossier.manifest.sheets.sheet_folders import WantedFolder, assign_folders


def want(name: str, title: str = "", *, expected: bool = False) -> WantedFolder:
    return WantedFolder(name, title or name, expected)


@pytest.mark.parametrize(
    ("wanted", "present", "assigned"),
    [
        ([want("甲")], ["甲"], ["甲"]),
        ([want("甲")], [], [""]),
        ([want("甲", expected=True)], [], ["甲"]),
        ([want("甲", expected=True)] * 2, [], ["甲", "甲 2"]),
        ([want("甲")] * 2, ["甲", "甲 2"], ["甲", "甲 2"]),
        ([want("2021 甲", "甲")], ["2020 甲"], ["2020 甲"]),
        ([want("2021 甲", "甲")], ["2020 甲", "甲（旧）"], [""]),
        ([want("2021 发明专利-甲乙", "发明专利：甲乙")], ["2021 甲乙"], ["2021 甲乙"]),
        ([want("2021 发明专利-甲乙", "发明专利：甲乙")], ["1 甲乙", "2 甲乙"], [""]),
        ([want("教学"), want("教学改革")], ["教学改革"], ["", "教学改革"]),
        ([None, want("甲")], ["甲"], ["", "甲"]),
        ([want("")], ["甲"], [""]),
    ],
)
def test_no_folder_goes_to_two_records(
    wanted: list[WantedFolder | None], present: list[str], assigned: list[str]
) -> None:
    assert assign_folders(wanted, present, frozenset()) == assigned


def test_a_folder_that_another_row_names_is_not_given_away() -> None:
    assert assign_folders([want("2021 甲", "甲")], ["1 甲"], frozenset({"1 甲"})) == [""]
