"""One text in the widths and marks people type it with: full width or half, Chinese marks or plain ones.

A star is a mark that notices want in half width: ＊ stays what it is. What keeps the length keeps the places inside a
text right; `fold` does not, and serves for comparing only. `Names` finds which thing a person means: ids, the notice's
own labels and aliases all name it; near misses are guessed.
"""

import unicodedata
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol

from zcdossier.model.label import Label

_SURELY = 0.75
_SHORTEST_ENDING = 2

_MARKS = dict(zip("（），；：！？", "(),;:!?", strict=True))
_CHINESE_MARKS = str.maketrans({plain: chinese for chinese, plain in _MARKS.items()})
_PLAIN_MARKS = str.maketrans(_MARKS)
_BRACKETS = str.maketrans("【】[]", "（）（）")
_HALF = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in (*_MARKS, "＊")}
    | {"\u3000": " ", "\u00a0": " ", "−": "-", "∕": "/", "⁄": "/"}
)
_DASHES = "‐‑‒–—―－−─-"
_QUOTES = "“”„‟″＂\"‘’'＇「」『』"
INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")
"""What chats, web pages and Windows leave in a text that is copied: nobody sees it, and it says nothing."""
_SIMPLIFIED = str.maketrans(
    "萬與專業東丟兩嚴個為舉義習鄉書買產從價眾優會傳偽體兒黨關興養獸內冊寫軍農決況淨準減幾憑劃則創刪別劑辦務動勵勞區醫"
    "華協單歷曆廳縣參雙發變疊臺號員響團園國圖場聲處備復複夠頭夾獎學實審寬對導將盡層屬歲崗師帶幫幹並廣應庫異張當歸錄録"
    "態總懲戶執擴掃揚護報擔擬擇掛揮換據數斷無舊時顯晉術機雜權條來構標欄樣檔橋檢畢氣匯沒測濟瀏潯溫灣滿點狀獨獻環現畫電"
    "療監蓋盤礦碼確礎離種積稱穩競簽簡類級紀綱納紙紡線練組終紹經結繪給絡統繼績續維編繳網罰職聯藝節範薦榮藥獲營藍虛補裝"
    "見觀規視覽譽計認討讓訓議訊記講許論設訪證証評識診詞譯試話詢該詳語說請讀課調談謝負貢責賬質購貫費資賽踐轉輪軟輕載輔"
    "輯輸轄辭達過運還這進遠連遲適選遺採裡鑒鐘銅銀錯鎮長門問間聞隊陽階際險頁項順須頓頒預領題額風館馬駐驗驟魯齊齡衛産後"
    "係龍戸開誌刊閱於註描麵裏",
    "万与专业东丢两严个为举义习乡书买产从价众优会传伪体儿党关兴养兽内册写军农决况净准减几凭划则创删别剂办务动励劳区医"
    "华协单历历厅县参双发变叠台号员响团园国图场声处备复复够头夹奖学实审宽对导将尽层属岁岗师带帮干并广应库异张当归录录"
    "态总惩户执扩扫扬护报担拟择挂挥换据数断无旧时显晋术机杂权条来构标栏样档桥检毕气汇没测济浏浔温湾满点状独献环现画电"
    "疗监盖盘矿码确础离种积称稳竞签简类级纪纲纳纸纺线练组终绍经结绘给络统继绩续维编缴网罚职联艺节范荐荣药获营蓝虚补装"
    "见观规视览誉计认讨让训议讯记讲许论设访证证评识诊词译试话询该详语说请读课调谈谢负贡责账质购贯费资赛践转轮软轻载辅"
    "辑输辖辞达过运还这进远连迟适选遗采里鉴钟铜银错镇长门问间闻队阳阶际险页项顺须顿颁预领题额风馆马驻验骤鲁齐龄卫产后"
    "系龙户开志刊阅于注描面里",
)
"""Traditional characters that words of notices, manifests and file names hold; 著 is in 著作 what it is."""
_UNSEEN = str.maketrans(dict.fromkeys(INVISIBLE))
_ALIKE = str.maketrans(
    dict.fromkeys(INVISIBLE)
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys("•・‧∙⋅", "·")
    | {"【": "[", "】": "]"}
)


@lru_cache(maxsize=1024)
def half_width(text: str) -> str:
    """Return letters, digits and signs in half width; Chinese marks (，；：（）) and the length stay."""
    return text.translate(_HALF)


def simplify(text: str) -> str:
    """Return the text in the simplified characters that the notices use: 職稱級別 is 职称级别. The length stays."""
    return text if text.isascii() else text.translate(_SIMPLIFIED)


@lru_cache(maxsize=1024)
def spellings(text: str) -> tuple[str, ...]:
    """Return the text as typed, in half width, with Chinese marks and with plain ones; all of one length."""
    half = half_width(text)
    chinese = half.translate(_CHINESE_MARKS)
    return tuple(dict.fromkeys((text, half, chinese, half.translate(_PLAIN_MARKS), chinese.translate(_BRACKETS))))


def letters_and_digits(text: str) -> str:
    """Return the letters and digits of a folded text; of one that has only marks, what there is."""
    folded = fold(text)
    return "".join(sign for sign in folded if sign.isalnum()) or folded


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return what two texts share that differ only in width, case, white space and the look of marks."""
    alike = text.translate(_ALIKE)
    plain = unicodedata.normalize("NFKC", alike)
    if plain != alike:  # full width hides marks
        plain = plain.translate(_ALIKE)
    return "".join(plain.casefold().split())


class Named(Protocol):
    """Anything with an id, a label and other names."""

    @property
    def id(self) -> str:
        """The stable English id."""
        ...

    @property
    def label(self) -> Label:
        """The words people know it by."""
        ...

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other ways it is written."""
        ...


@lru_cache(maxsize=4096)
def normalized_name(name: str) -> str:
    """Return the form under which names meet: NFKC, simplified, no case, nothing unseen, `-` and white space as `_`."""
    seen = name.translate(_UNSEEN) if not INVISIBLE.isdisjoint(name) else name
    folded = simplify(unicodedata.normalize("NFKC", seen)).strip().casefold()
    return "_".join(folded.replace("-", " ").replace("_", " ").split())


class Names(NamedTuple):
    """A lookup from every accepted spelling to an id."""

    ids: Mapping[str, str]
    accepted: tuple[str, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Named]) -> "Names":
        """Build the lookup; an id wins over a label, a label over an alias."""
        everything = tuple(entries)
        ids: dict[str, str] = {}
        for spellings in (
            [(entry.id, entry.id) for entry in everything],
            [(label, entry.id) for entry in everything for label in (entry.label.zh, entry.label.en) if label],
            [(alias, entry.id) for entry in everything for alias in entry.aliases],
        ):
            for spelling, identity in spellings:
                ids.setdefault(normalized_name(spelling), identity)
        return cls(ids, tuple(name for entry in everything for name in (entry.label.zh, entry.id) if name))

    def find(self, name: str) -> str | None:
        """Return the id that `name` stands for."""
        return self.ids.get(normalized_name(name))

    def find_ending(self, word: str, taken: Iterable[str] = ()) -> str | None:
        """Return the only id, of those not `taken`, of which a label ends with a Chinese word: 时间 is 发表时间.

        Where no label does, an alias may; where some are taken, either of them.
        """
        ending = normalized_name(word)
        if len(ending) < _SHORTEST_ENDING or ending.isascii():
            return None
        labels = frozenset(map(normalized_name, self.accepted))
        named = [(spelling in labels, identity) for spelling, identity in self.ids.items() if spelling.endswith(ending)]
        by_label = {identity for is_label, identity in named if is_label}
        left = ({identity for _, identity in named} if taken or not by_label else by_label).difference(taken)
        return left.pop() if len(left) == 1 else None

    def label_of(self, identity: str) -> str:
        """Return the first accepted name of an id."""
        return next((name for name in self.accepted if self.find(name) == identity), identity)

    def closest(self, name: str) -> str:
        """Return the accepted name most like `name`, or an empty text when none is alike or two are equally so."""
        folded = {normalized_name(accepted): accepted for accepted in self.accepted}
        import difflib  # only for a name that is not known

        close = difflib.get_close_matches(normalized_name(name), folded, n=2, cutoff=0.6)
        alike = [difflib.SequenceMatcher(None, spelling, normalized_name(name)).ratio() for spelling in close]
        if len(close) > 1 and alike[0] == alike[1] and self.ids.get(close[0]) != self.ids.get(close[1]):
            return ""
        return folded[close[0]] if close else ""

    def longest_end(self, word: str) -> str:
        """Return the longest accepted Chinese name that a word ends with, or an empty text: 姓名, of 申报人姓名."""
        ends = [
            name
            for name in self.accepted
            if not name.isascii() and normalized_name(word).endswith(normalized_name(name))
        ]
        longest = max(ends, key=len, default="")
        return longest if len(longest) >= _SHORTEST_ENDING else ""

    def without(self, taken: Container[str | None]) -> "Names":
        """Return the names of the others only."""
        ids = {spelling: identity for spelling, identity in self.ids.items() if identity not in taken}
        return Names(ids, tuple(name for name in self.accepted if self.find(name) not in taken))

    def guess_sure(self, name: str) -> str | None:
        """Return the id that a mistyped name can only mean, or None when it might as well be another word."""
        import difflib

        close = difflib.get_close_matches(normalized_name(name), self.ids, n=1, cutoff=_SURELY)
        return self.ids[close[0]] if close else None
