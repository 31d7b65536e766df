"""Pages of one PDF are put together as far as they can be of one record."""

from pathlib import Path

from pieces_of_print import printed_page

from zcdossier.model.sort_proposal import FilePiece
from zcdossier.profiles.load import Profiles
from zcdossier.sorting.heap_pieces import HeapPiece, is_copy
from zcdossier.sorting.join_by_place import join_in_pdf
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.sorting.piece_group import PieceGroup

SECTIONS = sections_by_name(Profiles().get("zj-hznu-2023", Path()))


def group(page: int, part: str, *rows: str) -> PieceGroup:
    """What stands on a page of the PDF."""
    piece = HeapPiece(FilePiece("a.pdf", pages=(page,)), (printed_page(*rows, number=page),))
    found = PieceGroup([piece], {"papers": 5.0})
    found.parts[part] += 1
    return found


def joined(*groups: PieceGroup) -> list[list[int]]:
    return [[piece.piece.pages[0] for piece in found.pieces] for found in join_in_pdf(list(groups), SECTIONS)]


def test_parts_in_their_order_are_one_record() -> None:
    pages = (
        group(1, "cover", "东海药学学报"),
        group(2, "toc", "目次"),
        group(3, "body", "摘要"),
        group(4, "back_cover", "定价"),
    )
    assert joined(*pages) == [[1, 2, 3, 4]]


def test_the_same_part_again_is_another() -> None:
    assert joined(group(1, "cover", "东海药学学报"), group(2, "cover", "江州大学学报")) == [[1], [2]]


def test_a_cover_after_the_text_is_of_the_next_paper() -> None:
    assert joined(group(1, "body", "摘要"), group(2, "cover", "江州大学学报")) == [[1], [2]]


def test_what_names_another_work_is_another() -> None:
    first, second = "《雪松叶二萜成分的分离》", "《近海藻类多糖的结构》"
    assert joined(group(1, "cover", first), group(2, "toc", second)) == [[1], [2]]
    assert joined(group(1, "cover", first), group(2, "toc", second, first[1:-1])) == [[1, 2]]
    assert joined(group(1, "cover", first), group(2, "toc", "目次")) == [[1, 2]]


def test_a_page_is_known_again_where_its_last_lines_were_read_in_another_order() -> None:
    words = "结题证书", "江州大学林晓主持的一般科研项目已按计划完成研究任务，经验收合格，准予结题。"
    ends = "证书编号：2020100001", "二〇二〇年十月二十日"
    pages = [
        HeapPiece(FilePiece(str(at)), (printed_page(*words, *rows),)) for at, rows in enumerate((ends, ends[::-1]))
    ]
    assert is_copy(*pages)
    other = HeapPiece(FilePiece("b"), (printed_page(*words, "二〇二一年十月二十日", ends[0]),))
    assert not is_copy(pages[0], other)
