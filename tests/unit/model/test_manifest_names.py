"""What lies beside scans and was put there by nobody."""

import pytest

from zcdossier.model.manifest_names import find_left_behind, is_left_by_computers


@pytest.mark.parametrize(
    "name",
    [
        *("Thumbs.db", "desktop.ini", ".DS_Store", "._1-封面.jpg", "Icon\r", "Picasa.ini", "ZbThumbnail.info"),
        *("~$正文.docx", ".~正文.docx", "~WRL0003.tmp", "~DF3A.TMP"),
        *("__MACOSX", "@eaDir", "@__thumb", "#recycle", "@Recycle", "$RECYCLE.BIN", "System Volume Information"),
    ],
)
def test_what_computers_leave(name: str) -> None:
    assert is_left_by_computers(name)


@pytest.mark.parametrize("name", ["1-封面.jpg", "~正文.pdf", "正文.tmp", "Icon.png", "thumbs"])
def test_what_people_put_there(name: str) -> None:
    assert not is_left_by_computers(name)


def test_what_a_phone_has_beside_a_photo() -> None:
    assert find_left_behind(["IMG_1.HEIC", "IMG_1.MOV", "IMG_2.MOV", "IMG_1.AAE"]) == {"IMG_1.MOV", "IMG_1.AAE"}
