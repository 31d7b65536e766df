"""Reading with RapidOCR, with the models inside its package and no others: it never loads anything from anywhere.

The library's own call answers an error inside with an empty page, so its steps are called one by one. A page that
lies on its side or upside down is found by the boxes of its lines, which are higher than wide, and by the classifier
that tells print from print upside down; where these are not of one mind, the text itself decides: it is read both ways.
Vertical print is read laid down: a page on which it stands upright is turned for it.
"""

import logging
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from zcdossier.recognition.recogniser import Corners, FoundLine, FoundText, NoRecogniserError, Pixels
from zcdossier.recognition.vertical_print import is_vertical

_DETECTION_SIDE = 1152
"""Long side in pixels at which lines are looked for; they are read at the size given."""
_TILE, _OVERLAP = 1.6, 0.12
"""A longer strip is looked at in tiles so many times as long as wide, which overlap by a part of that."""
_LEAST_CONFIDENCE = 0.3
_DOUBTFUL = {"Det.thresh": 0.2, "Det.box_thresh": 0.3}
"""How sure the detector is at least, of a pixel and of a line, where faint ones are looked for."""
_MOST_VOTERS = 12
_CLEAR_VOTE = 0.85
_MOST_READ_BOTH_WAYS = 6
_TELLING = 1.3
"""Print upside down is read as something, too: what reads so many times better is sure."""
_TALL = 1.5
_HALF_TURN = "180"


class _Tile(NamedTuple):
    """Rows of a page, and those among them whose lines are taken from it."""

    top: int
    bottom: int
    first: float
    last: float


class RapidRecogniser:
    """Holds the models (about 0.4 GB); for one thread at a time."""

    def __init__(self) -> None:
        try:
            import cv2
            import rapidocr
        except Exception as error:  # a library built for another version of numpy raises more than ImportError
            raise NoRecogniserError(str(error)) from error
        cv2.setNumThreads(1)
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        models = Path(rapidocr.__file__).parent / "models"
        settings: dict[str, object] = {
            "Global.log_level": "critical",
            "Global.use_vertical_padding": False,
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECTION_SIDE,
            "Rec.rec_batch_num": 1,  # the widest of a batch sets the width for all
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
        for stage in ("Det", "Cls", "Rec"):
            settings[f"{stage}.model_path"] = str(_bundled_model(models, stage.lower()))
        try:
            self._engine = _loaded_engine(rapidocr.RapidOCR(params=settings))
            doubtful = _loaded_engine(rapidocr.RapidOCR(params={**settings, **_DOUBTFUL}), only_finds=True)
        except Exception as error:
            raise NoRecogniserError(f"{type(error).__name__}: {error}") from error
        self._detector, self._faint_detector = self._engine.text_det, doubtful.text_det
        self._classifier, self._reader = self._engine.text_cls, self._engine.text_rec
        self.name = engine_name()

    def read(self, pixels: Pixels) -> FoundText:
        """Find and read all lines, with the page turned upright."""
        swapped = np.ascontiguousarray(pixels[:, :, ::-1])  # the library takes blue, green, red
        boxes = self._find_boxes(swapped)
        if not boxes:
            return FoundText()
        turn, confidence = self._find_turn(swapped, boxes)
        if turn:
            swapped = np.ascontiguousarray(turned(swapped, turn))
            boxes = self._find_boxes(swapped)
        crops = self._crops(swapped, boxes)
        read = self._read_crops(crops)
        lines = [
            FoundLine(text, sure, box)
            for box, (text, sure) in zip(boxes, read, strict=True)
            if text and sure >= _LEAST_CONFIDENCE
        ]
        vertical = is_vertical(crops, [text for text, _ in read], self._texts_of, are_usual=turn % 180 == 0)
        return FoundText(tuple(lines), turn, confidence, vertical)

    def read_strip(self, pixels: Pixels) -> tuple[str, float]:
        """Read one line that fills the pixels."""
        return self._read_crops([np.ascontiguousarray(pixels[:, :, ::-1])])[0]

    def find_faint(self, pixels: Pixels) -> tuple[list[Corners], float]:
        """Find what may be a line, however doubtful, and say how sure it is that the surest is one (0 to 1)."""
        found = self._faint_detector(np.ascontiguousarray(pixels[:, :, ::-1]))
        if found.boxes is None:
            return [], 0.0
        return [np.asarray(box, np.float32) for box in found.boxes], float(max(found.scores))

    def _find_boxes(self, swapped: Pixels) -> list[Corners]:
        boxes: list[Corners] = []
        height, width = swapped.shape[:2]
        if height >= width:
            for tile in _tiles(height, width):
                shift = np.array([0, tile.top], np.float32)
                found = [box + shift for box in self._boxes_of(swapped[tile.top : tile.bottom])]
                boxes += [box for box in found if tile.first <= box[:, 1].mean() < tile.last]
            return boxes
        for tile in _tiles(width, height):
            shift = np.array([tile.top, 0], np.float32)
            found = [box + shift for box in self._boxes_of(swapped[:, tile.top : tile.bottom])]
            boxes += [box for box in found if tile.first <= box[:, 0].mean() < tile.last]
        return boxes

    def _boxes_of(self, swapped: Pixels) -> list[Corners]:
        found = self._detector(np.ascontiguousarray(swapped))
        return [] if found.boxes is None else [np.asarray(box, np.float32) for box in found.boxes]

    def _crops(self, swapped: Pixels, boxes: Sequence[Corners]) -> list[Pixels]:
        """Cut the lines out, straight; one higher than wide is laid down by a quarter against the clock."""
        crops: list[Pixels] = self._engine.crop_text_regions(swapped, boxes)
        return crops

    def _read_crops(self, crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        from rapidocr.ch_ppocr_rec import TextRecInput

        if not crops:
            return []
        found = self._reader(TextRecInput(img=list(crops)))
        return [
            (str(text).strip(), round(float(score), 4)) for text, score in zip(found.txts, found.scores, strict=True)
        ]

    def _find_turn(self, swapped: Pixels, boxes: Sequence[Corners]) -> tuple[int, float]:
        """Return by how many degrees clockwise the page has to be turned, and how sure that is."""
        lengths = np.array([max(_sides(box)) for box in boxes])
        tall = np.array([_is_tall(box) for box in boxes])
        share = float(lengths[tall].sum() / lengths.sum())
        lying = share > 1 / 2
        voters = [box for _, box in sorted(zip(lengths, boxes, strict=True), key=lambda pair: -pair[0])]
        voters = [box for box in voters if _is_tall(box) == lying][:_MOST_VOTERS]
        crops = self._crops(swapped, voters)
        votes = self._classifier(crops).cls_res
        against = sum(float(sure) for label, sure in votes if _HALF_TURN in label)
        vote = against / max(sum(float(sure) for _, sure in votes), 1e-6)
        over = vote > 1 / 2
        agreed = max(vote, 1 - vote)
        confidence = agreed * max(share, 1 - share)
        if lying or over or confidence < _CLEAR_VOTE:
            reads_over, confidence = self._reads_better_over(crops[:_MOST_READ_BOTH_WAYS])
            if reads_over == over:
                confidence = 1 - (1 - confidence) * (1 - agreed)
            over = reads_over
        # The crops of a page on its side were laid down by a quarter against the clock.
        turn = ((270 if lying else 0) + (180 if over else 0)) % 360
        return turn, round(confidence, 4)

    def _texts_of(self, crops: Sequence[Pixels]) -> list[str]:
        return [text for text, _ in self._read_crops(crops)]

    def _reads_better_over(self, crops: Sequence[Pixels]) -> tuple[bool, float]:
        """Whether lines read better upside down, and how sure that is."""
        upright = sum(len(text) * sure**2 for text, sure in self._read_crops(crops))
        over = sum(
            len(text) * sure**2
            for text, sure in self._read_crops([np.ascontiguousarray(crop[::-1, ::-1]) for crop in crops])
        )
        better, worse = max(over, upright), min(over, upright)
        return over > upright, min(1.0, _TELLING * (better - worse) / max(better, 1e-6))


def engine_name() -> str:
    """The library and its version, as the store remembers them."""
    return f"rapidocr {version('rapidocr')}"


def turned(pixels: Pixels, degrees: int) -> Pixels:
    """Pixels turned clockwise by a multiple of 90 degrees."""
    return np.rot90(pixels, -(degrees // 90))


def _loaded_engine(engine: Any, *, only_finds: bool = False) -> Any:
    """Have a library's engine load its models now, as it does at the first picture that it is shown."""
    blank = np.full((64, 64, 3), 255, np.uint8)
    engine(blank, use_cls=False, use_rec=False)
    if not only_finds:
        engine.cls_and_rotate([blank])
        engine.recognize_txt([blank])
    return engine


def _bundled_model(folder: Path, stage: str) -> Path:
    """The one model of a stage inside the package: without its path the library would look for one elsewhere."""
    found = sorted(path for path in folder.glob("*.onnx") if f"_{stage}_" in path.name)
    if len(found) != 1:
        raise NoRecogniserError(f"{len(found)} {stage} models in {folder.parent.name}")
    return found[0]


def _sides(box: Corners) -> tuple[float, float]:
    """Width and height of a box by its corners."""
    wide = max(np.linalg.norm(box[0] - box[1]), np.linalg.norm(box[2] - box[3]))
    high = max(np.linalg.norm(box[0] - box[3]), np.linalg.norm(box[1] - box[2]))
    return float(wide), float(high)


def _is_tall(box: Corners) -> bool:
    wide, high = _sides(box)
    return high >= _TALL * wide


def _tiles(length: int, width: int) -> list[_Tile]:
    """Cut a strip into tiles; a line is taken from the tile in which it stands farther from the cut."""
    size = int(width * _TILE)
    if length <= size * (1 + _OVERLAP):
        return [_Tile(0, length, -1, length + 1)]
    step = int(size * (1 - _OVERLAP))
    tops = list(range(0, length - int(size * _OVERLAP), step))
    half = (size - step) / 2
    return [
        _Tile(
            top,
            min(top + size, length),
            -1 if top == 0 else top + half,
            length + 1 if number == len(tops) - 1 else top + step + half,
        )
        for number, top in enumerate(tops)
    ]
