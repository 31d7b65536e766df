"""What `photo-check --fix` says: what was done to a photo, or why no conforming copy can be made of it."""

import errno

from zcdossier.assemble.photo.photo_window import IntegerSpan, PhotoWindow, Size, choose_size
from zcdossier.errors import system_reason
from zcdossier.model.label import Label, join_labels

FROM_CMYK = Label(
    "已从印刷用的 CMYK 转成 RGB（按照片自带的颜色配置）", "converted from CMYK to RGB by the photo's own profile"
)
FROM_CMYK_UNPROFILED = Label(
    "已从印刷用的 CMYK 转成 RGB；照片没带颜色配置，颜色可能略有偏差，请打开看一看",
    "converted from CMYK to RGB; it carries no colour profile, so look whether the colours are right",
)
FROM_GREY = Label(
    "原照片没有颜色：存成了 RGB，看上去仍是黑白的。要求彩色的话，请重新拍摄",
    "the photo has no colours: it was saved as RGB and still looks grey. Have a colour photo taken if one is wanted",
)
TO_GREY = Label("已转成灰度", "converted to grey")
NO_METADATA = Label("已去掉拍摄信息（时间、位置等）", "what the camera noted (time, place and so on) was removed")
KEPT = Label("画面原样保留，没有重新压缩", "the picture itself was kept as it is, without compressing it again")
TURNED = Label("已按照片里的方向标记转正", "turned upright, following the camera's mark")

NOT_A_FILE = Label("找不到这张照片，请检查文件名和位置", "there is no such photo: check its name and place")
NOT_A_PICTURE = Label(
    "不是能识别的图片，或者已损坏：请重新导出为 JPG",
    "it is not a picture that can be read, or it is damaged: export it again as JPG",
)
NEEDS_HEIC = Label(
    '是 HEIC 照片：请在手机上改存为 JPG，或安装扩展 pip install "zcdossier[heic]"',
    'it is a HEIC photo: save it as JPG on the phone, or run pip install "zcdossier[heic]"',
)
SAME_FILE = Label(
    "目标就是原照片。原件从不改动，请给新照片另起一个名字",
    "the target is the photo itself. Originals are never touched: give the copy another name",
)
EXISTS = Label(
    "目标文件已经存在，请换一个名字，或先移走它",
    "the target exists already: choose another name, or move it away first",
)
NOT_A_TARGET = Label("目标不是文件，请给出一个文件名", "the target is not a file: give a file name")
NO_FOLDER = Label("要写入的文件夹不存在，请先建好", "the folder to write to does not exist: create it first")
NOT_CONFORMING = Label(
    "写出的照片没有通过复核，已丢弃，请换一张照片", "the copy did not pass its check and was dropped: use another photo"
)


def size(pixels: Size) -> str:
    """Return width and height as people write them."""
    return f"{pixels[0]}×{pixels[1]}"


def cropped(before: Size, after: Size) -> Label:
    """What was cut off, where."""
    sides, bottom = before[0] - after[0], before[1] - after[1]
    cuts = (
        (sides, Label(f"左右共裁 {sides} 像素", f"{sides} px off the sides")),
        (bottom, Label(f"下边裁 {bottom} 像素", f"{bottom} px off the bottom")),
    )
    cut_sides = join_labels((label for cut, label in cuts if cut), Label("、", " and "))
    sizes = f"{size(before)} → {size(after)}"
    return Label(f"已裁剪：{sizes}（{cut_sides.zh}）", f"cropped: {sizes} ({cut_sides.en})")


def reduced(before: Size, after: Size) -> Label:
    """How far it was made smaller."""
    return Label(f"已缩小：{size(before)} → {size(after)}", f"made smaller: {size(before)} → {size(after)}")


def encoded(quality: int) -> Label:
    """How it was saved."""
    return Label(f"已存为 JPG，质量 {quality}", f"saved as JPG at quality {quality}")


def saved_as(kind: str) -> Label:
    """How it was saved without loss."""
    return Label(f"已存为 {kind.upper()}，没有损失画质", f"saved as {kind.upper()}, without loss")


def dpi_written(dpi: int) -> Label:
    """What the copy says of its resolution: a mark in the file, no pixel more."""
    return Label(
        f"分辨率标记已写成 {dpi} dpi（只是标记，像素没有变多）", f"marked as {dpi} dpi (a mark, no more pixels)"
    )


def name(suffixes: tuple[str, ...]) -> Label:
    """The target's ending is none of those that are allowed."""
    if not suffixes:
        return Label(
            "要求的格式这里写不出来，请用看图软件另存",
            "the format asked for can't be written here: use a picture editor",
        )
    return Label(
        f"新照片的名字要以 {' 或 '.join(suffixes)} 结尾",
        f"the name of the new photo must end in {' or '.join(suffixes)}",
    )


def few_pixels(before: Size, window: PhotoWindow) -> Label:
    """Too few pixels, perhaps only once the shape is right; or no shape that is allowed."""
    shape = choose_size(before, window._replace(widths=IntegerSpan(), heights=IntegerSpan(), sizes=()))
    if shape is None:
        return Label(
            f"照片是 {size(before)}，裁不出合格的宽高比，请换一张照片",
            f"it has {size(before)}, and no allowed shape can be cut out of that: use another photo",
        )
    cropped = Label("")
    if before != shape:
        cropped = Label(f"，裁成合格的比例后是 {size(shape)}", f", {size(shape)} once cropped to an allowed shape")
    least = size(window.least_size)
    return Label(
        f"像素不够：照片是 {size(before)}{cropped.zh}，至少要 {least}。放大不会更清晰，请换一张像素更多的照片",
        f"too few pixels: it has {size(before)}{cropped.en}; at least {least} are needed. "
        "Enlarging adds nothing: use a photo with more pixels",
    )


def head_in_the_way(before: Size, width: int) -> Label:
    """Made narrower, it would lose a piece of the head, or of what can't be told from one."""
    return Label(
        f"照片是 {size(before)}，太宽，要裁到 {width} 像素宽，但会裁到人：照片横着的，先转正；"
        "两边还有别的东西的，用看图软件自己裁好头和肩，再来一次",
        f"it has {size(before)} and has to be cut to a width of {width} px, which would cut through the person: turn a "
        "photo that lies on its side; where there is more beside the head, cut head and shoulders out yourself, then "
        "try again",
    )


def few_bytes(best: int, window: PhotoWindow) -> Label:
    """Too small a file even at the best quality."""
    return Label(
        f"文件太小：用最高质量保存也只有 {best:,} 字节，至少要 {window.bytes.least:,} 字节。"
        "画面太简单，或像素太少：请换一张清楚的原始照片，不会用空字节凑大小",
        f"the file is too small: {best:,} bytes even at the best quality, and {window.bytes.least:,} are "
        "needed. It shows too little or has too few pixels: use the original photo. No file is padded",
    )


def no_fit(window: PhotoWindow) -> Label:
    """Nothing tried landed between the bounds."""
    low, high = f"{window.bytes.least:,}", f"{window.bytes.most:,}"
    return Label(
        f"试过各种质量和尺寸，都存不成 {low} 到 {high} 字节的文件，请换一张照片",
        f"no quality and size gives a file of {low} to {high} bytes: use another photo",
    )


def not_writable(error: OSError) -> Label:
    """The target can't be written."""
    if error.errno == errno.ENOSPC:
        return Label("磁盘空间不足，没有写出新照片", "the disk is full, no photo was written")
    reason = system_reason(error)
    return Label(
        f"写不出新照片（{reason.zh}），请换一个文件夹",
        f"the new photo can't be written ({reason.en}): try another folder",
    )
