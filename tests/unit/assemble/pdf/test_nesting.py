"""Forms in forms: usual ones pass, those without end are refused, and soon."""

import time

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from zcdossier.assemble.pdf.nested_content import check_nesting
from zcdossier.assemble.pdf.safe_reading import TooMuchContentError
from zcdossier.model.receipt import BuildOutcome


@pytest.fixture
def pdf():
    with pikepdf.new() as made:
        made.add_blank_page()
        yield made


def form(pdf, content=b"", **drawn):
    made = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form)
    if drawn:
        made.Resources = Dictionary(XObject=Dictionary({f"/{name}": one for name, one in drawn.items()}))
    return made


def page(pdf, content, **drawn):
    made = pdf.pages[0].obj
    made.Resources = Dictionary(XObject=Dictionary({f"/{name}": one for name, one in drawn.items()}))
    made.Contents = pdf.make_stream(content)
    return made


def ladder(pdf, rungs, each):
    step = form(pdf)
    for _ in range(rungs):
        step = form(pdf, b"/F Do " * each, F=step)
    return page(pdf, b"/F Do", F=step)


@pytest.mark.parametrize(("rungs", "each"), [(0, 1), (3, 2), (40, 1), (4, 10)])
def test_forms_in_forms(pdf, rungs, each) -> None:
    check_nesting(ladder(pdf, rungs, each))


@pytest.mark.parametrize(("rungs", "each"), [(30, 10), (20, 2), (100, 1), (3000, 1)])
def test_far_too_many(pdf, rungs, each) -> None:
    started = time.monotonic()
    with pytest.raises(TooMuchContentError):
        check_nesting(ladder(pdf, rungs, each))
    assert time.monotonic() - started < 10


def test_circles(pdf) -> None:
    first, second = form(pdf, b"/B Do"), form(pdf, b"/A Do")
    first.Resources = Dictionary(XObject=Dictionary(B=second))
    second.Resources = Dictionary(XObject=Dictionary(A=first))
    with pytest.raises(TooMuchContentError, match="draws itself"):
        check_nesting(page(pdf, b"/A Do", A=first))


def test_a_circle_through_the_resources_of_the_page(pdf) -> None:
    first = form(pdf, b"/A Do")
    with pytest.raises(TooMuchContentError):
        check_nesting(page(pdf, b"/A Do", A=first))


def test_what_could_be_drawn_but_is_not_does_no_harm(pdf) -> None:
    first = form(pdf, b"0 0 9 9 re f")
    first.Resources = Dictionary(XObject=Dictionary(A=first))
    check_nesting(page(pdf, b"/A Do", A=first))


def test_a_page_without_resources_or_with_odd_ones(pdf) -> None:
    check_nesting(pdf.pages[0].obj)
    pdf.pages[0].obj.Resources = Dictionary(XObject=7)
    check_nesting(pdf.pages[0].obj)


def test_it_costs_the_record(scans, pdf) -> None:
    first = form(pdf, b"/A Do")
    page(pdf, b"/A Do", A=first)
    receipt = scans.pdf("a.pdf", pdf).build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert "a.pdf" in receipt.error_zh
    assert "draws itself" in receipt.error_en
