"""Layers that are off: what belongs to them stays unseen, and the receipt says that something does."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_looks import look, over, page
from pikepdf import Array, Dictionary, Name, Object, String

from zcdossier.assemble.pdf.optional_content import hides, is_off

SAID = "图层是关闭的"
RED = b" 1 0 0 rg 0 0 100 100 re f "
SQUARE = (0, 0, 100, 100)
DEEPEST = 8


def layered(place, *, state="OFF"):
    """A page with a red square on a layer."""
    pdf, made = page(b"")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary({f"/{state}": Array([layer])}))
    square = look(pdf, RED, SQUARE)
    made.Resources = Dictionary(Properties=Dictionary(L=layer), XObject=Dictionary(S=square))
    match place:
        case "content":
            made.Contents = pdf.make_stream(b"/OC /L BDC" + RED + b"EMC")
        case "form":
            square.OC = layer
            made.Contents = pdf.make_stream(b"/S Do")
        case "form in a form":
            square.OC = layer
            made.Resources.XObject.S = look(pdf, b"/T Do", SQUARE, Resources=Dictionary(XObject=Dictionary(T=square)))
            made.Contents = pdf.make_stream(b"/S Do")
        case "content of a form":
            made.Resources.XObject.S = look(
                pdf, b"/OC /M BDC" + RED + b"EMC", SQUARE, Resources=Dictionary(Properties=Dictionary(M=layer))
            )
            made.Contents = pdf.make_stream(b"/S Do")
        case "mark":
            over(pdf, made, rect=SQUARE, OC=layer, AP=Dictionary(N=square))
        case "mark by an expression":
            rule = Dictionary(Type=Name.OCMD, VE=Array([Name.And, layer]))
            over(pdf, made, rect=SQUARE, OC=rule, AP=Dictionary(N=square))
        case "mark by a rule over one layer":
            rule = Dictionary(Type=Name.OCMD, OCGs=layer)
            over(pdf, made, rect=SQUARE, OC=rule, AP=Dictionary(N=square))
        case "nothing":
            made.Contents = pdf.make_stream(b"/Span <</Lang (zh)>> BDC" + b"EMC")
    return pdf


PLACES = [
    "content",
    "form",
    "form in a form",
    "content of a form",
    "mark",
    "mark by an expression",
    "mark by a rule over one layer",
]


@pytest.mark.parametrize("place", PLACES)
def test_what_is_off_stays_unseen_and_is_named(scans, place):
    (page,) = scans.pdf("a.pdf", layered(place)).rendered(72)
    assert page.getpixel((50, 150)) == (255, 255, 255)
    assert any(SAID in note.zh for note in scans.built().notes)


@pytest.mark.parametrize("place", PLACES)
def test_what_is_on_is_seen_without_a_word(scans, place):
    (page,) = scans.pdf("a.pdf", layered(place, state="ON")).rendered(72)
    assert page.getpixel((50, 150)) == (255, 0, 0)
    assert scans.built().notes == ()


def test_a_layer_that_nothing_belongs_to_is_no_matter(scans):
    assert scans.pdf("a.pdf", layered("nothing")).built().notes == ()


def test_content_that_cant_be_followed_may_be_hidden():
    pdf = layered("nothing")
    (layer,) = pdf.Root.OCProperties.OCGs
    pdf.pages[0].Contents = pdf.make_stream(b"/Span /N BDC EMC\n" * 450_000)
    assert hides(pdf.pages[0].obj, {layer.objgen})


LEAVES = st.sampled_from([True, False])
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.tuples(st.just("/Not"), parts),
        st.lists(parts, min_size=1, max_size=3).map(lambda some: ("/And", *some)),
        st.lists(parts, min_size=1, max_size=3).map(lambda some: ("/Or", *some)),
    ),
    max_leaves=6,
)


def depth(expression):
    return 0 if isinstance(expression, bool) else 1 + max(depth(part) for part in expression[1:])


def meant(expression):
    if isinstance(expression, bool):
        return expression
    kind, *parts = expression
    values = [meant(part) for part in parts]
    return not values[0] if kind == "/Not" else all(values) if kind == "/And" else any(values)


@given(EXPRESSIONS.filter(lambda expression: 0 < depth(expression) <= DEEPEST))
def test_an_expression_over_layers_means_what_it_says(expression):
    pdf = pikepdf.new()
    layers = {state: pdf.make_indirect(Dictionary(Type=Name.OCG)) for state in (True, False)}

    def written(part):
        if isinstance(part, bool):
            return layers[part]
        return Array([Name(part[0]), *(written(inner) for inner in part[1:])])

    rule = Dictionary(Type=Name.OCMD, VE=written(expression), OCGs=layers[True])
    assert is_off(rule, {layers[False].objgen}) == (not meant(expression))


@pytest.mark.parametrize("deep", range(1, DEEPEST + 1))
def test_an_expression_is_followed_as_deep_as_any_is(deep):
    pdf = pikepdf.new()
    expression = pdf.make_indirect(Dictionary(Type=Name.OCG))
    for _ in range(deep):
        expression = Array([Name.Not, expression])
    assert is_off(Dictionary(Type=Name.OCMD, VE=expression), set()) == bool(deep % 2)


@pytest.mark.parametrize(
    ("policy", "states", "unseen"),
    [
        ("AnyOn", (True, False), False),
        ("AnyOn", (False, False), True),
        ("AllOn", (True, False), True),
        ("AllOn", (True, True), False),
        ("AnyOff", (True, False), False),
        ("AnyOff", (True, True), True),
        ("AllOff", (True, False), True),
        ("AllOff", (False, False), False),
        (None, (False, True), False),
        ("AllOn", (), False),
        ("AllOff", (), False),
    ],
)
def test_a_rule_over_several_layers(policy, states, unseen):
    pdf = pikepdf.new()
    layers = [pdf.make_indirect(Dictionary(Type=Name.OCG)) for _ in states]
    rule = Dictionary(Type=Name.OCMD, OCGs=Array(layers))
    if policy:
        rule.P = Name(f"/{policy}")
    off = {layer.objgen for layer, is_on in zip(layers, states, strict=True) if not is_on}
    assert is_off(rule, off) == unseen


@pytest.mark.parametrize("odd", [b"[]", b"[7]", b"[/And 7]", b"[/Or [] 7]", b"[/Not]"])
def test_an_odd_expression_hides_nothing(odd):
    assert not is_off(Dictionary(Type=Name.OCMD, VE=Object.parse(odd)), {(1, 0)})
