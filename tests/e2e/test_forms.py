"""The forms of the sample and of the other notices' samples: what they say, that they open, that nothing is lost."""

import os
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import word_file
from docx import Document
from pypdf import PdfReader

Run = Callable[..., Any]
HERE = Path(__file__).parent / "forms"
ROOT = Path(__file__).resolve().parents[2]
PROFILES = ROOT / "tests" / "profiles"
PATIENCE = 300

EXCEPTION = """\
  exception_form:
    - {level: 副高级, name: 周叶, sex: 女, birth: 1981-03, admin_post: 无, specialty_years: 12,
       graduation: 2008年云川大学水利水电工程, appointed_on: 2016-01,
       resume: 2008年7月至今在云溪水利勘测中心工作, reason: "主持完成 <省重点> 水利工程设计 & 监测"}
"""


def huzhou(target: Path, *changes: tuple[str, str]) -> Path:
    """The Huzhou sample with lines of its manifest changed."""
    root = Path(shutil.copytree(PROFILES / "zj-huzhou-2020" / "sample", target))
    text = (root / "dossier.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (root / "dossier.yaml").write_text(text, encoding="utf-8")
    return root


def pages(folder: Path) -> str:
    """Every form of a folder as text, one after the other."""
    return "".join(f"== {path.name}\n{word_file.seen(path.read_bytes())}\n" for path in sorted(folder.glob("*.docx")))


def test_the_sample(zc: Run, sample_copy: Callable[[Path], Path], tmp_path: Path, golden: Callable[..., None]) -> None:
    root = sample_copy(tmp_path / "sample_dossier")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    ran = zc("forms", root.name, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    golden(HERE / "sample.said.txt", ran.out.replace("\\", "/"))
    golden(HERE / "sample.txt", pages(root / "build" / "forms"))
    assert {path: path.read_bytes() for path in before} == before
    bytes_before = {path.name: path.read_bytes() for path in (root / "build" / "forms").iterdir()}
    listed = zc("forms", root.name, "--list", cwd=tmp_path)
    assert listed.out.endswith("可以填的 5 张表，共 8 份，已写好 8 份\n")
    assert zc("forms", root.name, "--out", "elsewhere", cwd=tmp_path).code == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "elsewhere").iterdir()} == bytes_before


def test_huzhou_with_its_arithmetic(zc: Run, tmp_path: Path, golden: Callable[..., None]) -> None:
    root = huzhou(
        tmp_path / "zhou",
        ("      approved_total: 36\n", ""),
        ("      vacancy_full_senior: 1\n", ""),
        ("      vacancy_total: 6\n", ""),
        ("      untitled: 1\n", ""),
        ("      establishment: 40\n", ""),
        ("method: 正常晋升", "method: 破格晋升"),
        ("  publicity:\n", EXCEPTION + "  publicity:\n"),
    )
    ran = zc("forms", root.name, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    golden(HERE / "huzhou.said.txt", ran.out.replace("\\", "/"))
    golden(HERE / "huzhou.txt", pages(root / "build" / "forms"))
    assert "\\u" not in zc("forms", root.name, cwd=tmp_path, encoding="gbk").out


def test_huzhou_figures_that_disagree(zc: Run, tmp_path: Path) -> None:
    root = huzhou(tmp_path / "zhou", ("approved_total: 36", "approved_total: 35"), ("untitled: 1", "untitled: 2"))
    ran = zc("forms", root.name, "-q", cwd=tmp_path)
    assert ran.code == 0
    total = "核准人数（正高级）＋核准人数（副高级）＋核准人数（中级）＋核准人数（初级及未定级）"
    assert [line.partition(".docx：")[2] for line in ran.out.splitlines()] == [
        f"核准人数（总数）：填的是 35，但 36 ＝ {total}；表上照您填的写，请核对",
        "不具有相应资格人数：填的是 2，但 1 ＝ 岗位信息表名单的条数；表上照您填的写，请核对",
    ]
    assert zc("forms", root.name, "--strict", cwd=tmp_path).code == 1
    assert " 35 |" in pages(root / "build" / "forms")


def test_a_form_nobody_has_filled_in_is_printed_blank(zc: Run, tmp_path: Path) -> None:
    root = huzhou(tmp_path / "zhou", ("  post_info_form:\n", "  # post_info_form:\n"), ("method: 正常", "method: 破格"))
    text = (root / "dossier.yaml").read_text(encoding="utf-8")
    start, end = text.index("    - unit_name:"), text.index("  # 10、11 单位")
    (root / "dossier.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    ran = zc("forms", root.name, "--format", "json", cwd=tmp_path)
    assert ran.code == 0
    sheets = {form["form"]: form["sheets"] for form in ran.json["dossiers"][0]["forms"]}
    (posts,), (exception,) = sheets["post_info_form"], sheets["exception_form"]
    assert len(posts["by_hand"]) == 33  # 4 at the top, 4 ratios, 4 rows of 5, 5 in the text
    assert posts["figures"] == []
    assert [item["label"] for item in exception["by_hand"]][:3] == ["性别", "出生年月", "行政职务"]
    text = pages(root / "build" / "forms")
    assert "{" not in text
    assert "破格推荐副高级专业技术职务任职资格审批表" in text
    assert "| 姓　名 | 周叶 | 性别 |" in text


@pytest.mark.parametrize("profile", ["sd-jinan-2024", "zj-hangzhou-health-2021", "zj-huzhou-2020"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_other_notices_ask_for(
    zc: Run, tmp_path: Path, golden: Callable[..., None], profile: str, lang: str
) -> None:
    root = Path(shutil.copytree(PROFILES / profile / "sample", tmp_path / profile))
    listed = zc("forms", profile, "--list", "--lang", lang, cwd=tmp_path)
    assert (listed.code, listed.err) == (0, "")
    assert not (root / "build").exists()
    ran = zc("forms", profile, "--lang", lang, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    golden(HERE / f"{profile}.{lang}.txt", f"{listed.out}\n{ran.out}".replace("\\", "/"))


def test_each_opens_again_and_holds_no_placeholder(
    zc: Run, sample_copy: Callable[[Path], Path], tmp_path: Path
) -> None:
    sample_copy(tmp_path / "a" / "lin")
    huzhou(tmp_path / "a" / "zhou")
    assert zc("forms", "a", "--out", "out", cwd=tmp_path).code == 0
    files = sorted((tmp_path / "out").rglob("*.docx"))
    assert [path.parent.name for path in files] == ["lin"] * 8 + ["zhou"]
    for path in files:
        document = Document(BytesIO(path.read_bytes()))
        assert len(document.tables) in (1, 2)
        assert "{{" not in word_file.seen(path.read_bytes())


def test_one_bad_dossier_never_hides_another(zc: Run, sample_copy: Callable[[Path], Path], tmp_path: Path) -> None:
    sample_copy(tmp_path / "a" / "good")
    (tmp_path / "a" / "bad").mkdir(parents=True)
    (tmp_path / "a" / "bad" / "dossier.yaml").write_text("profile: zj-hznu-2032\n", encoding="utf-8")
    ran = zc("forms", "a", cwd=tmp_path)
    assert ran.code == 1
    assert "zj-hznu-2032" in ran.out
    assert len(list((tmp_path / "a" / "good" / "build" / "forms").glob("*.docx"))) == 8
    data = zc("forms", "a", "--list", "--format", "json", cwd=tmp_path).json["dossiers"]
    assert [(dossier["path"].replace("\\", "/"), len(dossier["forms"])) for dossier in data] == [
        ("a/bad", 0),
        ("a/good", 5),
    ]


def test_an_edited_form_is_kept_unless_forced(zc: Run, sample_copy: Callable[[Path], Path], tmp_path: Path) -> None:
    root = sample_copy(tmp_path / "lin")
    zc("forms", "lin", cwd=tmp_path)
    path = root / "build" / "forms" / "22-近三年年度考核.docx"
    document = Document(str(path))
    document.tables[0].cell(1, 1).text = "优秀（补）"
    document.save(str(path))
    manifest = (root / "dossier.yaml").read_text(encoding="utf-8")
    (root / "dossier.yaml").write_text(manifest.replace("name: 林晓", "name: 林晓晓"), encoding="utf-8")
    ran = zc("forms", "lin", cwd=tmp_path)
    assert ran.code == 1
    assert "[您改过，没有覆盖] 22-近三年年度考核.docx" in ran.out
    assert "优秀（补）" in word_file.seen(path.read_bytes())
    assert "林晓晓" in word_file.seen((path.parent / "22-近三年年度考核（新）.docx").read_bytes())
    assert zc("forms", "lin", "--force", cwd=tmp_path).code == 0
    assert "优秀（补）" not in word_file.seen(path.read_bytes())


def test_a_form_of_the_offices_own_needs_no_programming(zc: Run, office: Any) -> None:
    folder = office.path / "profiles" / "tiny"
    text = (folder / "profile.yaml").read_text(encoding="utf-8")
    form = "word_forms: {proof: {title: 获奖证明, template: 证明.docx, each: awards, signed: 盖章}}\n"
    (folder / "profile.yaml").write_text(text + form, encoding="utf-8")
    (folder / "证明.docx").write_bytes(
        word_file.made("证明{{记录.名称}}于{{记录.时间|YYYY年M月}}获得", [["{{记录.titel}}"]])
    )
    ran = zc("profile", "check", "tiny", cwd=office.path)
    assert ran.code == 1
    assert "看不懂 {{记录.titel}}" in ran.out
    (folder / "证明.docx").write_bytes(word_file.made("证明{{记录.名称}}于{{记录.时间|YYYY年M月}}获得"))
    root = office.dossier("an", awards='    - {title: "*教学/成果", date: 2022-03}\n')
    assert zc("forms", "an", cwd=office.path).code == 0
    (path,) = (root / "build" / "forms").glob("*.docx")
    assert path.name == "获奖证明-1 教学_成果.docx"
    assert word_file.seen(path.read_bytes()) == "证明*教学/成果于2022年3月获得\n"


@pytest.fixture(scope="module")
def printer() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None or not any(Path(found).resolve().parent.glob("swriter*")):
        pytest.skip("LibreOffice Writer is not installed: the forms can't be printed here")
    return found


def test_each_prints_on_one_page_of_a4(
    zc: Run, sample_copy: Callable[[Path], Path], tmp_path: Path, printer: str
) -> None:
    sample_copy(tmp_path / "a" / "lin")
    huzhou(
        tmp_path / "a" / "zhou",
        ("method: 正常晋升", "method: 破格晋升"),
        ("  publicity:\n", EXCEPTION + "  publicity:\n"),
    )
    zc("forms", "a", "--out", "out", cwd=tmp_path)
    files = sorted((tmp_path / "out").rglob("*.docx"))
    assert len(files) == 10
    line = [printer, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", "pdf"]
    done = subprocess.run(
        [*line, "--outdir", str(tmp_path / "pdf"), *map(str, files)],
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    printed = sorted((tmp_path / "pdf").glob("*.pdf"))
    assert len(printed) == len(files), done.stderr.decode(errors="replace")
    for path in printed:
        reader = PdfReader(path)
        assert len(reader.pages) == 1, path.name
        box = reader.pages[0].mediabox
        assert (round(float(box.width)), round(float(box.height))) == (595, 842)
