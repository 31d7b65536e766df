"""The page as HTML: what an applicant typed is data, only our style and script run, the same facts give the same."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from zcdossier.model.dossier import Value
from zcdossier.model.label import Label
from zcdossier.profiles.locations import templates_folder
from zcdossier.report.page.report_page import HEAD_BYTES, Picture, is_up_to_date, prepare_page, render_page, report_view
from zcdossier.report.style import Style

NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;</style>{{ 7*7 }}{% x %}"
POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')


class Elements(HTMLParser):
    """Every element with its attributes, and the text of the two that hold code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.code: dict[str, str] = {}
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._inside = tag if tag in {"script", "style"} else ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.code[self._inside] = self.code.get(self._inside, "") + data


def page(case: Any, lang: str = "zh", pictures: dict[str, Picture] | None = None) -> str:
    ready = prepare_page(report_view(case.facts, Style(lang)), templates_folder())
    return render_page(ready, pictures or {}).decode("utf-8")


def elements(text: str) -> Elements:
    parser = Elements()
    parser.feed(text)
    return parser


@pytest.fixture
def nasty(case: Any) -> Any:
    """A case in which everything a stranger can type or name is hostile."""
    value = Value(NASTY, case.place(), NASTY)
    case.applicant = {"name": value}
    case.papers = tuple(
        paper._replace(fields={"title": value}, folder=f"09-论文/{NASTY}", scans=()) for paper in case.papers
    )
    case.receipts = (case.receipt(file=f'09-论文/"{NASTY}.pdf', notes=(Label(NASTY),)), None)
    case.checklist = (case.asked(NASTY, "sections.papers[0]", NASTY), case.asked(NASTY))
    case.findings = (case.finding(NASTY), case.finding("", where=case.place("", NASTY)))
    case.more = {"folder": NASTY}
    return case


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_typed_is_data(nasty: Any, lang: str) -> None:
    tags = elements(page(nasty, lang)).found
    names = [tag for tag, _ in tags]
    assert (names.count("script"), names.count("style")) == (1, 1)
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"]
    assert "{{ 7*7 }}{% x %}" in page(nasty, lang)
    for tag, attributes in tags:
        for name in ("src", "href", "action", "data", "srcset"):
            link = attributes.get(name)
            if link is None:
                continue
            safe = "data:image/jpeg;base64," if tag == "img" else "#|./"
            assert link.startswith(tuple(safe.split("|"))), (tag, name, link)


def test_only_our_own_style_and_script_are_admitted(nasty: Any) -> None:
    text = page(nasty)
    match = POLICY.search(text)
    assert match
    policy = dict(rule.split(" ", 1) for rule in match[1].replace("&#39;", "'").split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "data:"
    code = elements(text).code
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(code[kind].encode()).digest()).decode()
        assert policy[f"{kind}-src"] == f"'sha256-{digest}'"
    assert text.index("Content-Security-Policy") < text.index("<style")


def test_nothing_leads_to_the_network(case: Any) -> None:
    assert not re.search(r"https?://|//[a-z0-9.-]+\.[a-z]{2,}", page(case), re.IGNORECASE)


def test_language(case: Any) -> None:
    assert '<html lang="zh-CN">' in page(case)
    english = page(case, "en")
    assert '<html lang="en">' in english
    for word in ("填报单", "检查报告", "复制", "没有"):
        assert word not in english


def test_pictures_are_in_the_page_and_a_missing_one_is_told(case: Any) -> None:
    pictures = {f"{'ab' * 8}-{number}": Picture(b"\xff\xd8page", 70, 99) for number in (1, 2)}
    text = page(case, pictures=pictures)
    images = [attributes for tag, attributes in elements(text).found if tag == "img" and "src" in attributes]
    assert [(image["width"], image["height"]) for image in images] == [("70", "99")] * 2
    assert {image["src"] for image in images} == {"data:image/jpeg;base64,/9hwYWdl"}
    assert text.count("画不出来") == 1


def test_every_control_has_a_name_and_ids_are_unique(case: Any) -> None:
    pictures = {f"{'ab' * 8}-1": Picture(b"\xff\xd8", 70, 99)}
    tags = elements(page(case, pictures=pictures)).found
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in tags:
        for name in ("aria-labelledby", "for"):
            assert attributes.get(name, ids[0]) in ids
        if (attributes.get("href") or "").startswith("#"):
            assert (attributes["href"] or "")[1:] in ids
    assert all("alt" in attributes for tag, attributes in tags if tag == "img")


def test_the_same_facts_give_the_same_page_and_others_do_not(case: Any) -> None:
    ready = prepare_page(report_view(case.facts, Style("zh")), templates_folder())
    made = render_page(ready, {})
    assert render_page(ready, {}) == made
    assert is_up_to_date(made[:HEAD_BYTES], ready)
    assert not is_up_to_date(b"", ready)
    assert not is_up_to_date(made[:HEAD_BYTES], prepare_page(report_view(case.facts, Style("en")), templates_folder()))
    case.states = case.states[::-1]
    assert not is_up_to_date(made[:HEAD_BYTES], prepare_page(report_view(case.facts, Style("zh")), templates_folder()))


def test_an_office_may_change_the_templates(case: Any, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    folder.mkdir()
    for path in filter(Path.is_file, (templates_folder() / "report").iterdir()):
        text = path.read_bytes()
        (folder / path.name).write_bytes(text.replace(b"\n", b"\r\n") if path.suffix in {".css", ".js"} else text)
    view = report_view(case.facts, Style("zh"))
    ours, theirs = prepare_page(view, templates_folder()), prepare_page(view, tmp_path)
    assert render_page(theirs, {}).split(b"<style>")[1] == render_page(ours, {}).split(b"<style>")[1]
    (folder / "report.css").write_text("body { color: red }", encoding="utf-8")
    assert not is_up_to_date(render_page(theirs, {})[:HEAD_BYTES], prepare_page(view, tmp_path))


def test_broken_names_of_files_do_not_stop_it(case: Any) -> None:
    case.more = {"folder": "材料\udcff"}
    case.receipts = (case.receipt(file="09-论文/\udcff.pdf"), None)
    text = page(case)
    assert "./upload/09-%E8%AE%BA%E6%96%87/%FF.pdf" in text
