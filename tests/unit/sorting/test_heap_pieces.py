"""What a piece is about, and what it is alike by."""

import pytest

from zcdossier.model.page_facts import Box, PageFacts, TextLine, TextSource
from zcdossier.model.sort_proposal import FilePiece
from zcdossier.sorting.heap_pieces import HeapPiece, names_others_alone


def piece(*texts: str, height: float = 0.02) -> HeapPiece:
    lines = tuple(
        TextLine(text, 0.99, Box(0.1, 0.1 + 0.03 * at, 0.9, 0.1 + height + 0.03 * at)) for at, text in enumerate(texts)
    )
    return HeapPiece(FilePiece("a.jpg"), (PageFacts(1, TextSource.OCR, lines, 0, 1.0, is_blank=False),))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("姓名：沈慕云", "资格名称：主治医师资格证书", "签发单位：江州市人力资源和社会保障局"), True),
        (("年度考核登记表", "姓名沈慕云性别女出生年月", "单位意见：合格，同意本人总结"), True),
        (("兹证明我院沈慕云医师在门诊工作，担任带教任务，期满考核合格。",), True),
        (("姓名：李某 性别：男 住院号 2021", "主治医师：林晓", "诊疗经过：完善检查后给予治疗"), False),
        (("各位老师：请按时报送年度总结材料，过期不再受理，特此通知。",), False),
        (("江州大学学报", "自然科学版", "主管单位：东海省教育厅", "主办单位：江州大学", "2021年第3期"), False),
    ],
)
def test_a_paper_is_about_another_only_where_it_says_so(texts: tuple[str, ...], expected: bool) -> None:
    assert names_others_alone(piece(*texts), "林晓") is expected


def test_titles_are_what_stands_in_title_marks_or_behind_their_label() -> None:
    titles = piece("论文《平原河网的调度模型》已录用", "项目名称：渠道接缝止水结构", "《短》").titles
    assert titles == {"平原河网的调度模型", "渠道接缝止水结构"}


def test_of_running_text_the_head_alone_links() -> None:
    body = ["采用数值模拟的办法对各组试验的流量和应力逐一计算并与往年的资料对照得到误差不超过百分之五的结论"] * 12
    grams = piece("平原河网的调度模型", *body).grams
    assert "平原河网的调" in grams
    assert "采用数值模拟" not in grams
