"""What is in order among things that are numbered."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Thing = TypeVar("Thing")


def rising(pairs: Sequence[tuple[int, Thing]]) -> list[tuple[int, Thing]]:
    """The longest subsequence whose numbers rise: what is in order. O(n log n).

    Source: Schensted 1961, https://doi.org/10.4153/CJM-1961-015-3
    """
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (number, _) in enumerate(pairs):
        at = bisect_left(tails, number)
        previous.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [index]
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]
