"""Sort: a heap of files is read and held against a dossier; what comes of it is a proposal, nothing is changed."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.find_dossiers import existing_folder
from zcdossier.app.lint_dossier import read_dossier
from zcdossier.app.read_dossier import FACTS_TO_READ, ReadingPlan, plan_files
from zcdossier.app.sorting_journal import SortedContents, read_sorted_contents
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.find_value import in_new_forms
from zcdossier.manifest.binder import bind
from zcdossier.manifest.manifest_file import read_manifest
from zcdossier.manifest.manifest_location import dossier_folder, has_manifest
from zcdossier.model.dossier import Dossier
from zcdossier.model.facts import SCAN_FORMATS, FactGroup, FileFacts, Trouble
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import find_left_behind, not_downloaded
from zcdossier.model.page_facts import PageFacts
from zcdossier.model.profile import Profile
from zcdossier.model.sort_proposal import Proposal
from zcdossier.probe.gather import gather
from zcdossier.probe.page_store import PageStore
from zcdossier.sorting.heap_pieces import HeapFile
from zcdossier.sorting.plan_heap import HeapPlanner
from zcdossier.sorting.record_room import RecordRoom, rooms_of

MOST_FILES = 5000
_TROUBLES = {
    Trouble.EMPTY: Label(
        "空文件，多半没有拷完，重新拷一份", "an empty file, probably not copied completely; copy it again"
    ),
    Trouble.NO_PERMISSION: Label("没有读取的权限", "no permission to read it"),
    Trouble.TRUNCATED: Label(
        "文件不完整，多半没有传完，重新拷一份", "incomplete, probably not transferred completely; copy it again"
    ),
    Trouble.ENCRYPTED: Label("有密码，先去掉密码", "it has a password; remove the password first"),
    Trouble.TOO_LARGE: Label("太大，分成几个文件", "too large; split it into several files"),
    Trouble.NEEDS_HEIC: Label("HEIC 照片，先另存为 JPG", "a HEIC photo; save it as JPG first"),
    Trouble.OUTSIDE: Label(
        "链接指到文件夹外面，把文件本身拷进来", "a link to outside the folder; copy the file itself here"
    ),
    Trouble.NOT_A_FILE: Label("不是文件", "not a file"),
}
_BROKEN = Label("文件坏了，重新拷一份", "it is damaged; copy it again")
_NOT_DOWNLOADED = Label(
    "还在 iCloud 里，点它旁边的云朵下载，再运行一次",
    "still in iCloud; click the cloud beside it to download it, then run this again",
)
_KINDS = {
    "docx": Label("Word 文档", "a Word document"),
    "doc": Label("Word 文档", "a Word document"),
    "xlsx": Label("Excel 表格", "an Excel workbook"),
    "xls": Label("Excel 表格", "an Excel workbook"),
    "pptx": Label("演示文稿", "a presentation"),
    "ppt": Label("演示文稿", "a presentation"),
    "zip": Label("压缩包", "an archive"),
    "rar": Label("压缩包", "an archive"),
    "7z": Label("压缩包", "an archive"),
    "ofd": Label("OFD 文件", "an OFD file"),
    "caj": Label("知网的 CAJ 文件", "a CAJ file of CNKI"),
    "html": Label("网页", "a web page"),
    "video": Label("视频", "a video"),
    "text": Label("文字文件", "a text file"),
}
_OTHER_KIND = Label("别的文件", "something else")


class SortedDossier(NamedTuple):
    """A dossier that a heap is sorted into, as read; `rooms` says what each of its records takes, by route."""

    root: Path
    dossier: Dossier
    profile: Profile
    rooms: Mapping[str, RecordRoom] = {}


class HeapProposal(NamedTuple):
    """What is proposed for a heap, with all that a report needs to show it."""

    inbox: Path
    target: SortedDossier
    files: tuple[HeapFile, ...]
    proposal: Proposal


def open_target(path: Path, inbox: Path) -> SortedDossier:
    """Return the dossier that is sorted into. Raises CannotRunError where it can't be read, or lies in the heap."""
    root = dossier_folder(path)
    if path == Path() and not has_manifest(root):
        raise CannotRunError(
            Label(
                "这里没有清单，不是申报材料；归到哪一份，用 --into 写明，例如 --into 我的申报材料",
                "there is no manifest here, so this is not a dossier; name the one to sort into, for example "
                "--into my-dossier",
            )
        )
    existing_folder(inbox)
    heap, real = inbox.resolve(), root.resolve()
    if heap == real or heap.is_relative_to(real) or real.is_relative_to(heap):
        raise CannotRunError(
            Label(
                "待整理的文件夹和申报材料的文件夹要分开放，一个不能在另一个里面",
                "the folder to sort and the dossier must be two separate folders, neither inside the other",
            )
        )
    opened = read_dossier(root)
    if opened.dossier is None or opened.profile is None:
        raise CannotRunError(
            Label(
                f"{root} 的清单读不了；先用 zcdossier init 新建，或运行 zcdossier lint 看看",
                f"the manifest of {root} can't be read; begin with zcdossier init, or run zcdossier lint",
            )
        )
    manifest = read_manifest(root)
    filled = manifest.in_terms_of(opened.profile, root, name_folders=True)
    bound = bind(root, filled.tree, opened.profile) if filled.tree is not None else opened.dossier
    rooms = rooms_of(bound, opened.dossier, opened.profile)
    return SortedDossier(root, opened.dossier, opened.profile, rooms)


def list_heap(inbox: Path) -> tuple[str, ...]:
    """Return the files of a heap, relative to it, folders included; no link is followed into a folder.

    Raises CannotRunError where there are none, or too many.
    """
    found: list[str] = []
    with explain_os_errors(Label(f"打不开 {inbox}", f"can't open {inbox}")):
        os.scandir(inbox).close()
    for folder, folders, files in os.walk(inbox):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        left_behind = find_left_behind(files)
        kept = (name for name in sorted(files) if name not in left_behind or not_downloaded(name))
        found += [Path(folder, name).relative_to(inbox).as_posix() for name in kept]
        if len(found) > MOST_FILES:
            raise CannotRunError(
                Label(
                    f"{inbox} 里超过 {MOST_FILES} 个文件，分几次整理",
                    f"more than {MOST_FILES} files in {inbox}; sort them in several runs",
                )
            )
    if not found:
        raise CannotRunError(
            Label(
                f"{inbox} 里没有文件；把照片和扫描件放进去再运行",
                f"there is no file in {inbox}; put the photos and scans there, then run it again",
            )
        )
    return tuple(found)


def plan_reading(inbox: Path, files: Sequence[str], target: SortedDossier) -> ReadingPlan:
    """Return which pages of a heap have to be read; they are kept with the dossier."""
    return plan_files(inbox, files, kept_in=target.root)


def propose(inbox: Path, files: Sequence[str], target: SortedDossier) -> HeapProposal:
    """Return where the files of a heap belong, by what has been read of them."""
    needs = dict.fromkeys(files, FACTS_TO_READ)
    facts = gather(inbox, needs, needs=needs, store=PageStore(target.root))
    done = read_sorted_contents(target.root)
    heap = tuple(_heap_file(found, done) for found in facts.values())
    context = Context(target.dossier, target.profile)
    present = _present(target)
    planner = HeapPlanner(target.profile, context, _taken(target, done, heap), target.rooms, present)
    return HeapProposal(inbox, target, heap, planner.plan(heap))


def _heap_file(found: FileFacts, done: SortedContents) -> HeapFile:
    path = Path(found.path)
    if own := not_downloaded(path.name):
        return HeapFile(path.with_name(own).as_posix(), found.digest, found.format, trouble=_NOT_DOWNLOADED)
    if found.format not in SCAN_FORMATS and found.trouble in (None, Trouble.UNSUPPORTED):
        return HeapFile(found.path, found.digest, found.format, kind=_KINDS.get(found.format, _OTHER_KIND))
    if found.trouble is not None:
        return HeapFile(found.path, found.digest, found.format, trouble=_TROUBLES.get(found.trouble, _BROKEN))
    gone = done.pages.get(found.digest, frozenset())
    seen = tuple(map(_in_new_forms, found.pages_seen or ()))
    pages = tuple(page for page in seen if page.page not in gone)
    put = tuple(page for page in seen if page.page in gone)
    return HeapFile(found.path, found.digest, found.format, pages, found.pages, put=put)


def _in_new_forms(page: PageFacts) -> PageFacts:
    """A page turned upright, whose print is told in today's forms: of regular script old ones are often read (榮譽)."""
    lines = (line._replace(text=in_new_forms(line.text), box=line.box.turned(page.turn or 0)) for line in page.lines)
    return page._replace(lines=tuple(lines))


def _present(target: SortedDossier) -> tuple[HeapFile, ...]:
    """The scans of the dossier as far as they have been read: the heap may have other photographs of them."""
    scans = [scan.file for record in target.dossier.everything() for scan in record.scans]
    needs = dict.fromkeys(scans, FACTS_TO_READ)
    facts = gather(target.root, needs, needs=needs, store=PageStore(target.root))
    return tuple(
        HeapFile(found.path, found.digest, found.format, tuple(map(_in_new_forms, found.pages_seen)))
        for found in facts.values()
        if found.pages_seen
    )


def _taken(target: SortedDossier, done: SortedContents, heap: Sequence[HeapFile]) -> Mapping[str, str]:
    """The contents that are in the dossier already, with the file they are in."""
    scans = [scan.file for record in target.dossier.everything() for scan in record.scans]
    needs = dict.fromkeys(scans, frozenset({FactGroup.CONTENT}))
    facts = gather(target.root, needs, needs=needs)
    taken = {found.digest: file for file, found in facts.items() if found.digest}
    for file in heap:
        gone = done.pages.get(file.digest, frozenset())
        if file.digest in done.whole or (gone and len(gone) >= file.total > 0):
            taken.setdefault(file.digest, done.targets.get(file.digest, file.file))
    return taken
