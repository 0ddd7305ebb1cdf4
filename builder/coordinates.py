"""Coordinates of drawings, as they are written."""


def tenth(value: float) -> float:
    """Return ``value`` with at most one decimal; what is whole is written without a point, and nought without a sign."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded
