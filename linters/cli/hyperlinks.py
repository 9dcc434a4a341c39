"""Whether a terminal takes hyperlinks, by what it says of itself.

A terminal cannot be asked, and one that does not know them may show their addresses as text.

Source: https://github.com/chalk/supports-hyperlinks, a package of npm, whose conventions are these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

# The oldest version of a program that takes them.
_PROGRAMS = {
    "iTerm.app": (3, 1),
    "WezTerm": (20200620,),
    "vscode": (1, 72),
    "Hyper": (0,),
    "ghostty": (0,),
    "zed": (0,),
}
_VTE = 5000  # 0.50.0, written without points
_KONSOLE = 201200
_TERMS = ("xterm-kitty", "alacritty", "alacritty-direct", "foot", "xterm-ghostty", "contour")


def takes_links(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether what is written to `stream` may hold hyperlinks.

    `FORCE_HYPERLINK` decides, if it is set: `0` is no, all else is yes.
    """
    forced = environment.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced.strip() != "0"
    term = environment.get("TERM", "")
    if not stream.isatty() or term == "dumb":
        return False
    if any(environment.get(name) for name in ("CI", "TEAMCITY_VERSION")):
        return False
    if any(environment.get(name) for name in ("WT_SESSION", "DOMTERM", "KITTY_WINDOW_ID")):
        return True
    version = _numbers(environment.get("TERM_PROGRAM_VERSION", ""))
    oldest = _PROGRAMS.get(environment.get("TERM_PROGRAM", ""))
    if oldest is not None and version >= oldest:
        return True
    if (konsole := environment.get("KONSOLE_VERSION", "")).isdecimal():
        return int(konsole) >= _KONSOLE
    vte = _numbers(environment.get("VTE_VERSION", ""))
    if vte:
        # 0.50.0 itself crashed on them.
        return vte > (0, 50, 0) if len(vte) > 1 else vte[0] > _VTE
    return term in _TERMS


def _numbers(version: str) -> tuple[int, ...]:
    """`3.4.15` as numbers; of WezTerm's `20240203-110809-5046fc22` the day."""
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version.partition("-")[0]))
