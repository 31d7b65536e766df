"""How a manifest in YAML is written: keys with a colon, records with a dash, lines that are indented alike."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from zcdossier.model.dossier import Record
from zcdossier.model.finding import Advice, Lines
from zcdossier.model.label import Label, concat_labels, in_both, join_labels
from zcdossier.model.manifest_form import FileEntry, FilesAdvice, ManifestForm, Phrase
from zcdossier.model.manifest_names import FILE, RECORD, TOP
from zcdossier.model.place import on_one_line, start_of

_OWN_NAMES = {key.id: key.id for key in (*TOP, *RECORD, *FILE)}
_PLAIN = r"[\w./][\w./（）·—-]*(?: [\w./（）·—-]+)*"

_HINTS = {
    Advice.ADD_FIELD: Label(
        "在{where}加一行，内容填您自己的，例如 {id}: {example}{choices}",
        "add a line {where} with your own answer, for example {id}: {example}{choices}",
    ),
    Advice.ADD_FLAG: Label(
        "在{where}加一行，照实填：是的写 {id}: 是，不是的写 {id}: 否",
        "add a line {where}: {id}: 是 if it is so, {id}: 否 if it is not",
    ),
    Advice.FILL_FIELD: Label(
        "在 {id}: 后面填上您自己的内容，例如 {id}: {example}{choices}",
        "fill in yours after {id}:, for example {id}: {example}{choices}",
    ),
    Advice.FILL_FLAG: Label(
        "在 {id}: 后面照实填：是的写 {id}: 是，不是的写 {id}: 否",
        "fill in {id}: {id}: 是 if it is so, {id}: 否 if it is not",
    ),
    Advice.FILL_PIECE: Label(
        "照原件写进“{owner}”里，例如 {id}: {example}",
        "write it into {owner} as the original says, for example {id}: {example}",
    ),
    Advice.CLEAR_FIELD: Label("删去这一项", "remove this field"),
    Advice.NAME_PHOTO: Label(
        "在 photo: 后面写上照片的文件名，例如 photo: photo.jpg",
        "write the name of the photo file after photo:, for example photo: photo.jpg",
    ),
    Advice.NAME_TEXT: Label(
        "在 texts: 下面的 {id}: 后面写上文件名，例如 {id}: {id}.md",
        "write the file's name after {id}: under texts:, for example {id}: {id}.md",
    ),
    Advice.ADD_ATTACHMENT: Label(
        "把扫描件放进一个文件夹，在 attachments: 下面加一行 - {{kind: {label}, folder: 附件/{label}}}",
        "put the scans into a folder and add a line - {{kind: {id}, folder: 附件/{label}}} under attachments:",
    ),
    Advice.ADD_RECORD: Label(
        "在清单相应的栏目里加一条记录 - folder: {name}；已经写了这一条的，改它的文件夹名称；不用的移出材料文件夹",
        "add a record - folder: {name} to its section of the manifest; if the record is there already, correct "
        "its folder; if it is not needed, move it out of the dossier",
    ),
    Advice.ADD_RECORD_TO_SECTION: Label(
        "在清单的 {section}: 下面加一条记录 - folder: {name}；已经写了这一条的，改它的文件夹名称；不用的移出材料文件夹",
        "add a record - folder: {name} under {section}: in the manifest; if the record is there already, "
        "correct its folder; if it is not needed, move it out of the dossier",
    ),
    Advice.CORRECT_FOLDER: Label(
        "{guess}改正 folder: 后面的名称，或建好这个文件夹并放入扫描件",
        "{guess}correct the name after folder:, or make the folder and put the scans into it",
    ),
    Advice.NAME_FOLDER: Label(
        "{guess}扫描件放在一个文件夹里，folder: 后面只写文件夹的名称，不写文件名",
        "{guess}keep the scans in a folder, and write only the folder's name after folder:, not a file's",
    ),
    Advice.MAKE_FOLDER: Label(
        "建一个文件夹，放进扫描件（例如 {example}），再在这条记录里加一行写明它，例如 folder: {new}",
        "make a folder, put the scans into it (for example {example}), and name it in a line of this record, "
        "for example folder: {new}",
    ),
    Advice.NAME_PROFILE: Label(
        "在最前面加一行 profile: …，zcdossier profile list 列出可选的",
        "add a line profile: … at the top; zcdossier profile list shows which there are",
    ),
    Advice.NAME_LEVEL: Label("加一行 level: …，可选：{names}", "add a line level: …, one of: {names}"),
    Advice.NAME_KIND: Label("加一行 kind: …", "add a line kind: …"),
    Advice.NAME_FILE: Label("例如 - file: 1-封面.jpg", "for example - file: 1-封面.jpg"),
    Advice.NAME_LISTED_FILES: Label(
        "一个文件一行，例如 - {{file: 全文.pdf, part: 封面, pages: 1}}；不必逐个列出的，删去 files: 和下面的各行",
        "one line per file, for example - {{file: 全文.pdf, part: 封面, pages: 1}}; if you need not list the "
        "files one by one, remove files: and the lines below it",
    ),
    Advice.WRITE_ANSWER: Label("例如 {clause}: 是", "for example {clause}: 是"),
    Advice.WRITE_WAIVER: Label(
        '例如 - {{code: ZC101, at: "09-论文/2021 教育研究", reason: 人事处同意}}',
        'for example - {{code: ZC101, at: "09-论文/2021 教育研究", reason: agreed}}',
    ),
    Advice.WRITE_WAIVER_CODE: Label(
        "加一行，写明是哪个代码，例如 code: ZC101", "add a line that names the code, for example code: ZC101"
    ),
    Advice.WRITE_WAIVER_REASON: Label(
        "加一行，写明谁在什么时候同意的，例如 reason: 人事处5月8日电话同意",
        "add a line that says who agreed and when, for example reason: personnel office by telephone on 8 May",
    ),
    Advice.CHECK_WAIVER_PLACE: Label(
        "问题已经解决就删去这一条；否则核对 at: 后面写的位置",
        "remove it if the finding is gone; otherwise check what follows at:",
    ),
    Advice.USE_KNOWN_NAME: Label(
        "{guess}不需要就删去；可用的名称见 zcdossier init 生成的清单",
        "{guess}remove it if it is not needed; a manifest newly made by zcdossier init shows the names",
    ),
    Advice.ADD_SUCH_RECORD: Label(
        "在清单的这个栏目下加上这样一条记录，并放好它的佐证",
        "add such a record to this section of the manifest, with its evidence",
    ),
    Advice.ADD_FIRST_RECORD: Label(
        "在清单的这个栏目下至少加一条记录，并放好它的佐证",
        "add at least one record to this section of the manifest, with its evidence",
    ),
    Advice.KEEP_ONE: Label(
        "只留一个；两条记录之间是不是漏了开头的“- ”？",
        'keep only one; is a "- " missing in front of the second record?',
    ),
}
_PHRASES = {
    Phrase.IN_RECORD: Label("这条记录里", "to this record"),
    Phrase.IN_APPLICANT: Label(" applicant: 下面", "below applicant:"),
    Phrase.LIST_FILE: Label("，files: 后面也加上这个文件名", ", and add that name to files: as well"),
    Phrase.NAME_NEW_FOLDER: Label(
        "，再在这条记录里加一行，例如 folder: {folder}",
        ", then name it in a line of this record, for example folder: {folder}",
    ),
}


def list_files(record: Record, entries: Sequence[FileEntry], keys: Mapping[str, str] = _OWN_NAMES) -> FilesAdvice:
    """Tell how a record lists its files, with the keys under the names that `keys` gives them."""
    return FilesAdvice(_where_files_go(record), Lines(tuple(_files_lines(record, entries, keys))))


def _where_files_go(record: Record) -> Label:
    """A record that lists files has these instead, one in braces has its end after them."""
    if any(".files[" in scan.place.path for scan in record.scans):
        return Label("把这条记录原来的 files: 换成下面这样", "replace the record's files: by this")
    if _stands_in_braces(record):
        return Label("在这条记录的右花括号前面插入下面这一段", "put this before the closing brace of the record")
    return Label("在这条记录里加上下面几行", "add these lines to the record")


def _files_lines(record: Record, entries: Sequence[FileEntry], keys: Mapping[str, str]) -> Iterator[Label]:
    """Lines indented like the record's own; a record in braces gets one piece to put before its closing brace."""
    written = [_flow_entry(entry, keys) for entry in entries]
    if _stands_in_braces(record):
        yield concat_labels(Label(f", {keys['files']}: ["), join_labels(written, Label(", ")), Label("]"))
        return
    indent = " " * (start_of(record.place)[1] - 1)
    yield Label(f"{indent}{keys['files']}:")
    yield from (concat_labels(Label(f"{indent}  - "), entry) for entry in written)


def _stands_in_braces(record: Record) -> bool:
    """Whether the record stands in braces: then its second key is on the line of its first."""
    places = [record.folder_place, *(value.place for value in record.fields.values())]
    later = [place for place in places if place is not None and on_one_line(place, record.place)]
    return len(later) > 1 or (record.section.startswith("attachments.") and bool(later))


def _flow_entry(entry: FileEntry, keys: Mapping[str, str]) -> Label:
    def write(lang: str) -> str:
        part = entry.part.text(lang)
        pieces = [f"{keys['file']}: {_quote_if_needed(entry.name)}"]
        pieces += [f"{keys['part']}: {_quote_if_needed(part)}"] if part else []
        pieces += [f'{keys["pages"]}: "{entry.pages}"'] if entry.pages else []
        return f"{{{', '.join(pieces)}}}"

    return in_both(write)


def _quote_if_needed(text: str) -> str:
    return text if re.fullmatch(_PLAIN, text) else _quote(text)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def answer_lines(clause: str, record: str, keys: Mapping[str, str] = _OWN_NAMES) -> tuple[str, ...]:
    """Show an answer to a question, under the name that `keys` gives to where answers stand."""
    if record:
        return (f"    {clause}: {{{_quote(record)}: 是}}",)
    return f"  {keys['answers']}:", f"    {clause}: 是"


YAML_FORM = ManifestForm(
    hints=_HINTS,
    phrases=_PHRASES,
    list_files=list_files,
    reword=lambda hint, _sections, _profile: hint,
    answer_here=Label(
        "核对以后，把回答（是、否或不适用）写进 dossier.yaml，例如：",
        "Once checked, answer in dossier.yaml (是 yes, 否 no, 不适用 not applicable), such as:",
    ),
    answer_place=Label("dossier.yaml 的 answers", "dossier.yaml under answers"),
    answer_record_here=Label(
        "只回答其中一条记录时，照抄括号里的名称，写成：",
        "To answer for one record only, copy what stands in brackets behind it:",
    ),
    answer_lines=answer_lines,
    paste_answers=Label(
        "用记事本一类的编辑器打开 dossier.yaml，把原来的 answers: 和它下面缩进的各行整段换成这一段；"
        "没有的，贴在文件最后。原来的回答已经在里面了。",
        "Open dossier.yaml in a text editor and replace answers: and the indented lines below it by this; if "
        "there is none, paste it at the end. It includes the answers that are already there.",
    ),
)
