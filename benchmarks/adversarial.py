"""How long hostile input takes, and how that grows when it doubles.

    python benchmarks/adversarial.py [--bytes N] [NAME...]

For each input of `tests/adversarial.py`: CPU seconds at N bytes (default 100,000) and at twice as
many, and the factor between them; about 2 is linear.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from linters.engine.check import check
from tests.adversarial import INPUTS
from tests.conftest import read, rule_set


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bytes", type=int, default=100_000)
    parser.add_argument("names", nargs="*", default=list(INPUTS))
    options = parser.parse_args()
    rules = rule_set()
    worst = 0.0
    for name in options.names:
        make = INPUTS[name]
        size = max(20, int(options.bytes / max(1.0, len(make(2000).encode()) / 2000)))
        times = []
        for count in (size, 2 * size):
            text = make(count)
            start = time.process_time()
            document = read(text)
            check(document, rules)
            _ = document.prose, document.protected
            times.append(time.process_time() - start)
        worst = max(worst, times[0])
        factor = times[1] / max(times[0], 0.005)
        print(f"{name:32} {times[0]:7.3f} s {times[1]:7.3f} s   x {factor:.1f}")
    print(f"slowest at {options.bytes:,} bytes: {worst:.2f} s")


if __name__ == "__main__":
    main()
