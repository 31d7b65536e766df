"""Structural similarity with the usual window (Gaussian, 11 x 11, sigma 1.5) and constants (K 0.01 and 0.03)."""

import numpy as np

Pixels = np.ndarray

SIGMA, RADIUS = 1.5, 5
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
_BAND = 64  # rows at a time: what fits into a processor's cache
_TAPS = np.exp(-(np.arange(-RADIUS, RADIUS + 1) ** 2) / (2 * SIGMA**2))
TAPS = (_TAPS / _TAPS.sum()).astype(np.float32)


def ssim(first: Pixels, second: Pixels) -> float:
    """The mean over every window that lies wholly in the picture; both in grey, float32, 0 to 255."""
    height = first.shape[0] - 2 * RADIUS
    total = 0.0
    for top in range(0, height, _BAND):
        rows = slice(top, min(top + _BAND, height) + 2 * RADIUS)
        total += float(_map(first[rows], second[rows]).sum(dtype=np.float64))
    return total / int(height * (first.shape[1] - 2 * RADIUS))


def _map(x: Pixels, y: Pixels) -> Pixels:
    mean_x, mean_y = _blurred(x), _blurred(y)
    both = mean_x * mean_y
    squares = mean_x * mean_x + mean_y * mean_y
    variances = _blurred(x * x + y * y) - squares
    covariance = _blurred(x * y) - both
    mapped: Pixels = ((2 * both + _C1) * (2 * covariance + _C2)) / ((squares + _C1) * (variances + _C2))
    return mapped


def _blurred(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[0] - 2 * RADIUS, pixels.shape[1] - 2 * RADIUS
    down = sum(tap * pixels[at : at + height] for at, tap in enumerate(TAPS))
    across = sum(tap * down[:, at : at + width] for at, tap in enumerate(TAPS))
    return np.asarray(across)
