"""Pages that hardly say anything are known by the clue of the profile: the covers of journals and certificates."""

from pathlib import Path

import pytest

from tests.unit.sorting.test_plan_heap import page
from zcdossier.model.profile import SparsePage
from zcdossier.profiles.load import Profiles
from zcdossier.sorting.page_clues import is_sparse_page

JOURNALS = [
    ("zj-hznu-2023", "papers"),
    ("zj-huzhou-2020", "achievements"),
    ("zj-hangzhou-health-2021", "papers"),
    ("sd-jinan-2024", "papers"),
]


def clue(profile: str, section: str, part: str) -> SparsePage | None:
    return Profiles().get(profile, Path()).sections[section].parts[part].sparse_page


@pytest.mark.parametrize(("profile", "section"), JOURNALS)
def test_a_cover_of_a_journal_has_its_number_and_its_issue_and_no_price(profile: str, section: str) -> None:
    cover = page("东海药学学报", "2021年第3期", "ISSN 1009-2345")
    assert is_sparse_page([cover], clue(profile, section, "cover"))
    assert is_sparse_page(
        [page("浙北农业", "2019年第6期（总第214期）", "浙北农学会 主办")], clue(profile, section, "cover")
    )
    entry = page("https://www.wanfang.example.cn", "《东海药学学报》2020年第30卷第2期", "关键词：雪松叶")
    assert not is_sparse_page([entry], clue(profile, section, "cover"))
    back = page("东海药学学报", "2021年第3期", "ISSN 1009-2345", "定价：15.00元")
    assert not is_sparse_page([back], clue(profile, section, "cover"))
    assert not is_sparse_page([page("东海药学学报", "2021年第3期")], clue(profile, section, "cover"))
    assert not is_sparse_page([cover, cover], clue(profile, section, "cover"))


def test_a_cover_of_a_certificate_has_few_letters_and_no_number() -> None:
    sparse = clue("sd-jinan-2024", "current_title", "cert_cover")
    assert is_sparse_page([page("专业技术职务", "任职资格证书")], sparse)
    assert not is_sparse_page([page("专业技术职务", "任职资格证书", "2014年12月")], sparse)
    assert not is_sparse_page(
        [page("程知远", "本证书由山东省人力资源和社会保障厅统一印制，表明持证人具备相应的资格")], sparse
    )


def test_a_part_without_a_clue_has_no_such_page() -> None:
    assert not is_sparse_page([page("目录")], clue("zj-hznu-2023", "papers", "toc"))
