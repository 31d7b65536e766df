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
    "centred": Label("头部在照片正中（左右对称）吗{value}？", "Is the head in the middle of the photo{value}?"),
    "faces": Label("照片里只有本人一张脸吗{value}？", "Is there only one face in the photo{value}?"),
    "shadow": Label("脸上和背景上没有阴影吗{value}？", "Is there no shadow on the face or the background{value}?"),
    "sharp": Label("对焦准确、清楚不糊吗{value}？", "Is the photo in focus and sharp{value}?"),
    "glare": Label("没有高光、光斑和红眼吗{value}？", "Are there no highlights, light spots or red eyes{value}?"),
    "skin": Label("脸部颜色正常吗{value}？", "Is the colour of the face natural{value}?"),
    "clothes": Label("衣服符合要求吗{value}？", "Are the clothes as asked for{value}?"),
}
"""By the key that a row about a photo uses for it; `{value}` is what stands there."""
_STRAIGHT: Mapping[str, Label] = {
    "turn": Label("头部没有左右转动吗？", "Is the head not turned sideways?"),
    "tilt": Label("头部没有歪吗？", "Is the head not tilted?"),
    "pitch": Label("没有抬头低头吗？", "Is the head neither raised nor lowered?"),
}
"""The questions where a notice allows no degree at all."""
_YES = frozenset({"yes", "true", "y", "是", "要"})
_NO = frozenset({"no", "none", "false", "n", "not", "否", "无", "没有", "不"})
_WANTED = {
    **dict.fromkeys(("centred", "sharp", "skin", "clothes"), _YES),
    **dict.fromkeys(("shadow", "glare"), _NO | {"0"}),
    "faces": frozenset({"1", "one", "一", "一张", "1 张", "1张", "一个"}),
}
"""The word that asks for what the question asks for anyhow; other texts are added to it."""
_ANGLE = re.compile(r"[±+-]?\s*\d+(?:\.\d+)?\s*(?:°|度|deg(?:rees?)?)?", re.IGNORECASE)
_ZERO = re.compile(r"[±]?\s*0(?:\.0+)?\s*(?:°|度|deg(?:rees?)?)?", re.IGNORECASE)
_AMOUNT = re.compile(r"\d|分之|[一二两三四五六七八九十百半]")
_DEGREES = re.compile(r"\s*度")
_ACROSS = frozenset({"head_width", "pupils"})
_TO = re.compile(r"\s*(?:\.\.\.?|~|–|—)\s*")
_UNITS = ((re.compile(r"(?<=\d)\s*px\b"), " 像素"), (re.compile(r"(?<=\d)\s*mm\b"), " 毫米"))
_SHARE = re.compile(r"\d+/\d+|.*\d%")


def example_value(key: str) -> str:
    """Return a value that a key may have."""
    if key in _WANTED:
        return {"faces": "1", "shadow": "no", "glare": "no"}.get(key, "yes")
    return "10 度" if key in _STRAIGHT else "2/3" if key == "head" else "82..118 px"


def question_mistake(key: str, text: str) -> Label | None:
    """Return what is wrong with a value that asks for nothing, or for the opposite of what is asked."""
    value = text.strip().casefold()
    wanted = _WANTED.get(key)
    if wanted is None and key in _STRAIGHT:
        if _ANGLE.fullmatch(value) or value in _NO:
            return None
        example = "10 度" if value else "0"
        return Label(
            f"{key} 写最多几度，例如 {key}: 10 度；一点也不许写 0；这里是 {text or '空的'}",
            f"{key} says how many degrees at most, such as {key}: {example.removesuffix(' 度')}; 0 where none is "
            f"allowed; here it is {text or 'empty'}",
        )
    if wanted is None:
        if _AMOUNT.search(value):
            return None
        return Label(
            f"{key} 要写数，例如 {key}: 2/3、60%..75%、300..354 px；这里是 {text or '空的'}",
            f"{key} wants figures, such as {key}: 2/3, 60%..75%, 300..354 px; here it is {text or 'empty'}",
        )
    is_number = re.fullmatch(r"[\d.]+", value) is not None
    if value in wanted or (key == "faces" and value in _YES):
        return None
    if value and value not in _YES | _NO and not is_number:
        return None
    word = example_value(key)
    question = photo_question(key, word)
    return Label(
        f"{key} 问的是“{question.zh}”，写 {key}: {word}，或者用一句话写清楚要求；不是这个意思就写进 checklist；"
        f"这里是 {text or '空的'}",
        f"{key} asks “{question.text('en')}”: write {key}: {word}, or say in words what is wanted; anything else "
        f"belongs into checklist; here it is {text or 'empty'}",
    )


def photo_question(key: str, text: str) -> Label:
    """Return the question that a key and its value stand for."""
    if key in _STRAIGHT and (text.strip().casefold() in _NO or _ZERO.fullmatch(text.strip())):
        return _STRAIGHT[key]
    if key in _WANTED:
        return _with_remark(key, text.strip())
    template, english, chinese = QUESTIONS[key], _TO.sub("–", text), _TO.sub("–", text)
    for pattern, word in _UNITS:
        chinese = pattern.sub(word, chinese)
    english = _DEGREES.sub(" degrees", english)
    if _SHARE.fullmatch(text):
        side = Label("照片宽度的", "the width") if key in _ACROSS else Label("照片高度的", "the height")
        chinese, english = f"{side.zh} {chinese}", f"{english} of {side.text('en')}"
    if key in _STRAIGHT and text.strip()[-1:].isdigit():
        chinese, english = f"{chinese} 度", f"{english} degrees"
    before = " " if chinese[:1].isascii() else ""
    after = " " if chinese[-1:].isascii() else ""
    return Label(
        template.zh.replace("{value}", f"{before}{chinese}{after}"), template.text("en").replace("{value}", english)
    )


def _with_remark(key: str, text: str) -> Label:
    """The question as it is, and in brackets what the notice says beyond it."""
    plain = text.casefold() in _WANTED[key] | _YES
    zh, english = ("", "") if plain else (f"（{text}）", f" ({text})")
    return Label(QUESTIONS[key].zh.replace("{value}", zh), QUESTIONS[key].text("en").replace("{value}", english))
