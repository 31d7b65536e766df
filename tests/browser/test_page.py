"""The page as people meet it: seen, copied from, ticked off, enlarged, walked through by keyboard, printed."""

import io
import json
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from wait_in_page import wait_in_page

from tests.browser.conftest import violations

Open = Callable[..., Any]
Made = dict[str, Path]


def visible(page: Any, selector: str) -> list[Any]:
    return [element for element in page.query_selector_all(selector) if element.is_visible()]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_is_there(open_page: Open, made: Made, lang: str) -> None:
    page = open_page(made[lang])
    assert page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[lang]
    assert page.inner_text("h1").startswith("林晓 <script>")
    assert len(visible(page, ".record")) == 3
    pictures = page.evaluate(
        "Promise.all([...document.images].filter(i => i.src).map(i => i.decode().then(() => i.naturalWidth)))"
    )
    assert len(pictures) == 5  # two pages of two records, and the photo
    assert min(pictures) > 100
    assert len(visible(page, ".finding")) >= 2
    page.locator(".deadlines summary").click()
    assert "2023" in page.inner_text("#dates")
    assert page.inner_text("#sections-papers-2 .remark")


def test_links_lead_to_the_uploads(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"])
    links = page.eval_on_selector_all("a:not([href^='#'])", "all => all.map(one => one.href)")
    assert len(links) == 5  # an upload on the record and on the sheet, twice; the photo
    for link in links:
        assert Path(page.evaluate("link => decodeURIComponent(new URL(link).pathname)", link)).is_file()
    inside = page.eval_on_selector_all("a[href^='#']", "all => all.map(one => one.hash.slice(1))")
    assert inside
    for name in inside:
        assert page.query_selector(f"[id='{name}']"), name


def field(page: Any, entry: str, label: str) -> Any:
    return page.locator(f".entry[data-id='{entry}'] .field", has=page.locator("dt", has_text=label))


GONE = "Object.defineProperty(Navigator.prototype, 'clipboard', { get() { return undefined; } });"


@pytest.mark.parametrize("way", ["clipboard", "old"])
@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_value_is_copied_exactly(open_page: Open, desk: Any, way: str, by: str) -> None:
    exact = '*课堂里的"追问" & <b>  两个空格'
    path = desk.build(desk.dossier(title=exact, records=1))
    granted = ("clipboard-read", "clipboard-write") if way == "clipboard" else ()
    page = open_page(path, init=GONE if way == "old" else "", permissions=granted, tab="#fill")
    page.evaluate("document.querySelector('#fill').insertAdjacentHTML('beforeend', '<textarea id=pasted></textarea>')")
    for entry, label, text in (
        ("sections.papers[0]", "题目", exact),
        ("texts.statement", "正文", "第一段。\n第二段，“引号”。"),
        ("sections.papers[0]", "上传", "01 000.pdf"),
    ):
        value = field(page, entry, label).locator(".value")
        if by == "mouse":
            value.click()
        else:
            value.focus()
            page.keyboard.press("Enter" if label == "题目" else "Space")
        page.locator(".field.last:has(:focus)").wait_for()  # it was another one before
        assert page.inner_text("#said").startswith("已复制 · ")
        assert page.evaluate("document.activeElement.className") == "value"
        assert [element.inner_text() for element in visible(page, ".last .copy-word")] == ["刚复制"]
        assert page.evaluate("document.querySelector('.last').contains(document.activeElement)")
        page.fill("#pasted", "")
        page.focus("#pasted")
        page.keyboard.press("Control+V")
        assert page.input_value("#pasted") == text
    reload(page)
    assert page.locator(".field.last .text").inner_text() == "01 000.pdf"


def test_selecting_a_piece_of_a_value_copies_nothing(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"], tab="#fill")
    box = field(page, "texts.statement", "正文").locator(".text").bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 8, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()")
    assert page.inner_text("#said") == ""


def test_what_can_not_be_shown_is_copied_as_typed(open_page: Open, desk: Any) -> None:
    path = desk.build(desk.dossier(title="甲\u202e乙\u200b", records=1))
    page = open_page(path, permissions=("clipboard-read", "clipboard-write"), tab="#fill")
    row = field(page, "sections.papers[0]", "题目")
    assert row.locator(".text").text_content() == "甲\\u202e乙\\u200b"
    row.locator(".value").click()
    page.locator("#said.shown").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "甲\u202e乙\u200b"


def test_a_refused_copy_is_told(open_page: Open, made: Made) -> None:
    page = open_page(made["en"], init=GONE + "Document.prototype.execCommand = () => false;", tab="#fill")
    page.locator(".value").first.click()
    page.locator("#said.shown").wait_for()
    assert "Ctrl+C" in page.inner_text("#said")
    assert page.locator(".field.last").count() == 0


def test_next_unticked_goes_from_entry_to_entry(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"], tab="#fill")
    at = "document.activeElement.closest('.entry').dataset.id"
    page.locator("#next-unticked").click()
    first = page.evaluate(at)
    assert first == page.locator(".entry").first.get_attribute("data-id")
    page.keyboard.press("n")
    assert page.evaluate(at) != first
    for box in page.locator(".tick input").all()[:-1]:
        box.check()
    page.keyboard.press("n")
    assert page.evaluate(at) == page.locator(".entry").last.get_attribute("data-id")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top > 0")
    page.locator(".tick input").last.check()
    page.keyboard.press("n")
    assert page.inner_text("#said") == "都打勾了"
    assert page.inner_text("#tab-ticked") == f"{page.locator('.entry').count()}/"
    assert page.locator(".side li.done").count() == page.locator("#fill .side li").count()


def test_the_key_is_quiet_outside_the_sheet(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"], tab="#fill")
    page.locator(".tabs a").nth(1).focus()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "tab-fill"


def reload(page: Any) -> None:
    """Load the page again, once the browser has put away what a page remembers: another page of the file sees it."""
    kept = page.evaluate("JSON.stringify(localStorage)")
    until = time.monotonic() + 20
    while True:
        page.reload()
        if page.evaluate("JSON.stringify(localStorage)") == kept or time.monotonic() > until:
            return
        page.wait_for_timeout(100)


def ticks(page: Any) -> list[bool]:
    return list(page.eval_on_selector_all(".tick input", "all => all.map(one => one.checked)"))


def test_ticks_are_remembered_by_dossier(open_page: Open, desk: Any) -> None:
    first, second = (desk.build(desk.dossier(name)) for name in ("li-ming", "wang-lei"))
    page = open_page(first, tab="#fill")
    assert page.inner_text("#ticked") == "0"
    page.locator(".entry[data-id='sections.papers[1]'] .tick input").check()
    assert page.inner_text("#ticked") == "1"
    before = ticks(page)
    assert sum(before) == 1
    reload(page)
    assert ticks(page) == before
    assert page.inner_text("#ticked") == "1"
    other = open_page(second, context=page.context, tab="#fill")
    assert sum(ticks(other)) == 0
    page.bring_to_front()
    page.locator(".entry[data-id='sections.papers[1]'] .tick input").focus()
    page.keyboard.press("Space")
    wait_in_page(page, "document.getElementById('ticked').textContent === '0'")
    reload(page)
    assert sum(ticks(page)) == 0


def test_a_tick_does_not_outlive_what_it_was_made_for(open_page: Open, desk: Any) -> None:
    root = desk.dossier()
    page = open_page(desk.build(root), tab="#fill")
    for number in (0, 1):
        page.locator(f".entry[data-id='sections.papers[{number}]'] .tick input").check()
    manifest = root / "dossier.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("课堂里的追问", "课堂里的回答"), encoding="utf-8")
    desk.report(root)
    reload(page)
    assert sum(ticks(page)) == 1
    changed = page.locator(".entry[data-id='sections.papers[0]'] .changed")
    assert changed.is_visible()
    assert not page.locator(".entry[data-id='sections.papers[1]'] .changed").is_visible()
    page.locator(".entry[data-id='sections.papers[0]'] .tick input").check()
    assert not changed.is_visible()


@pytest.mark.parametrize("kept", ["[1]", "null", "{", '"text"'])
def test_foreign_memory_does_no_harm(open_page: Open, made: Made, kept: str) -> None:
    page = open_page(made["zh"], tab="#fill")
    page.evaluate("kept => localStorage.setItem('zcdossier:' + document.body.dataset.key, kept)", kept)
    reload(page)
    assert sum(ticks(page)) == 0
    page.locator(".tick input").first.check()
    reload(page)
    assert sum(ticks(page)) == 1


def test_without_a_memory_ticks_work_for_now(open_page: Open, made: Made) -> None:
    broken = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });"
    page = open_page(made["zh"], init=broken, tab="#fill")
    page.locator(".tick input").first.check()
    assert page.inner_text("#ticked") == "1"


def test_pages_are_enlarged_and_turned_by_keyboard(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"])
    first = page.locator("button.page").first
    first.focus()
    page.keyboard.press("Enter")
    viewer = page.locator("dialog#viewer")
    assert viewer.is_visible()
    title = page.inner_text("#viewer-title")
    assert "第 1 页 · 正文" in title
    size = page.locator("dialog img").bounding_box()
    assert size["width"] > 350
    page.keyboard.press("ArrowRight")
    assert "第 2 页" in page.inner_text("#viewer-title")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")  # there is none before the first
    assert page.inner_text("#viewer-title") == title
    for _ in range(9):
        page.keyboard.press("PageDown")
    assert "课堂里的追问" in page.inner_text("#viewer-title")  # what needs no mending comes last
    page.keyboard.press("Escape")
    assert not viewer.is_visible()
    page.locator("[data-title^='课堂里的追问']:focus").wait_for()  # browsers tell of a closed dialog a moment later
    assert page.evaluate("document.activeElement.dataset.title").startswith("课堂里的追问")


def test_pages_are_enlarged_by_mouse(open_page: Open, made: Made) -> None:
    page = open_page(made["en"])
    page.locator("button.page").nth(1).click()
    page.get_by_role("button", name="Next").click()
    assert "Page 1" in page.inner_text("#viewer-title")
    page.get_by_role("button", name="Close").click()
    assert not page.locator("dialog#viewer").is_visible()


@pytest.mark.parametrize("tab", ["#mend", "#fill", "#confirm"])
def test_everything_can_be_reached_by_keyboard(open_page: Open, made: Made, tab: str) -> None:
    page = open_page(made["zh"])
    if tab != "#mend":
        page.locator(f".tabs a[href='{tab}']").click()
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, summary, [tabindex]')].filter(one => "
        "one.tabIndex >= 0 && one.checkVisibility({ contentVisibilityAuto: false }) && "
        "!one.closest('dialog, .choices'))"
        ".length + document.querySelectorAll('.panel:not([hidden]) .choices').length"
    )
    seen = []
    for _ in range(wanted + 2):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "(() => { const one = document.activeElement; if (one === document.body) return null;"
                "const box = one.getBoundingClientRect(), style = getComputedStyle(one);"
                "window.walked = window.walked || []; const at = window.walked.indexOf(one);"
                "if (at < 0) window.walked.push(one);"
                "return [window.walked.indexOf(one), box.width > 0 && box.top >= -1 && box.top < innerHeight,"
                " one.type === 'radio' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)]; })()"
            )
        )
    reached = [focus for focus in seen if focus]
    assert len({focus[0] for focus in reached}) == wanted
    assert all(focus[1] for focus in reached), "a focused element is out of sight"
    assert all(focus[2] for focus in reached), "a focused element has no outline"
    assert tab != "#mend" or page.evaluate("window.walked[0].className") == "skip"


def test_records_with_problems_come_first(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"])
    ids = [element.get_attribute("id") for element in visible(page, ".record")]
    assert ids == ["sections-papers-1", "sections-papers-2", "sections-papers-0"]
    assert page.locator("#sound").inner_text() == "1 条没有问题的记录"


def test_narrow_screens_need_no_scrolling_sideways(open_page: Open, desk: Any) -> None:
    path = desk.build(desk.dossier(title="无空格的很长的题目" * 40 + "LongWordWithoutAnyBreak" * 10))
    page = open_page(path)
    for width in (320, 390, 768, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        page.reload()
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        for tab in ("#mend", "#fill", "#confirm"):
            page.locator(f".tabs a[href='{tab}']").click()
            if tab == "#confirm":
                page.locator("#confirm input[value=否]").first.check()
            assert page.evaluate("document.documentElement.scrollWidth") == width, (width, tab)
            wide = page.eval_on_selector_all(
                "main *",
                f"all => all.filter(one => one.getBoundingClientRect().right > {width} + 1 && "
                "!one.closest('.scroll, .side')).map(one => one.tagName + '.' + one.className)",
            )
            assert wide == [], (width, tab)


def printed(page: Any) -> str:
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert all(abs(float(page.mediabox.width) - 595) < 2 for page in pdf.pages)
    text = "".join(page.extract_text() for page in pdf.pages)
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_it_prints_whole(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"], color_scheme="dark", init="window.print = () => {};")
    page.locator("#print-all").click()
    text = printed(page)
    for words in ("林晓", "课堂里的追问", "填报单", "盖章了吗", "正文", "先登录"):
        assert words in text, words
    for button in ("下一条没填的", "打印填报单", "各部分一起打印"):
        assert button not in text
    assert page.locator("#fill").get_attribute("hidden") is not None
    page.emulate_media(media="print")
    assert visible(page, ".copy-word, .tabs, .skip[href], .side") == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert violations(page) == []


def test_printing_prints_the_task_that_is_open(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"], tab="#confirm")
    text = printed(page)
    assert "林晓" in text
    assert "盖章了吗" in text
    assert "先登录" not in text
    assert "条没有问题的记录" not in text


def test_the_sheet_prints_alone(open_page: Open, made: Made) -> None:
    page = open_page(
        made["zh"],
        init="window.print = () => { window.printing = document.documentElement.className; };",
        tab="#fill",
    )
    page.locator("#print-sheet").click()
    assert "sheet-only" in page.evaluate("window.printing")
    text = printed(page)
    assert "课堂里的追问" in text
    assert "盖章了吗" not in text
    assert "sheet-only" not in page.evaluate("document.documentElement.className")


def test_print_tears_no_heading_from_what_it_heads(open_page: Open, made: Made) -> None:
    """The heading, its notes and the first box of its first entry are on one page, wherever the page ends."""
    page = open_page(made["zh"], tab="#fill")
    for lead in range(12, 44, 4):
        page.reload()
        page.evaluate(
            "lead => { document.querySelector('.form-head').closest('section').insertAdjacentHTML('beforebegin',"
            " '<p>行</p>'.repeat(lead));"
            "for (const head of document.querySelectorAll('.form-head')) head.insertAdjacentHTML('beforeend',"
            " '<ul class=notes><li>' + '说明'.repeat(60) + '尾' + head.querySelector('h3').id + '</li></ul>'); }",
            lead,
        )
        pdf = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        texts = ["".join(unicodedata.normalize("NFKC", sheet.extract_text()).split()) for sheet in pdf.pages]
        (whole,) = [text for text in texts if "尾form-papers" in text]
        assert "论文" in whole.split("尾form-papers")[0], lead
        assert whole.split("尾form-papers")[1].startswith("课堂里的追问已填题目"), lead


def test_without_scripts_it_can_be_read(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"], java_script_enabled=False)
    assert len(visible(page, ".record")) == 3
    assert visible(page, ".script-only, .tick, template") == []
    text = page.inner_text("main")
    order = ["条没有问题的记录", "课堂里的追问", "盖章了吗"]
    assert [text.rindex(words) for words in order] == sorted(text.rindex(words) for words in order)
    assert page.get_attribute(".tabs a >> nth=1", "href") == "#fill"
    assert page.query_selector(".tabs [role]") is None


def test_a_hundred_records_open_quickly(open_page: Open, desk: Any) -> None:
    path = desk.build(desk.dossier(records=100, pages=1))
    started = time.monotonic()
    page = open_page(path)
    page.wait_for_load_state("load")
    page.screenshot()
    assert time.monotonic() - started < 20  # under one second where nothing else runs
    assert page.locator(".record:has(.file)").count() == 100


def selected(page: Any) -> list[str]:
    assert len(visible(page, ".panel")) == 1
    return list(page.eval_on_selector_all("[aria-selected=true]", "all => all.map(one => one.hash)"))


def test_tabs_are_walked_with_arrows(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"])
    assert selected(page) == ["#mend"]
    page.locator("[role=tab][aria-selected=true]").focus()
    for key, hash_ in (
        ("ArrowRight", "#fill"),
        ("ArrowRight", "#confirm"),
        ("ArrowRight", "#mend"),
        ("ArrowLeft", "#confirm"),
        ("Home", "#mend"),
        ("End", "#confirm"),
    ):
        page.keyboard.press(key)
        assert selected(page) == [hash_]
        assert page.evaluate("document.activeElement.hash") == hash_
        assert page.evaluate("location.hash") == hash_
    roles = page.eval_on_selector_all(
        "[role=tab]",
        "all => all.map(one => document.getElementById("
        "one.getAttribute('aria-controls')).getAttribute('aria-labelledby') === one.id)",
    )
    assert roles == [True] * 3


@pytest.mark.parametrize(
    ("hash_", "tab"),
    [
        ("#confirm", "#confirm"),
        ("#form-papers", "#fill"),
        ("#sections-papers-0", "#mend"),
        ("#%", "#mend"),
        ("#x", "#mend"),
    ],
)
def test_the_address_opens_a_task_and_a_place_in_it(open_page: Open, made: Made, hash_: str, tab: str) -> None:
    page = open_page(made["zh"], tab=hash_)
    assert selected(page) == [tab]
    place = page.query_selector(f"[id='{hash_[1:]}']")
    if place and hash_ != tab:
        assert 0 <= place.bounding_box()["y"] < 900
    reload(page)
    assert selected(page) == [tab]


def test_steps_and_links_lead_to_other_tasks_and_back(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"])
    page.locator(".steps a", has_text="确认").click()
    assert selected(page) == ["#confirm"]
    page.locator("#confirm summary", has_text="3 条记录").click()
    page.locator(".subjects a").first.click()
    assert selected(page) == ["#mend"]
    assert 0 <= page.locator("#sections-papers-0").bounding_box()["y"] < 200
    page.go_back()
    page.locator("[href='#confirm'][aria-selected=true]").wait_for()


def test_what_is_hidden_is_neither_reached_nor_read(open_page: Open, made: Made) -> None:
    page = open_page(made["zh"])
    assert page.eval_on_selector_all(
        "#fill, #confirm", "all => all.map(one => one.checkVisibility({ contentVisibilityAuto: true }))"
    )
    assert visible(page, "#fill .value, #confirm input") == []


def test_nothing_strange_is_in_the_policy(open_page: Open, made: Made) -> None:
    """That a foreign script or style would be stopped is shown by trying."""
    page = open_page(made["zh"], checked=False)
    page.evaluate(
        "const one = document.createElement('script'); one.textContent = 'window.ran = true';"
        "document.body.append(one); document.querySelector('h1').setAttribute('style', 'color: red');"
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"https://example.invalid/x.png\">')"
    )
    wait_in_page(page, "window.violations.length >= 3")
    assert page.evaluate("window.ran") is None
    kinds = sorted(violation.split(" ")[0] for violation in page.evaluate("window.violations"))
    assert json.dumps(kinds).count("src") == 3
