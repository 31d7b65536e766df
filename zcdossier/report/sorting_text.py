"""What sorting came to, for the terminal: what has a place, what is left and why, what was done or taken back."""

from collections import Counter
from collections.abc import Sequence

from zcdossier.model.label import Label
from zcdossier.model.left_reasons import LEFT_WORDS, LeftReason
from zcdossier.model.manifest_names import WORKBOOK_NAME
from zcdossier.model.sort_proposal import Proposal
from zcdossier.report.messages import count_noun
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Style


def proposal_text(proposal: Proposal, book: str, page: str, style: Style) -> str:
    """What is proposed, in short, and what to do next."""
    placed, left = len(proposal.placements), len(proposal.left)
    put = sum(piece.reason is LeftReason.IN_DOSSIER for piece in proposal.left)
    records, new = len({place.record for place in proposal.placements}), len(proposal.new_records)
    say = style.say
    if not placed and put:
        summary = Label(
            f"没有新的：{put} 件已经在材料里，另外 {left - put} 件仍然没有去处"
            if left > put
            else f"没有新的：{put} 件都已经在材料里",
            f"nothing new: {put} pieces are in the dossier already, {left - put} without a place"
            if left > put
            else f"nothing new: all {put} pieces are in the dossier already",
        )
    else:
        summary = Label(
            f"{placed} 件有去处：{records} 条记录，其中新记录 {new} 条；{left} 件没有放",
            f"{placed} pieces have a place in {records} records, {new} of them new; {left} are left",
        )
    lines = [say(summary)]
    if style.detail is not Detail.QUIET:
        counted = Counter(piece.reason for piece in proposal.left)
        lines += [f"  {say(LEFT_WORDS[reason].name)} {counted[reason]}" for reason in LeftReason if counted[reason]]
    lines.append(say(Label(f"网页（看）：{escape_controls(page)}", f"page to look at: {escape_controls(page)}")))
    lines.append(say(Label(f"表格（改）：{escape_controls(book)}", f"workbook to correct: {escape_controls(book)}")))
    if placed:
        lines.append(
            say(
                Label(
                    "什么都还没有动。改好表格，再加 --apply 运行一次。",
                    "Nothing has been changed yet. Correct the workbook, then run it again with --apply.",
                )
            )
        )
    return "\n".join(lines) + "\n"


def applied_text(plan: str, counts: tuple[int, int, int], root: str, *, manifest: str, style: Style) -> str:
    """What was put and added, and by which of several plans: counted are files, records, and what was put before."""
    files, records, put_before = counts
    plan, where = escape_controls(plan), escape_controls(root)
    lines = [
        style.say(
            Label(
                f"照 {plan} 拷贝了 {files} 个文件到 {where}；原件没有动",
                f"copied {files} files into {where}, by {plan}; the originals are as they were",
            )
        )
    ]
    if put_before:
        lines.append(
            style.say(
                Label(
                    f"另外 {put_before} 件上次照这份方案放过，没有再放",
                    f"{count_noun(put_before, 'piece')} had been put by this plan before, and stay as they are",
                )
            )
        )
    if records and manifest == WORKBOOK_NAME:
        lines.append(
            style.say(
                Label(
                    f"{manifest} 加了 {records} 条记录，备注里写明哪几项是读出来的、请核对，核对后删掉备注",
                    f"{manifest} has {records} new records; 备注 says which values were read: check, then empty it",
                )
            )
        )
    elif records:
        lines.append(
            style.say(
                Label(
                    f"{manifest} 加了 {records} 条记录，读出来的内容都标着“# 请核对”，核对后删掉这几个字",
                    f"{manifest} has {records} new records; every value that was read is marked # 请核对: check it",
                )
            )
        )
    lines.append(
        style.say(
            Label("不满意就加 --undo 撤销；接着运行 zcdossier lint", "--undo takes it back; go on with zcdossier lint")
        )
    )
    return "\n".join(lines) + "\n"


def undone_text(files: int, kept: Sequence[Label], style: Style) -> str:
    """What was taken back and what was not."""
    lines = [style.say(Label(f"撤销了，删掉拷贝的 {files} 个文件", f"taken back; {files} copies were removed"))]
    lines += [f"  {escape_controls(style.say(label))}" for label in kept]
    return "\n".join(lines) + "\n"
