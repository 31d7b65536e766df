"""The files that a record lists itself, where their names do not say what they are: with parts and pages."""

import re

from zcdossier.manifest.part_names import read_scan_name
from zcdossier.manifest.repaired_text import with_slashes
from zcdossier.model.dossier import Problem, Scan
from zcdossier.model.finding import Argument
from zcdossier.model.label import join_labels
from zcdossier.model.manifest_names import FILE_NAMES
from zcdossier.model.place import Place
from zcdossier.model.profile import Section
from zcdossier.model.spelling import Names
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar

_BETWEEN_FILES = r"\s*[,，、;；]\s*"
_FILE_ENDING = r"[^\s.]\.[A-Za-z]{3,4}$"
_PAGES = r"\s*(?:第|[pP])?\s*(\d{1,5})\s*(?:页?\s*[-~—–～至到]\s*(?:第|[pP])?\s*(\d{1,5})\s*)?页?\s*"
_MAX_LISTED_PAGES = 5000


class ListedFilesBinder:
    """Binds `files` of records; what can't be read is appended to `problems`."""

    __slots__ = ("problems",)

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def files(self, node: Node, section: Section, folder: str, path: str) -> tuple[Scan, ...]:
        """Return the files of a record whose folder is `folder`, in the order of the list."""
        where = f"{path}.files"
        if isinstance(node, Scalar):
            node = ListNode((node,), node.place)
        if not isinstance(node, ListNode):
            self._problem("ZC004", "list", node.place.at(where), key="files")
            return ()
        found: list[Scan] = []
        items = [each for item in node.items for each in _files_apart(item)]
        for index, item in enumerate(items):
            listed = self._listed(item, section, f"{where}[{index}]")
            if listed is not None:
                file = f"{folder}/{listed.file}" if folder and not _is_absolute(listed.file) else listed.file
                found.append(Scan(file, listed.part, listed.place, index + 1, listed.pages, listed.label))
        return tuple(found)

    def _listed(self, item: Node, section: Section, path: str) -> Scan | None:
        if isinstance(item, Scalar):
            return Scan(with_slashes(item.text), "", item.place.at(path))
        if not isinstance(item, MapNode):
            self._problem("ZC004", "file", item.place.at(path), key="files")
            return None
        texts: dict[str, Scalar] = {}
        for key, value in item:
            name = FILE_NAMES.find(key.text)
            if name is None:
                self._problem("ZC003", "file", key.place.at(path), key=key.text, near=FILE_NAMES.closest(key.text))
            elif isinstance(value, Scalar):
                texts[name] = value
            else:
                self._problem(
                    "ZC004", "pages" if name == "pages" else "text", value.place.at(path), key=key.text, pages="…"
                )
        if "file" not in texts:
            self._problem("ZC004", "file", item.place.at(path), key="files")
            return None
        part = self._part(texts.get("part"), section, path)
        pages = self._pages(texts.get("pages"), path)
        file = texts["file"]
        label = texts["part"].text.strip() if "part" in texts and not part else ""
        return Scan(with_slashes(file.text), part, file.place.at(path), None, pages, label)

    def _part(self, typed: Scalar | None, section: Section, path: str) -> str:
        """Return the part that is meant: by one of its names, or by words that would say it in a file's name."""
        if typed is None:
            return ""
        names = Names.of(section.parts.values())
        part = names.find(typed.text)
        if part is not None:
            return part
        worded = read_scan_name(f"{typed.text}.pdf", section)
        if worded.part:
            return worded.part
        if len(worded.named) > 1:
            self._problem("ZC005", "several-parts", typed.place.at(path), name=typed.text)
            return ""
        listed = join_labels(part.label for part in section.parts.values())
        self._problem(
            "ZC005", "part", typed.place.at(path), name=typed.text, near=names.closest(typed.text), names=listed
        )
        return ""

    def _pages(self, typed: Scalar | None, path: str) -> tuple[int, ...]:
        if typed is None or not typed.text.strip():
            return ()
        pages: list[int] = []
        for piece in re.split(r"[,，、和及]", typed.text):
            match = re.fullmatch(_PAGES, piece)
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
            if not 1 <= first <= last or last - first + len(pages) >= _MAX_LISTED_PAGES:
                self._problem("ZC004", "pages", typed.place.at(path), pages=typed.text)
                return ()
            pages.extend(range(first, last + 1))
        return tuple(pages)

    def _problem(self, code: str, key: str, place: Place, /, **args: Argument) -> None:
        self.problems.append(Problem(code, key, place, args))


def _files_apart(item: Node) -> tuple[Node, ...]:
    """Several files in one text, each with its ending: 1-封面.jpg，2-目录.jpg. A file's own name may have a comma."""
    names = re.split(_BETWEEN_FILES, item.text.strip()) if isinstance(item, Scalar) else []
    if not isinstance(item, Scalar) or not all(re.search(_FILE_ENDING, name) for name in names):
        return (item,)
    return tuple(item._replace(text=name) for name in names)


def _is_absolute(file: str) -> bool:
    return file.startswith("/") or file[1:2] == ":"
