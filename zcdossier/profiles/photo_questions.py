"""What a notice asks of a photo and no program measures well enough: where the head is, how it is held, how sharp.

A detector that is kept up, runs offline from its package and may be used freely does not exist; so these are
questions, each with the notice's own numbers (see docs/decisions).
"""

import re
from collections.abc import Mapping

from zcdossier.model.label import Label

QUESTIONS: Mapping[str, Label] = {
    "head": Label(
        "照片里头部的高（头顶到下巴）是{value}吗？请量一量",
        "Is the height of the head (crown to chin) {value}? Please measure it",
    ),
    "head_width": Label("照片里头部的宽是{value}吗？请量一量", "Is the width of the head {value}? Please measure it"),
    "head_top": Label(
        "头顶离照片上边是{value}吗？请量一量", "Is the crown {value} from the top of the photo? Please measure it"
    ),
    "eyes_from_top": Label(
        "眼睛离照片上边是{value}吗？请量一量", "Are the eyes {value} from the top of the photo? Please measure it"
    ),
    "eyes_from_bottom": Label(
        "眼睛离照片下边是{value}吗？请量一量",
        "Are the eyes {value} from the bottom of the photo? Please measure it",
    ),
    "pupils": Label("两眼瞳孔的距离是{value}吗？请量一量", "Are the pupils {value} apart? Please measure it"),
    "chin": Label(
        "下巴离照片下边是{value}吗？请量一量", "Is the chin {value} from the bottom of the photo? Please measure it"
    ),
    "turn": Label("头部左右转动在{value}以内吗？", "Is the head turned sideways by no more than {value}?"),
    "tilt": Label("头部倾斜在{value}以内吗？", "Is the head tilted by no more than {value}?"),
    "pitch": Label("抬头低头在{value}以内吗？", "Is the head raised or lowered by no more than {value}?"),
    "centred": Label("头部在照片正中（左右对称）吗？", "Is the head in the middle of the photo?"),
    "faces": Label("照片里只有本人一张脸吗？", "Is there only one face in the photo?"),
    "shadow": Label("脸上和背景上没有阴影吗？", "Is there no shadow on the face or the background?"),
    "sharp": Label("对焦准确、清楚不糊吗？", "Is the photo in focus and sharp?"),
    "glare": Label("没有高光、光斑和红眼吗？", "Are there no highlights, light spots or red eyes?"),
    "skin": Label("脸部颜色正常吗（{value}）？", "Is the colour of the face natural ({value})?"),
    "clothes": Label("衣服符合要求吗（{value}）？", "Are the clothes as asked for ({value})?"),
}
"""By the key that a row about a photo uses for it; `{value}` is what stands there."""
_ACROSS = frozenset({"head_width", "pupils"})
_TO = re.compile(r"\s*(?:\.\.\.?|~|–|—)\s*")
_UNITS = ((re.compile(r"(?<=\d)\s*px\b"), " 像素"), (re.compile(r"(?<=\d)\s*mm\b"), " 毫米"))
_SHARE = re.compile(r"\d+/\d+|.*\d%")


def photo_question(key: str, text: str) -> Label:
    """Return the question that a key and its value stand for."""
    template, english, chinese = QUESTIONS[key], _TO.sub("–", text), _TO.sub("–", text)
    for pattern, word in _UNITS:
        chinese = pattern.sub(word, chinese)
    if _SHARE.fullmatch(text):
        side = Label("照片宽度的", "the width") if key in _ACROSS else Label("照片高度的", "the height")
        chinese, english = f"{side.zh} {chinese}", f"{english} of {side.text('en')}"
    before = " " if chinese[:1].isascii() else ""
    after = " " if chinese[-1:].isascii() else ""
    return Label(
        template.zh.replace("{value}", f"{before}{chinese}{after}"), template.text("en").replace("{value}", english)
    )
