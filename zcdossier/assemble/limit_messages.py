"""Why a record can't be handed in as the notice wants it: too many pages, too much together, no such picture."""

from collections.abc import Sequence

from zcdossier.assemble.build_messages import megabytes
from zcdossier.model.label import Label


def over_pages(limit: int, count: int) -> Label:
    """A record with more pages than the notice takes."""
    return Label(
        f"有 {count} 页，申报要求最多 {limit} 页。请用清单里的 pages 只放需要的页，或者少放几个文件",
        f"it has {count} pages; the limit of the notice is {limit}. List only the pages needed by `pages` in "
        f"the manifest, "
        "or leave files out",
    )


def not_in_part(file: str) -> Label:
    """A file that is to be handed in as it is, of which only some pages are wanted."""
    return Label(
        f"{file}：这份材料要原样上传，不能只取其中几页；请去掉清单里的 pages，或者换成只有这几页的文件",
        f"{file}: is handed in as it is, so that no pages can be taken out of it; drop `pages`, or use a file of those",
    )


def too_heavy_as_it_is(file: str, limit: int, size: int) -> Label:
    """A file that is to be handed in as it is and is too large."""
    return Label(
        f"{file}：要原样上传，有 {megabytes(size)}，限制是小于 {megabytes(limit)}。请换一份更小的原件",
        f"{file}: is handed in as it is and takes {megabytes(size)}; "
        f"the limit is below {megabytes(limit)}. Get a smaller one",
    )


def too_long_as_it_is(file: str, limit: int, count: int) -> Label:
    """A file that is to be handed in as it is and has too many pages."""
    return Label(
        f"{file}：要原样上传，有 {count} 页，申报要求最多 {limit} 页",
        f"{file}: is handed in as it is and has {count} pages; the limit of the notice is {limit}",
    )


def too_few_pixels(file: str, found: tuple[int, int], wanted: str) -> Label:
    """A source smaller than the picture that is wanted."""
    size = f"{found[0]}×{found[1]}"
    return Label(
        f"{file}：只有 {size} 像素，申报要求的图片是 {wanted}；放大不会更清楚，请换更大的扫描件",
        f"{file}: has only {size} pixels, the notice wants {wanted}; enlarging adds no detail: use a larger scan",
    )


def picture_too_heavy(file: str, limit: int, smallest: int) -> Label:
    """A picture that can't be made small enough and stay legible."""
    return Label(
        f"{file}：压缩到仍能看清的最低清晰度后还有 {megabytes(smallest)}，图片最多 {megabytes(limit)}。"
        "请换更干净的扫描件",
        f"{file}: at the lowest quality that can be read the picture takes {megabytes(smallest)}; "
        f"{megabytes(limit)} at most are taken. Make a cleaner scan",
    )


def picture_too_light(file: str, least: int, largest: int) -> Label:
    """A picture that has fewer bytes than the notice wants, however well it is coded."""
    return Label(
        f"{file}：用最高质量保存也只有 {megabytes(largest)}，申报要求图片不小于 {megabytes(least)}。"
        "请用更高的分辨率重新扫描",
        f"{file}: takes {megabytes(largest)} at the best quality; "
        f"the notice requires at least {megabytes(least)}. Scan it at a higher resolution",
    )


def picture_not_as_wanted(file: str, why: str) -> Label:
    """A picture as written that is not what it must be."""
    return Label(
        f"{file}：写出的图片没有通过复核（{why}），已丢弃。请重新运行 build",
        f"{file}: the picture that was written did not pass its check ({why}) and was dropped. Run build again",
    )


def over_total(limit: int, sizes: int, largest: Sequence[tuple[str, int]]) -> Label:
    """Files that take too much together; `largest` names some with their bytes."""
    zh = "、".join(f"{name}（{megabytes(size)}）" for name, size in largest)
    en = ", ".join(f"{name} ({megabytes(size)})" for name, size in largest)
    return Label(
        f"几份文件加起来有 {megabytes(sizes)}，申报要求合计小于 {megabytes(limit)}，"
        f"再压缩就看不清了。最大的：{zh}。请少放几页",
        f"together the files take {megabytes(sizes)}; the notice allows less than {megabytes(limit)} in total, "
        f"and smaller they can't be read. The largest: {en}. Leave pages out",
    )


def over_page_limit(limit: int, page: int, file: str, size: int) -> Label:
    """A page that can't be made small enough."""
    return Label(
        f"第 {page} 页（{file}）压缩到仍能看清的最低清晰度后还有 {megabytes(size)}，每页要小于 {megabytes(limit)}",
        f"page {page} ({file}) takes {megabytes(size)} at the lowest quality that can be read; each must be below "
        f"{megabytes(limit)}",
    )


def must_not_be_named(word: str) -> Label:
    """An upload whose own name holds what it may not."""
    return Label(
        f"这份文件里不能出现“{word}”，可是按申报要求起的文件名里就有；请改 build 里的 name、folder，或者材料的名称",
        f"{word} may stand nowhere in this file, but the name it would get holds it; change `name` or `folder` of "
        "build, or what the record is called",
    )


def must_not_stand_here(word: str, page: int, file: str) -> Label:
    """A page with what may stand nowhere."""
    where = f"（{file}）" if file else ""
    return Label(
        f"第 {page} 页{where}有“{word}”，申报要求这份文件里不能出现。请换成已经隐去的文件",
        f"page {page}{f' ({file})' if file else ''} holds {word}, which may stand nowhere in this file. "
        "Use a copy without it",
    )


def may_not_stand_here(word: str, page: int, file: str) -> Label:
    """A page with what may be a name that may stand nowhere, or a word."""
    where = f"（{file}）" if file else ""
    return Label(
        f"第 {page} 页{where}有“{word}”两个字；这份文件里不能出现，是人名就要隐去，请自己看",
        f"page {page}{f' ({file})' if file else ''} holds {word}, which may be a word or the name that may stand "
        "nowhere in this file: look yourself",
    )


def must_not_stand_beside(word: str, file: str) -> Label:
    """A PDF whose bookmarks, properties or notes hold what may stand nowhere."""
    name = f"{file}：" if file else ""
    return Label(
        f"{name}书签、文档属性、页码标签或批注里有“{word}”，申报要求这份文件里不能出现。"
        "请改材料的名称，或者删去文件的属性和批注",
        f"{f'{file}: ' if file else ''}its bookmarks, properties, page labels or notes hold {word}, which may stand "
        "nowhere in this file. Change what the record is called, or clear the file's properties and notes",
    )


def not_searched(file: str, detail: str) -> Label:
    """A file that could not be searched for what may stand nowhere in it."""
    return Label(
        f"{file}：查不了里面有没有不能出现的文字（{detail}）",
        f"{file}: can't be searched for what may stand nowhere in it ({detail})",
    )


def pictures_not_searched(pages: Sequence[int], words: Sequence[str]) -> Label:
    """Pages that are pictures: what they show is for a person to look at."""
    numbers = ", ".join(map(str, pages[:_MOST_LISTED])) + (" …" if len(pages) > _MOST_LISTED else "")
    named = "、".join(f"“{word}”" for word in words)
    return Label(
        f"第 {numbers} 页是图片，上面有没有{named}要自己看",
        f"pages {numbers} are pictures: whether they show {', '.join(words)} is for you to look at",
    )


_MOST_LISTED = 20
