"""A certificate and the decision that grants it are one record; two certificates, and two days, are two."""

from pathlib import Path

from pieces_of_print import printed

from zcdossier.profiles.load import Profiles
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.join_decisions import join_decisions
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.sorting.piece_group import PieceGroup

SECTIONS = sections_by_name(Profiles().get("zj-hznu-2023", Path()))
WORK = "雪松叶二萜成分的发现与抗炎机制研究"


def certificate(work: str = WORK, day: str = "二〇二二年三月十八日", file: str = "证书") -> PieceGroup:
    return group(printed("获奖证书", f"林晓同志：你完成的“{work}”获二等奖。", day, file=file))


def decision(work: str = WORK, day: str = "2022年3月18日", file: str = "决定") -> PieceGroup:
    return group(printed("东海省人民政府文件", "科学技术奖励的决定", f"5 {work} 林晓等", day, file=file))


def group(piece: HeapPiece, section: str = "awards", route: str = "") -> PieceGroup:
    return PieceGroup([piece], {section: 4.0}, route)


def joined(*groups: PieceGroup) -> list[list[str]]:
    found = join_decisions(groups, SECTIONS)
    return sorted(sorted(piece.piece.file for piece in group.pieces) for group in found)


def test_what_the_one_names_and_its_day_stand_on_the_other() -> None:
    assert joined(certificate(), decision()) == [["决定", "证书"]]
    assert joined(decision(), certificate()) == [["决定", "证书"]]


def test_another_day_or_another_work_is_another_award() -> None:
    assert joined(certificate(), decision(day="2020年11月20日")) == [["决定"], ["证书"]]
    assert joined(certificate(), decision("近海藻类多糖的结构与活性研究")) == [["决定"], ["证书"]]
    assert joined(certificate(day=""), decision()) == [["决定"], ["证书"]]


def test_two_of_a_kind_are_not_joined_nor_what_two_may_be() -> None:
    assert joined(certificate(), certificate(file="证书2")) == [["证书"], ["证书2"]]
    assert joined(certificate(), certificate(file="证书2"), decision()) == [["决定"], ["证书"], ["证书2"]]
    assert joined(certificate(), decision(), decision(file="决定2")) == [["决定"], ["决定2"], ["证书"]]


def test_a_certificate_that_names_no_work_is_not_known_by_its_day_alone() -> None:
    nameless = group(printed("荣誉证书", "林晓同志成绩突出，特发此证。", "2022年3月18日", file="证书"))
    assert joined(nameless, decision()) == [["决定"], ["证书"]]


def test_a_certificate_that_quotes_a_decision_is_none() -> None:
    quoting = group(
        printed("获奖证书", "根据奖励决定", f"林晓同志完成的“{WORK}”获一等奖。", "2022年3月18日", file="证书2")
    )
    assert joined(certificate(), quoting) == [["证书"], ["证书2"]]


def test_known_records_and_sections_with_parts_are_left_to_others() -> None:
    written = group(printed("决定", WORK, "2022年3月18日", file="决定"), route="sections.awards[0]")
    assert joined(certificate(), written) == [["决定"], ["证书"]]
    pieces = [other.pieces[0] for other in (certificate(), decision())]
    assert joined(*(group(piece, "competition_coaching") for piece in pieces)) == [["决定"], ["证书"]]
    assert joined(certificate(), group(pieces[1], "honors")) == [["决定"], ["证书"]]
