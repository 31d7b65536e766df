"""What was taken one after the other is of one record, as far as nothing says that it is not."""

from pathlib import Path

import pytest
from pieces_of_print import Row, printed

from zcdossier.model.profile import Section
from zcdossier.profiles.load import Profiles
from zcdossier.sorting.heap_pieces import HeapPiece, are_of_other_journals
from zcdossier.sorting.join_by_place import join_in_sequence
from zcdossier.sorting.join_by_wording import join_journals
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.sorting.piece_group import PieceGroup


def sections(notice: str) -> dict[str, Section]:
    return sections_by_name(Profiles().get(notice, Path()))


def group(section: str, **pieces: HeapPiece) -> PieceGroup:
    """Pieces of a section by their parts."""
    found = PieceGroup(list(pieces.values()), {section: 5.0})
    found.parts.update(name for name in pieces if name in ("cover", "toc", "body", "back_cover", "press_query"))
    return found


def files(groups: list[PieceGroup]) -> list[list[str]]:
    return [[piece.piece.file for piece in found.pieces] for found in groups]


def shot(number: int, *rows: Row) -> HeapPiece:
    return printed(*rows, file=f"IMG_{number}.JPG")


def test_the_rest_of_a_journal_follows_its_cover() -> None:
    cover = group(
        "papers", cover=shot(11, "东海学报", "ISSN 1009-2345"), press_query=shot(2, "期刊查询", "ISSN 1009-2345")
    )
    rest = group("papers", toc=shot(12, "目次", "雪松叶"), body=shot(13, "雪松叶", "摘要：目的"))
    assert len(join_in_sequence([cover, rest], sections("zj-hznu-2023"))) == 1
    other = group("papers", toc=shot(12, "目次", "ISSN 1671-0000"), body=shot(13, "雪松叶", "摘要：目的"))
    assert (
        len(join_in_sequence([group("papers", cover=shot(11, "ISSN 1009-2345")), other], sections("zj-hznu-2023"))) == 2
    )
    next_paper = group("papers", cover=shot(14, "江州学报"), toc=shot(15, "目次"))
    assert len(join_in_sequence([rest, next_paper], sections("zj-hznu-2023"))) == 2


def test_another_copy_of_a_form_begins_another_record() -> None:
    rows = ("江州市第二人民医院", "出院记录", "姓名：李某 住院号：318436", "出院诊断：冠心病")
    first, second = (group("clinical_cases", a=shot(at, *rows)) for at in (1, 2))
    assert len(join_in_sequence([first, second], sections("zj-hangzhou-health-2021"))) == 2
    sheet = group("clinical_cases", a=shot(2, "出院医嘱：注意休息，门诊随访。", "主治医师：林晓"))
    assert len(join_in_sequence([first, sheet], sections("zj-hangzhou-health-2021"))) == 1


@pytest.mark.parametrize(("degree", "records"), [("硕士", 2), ("学士", 1)])
def test_a_degree_goes_to_a_diploma_of_its_level_alone(degree: str, records: int) -> None:
    diploma = PieceGroup([shot(1, "毕业证书", "在本校药学专业四年制本科学习，准予毕业。")], {"education": 5.0})
    diploma.parts["diploma"] += 1
    other = PieceGroup([shot(2, f"{degree}学位证书", f"授予理学{degree}学位。")], {"education": 5.0})
    other.parts["degree_certificate"] += 1
    assert len(join_in_sequence([diploma, other], sections("zj-hznu-2023"))) == records


def test_a_query_of_a_journal_goes_to_the_only_paper_in_it() -> None:
    query = group("papers", press_query=shot(90, "期刊查询", "ISSN 1009-2345"))
    paper = group("papers", body=shot(10, "摘要：目的"), cover=shot(9, "ISSN 1009-2345"))
    again = group("papers", body=shot(20, "摘要：方法"), cover=shot(19, "ISSN 1009-2345"))
    assert files(join_journals([paper, query], sections("zj-hznu-2023"))) == [["IMG_10.JPG", "IMG_9.JPG", "IMG_90.JPG"]]
    query = group("papers", press_query=shot(90, "期刊查询", "ISSN 1009-2345"))
    assert len(join_journals([paper, again, query], sections("zj-hznu-2023"))) == 3


def test_a_journal_is_known_by_either_of_its_numbers_and_other_ones_by_the_same_kind() -> None:
    query = group("papers", press_query=shot(90, "期刊查询", "CN 33-1099/S"))
    paper = group("papers", body=shot(10, "摘要：目的"), cover=shot(9, "ISSN 1009-2345 CN 33-1099/S"))
    assert len(join_journals([paper, query], sections("zj-hznu-2023"))) == 1
    assert not are_of_other_journals([shot(1, "ISSN 1009-2345")], [shot(2, "CN 33-1099/S")])
    assert are_of_other_journals([shot(1, "CN 33-1098/S")], [shot(2, "ISSN 1009-2345 CN 33-1099/S")])


def test_the_next_page_of_a_text_has_its_running_head_and_begins_no_paper() -> None:
    head, text = "江州大学学报（自然科学版）", "在现场调查的基础上，渗流对荷载的作用决定了流量的变化。" * 9
    first = group("papers", body=shot(4, head, "雪松叶", "摘要：目的"))
    section = "4 验证试验"
    for rows, records in (
        ((head, section, text), 1),
        (("近海学报", section, text), 2),
        ((head, section, "摘要：目的", text), 2),
    ):
        other = PieceGroup([printed(*rows, file="IMG_5.JPG", large=(1,))], {"papers": 2.0})
        host = group("papers", body=first.pieces[0])
        lone = group("awards", a=shot(6, "获奖证书", "林晓同志"))
        assert len(join_in_sequence([host, other, lone], sections("zj-hznu-2023"))) == records + 1


@pytest.mark.parametrize(("named", "records"), [("可拆卸雨水口截污挂篮", 2), ("东门片区雨污分流改造", 1)])
def test_certificates_of_two_things_are_two_records_though_one_is_the_part_before_the_other(
    named: str, records: int
) -> None:
    rows = ("实用新型专利证书", f"实用新型名称：{named}", "专利号：ZL 2019 2 1347712.6", "授权公告日：2020年5月26日")
    patent = group("achievements", a=printed(*rows, file="IMG_1.JPG", large=(0,)))
    patent.parts["main"] += 1
    rows = ("主要贡献者证明", "在“东门片区雨污分流改造”中排名第二。", "特此证明。", "2020年8月20日")
    proof = group("achievements", a=printed(*rows, file="IMG_2.JPG", large=(0,)))
    proof.parts["contribution_proof"] += 1
    assert len(join_in_sequence([patent, proof], sections("zj-huzhou-2020"))) == records
