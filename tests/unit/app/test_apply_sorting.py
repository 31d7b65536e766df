"""A plan is carried out whole or not at all, and undone to the byte."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from zcdossier.app import apply_sorting as module
from zcdossier.app.apply_sorting import apply_sorting, read_plan
from zcdossier.app.init_dossier import _write_workbook
from zcdossier.app.sort_heap import SortedDossier, list_heap, open_target, propose
from zcdossier.app.sorting_journal import journals, read_sorted_contents, write_journal
from zcdossier.app.undo_sorting import clear_cut_off, recover, undo_sorting
from zcdossier.errors import CannotRunError
from zcdossier.model.left_reasons import LeftReason
from zcdossier.model.manifest_names import WORKBOOK_NAME
from zcdossier.model.sort_proposal import PlanTerms
from zcdossier.profiles.load import load
from zcdossier.report.sorting_workbook import piece_rows, sorting_workbook
from zcdossier.sorting.agreed_plan import AgreedPiece, AgreedPlan, AgreedRecord
from zcdossier.sorting.page_clues import sections_by_name

MANIFEST = """\
profile: zj-huzhou-2020
level: 副高
applicant:
  name: 周叶   # 姓名
sections:
  # 一条旧的
  achievements:
    - folder: 05-业绩档案/旧的
      title: 旧的
"""


@pytest.fixture
def heap(tmp_path: Path) -> tuple[Path, Path]:
    return heap_in(tmp_path)


def heap_in(folder: Path) -> tuple[Path, Path]:
    inbox, root = folder / "in", folder / "d"
    (root / "05-业绩档案" / "旧的").mkdir(parents=True)
    (root / "dossier.yaml").write_text(MANIFEST, encoding="utf-8")
    inbox.mkdir()
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (inbox / name).write_bytes(name.encode())
    return inbox, root


def tree(root: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
        if ".zcdossier" not in path.parts
    }


def piece(file: str, record: str, part: str = "main") -> AgreedPiece:
    check = hashlib.sha256(file.encode()).hexdigest()[:16]
    return AgreedPiece(file, (), "achievements", record, part, check, 2)


PLAN = AgreedPlan(
    (piece("a.jpg", "sections.achievements[0]"), piece("b.jpg", "N1"), piece("c.jpg", "N1", "contribution_proof")),
    (AgreedRecord("N1", "achievements", (("title", "新的：一个 #题目"), ("date", "2019-03"))),),
)


def test_files_and_records_come_and_go(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    before, originals = tree(root), tree(inbox)
    done = apply_sorting(inbox, open_target(root, inbox), PLAN)
    assert [file.target for file in done.files] == [
        "05-业绩档案/旧的/1-佐证材料.jpg",
        "05-业绩档案/2019-03 新的：一个 #题目/1-佐证材料.jpg",
        "05-业绩档案/2019-03 新的：一个 #题目/2-主要贡献者依据.jpg",
    ]
    text = (root / "dossier.yaml").read_text(encoding="utf-8")
    assert text.startswith(MANIFEST)
    assert '    - folder: "05-业绩档案/2019-03 新的：一个 #题目"\n      title: "新的：一个 #题目"  # 请核对\n' in text
    linted = open_target(root, inbox)
    assert len(linted.dossier.sections["achievements"][1].scans) == 2
    assert tree(inbox) == originals
    undone = undo_sorting(root)
    assert (undone.files, undone.kept) == (3, ())
    assert tree(root) == before
    with pytest.raises(CannotRunError):
        undo_sorting(root)


def test_a_second_run_leaves_out_what_was_put(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    apply_sorting(inbox, open_target(root, inbox), PLAN)
    proposal = propose(inbox, list_heap(inbox), open_target(root, inbox)).proposal
    assert proposal.placements == ()


def test_a_plan_that_is_carried_out_again_puts_what_is_new_in_it(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    plan = PLAN._replace(identity="a")
    first = plan._replace(pieces=PLAN.pieces[:2])
    apply_sorting(inbox, open_target(root, inbox), first)
    before = tree(root)
    with pytest.raises(CannotRunError, match="carried out"):
        apply_sorting(inbox, open_target(root, inbox), first)
    assert tree(root) == before
    done = apply_sorting(inbox, open_target(root, inbox), plan)
    assert [file.target for file in done.files] == ["05-业绩档案/2019-03 新的：一个 #题目/2-主要贡献者依据.jpg"]
    assert (done.records, done.put_before) == ((), 2)
    assert len(open_target(root, inbox).dossier.sections["achievements"]) == 2
    undo_sorting(root)
    assert tree(root) == before


def test_a_plan_is_known_whatever_its_file_is_called(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    target = open_target(root, inbox)

    terms = PlanTerms(sections_by_name(target.profile), {})

    def identity(name: str) -> str:
        proposed = propose(inbox, list_heap(inbox), target)
        rows = piece_rows(proposed.proposal, terms, "zh")
        rows = [row._replace(put=True, section="业绩档案", record="新") for row in rows]
        (inbox / name).write_bytes(sorting_workbook(rows, proposed.proposal.new_records, terms, "zh"))
        plan = read_plan(inbox / name, target)
        (inbox / name).unlink()
        return plan.identity

    first = identity("整理方案.xlsx")
    assert identity("改好的.xlsx") == first
    (inbox / "d.jpg").write_bytes(b"another")
    assert identity("整理方案.xlsx") != first


def test_what_was_cut_off_is_cleared_up_before_the_dossier_is_read(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    before = tree(root)
    done = apply_sorting(inbox, open_target(root, inbox), PLAN)
    (journal,) = journals(root)
    (root / "dossier.yaml").write_text(MANIFEST, encoding="utf-8")
    write_journal(journal._replace(done=False))
    (root / done.files[0].target).with_name(".zcdossier-1.tmp").write_bytes(b"half")
    clear_cut_off(root)
    assert tree(root) == before


def test_a_record_without_a_folder_gets_one_and_loses_it_again(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    manifest = root / "dossier.yaml"
    manifest.write_text(
        MANIFEST.replace("    - folder: 05-业绩档案/旧的\n      title", "    - title"), encoding="utf-8"
    )
    before = tree(root)
    done = apply_sorting(inbox, open_target(root, inbox), PLAN)
    assert open_target(root, inbox).dossier.sections["achievements"][0].folder == "05-业绩档案/旧的"
    assert done.files[0].target.startswith("05-业绩档案/旧的/")
    undo_sorting(root)
    assert tree(root) == before


def test_what_icloud_has_not_sent_is_named(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    (inbox / ".IMG_1234.HEIC.icloud").write_bytes(b"bplist00")
    (inbox / ".DS_Store").write_bytes(b"x")
    left = propose(inbox, list_heap(inbox), open_target(root, inbox)).proposal.left
    assert [file.reason for file in left if file.piece.file == "IMG_1234.HEIC"] == [LeftReason.UNREADABLE]
    assert not [file for file in left if "icloud" in file.piece.file or "DS_Store" in file.piece.file]


def test_an_empty_heap_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    with pytest.raises(CannotRunError) as refused:
        list_heap(tmp_path)
    assert "里没有文件" in refused.value.why.zh


@pytest.mark.parametrize("failing", range(5))
def test_a_failure_in_the_middle_leaves_nothing(
    heap: tuple[Path, Path], failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, root = heap
    before, target = tree(root), open_target(root, inbox)
    calls = [0]

    def fail_later(function):  # type: ignore[no-untyped-def]
        def call(*arguments, **named):  # type: ignore[no-untyped-def]
            calls[0] += 1
            if calls[0] == failing + 1:
                raise OSError(28, "No space left on device")
            return function(*arguments, **named)

        return call

    monkeypatch.setattr(module, "_put", fail_later(module._put))
    monkeypatch.setattr(module, "write_whole", fail_later(module.write_whole))
    try:
        apply_sorting(inbox, target, PLAN)
    except CannotRunError:
        assert tree(root) == before
    else:
        assert failing == 4
        monkeypatch.undo()
        undo_sorting(root)
        assert tree(root) == before


@pytest.mark.parametrize("stage", range(1, 6))
def test_a_killed_run_is_taken_back_by_the_next(heap: tuple[Path, Path], stage: int) -> None:
    inbox, root = heap
    before = tree(root)
    child = os.fork()
    if not child:
        count = [0]

        def die_at(function):  # type: ignore[no-untyped-def]
            def call(*arguments, **named):  # type: ignore[no-untyped-def]
                count[0] += 1
                if count[0] == stage:
                    os._exit(0)
                return function(*arguments, **named)

            return call

        module._put = die_at(module._put)
        module.write_whole = die_at(module.write_whole)
        module.write_journal = die_at(module.write_journal)
        apply_sorting(inbox, open_target(root, inbox), PLAN)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert recover(root) == (stage > 1)
    assert tree(root) == before


def test_what_was_edited_since_is_kept_and_told(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    done = apply_sorting(inbox, open_target(root, inbox), PLAN)
    (root / done.files[0].target).write_bytes(b"mine")
    manifest = root / "dossier.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "# 我的话\n", encoding="utf-8")
    undone = undo_sorting(root)
    assert undone.files == 2
    assert [label.zh for label in undone.kept] == ["05-业绩档案/旧的/1-佐证材料.jpg 改过了，留着"]
    assert manifest.read_text(encoding="utf-8") == MANIFEST + "# 我的话\n"


TWO_NEW = AgreedPlan(
    (piece("a.jpg", "sections.achievements[0]"), piece("b.jpg", "N1"), piece("c.jpg", "N2")),
    tuple(AgreedRecord(name, "achievements", (("title", title),)) for name, title in (("N1", "甲"), ("N2", "乙"))),
)


def test_an_edited_record_stays_with_its_files_and_all_else_is_taken_back(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    apply_sorting(inbox, open_target(root, inbox), TWO_NEW)
    manifest = root / "dossier.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("title: 乙  # 请核对", "title: 乙"), "utf-8")
    undone = undo_sorting(root)
    assert undone.files == 2
    assert [label.zh for label in undone.kept] == [
        "dossier.yaml 里“05-业绩档案/乙”这条后来改过，没有动，它的 1 个文件也留着"
    ]
    assert manifest.read_text(encoding="utf-8") == MANIFEST + "    - folder: 05-业绩档案/乙\n      title: 乙\n"
    assert [name for name, data in tree(root).items() if data == b"c.jpg"] == ["05-业绩档案/乙/1-佐证材料.jpg"]
    assert not (root / "05-业绩档案" / "甲").exists()
    assert read_sorted_contents(root).whole == {hashlib.sha256(b"c.jpg").hexdigest()}
    with pytest.raises(CannotRunError):
        undo_sorting(root)


def test_a_record_that_was_deleted_since_leaves_no_copies(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    apply_sorting(inbox, open_target(root, inbox), TWO_NEW)
    manifest = root / "dossier.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text[: text.index("    - folder: 05-业绩档案/乙")] + "# 我的话\n", encoding="utf-8")
    assert undo_sorting(root)[1:] == (3, ())
    assert manifest.read_text(encoding="utf-8") == MANIFEST + "# 我的话\n"


def test_a_manifest_that_cannot_be_read_stops_the_undo(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    apply_sorting(inbox, open_target(root, inbox), PLAN)
    (root / "dossier.yaml").write_bytes("题目".encode("gbk"))
    before = tree(root)
    with pytest.raises(CannotRunError, match="nothing was taken back"):
        undo_sorting(root)
    assert tree(root) == before


def test_nothing_is_overwritten_and_a_changed_original_is_refused(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    target = open_target(root, inbox)
    (root / "05-业绩档案" / "旧的" / "1-佐证材料.JPG").write_bytes(b"mine")
    done = apply_sorting(inbox, open_target(root, inbox), PLAN)
    assert done.files[0].target.endswith("1-佐证材料-2.jpg")
    undo_sorting(root)
    (inbox / "a.jpg").write_bytes(b"other")
    before = tree(root)
    with pytest.raises(CannotRunError, match="changed after sorting"):
        apply_sorting(inbox, target, PLAN)
    assert tree(root) == before


def test_a_link_out_of_the_heap_is_refused(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    (inbox / "a.jpg").unlink()
    (inbox / "a.jpg").symlink_to(root / "dossier.yaml")
    with pytest.raises(CannotRunError, match=r"a\.jpg"):
        apply_sorting(inbox, open_target(root, inbox), PLAN)


def test_a_plan_that_is_no_workbook_is_told_in_words(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    (inbox / "方案.xlsx").write_bytes(b"x")
    with pytest.raises(CannotRunError) as raised:
        read_plan(inbox / "方案.xlsx", open_target(root, inbox))
    assert raised.value.why.zh.endswith("方案.xlsx 打不开（用 Excel 或 WPS 打开，另存为 *.xlsx）")
    with pytest.raises(CannotRunError) as raised:
        read_plan(inbox / "没有.xlsx", open_target(root, inbox))
    assert raised.value.why.zh.endswith("没有.xlsx 打不开（没有这个文件或文件夹）")


def test_who_writes_new_alone_gets_a_record_of_that_row(heap: tuple[Path, Path]) -> None:
    inbox, root = heap
    book = Workbook()
    page = book.active
    page.title = "文件"
    page.append(["文件", "页", "放不放", "栏目", "哪一条", "佐证"])
    for file, record in (("a.jpg", "新"), ("b.jpg", "新记录"), ("c.jpg", "新 N1"), ("c.jpg", "旧的")):
        page.append([file, "", "放", "业绩档案", record, "佐证材料"])
    book.save(inbox / "方案.xlsx")
    plan = read_plan(inbox / "方案.xlsx", open_target(root, inbox))
    records = [piece.record for piece in plan.pieces]
    assert records[2:] == ["N1", "sections.achievements[0]"]
    assert sorted(record.id for record in plan.records) == sorted({*records[:3]})
    assert len(plan.records) == 3


@pytest.mark.parametrize("pair", [("d/in", "d"), ("d", "d"), ("x", "x/d")])
def test_heap_and_dossier_are_two_folders(tmp_path: Path, pair: tuple[str, str]) -> None:
    for name in pair:
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    (tmp_path / pair[1] / "dossier.yaml").write_text(MANIFEST, encoding="utf-8")
    with pytest.raises(CannotRunError, match="two separate folders"):
        open_target(tmp_path / pair[1], tmp_path / pair[0])


PIECES = st.lists(
    st.tuples(
        st.sampled_from(["a.jpg", "b.jpg", "c.jpg"]),
        st.sampled_from(["sections.achievements[0]", "N1", "N2"]),
        st.sampled_from(["main", "contribution_proof", ""]),
    ),
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES, titles=st.tuples(st.text(max_size=30), st.text(max_size=30)))
def test_undo_is_the_way_back(
    tmp_path_factory: pytest.TempPathFactory,
    pieces: list[tuple[str, str, str]],
    titles: tuple[str, str],
) -> None:
    inbox, root = heap_in(tmp_path_factory.mktemp("law"))
    agreed = tuple(piece(*values) for values in pieces)
    records = tuple(
        AgreedRecord(name, "achievements", (("title", title),) if title.strip() else ())
        for name, title in zip(("N1", "N2"), titles, strict=True)
        if any(value.record == name for value in agreed)
    )
    before = tree(root)
    target: SortedDossier = open_target(root, inbox)
    done = apply_sorting(inbox, target, AgreedPlan(agreed, records))
    assert len({file.target.casefold() for file in done.files}) == len(agreed)
    undo_sorting(root)
    assert tree(root) == before


@pytest.fixture
def workbook_heap(heap: tuple[Path, Path]) -> tuple[Path, Path]:
    inbox, root = heap
    (root / "dossier.yaml").unlink()
    _write_workbook(root / WORKBOOK_NAME, load("zj-huzhou-2020"), "associate_senior")
    book = load_workbook(root / WORKBOOK_NAME)
    page = book["业绩档案"]
    columns = {str(cell.value).rstrip("*"): cell.column for row in page.iter_rows(max_row=6) for cell in row}
    row = 1 + max(cell.row for row in page.iter_rows() for cell in row if cell.value)
    page.cell(row, columns["文件夹"]).value = "05-业绩档案/旧的"
    book.save(root / WORKBOOK_NAME)
    return inbox, root


def test_records_go_into_a_workbook_and_out_of_it(workbook_heap: tuple[Path, Path]) -> None:
    inbox, root = workbook_heap
    before = tree(root)
    done = apply_sorting(inbox, open_target(root, inbox), PLAN)
    assert len(done.files) == 3
    assert done.manifest == WORKBOOK_NAME
    records = open_target(root, inbox).dossier.sections["achievements"]
    assert [len(record.scans) for record in records] == [1, 2]
    assert records[1].text("title") == "新的：一个 #题目"
    texts = [str(cell.value) for row in load_workbook(root / WORKBOOK_NAME)["业绩档案"].iter_rows() for cell in row]
    assert any(text.startswith("请核对：") for text in texts)
    assert (undo_sorting(root).kept, tree(root)) == ((), before)


def test_a_workbook_that_was_saved_since_is_undone_by_its_rows(workbook_heap: tuple[Path, Path]) -> None:
    inbox, root = workbook_heap
    apply_sorting(inbox, open_target(root, inbox), PLAN)
    book = load_workbook(root / WORKBOOK_NAME)
    book["申报人"].cell(30, 1).value = "我写的"
    book.save(root / WORKBOOK_NAME)
    undone = undo_sorting(root)
    assert (undone.files, undone.kept) == (3, ())
    assert len(open_target(root, inbox).dossier.sections["achievements"]) == 1
    assert load_workbook(root / WORKBOOK_NAME)["申报人"].cell(30, 1).value == "我写的"


def test_an_edited_row_stays_with_its_files(workbook_heap: tuple[Path, Path]) -> None:
    inbox, root = workbook_heap
    apply_sorting(inbox, open_target(root, inbox), TWO_NEW)
    book = load_workbook(root / WORKBOOK_NAME)
    next(cell for row in book["业绩档案"].iter_rows() for cell in row if cell.value == "乙").value = "丁"
    book.save(root / WORKBOOK_NAME)
    undone = undo_sorting(root)
    assert (undone.files, len(undone.kept)) == (2, 1)
    records = open_target(root, inbox).dossier.sections["achievements"]
    assert [(record.text("title"), len(record.scans)) for record in records] == [("", 0), ("丁", 1)]


def test_a_workbook_that_is_open_is_left_alone(workbook_heap: tuple[Path, Path]) -> None:
    inbox, root = workbook_heap
    (root / f"~${WORKBOOK_NAME}").touch()
    before = tree(root)
    with pytest.raises(CannotRunError, match="open"):
        apply_sorting(inbox, open_target(root, inbox), PLAN)
    assert tree(root) == before
