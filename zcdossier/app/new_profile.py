"""A profile begun: drafted from a notice's text, copied from another one, or a child of one."""

import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zcdossier.app.find_dossiers import find_search_folder
from zcdossier.app.inspect_profiles import check_profile
from zcdossier.app.output_files import write_file
from zcdossier.app.path_errors import missing_path_error
from zcdossier.drafting.draft_text import draft_profile
from zcdossier.drafting.notice_sentences import NoticeSentence, notice_title, split_sentences
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import PROFILE_NAME, PROFILES_FOLDER
from zcdossier.model.profile import Profile
from zcdossier.probe.text_files import TextRefused, read_text
from zcdossier.profiles import locations
from zcdossier.profiles.load import load
from zcdossier.profiles.profile_schema import PROFILE_SCHEMA_NAME, profile_file_schema
from zcdossier.profiles.word_form_reader import find_template
from zcdossier.report.json_document import dump_json
from zcdossier.source.yaml_scalars import yaml_scalar

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_MOST_ROUNDS = 12
_MOST_TITLE = 60
_MOST_SENTENCES = 1500
_ID_LINE = re.compile(r"^id:.*$", re.MULTILINE)
_SCHEMA_LINE = re.compile(r"^# yaml-language-server:.*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NewProfile:
    """What was begun; the counts are of a draft: sentences, rows that judge, questions, rows left as comments.

    A notice that `is_understood` is written in Chinese.
    """

    id: str
    folder: Path
    files: tuple[str, ...]
    sentences: int = 0
    rows: int = 0
    questions: int = 0
    left: int = 0
    is_understood: bool = True


def draft_from_notice(identity: str, notice: Path, search_from: Path) -> NewProfile:
    """Write the draft of a profile from a notice (.txt, .docx, .pdf with text). Raises CannotRunError."""
    folder = _new_folder(identity, search_from)
    sentences, title = _read_notice(notice)
    drafted = draft_profile(identity, title, sentences, PROFILE_SCHEMA_NAME)
    draft, clauses = drafted.draft, drafted.clauses
    kept = _without_mistakes(identity, drafted.profile, clauses)
    left = sum(line.lstrip().startswith("# - ") for line in kept.splitlines()) + len(draft.unplaced)
    files = _write(folder, {locations.CLAUSES_NAME: clauses, PROFILE_NAME: kept}, {})
    judging = len(draft.drafted())
    return NewProfile(
        identity, folder, files, len(sentences), judging, len(draft.questions), left, drafted.is_understood
    )


def copy_profile(identity: str, like: str, search_from: Path) -> NewProfile:
    """Copy a profile under a new id, with its clauses and the templates of its forms. Raises CannotRunError."""
    folder = _new_folder(identity, search_from)
    source = load(like, find_search_folder(like, search_from))
    stored = source.chain[0].folder
    text = (stored / PROFILE_NAME).read_text(encoding="utf-8")
    text = _SCHEMA_LINE.sub("", _ID_LINE.sub(f"id: {identity}", text, count=1))
    texts = {PROFILE_NAME: f"# yaml-language-server: $schema={PROFILE_SCHEMA_NAME}\n{text}"}
    if (stored / locations.CLAUSES_NAME).is_file():
        clauses = (stored / locations.CLAUSES_NAME).read_text(encoding="utf-8")
        texts = {locations.CLAUSES_NAME: clauses, **texts}
    return NewProfile(identity, folder, _write(folder, texts, _templates_of(source)))


def extend_profile(identity: str, base: str, search_from: Path) -> NewProfile:
    """Write a child of a profile: five lines, and what may be changed as comments. Raises CannotRunError."""
    folder = _new_folder(identity, search_from)
    source = load(base, find_search_folder(base, search_from))
    named = base if not locations.is_path(base) else str(source.chain[0].folder.resolve())
    title = Label(f"{source.title.zh}（改）", f"{source.title.text('en')} (changed)")
    text = (
        f"# yaml-language-server: $schema={PROFILE_SCHEMA_NAME}\n"
        f"id: {identity}\n"
        f"extends: {named}\n"
        f"title: {{zh: {yaml_scalar(title.zh)}, en: {yaml_scalar(title.en)}}}\n"
        "# sections: {awards: {limit: {max: 3}}}       # 改一个数；名字: null 去掉一个栏目、字段、佐证、附件\n"
        "# rules: [{id: 规则名, off: 今年取消}]          # 停用一条，或写 severity、when、clauses 改它\n"
        "# checklist: [{clauses: [条款], off: 今年不问}]  # 去掉一个问题\n"
    )
    return NewProfile(identity, folder, _write(folder, {PROFILE_NAME: text}, {}))


def _new_folder(identity: str, search_from: Path) -> Path:
    if not _ID.fullmatch(identity):
        raise CannotRunError(
            Label(
                f"名字 {identity} 只能用小写英文字母、数字和横线，例如 zj-mine-2027",
                f"{identity}: use small letters, digits and hyphens, such as zj-mine-2027",
            )
        )
    folder = search_from / PROFILES_FOLDER / identity
    if folder.exists():
        raise CannotRunError(Label(f"{folder} 已经存在，没有改动", f"{folder} exists already and was not changed"))
    return folder


def _read_notice(notice: Path) -> tuple[tuple[NoticeSentence, ...], str]:
    read = read_text(notice)
    if isinstance(read, TextRefused):
        raise _unreadable_error(notice, read)
    sentences = split_sentences(read.text, wrapped=read.encoding == "pdf")
    if not sentences:
        raise CannotRunError(Label(f"{notice} 里没有文字", f"there is no text in {notice}"))
    if len(sentences) > _MOST_SENTENCES:
        raise CannotRunError(
            Label(
                f"{notice} 有 {len(sentences)} 句，不像一份通知；只留下讲申报要求的部分（最多 {_MOST_SENTENCES} 句）",
                f"{notice} has {len(sentences)} sentences, which does not look like a notice: keep only what it "
                f"asks of applicants "
                f"(at most {_MOST_SENTENCES})",
            )
        )
    return sentences, notice_title(sentences)[:_MOST_TITLE]


def _unreadable_error(notice: Path, refused: TextRefused) -> CannotRunError:
    if not notice.exists():
        return missing_path_error(notice)
    if refused.format == "pdf":
        return CannotRunError(
            Label(
                f"{notice} 里读不出文字：扫描的 PDF 先用 WPS 或 Word 转成文字，核对后另存为 .docx；超过 30 页的拆开",
                f"no text can be read in {notice}: first turn a scanned PDF into text with WPS or Word, check "
                f"it and save it as "
                ".docx; split one of more than 30 pages",
            )
        )
    return CannotRunError(
        Label(
            f"{notice} 读不出来；用 WPS 或 Word 打开，另存为 .docx 或 .txt",
            f"{notice} can't be read; open it in WPS or Word and save it as .docx or .txt",
        )
    )


def _without_mistakes(identity: str, profile: str, clauses: str) -> str:
    """Return the draft with each row that `profile check` refuses turned into a comment."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / PROFILES_FOLDER / identity
        folder.mkdir(parents=True)
        (folder / locations.CLAUSES_NAME).write_text(clauses, encoding="utf-8")
        for _ in range(_MOST_ROUNDS):
            (folder / PROFILE_NAME).write_text(profile, encoding="utf-8")
            lines = {
                int(mistake.place.position.get("line", 0))
                for mistake in check_profile(str(folder), Path(scratch))
                if Path(mistake.place.file).name == PROFILE_NAME
            }
            if not lines:
                break
            profile = _comment_out(profile, lines)
    return profile


def _comment_out(text: str, numbers: set[int]) -> str:
    lines = text.split("\n")
    for number in numbers:
        if 0 < number <= len(lines):
            line = lines[number - 1]
            indent = len(line) - len(line.lstrip())
            lines[number - 1] = f"{line[:indent]}# {line[indent:]}"
    return "\n".join(lines)


def _templates_of(source: Profile) -> dict[str, Path]:
    """Return where the templates of a profile's forms lie, by their names."""
    found = {form.template: find_template(form, source.chain) for form in source.word_forms if form.template}
    return {name: path for name, path in found.items() if path is not None}


def _write(folder: Path, texts: Mapping[str, str], templates: Mapping[str, Path]) -> tuple[str, ...]:
    """Write the files of a new folder and return their names; where that fails nothing of it is left behind."""
    everything = {PROFILE_SCHEMA_NAME: dump_json(profile_file_schema()), **texts}
    try:
        with explain_os_errors(Label(f"写不进 {folder}", f"can't write to {folder}")):
            for name, template in templates.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(template, folder / name)
        for name, text in everything.items():
            write_file(folder / name, text.encode())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return (*templates, *everything)
