"""What `init` writes, taken literally: every record uncommented, every example entered, files of the names it gives.

Nothing may then be wrong with a file, a folder, or a field that was not shown.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from zcdossier.app.init_dossier import init_dossier
from zcdossier.app.lint_dossier import Profiles, lint_dossier
from zcdossier.model.finding import Finding
from zcdossier.model.manifest_names import MANIFEST_NAME
from zcdossier.profiles.load import load

NOTICES = ("zj-hznu-2023", "zj-huzhou-2020", "zj-hangzhou-health-2021", "sd-jinan-2024")
CASES = [(name, level.id) for name in NOTICES for level in load(name).levels]
ABOUT_FILES = {"ZC001", "ZC002", "ZC003", "ZC004", "ZC401", "ZC402", "ZC403", "ZC404", "ZC405", "ZC406"}
ABOUT_FILES |= {"ZC501", "ZC502", "ZC503", "ZC507", "ZC508", "ZC509"}
_FIELD = re.compile(r"(?P<start>\s*(?:- )?\w+:)\s*(?P<about># .*)")
_FOLDER = re.compile(r"\s*(?:- )?folder: (?P<folder>.*?)  # 里面放：(?P<files>.*)")


def filled(line: str) -> str:
    """The line with its # taken away, and with its example as the value."""
    bare = line.replace("# ", "", 1) if line.lstrip().startswith(("# - ", "#   ")) else line
    field = _FIELD.fullmatch(bare)
    example = re.search(r"例：(.*)", field["about"]) if field else None
    return f"{field['start']} {example[1]}" if field and example else bare


def files_of(line: str) -> list[str]:
    match = _FOLDER.fullmatch(line)
    if match is None:
        return []
    return [f"{match['folder'].strip(chr(34))}/{name}" for name in re.split(r"\s{2,}", match["files"])]


def started(root: Path, name: str, level: str) -> list[Finding]:
    init_dossier(root, name, level)
    manifest = root / MANIFEST_NAME
    lines = [filled(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for number, file in enumerate(file for line in lines for file in files_of(line)):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(picture(number))
    return list(lint_dossier(root, as_of=date(2023, 6, 30), profiles=Profiles()).verdict.findings)


def picture(number: int) -> bytes:
    """A picture of one point with a text of its own, as no two scans are alike."""
    source = Path(__file__).parents[1] / "rules/ZC402-parts/pass-all/甲/1-封面.jpg"
    data, note = source.read_bytes(), b"-" * 1100 + str(number).encode()
    return data[:2] + b"\xff\xfe" + (len(note) + 2).to_bytes(2, "big") + note + data[2:]


@pytest.mark.parametrize(("name", "level"), CASES)
def test_nothing_is_wrong_with_files_or_left_out(name: str, level: str, tmp_path: Path) -> None:
    found = started(tmp_path / "d", name, level)
    about_files = [finding for finding in found if finding.code in ABOUT_FILES]
    assert [
        (finding.code, finding.rule, finding.place.path, finding.args.get("name", "")) for finding in about_files
    ] == []
    absent = [finding for finding in found if finding.code == "ZC201" and finding.key == "absent"]
    assert [(finding.rule, finding.place.path) for finding in absent] == []
