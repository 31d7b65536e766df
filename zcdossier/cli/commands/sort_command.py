"""`zcdossier sort`."""

from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.command_line import PATH, argument, command, flag, option
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label

if TYPE_CHECKING:
    from zcdossier.app.sort_heap import SortedDossier


HELP = Label(
    "把一堆照片和扫描件归到申报材料的各条记录：先出方案（Excel 表和网页），改好后 --apply 才拷贝；原件不动。\n"
    '全在本机。先安装扩展：pip install "zcdossier[read]"。--undo 撤销上一次。',
    "Sort a heap of photos and scans into a dossier: first a plan (workbook and web page); once you have "
    "corrected it,\n--apply copies the files. Originals are never changed. All on this computer. Needs an "
    'extra:\npip install "zcdossier[read]". --undo takes the last sorting back.',
)


@command("sort", HELP)
@argument(
    "inbox",
    Label("装着待整理文件的文件夹。", "The folder with the files to sort."),
    metavar="INBOX",
    required=False,
    type=PATH,
)
@option(
    "--into",
    label=Label("归到这份申报材料；默认当前文件夹。", "The dossier to sort into; by default the current folder."),
    metavar="DOSSIER",
    type=PATH,
    default=Path(),
)
@flag("--apply", label=Label("照改好的方案拷贝、加记录。", "Carry out the corrected plan."))
@flag("--undo", label=Label("撤销上一次整理。", "Undo the last sorting."))
@option(
    "--plan",
    label=Label("用这份方案；默认最近一份。", "The plan to carry out; the latest by default."),
    metavar="XLSX",
    type=PATH,
)
@options.jobs_option(Label("同时用几个进程来读；默认两个。", "Number of processes to read with; by default two."))
@options.quiet_option
def sort(
    console: Console,
    *,
    inbox: Path | None,
    into: Path,
    apply: bool,
    undo: bool,
    plan: Path | None,
    jobs: int | None,
    quiet: bool,
) -> int:
    """Propose, carry out or take back."""
    if undo:
        if apply or inbox is not None:
            raise CannotRunError(Label("--undo 只要 --into，不写别的", "--undo takes --into and nothing else"))
        return _undo(into, console)
    if inbox is None:
        raise CannotRunError(Label("写明要整理哪个文件夹", "name the folder with the files to sort"))
    from zcdossier.app.sort_heap import open_target
    from zcdossier.app.undo_sorting import clear_cut_off
    from zcdossier.manifest.manifest_location import dossier_folder

    clear_cut_off(dossier_folder(into))
    target = open_target(into, inbox)
    if apply:
        return _apply(inbox, target, plan, console)
    return _propose(inbox, target, console, jobs=jobs, quiet=quiet)


def _propose(inbox: Path, target: "SortedDossier", console: Console, *, jobs: int | None, quiet: bool) -> int:
    from zcdossier.app.read_dossier import carry_out, reading_pool, require_recogniser
    from zcdossier.app.sort_heap import list_heap, plan_reading, propose
    from zcdossier.app.write_sorting_plan import write_plan
    from zcdossier.cli.read_progress import read_bar
    from zcdossier.report.sorting_text import proposal_text

    files = list_heap(inbox)
    reading = plan_reading(inbox, files, target)
    if reading.pages:
        engine = require_recogniser()
        with reading_pool(reading.pages, jobs) as pool, read_bar(reading.pages, console, wanted=not quiet) as bar:
            carry_out(reading, pool.read, engine, bar)
    proposed = propose(inbox, files, target)
    book, page = write_plan(proposed, console.lang)
    detail = option_values.choose_detail(quiet=quiet, verbose=False)
    console.show(proposal_text(proposed.proposal, str(book), str(page), console.style(detail)))
    return ExitCode.OK


def _apply(inbox: Path, target: "SortedDossier", plan: Path | None, console: Console) -> int:
    from zcdossier.app.apply_sorting import apply_sorting, read_plan
    from zcdossier.app.write_sorting_plan import latest_plan
    from zcdossier.report.sorting_text import applied_text

    book = plan or latest_plan(target.root)
    done = apply_sorting(inbox, target, read_plan(book, target))
    counts = len(done.files), len(done.records), done.put_before
    console.show(applied_text(book.name, counts, str(target.root), manifest=done.manifest, style=console.style()))
    return ExitCode.OK


def _undo(into: Path, console: Console) -> int:
    from zcdossier.app.undo_sorting import undo_sorting
    from zcdossier.manifest.manifest_location import dossier_folder
    from zcdossier.report.sorting_text import undone_text

    undone = undo_sorting(dossier_folder(into))
    console.show(undone_text(undone.files, undone.kept, console.style()))
    return ExitCode.FINDINGS if undone.kept else ExitCode.OK
