"""Names that are given to placed scans."""

from pathlib import Path

from zcdossier.profiles.load import Profiles
from zcdossier.sorting.file_names import NamedFolder, safe_folder

PARTS = Profiles().get("zj-hznu-2023", Path()).sections["papers"].parts


def test_parts_have_the_numbers_of_the_notice_and_several_are_counted() -> None:
    folder = NamedFolder(PARTS)
    for part in ("body", "body", "toc"):
        folder.expect(part)
    names = [folder.name_for(part, "jpeg", "a.JPG") for part in ("body", "toc", "body")]
    assert names == ["4-正文-1.jpg", "3-目录.jpg", "4-正文-2.jpg"]


def test_no_name_is_given_that_is_there_in_any_case() -> None:
    folder = NamedFolder(PARTS, [("3-目录.JPG", "toc", 3)])
    assert folder.name_for("toc", "jpeg", "a.jpg") == "3-目录-2.jpg"


def test_folders_are_such_as_windows_takes() -> None:
    assert safe_folder("CON", []) == "_CON"
    assert safe_folder("a/b:c?", []) == "a b c"
    assert safe_folder("", ["待命名"]) == "待命名 2"
    assert len(safe_folder("长" * 300, [])) < 40
