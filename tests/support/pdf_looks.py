"""Pages with something drawn over them: seals, stamps, signatures, as annotations of many kinds."""

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

PAGE = (300, 200)
BOX = (120, 80, 220, 120)
GROUND = b"0.95 0.95 0.8 rg 5 5 290 190 re f 0 g 20 20 60 20 re f "
# Red frame, blue patch at its lower left, green one at its upper right: no turn and no mirror looks the same.
SEAL = b"0.85 0.1 0.1 RG 6 w 3 3 94 34 re S 0.1 0.2 0.8 rg 10 8 30 10 re f 0 0.6 0 rg 70 25 20 8 re f"
PRINT, NO_ROTATE, LOCKED = 4, 16, 128


def page(content: bytes = GROUND, **keys: Any) -> tuple[pikepdf.Pdf, Any]:
    pdf = pikepdf.new()
    made = pdf.add_blank_page(page_size=PAGE).obj
    made.Contents = pdf.make_stream(content)
    for key, value in keys.items():
        made[f"/{key}"] = value
    return pdf, made


def look(pdf: pikepdf.Pdf, content: bytes = SEAL, box: tuple[float, ...] = (0, 0, 100, 40), **keys: Any) -> Any:
    stream = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array(box))
    for key, value in keys.items():
        stream[f"/{key}"] = value
    return stream


def over(pdf: pikepdf.Pdf, on: Any, kind: Any = Name.Stamp, rect: tuple[float, ...] = BOX, **keys: Any) -> Any:
    """Lay an annotation over a page."""
    annotation = Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array(rect))
    for key, value in {"F": PRINT, **keys}.items():
        annotation[f"/{key}"] = value
    made = pdf.make_indirect(annotation)
    on.Annots = Array([*on.get("/Annots", []), made])
    return made


def sealed(content: bytes = GROUND, more: dict[str, Any] | None = None, **keys: Any) -> pikepdf.Pdf:
    """A page with a seal over it; `keys` are the page's, `more` those of the annotation."""
    pdf, made = page(content, **keys)
    over(pdf, made, AP=Dictionary(N=look(pdf)), **(more or {}))
    return pdf


def with_look(kind: Any = Name.Stamp, rect: tuple[float, ...] = BOX, **keys: Any) -> pikepdf.Pdf:
    """A page with an annotation whose look has other keys."""
    pdf, made = page()
    over(pdf, made, kind, rect, AP=Dictionary(N=look(pdf, **keys)))
    return pdf


def signed(*, in_form: bool = True, nested: bool = False) -> pikepdf.Pdf:
    """A signature field with a seal, as signing programs leave it, perhaps without telling the form of it."""
    pdf, made = page()
    appearance = look(pdf)
    if nested:
        blank = look(pdf, b"% DSBlank")
        inner = look(pdf, b"q /n0 Do Q q /n2 Do Q", Resources=Dictionary(XObject=Dictionary(n0=blank, n2=appearance)))
        appearance = look(pdf, b"q /FRM Do Q", Resources=Dictionary(XObject=Dictionary(FRM=inner)))
    signature = pdf.make_indirect(
        Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"))
    )
    field = over(
        pdf,
        made,
        Name.Widget,
        F=PRINT | LOCKED,
        FT=Name.Sig,
        T=String("sign"),
        V=signature,
        AP=Dictionary(N=appearance),
    )
    if in_form:
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    return pdf


def layered(*, on_look: bool) -> pikepdf.Pdf:
    """A seal that belongs to a layer that is off: as an annotation it is unseen, its look alone is no matter."""
    pdf, made = page()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("seals")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    appearance = look(pdf, OC=layer) if on_look else look(pdf)
    if on_look:
        over(pdf, made, AP=Dictionary(N=appearance))
    else:
        over(pdf, made, AP=Dictionary(N=appearance), OC=layer)
    return pdf


def chosen(state: Any) -> pikepdf.Pdf:
    """A box to tick, with a look for each state."""
    pdf, made = page()
    states = Dictionary(On=look(pdf), Off=look(pdf, b""))
    field = over(pdf, made, Name.Widget, FT=Name.Btn, T=String("tick"), AS=state, V=state, AP=Dictionary(N=states))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return pdf


def see_through() -> pikepdf.Pdf:
    pdf, made = page()
    state = Dictionary(G=Dictionary(BM=Name.Multiply, ca=0.6, CA=0.6))
    appearance = look(
        pdf, b"/G gs " + SEAL, Resources=Dictionary(ExtGState=state), Group=Dictionary(S=Name.Transparency)
    )
    over(pdf, made, rect=(60, 10, 160, 50), AP=Dictionary(N=appearance))
    return pdf


def bare() -> pikepdf.Pdf:
    """A look that does not say that it is one, on a page without content."""
    pdf, made = page()
    appearance = look(pdf)
    del appearance["/Subtype"], appearance["/Type"]
    over(pdf, made, AP=Dictionary(N=appearance))
    del made["/Contents"]
    return pdf


def kinds() -> dict[str, Callable[[], pikepdf.Pdf]]:
    """Pages whose look must stay as it is, by name."""
    turned = {f"turned {turn}": lambda turn=turn: sealed(Rotate=turn) for turn in (90, 180, 270)}
    upright = {
        f"upright on a page turned {turn}": lambda turn=turn: sealed(more={"F": PRINT | NO_ROTATE}, Rotate=turn)
        for turn in (90, 180, 270)
    }
    return {
        "plain": sealed,
        **turned,
        **upright,
        "cropped": lambda: sealed(CropBox=Array([50, 40, 280, 180])),
        "cropped and turned": lambda: sealed(
            Rotate=90, MediaBox=Array([-20, 10, 280, 210]), CropBox=Array([50, 40, 270, 180])
        ),
        "larger unit": lambda: sealed(UserUnit=1.5),
        "box elsewhere": lambda: with_look(content=b"1 0 0 1 30 30 cm " + SEAL, box=(30, 30, 130, 70)),
        "turned look": lambda: with_look(rect=(120, 60, 160, 160), Matrix=Array([0, 1, -1, 0, 0, 0])),
        "corners exchanged": lambda: with_look(rect=(220, 120, 120, 80)),
        "of an unknown kind": lambda: with_look(Name.KGSeal),
        "typed text": lambda: with_look(Name.FreeText),
        "ticked": lambda: chosen(Name.On),
        "not ticked": lambda: chosen(Name.Off),
        "see-through": see_through,
        "bare": bare,
        "look in a layer": lambda: layered(on_look=True),
        "signed": signed,
        "signed, nested": lambda: signed(nested=True),
        "hidden": lambda: sealed(more={"F": 2}),
        "only printed": lambda: sealed(more={"F": PRINT | 32}),
        "state not given back": lambda: sealed(b"q " + GROUND + b"0.5 0 0 0.5 20 20 cm q"),
    }
