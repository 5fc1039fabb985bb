"""Records cases from real varnishd: `python3 tests/varnish/record.py [--again | --compiled] [name ...]`.

A case is NAME.vcl and NAME.json in tests/varnish/cases. The JSON holds `script`; `expected` is filled in here, from two
plays that agree. Cases that have an `expected` are left alone without --again. With --compiled, the lines in compiled.json
that have no `line` yet are asked of `varnishd -C` instead, with --again all. Needs varnishd (see real.py).
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from compare import differences
from real import check, play

CASES = Path(__file__).parent / "cases"
#: Varnishds at a time. Their moments are real ones, so a busy machine wants fewer.
AT_ONCE = 8
#: A moment that comes near a boundary makes plays differ; after so many a case is given up.
MOST_PLAYS = 4


def record(name: str) -> str:
    path = CASES / f"{name}.json"
    case = json.loads(path.read_text())
    vcl = (CASES / f"{name}.vcl").read_text()
    plays = [play(vcl, case["script"])]
    steady = None
    while steady is None and len(plays) < MOST_PLAYS:
        plays.append(play(vcl, case["script"]))
        steady = next((one for one in plays[:-1] if not differences(one, plays[-1])), None)
    if steady is None:
        return f"{name}: no two plays agree, not kept: {differences(plays[0], plays[1])[0]}"
    if isinstance(steady, dict):
        steady.pop("log", None)
    case["expected"] = steady
    path.write_text(json.dumps(case, indent="\t", ensure_ascii=False) + "\n")
    return f"{name}: recorded"


def record_compiled(*, again: bool) -> None:
    path = CASES.parent / "compiled.json"
    cases = json.loads(path.read_text())
    wanted = [case for case in cases.values() if again or "line" not in case]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(check, [case["vcl"] for case in wanted])
    for case, answer in zip(wanted, answers, strict=True):
        case["line"] = answer and answer["line"]
    path.write_text(json.dumps(cases, indent="\t", ensure_ascii=False) + "\n")


def main(arguments: list[str]) -> None:
    again = "--again" in arguments
    if "--compiled" in arguments:
        record_compiled(again=again)
        return
    names = [one for one in arguments if one != "--again"] or sorted(path.stem for path in CASES.glob("*.vcl"))
    wanted = [
        name for name in names if again or "expected" not in json.loads((CASES / f"{name}.json").read_text())
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for line in pool.map(record, wanted):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
