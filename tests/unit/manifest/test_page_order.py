"""In which order the files of a folder are merged: as people count, and from the cover to the last page."""

import pytest

from zcdossier.manifest.page_order import natural_key, sort_as_pages


@pytest.mark.parametrize(
    "names",
    [
        ["1-封面.jpg", "2-正文.jpg", "10-封底.jpg"],
        ["4-正文-1.jpg", "4-正文-2.jpg", "4-正文-10.jpg"],
        ["1.jpg", "02.jpg", "3.jpg", "010.jpg"],
        ["１-封面.jpg", "2-正文.jpg", "③-封底.jpg"],
        ["A1.jpg", "a2.jpg", "A10.jpg"],
    ],
)
def test_natural_order(names) -> None:
    turned = [*names[1:], names[0]]
    assert sorted(turned, key=natural_key) == names


@pytest.mark.parametrize("name", ["²", "1²3", "½", "٣", "", "1" * 255, "\udcff1", "1²"])
def test_any_name_has_its_place(name) -> None:
    assert sorted([name, "1", "a"], key=natural_key)


@pytest.mark.parametrize(
    "names",
    [
        ["论文首页.jpg", "论文末页.jpg"],
        ["聘书封面.jpg", "聘书内页.jpg"],
        ["2018聘书封面.jpg", "2018聘书内页.jpg", "2020聘书封面.jpg", "2020聘书内页.jpg"],
        ["考核表正面.jpg", "考核表反面.jpg"],
        ["年考表（正）.jpg", "年考表（反）.jpg"],
        ["正面1.jpg", "反面1.jpg", "正面2.jpg", "反面2.jpg"],
        ["1-封面.jpg", "2-正文.jpg", "10-封底.jpg"],
        ["正文首页.jpg", "正文2.jpg", "正文10.jpg", "正文尾页.jpg"],
        ["封面.jpg", "目錄1.jpg", "目錄2.jpg", "目錄10.jpg", "正文1.jpg", "封底.jpg"],
        ["杂志封面.jpg", "目录页 (1).jpg", "目录页 (2).jpg", "本人论文正文.jpg", "证明.jpg", "封底.jpg"],
        ["论文-封.jpg", "论文-目.jpg", "论文-底.jpg"],
        ["IMG_1.jpg", "IMG_2.jpg", "IMG_10.jpg"],
    ],
)
def test_the_first_page_comes_before_the_last(names) -> None:
    turned = [*names[1:], names[0]]
    assert sort_as_pages(turned) == names
    assert sort_as_pages(reversed(names)) == names
