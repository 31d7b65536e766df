"""Why a record can't be handed in as the notice wants it: too many pages, too much together, no such picture."""

from collections.abc import Sequence

from zcdossier.assemble.build_messages import megabytes
from zcdossier.model.label import Label


def over_pages(limit: int, count: int) -> Label:
    """A record with more pages than the notice takes."""
    return Label(
        f"有 {count} 页，申报要求最多 {limit} 页。请用清单里的 pages 只放需要的页，或者少放几个文件",
        f"it has {count} pages, the notice takes {limit} at most. List only those needed by `pages` in the manifest, "
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
        f"{file}: is handed in as it is and has {count} pages; the notice takes {limit} at most",
    )


def too_few_pixels(file: str, found: tuple[int, int], wanted: str) -> Label:
    """A source smaller than the picture that is wanted."""
    size = f"{found[0]}×{found[1]}"
    return Label(
        f"{file}：只有 {size} 像素，申报要求的图片是 {wanted}；放大不会更清楚，请换更大的扫描件",
        f"{file}: has only {size} pixels, the notice wants {wanted}; enlarging shows no more, use a larger scan",
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
        f"the notice wants {megabytes(least)} at least. Scan it finer",
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
        f"together the files take {megabytes(sizes)}; the notice takes less than {megabytes(limit)} in all, "
        f"and smaller they can't be read. The largest: {en}. Leave pages out",
    )


def over_page_limit(limit: int, page: int, file: str, size: int) -> Label:
    """A page that can't be made small enough."""
    return Label(
        f"第 {page} 页（{file}）压缩到仍能看清的最低清晰度后还有 {megabytes(size)}，每页要小于 {megabytes(limit)}",
        f"page {page} ({file}) takes {megabytes(size)} at the lowest quality that can be read; each must be below "
        f"{megabytes(limit)}",
    )
