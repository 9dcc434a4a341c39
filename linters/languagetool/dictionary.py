"""Words of LanguageTool's spelling dictionary, read without Java.

The file is a finite-state automaton in the format CFSA2 of Morfologik. An entry is a word, a
separator (`_` in the Portuguese, `+` in the English file) and a letter for how frequent the word
is: `A` rare, later letters more frequent.
Source: https://github.com/morfologik/morfologik-stemming (CFSA2.java, FSAFlags.java)
"""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = b"\\fsa\xc6"
_NEXT, _LAST, _LABEL = 0x80, 0x40, 0x1F
_HAS_NUMBERS = 0x100


class Dictionary:
    """Whether a word is in the file at `path`, and how frequent it is.

    Raises OSError if the file cannot be read, ValueError if it is of another format.
    """

    def __init__(self, path: str, separator: str = "_") -> None:
        self._separator = ord(separator)
        with open(path, "rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if data[:5] != _MAGIC or int.from_bytes(data[5:7], "big") & _HAS_NUMBERS:
            raise ValueError(f"{path} is no dictionary that can be read")
        labels = data[7]
        self._labels = data[8 : 8 + labels]
        self._arcs = data[8 + labels :]
        self._nodes: dict[int, dict[int, int]] = {}
        root = self._node(0)
        # The first arc of the file leads to the start.
        self._root = next(iter(root.values()))

    def _node(self, offset: int) -> dict[int, int]:
        """The arcs that leave a node: from the label to the node it leads to (0: none)."""
        known = self._nodes.get(offset)
        if known is not None:
            return known
        arcs, labels = self._arcs, self._labels
        found: dict[int, int] = {}
        follows = -1
        position = offset
        while True:
            flags = arcs[position]
            position += 1
            index = flags & _LABEL
            if index:
                label = labels[index]
            else:
                label = arcs[position]
                position += 1
            if flags & _NEXT:
                found[label] = -1
                follows = label
            else:
                target = shift = 0
                while True:
                    byte = arcs[position]
                    position += 1
                    target |= (byte & 0x7F) << shift
                    shift += 7
                    if byte < 0x80:
                        break
                found[label] = target
            if flags & _LAST:
                break
        if follows >= 0:
            found = {label: position if to == -1 else to for label, to in found.items()}
        self._nodes[offset] = found
        return found

    def frequency(self, word: str) -> int:
        """How frequent exactly this word is, from 1 to 26; 0 if it is not in the dictionary."""
        node = self._root
        for byte in word.encode("utf-8"):
            target = self._node(node).get(byte)
            if not target:
                return 0
            node = target
        entry = self._node(node).get(self._separator)
        if not entry:
            return 0
        return max(label - 64 for label in self._node(entry))

    def __contains__(self, word: str) -> bool:
        return self.frequency(word) > 0

    def near(self, word: str, distance: int) -> Iterator[tuple[str, int, int]]:
        """The words within that many changes of `word`, each with its changes and frequency.

        A change puts in, takes out, or replaces a letter, or swaps two neighbours. Of those two
        changes away only the ones that begin with the same letter are looked for: they are nearly
        all, in a tenth of the time.
        """
        node, made, rows = self._root, "", [list(range(len(word) + 1))]
        if distance > 1:
            for byte in word[0].encode("utf-8"):
                node = self._node(node).get(byte, 0)
                if not node:
                    return
            made = word[0]
            rows.append(next_row(word, "", made, rows))
        yield from self._near(node, b"", word, made, rows, distance)

    def _near(
        self,
        node: int,
        pending: bytes,
        word: str,
        made: str,
        rows: list[list[int]],
        distance: int,
    ) -> Iterator[tuple[str, int, int]]:
        for label, target in self._node(node).items():
            if label == self._separator and not pending:
                if rows[-1][-1] <= distance and target:
                    frequency = max(one - 64 for one in self._node(target))
                    yield made, rows[-1][-1], frequency
                continue
            if not target:
                continue
            letter = pending + bytes((label,))
            if letter[0] >= 0xC0 and len(letter) < (2 if letter[0] < 0xE0 else 3):
                yield from self._near(target, letter, word, made, rows, distance)
                continue
            character = letter.decode("utf-8")
            row = next_row(word, made, character, rows)
            if min(row) <= distance:
                yield from self._near(target, b"", word, made + character, [*rows, row], distance)


def next_row(word: str, made: str, letter: str, rows: list[list[int]]) -> list[int]:
    """The next row of the table of distances (optimal string alignment)."""
    last = rows[-1]
    row = [last[0] + 1]
    for column, own in enumerate(word, start=1):
        cost = min(last[column] + 1, row[-1] + 1, last[column - 1] + (own != letter))
        if column > 1 and len(rows) > 1 and own == made[-1:] and word[column - 2] == letter:
            cost = min(cost, rows[-2][column - 2] + 1)
        row.append(cost)
    return row
