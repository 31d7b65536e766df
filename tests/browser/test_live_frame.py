"""The report in the frame that `open` serves: a saved file renews it where it was being read."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from wait_in_page import wait_in_page

from zcdossier.profiles.locations import templates_folder
from zcdossier.report.page.report_page import live_page

Open = Callable[..., Any]
ADDRESS = "http://127.0.0.1:9/token/"
STATE = {"errors": 1, "warnings": 0, "mended": [], "appeared": [], "failure": ""}


def test_a_new_page_stands_where_the_old_one_was_read(open_page: Open, desk: Any) -> None:
    root = desk.dossier(records=12, pages=1)
    report = desk.build(root)
    frame = live_page("li-ming", "zh", templates_folder())
    news: list[Any] = []
    numbers = iter((1, 2))

    def answer(route: Any) -> None:
        name = urlsplit(route.request.url).path.rpartition("/")[2]
        if name == "state":
            if not news:
                news.append(route)
                tell(route)
            else:
                news.append(route)
        else:
            body = frame if not name else report.read_bytes()
            route.fulfill(status=200, body=body, content_type="text/html; charset=utf-8")

    def tell(route: Any) -> None:
        route.fulfill(status=200, body=json.dumps({"number": next(numbers), **STATE}), content_type="application/json")

    page = open_page(report, checked=False)
    page.route(ADDRESS + "**", answer)
    page.goto(ADDRESS)
    inside = page.frames[1]
    inside.locator(".tabs a[href='#fill']").click()
    inside.locator(".entry .tick input").nth(2).check()
    entry = inside.locator(".entry").nth(9)
    entry.evaluate("one => one.scrollIntoView()")
    top = "document.querySelectorAll('.entry')[9].getBoundingClientRect().top"
    before = inside.evaluate(top)
    assert inside.evaluate("scrollY") > 500
    manifest = root / "dossier.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("课堂里的追问", "课堂里的回答"), encoding="utf-8")
    desk.report(root)
    with inside.expect_navigation():
        tell(news[1])
    inside = page.frames[1]
    inside.locator("#fill h4", has_text="课堂里的回答").wait_for(state="attached")
    inside.locator("[href='#fill'][aria-selected=true]").wait_for()
    wait_in_page(inside, f"Math.abs({top} - {before}) < 5")
    assert inside.locator(".entry .tick input:checked").count() == 1
    assert inside.evaluate("localStorage.length") >= 1
