"""The mutation engine: few faults, each a slip that people make, in a text that is otherwise byte for byte the reader's."""

import ast

import pytest

from classroom.mutate import mutants

MORTGAGE = """def validate_affordability(mortgage, salary, affordability, existing_customer):
    if existing_customer or mortgage < 20_000 or mortgage / salary <= affordability:
        return True
    return False
"""


def test_the_mortgage_has_eight_classical_mutants_and_three_deleted_conditions() -> None:
    found = mutants("mortgage.py", MORTGAGE)
    assert [(each["operator"], each["id"].removeprefix("mortgage.py:")) for each in found] == [
        ("operand", "2:7 existing_customer or deleted"),
        ("connective", "2:25 or to and"),
        ("operand", "2:28 mortgage < 20_000 or deleted"),
        ("comparison", "2:37 < to <="),
        ("constant", "2:39 20_000 to 20_001"),
        ("connective", "2:46 or to and"),
        ("operand", "2:46 or mortgage / salary <= affordability deleted"),
        ("arithmetic", "2:58 / to *"),
        ("comparison", "2:67 <= to <"),
        ("return", "3:15 True to False"),
        ("return", "4:11 False to True"),
    ]
    assert {each["file"] for each in found} == {"mortgage.py"}


def test_a_deleted_condition_outlives_a_suite_that_kills_every_classical_mutant() -> None:
    suite = [
        # The existing customer's case borrows so little that a small loan's rule approves it too.
        ((10_000, 1_000, 4.5, True), True),
        ((10_000, 1_000, 4.5, False), True),
        ((20_000, 1_000, 4.5, False), False),
        ((45_000, 10_000, 4.5, False), True),
        ((100_000, 10_000, 4.5, False), False),
        ((100_000, 10_000, 4.5, True), True),
    ]

    def alive(cases: list[tuple[tuple[float, ...], bool]]) -> list[str]:
        left = []
        for each in mutants("mortgage.py", MORTGAGE):
            space: dict[str, object] = {}
            exec(each["source"], space)
            validate = space["validate_affordability"]
            if all(validate(*given) is expected for given, expected in cases):
                left.append(each["id"].removeprefix("mortgage.py:"))
        return left

    assert alive(suite) == []
    assert alive(suite[:-1]) == ["2:7 existing_customer or deleted"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # Comparisons: the boundary, or the negation where there is none.
        ("z = a < b", ["z = a <= b"]),
        ("z = a >= b", ["z = a > b"]),
        ("z = a == b", ["z = a != b"]),
        ("z = a is None", ["z = a is not None"]),
        ("z = a is  not None", ["z = a is None"]),
        ("z = a not in b", ["z = a in b"]),
        ("z = (a) <(b)", ["z = (a) <=(b)"]),
        # A chained comparison loses either end.
        ("z = a < b < c", ["z = b < c", "z = a <= b < c", "z = a < b <= c", "z = a < b"]),
        # Numbers keep the way they are written.
        ("z = 20_000", ["z = 20_001"]),
        ("z = 9_999", ["z = 10_000"]),
        ("z = 0x0f", ["z = 0x10"]),
        ("z = 0XFE", ["z = 0XFF"]),
        ("z = 0b101", ["z = 0b110"]),
        ("z = 4.5", ["z = 5.5"]),
        ("z = -1", ["z = -2"]),
        ("z = True", ["z = False"]),
        ("z = 'text', b'bytes', None, ..., 2j", []),
        # Arithmetic, where it is about numbers.
        ("z = a + b", ["z = a - b"]),
        ("z = a // b", ["z = a / b"]),
        ("z = a ** b", ["z = a * b"]),
        ("z += a", ["z -= a"]),
        ("z = a + 'text'", []),
        ("z = 'a' + b + c", []),
        ("z = [a] * b", []),
        ("Number = int | float", []),
        ("z += 'text'", []),
        # Boolean operators: the other one, or an operand less.
        ("z = a and b", ["z = b", "z = a or b", "z = a"]),
        ("z = (a or b) and c", ["z = c", "z = (b) and c", "z = (a and b) and c", "z = (a) and c",
                                "z = (a or b) or c", "z = (a or b)"]),
        ("z = (\n    a  # first\n    or (b)\n    or c\n)",
         ["z = (\n    (b)\n    or c\n)", "z = (\n    a  # first\n    and (b)\n    or c\n)",
          "z = (\n    a  # first\n    or c\n)", "z = (\n    a  # first\n    or (b)\n    and c\n)",
          "z = (\n    a  # first\n    or (b)\n)"]),
        ("z = not a", ["z = a"]),
        ("a = 1; b = 1", ["a = 2; b = 1", "a = 1; b = 2"]),
        ("@ (  # why\n  d(1))\nclass C:\n    z = 1", ["@ (  # why\n  d(1))\nclass C:\n    z = 2"]),
        ("z = not(a)", ["z = (a)"]),
        # What a function answers.
        ("def f():\n    return True", ["def f():\n    return False"]),
        ("def f():\n    return 'text'", ["def f():\n    return None"]),
        ("def f(a):\n    return g(a)", ["def f(a):\n    return None"]),
        ("def f(a):\n    return a is b", ["def f(a):\n    return a is not b"]),
        ("def f():\n    return 3", ["def f():\n    return 4"]),
        ("def f():\n    return\n", []),
        ("def f():\n    return None\n", []),
    ],
)  # fmt: skip
def test_faults(source: str, expected: list[str]) -> None:
    assert [each["source"] for each in mutants("m.py", source)] == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""Docstring 1 < 2."""\n',
        'def f():\n    """Docstring."""\n',
        "def f(a: int | None, *, b: Literal[1]) -> x or y: ...\n",
        "a: Literal[1, 2]\n",
        "type A = int | Literal[1]\ndef f[T: (int, Literal[1])](): ...\n",
        "if __name__ == '__main__':\n    print(1 + 1)\n",
        "if TYPE_CHECKING:\n    a = 1\nif typing.TYPE_CHECKING and x:\n    b = 1\n",
        "@lru_cache(maxsize=128)\ndef f(): pass\n",
        "@dataclass(frozen=True)\nclass C: pass\n",
        "a = f'{b + 1} of {c:>10}'\n",
        "1\n...\n",
        "",
    ],
)
def test_what_is_no_fault_is_left_alone(source: str) -> None:
    assert mutants("m.py", source) == []


@pytest.mark.parametrize("source", ["def f(:\n", "x = '\0' < 1\n"])
def test_what_is_no_python_has_no_mutants(source: str) -> None:
    assert mutants("m.py", source) == []


AWKWARD = (
    "# -*- é 🦉 -*-\r\nxs = {'🦉': 1, 'é': 2}; ok = '🦉' in xs and xs['é'] >= 2\r\n\r\n"
    "def f(a, b=10, *c):\r\n\tif (a or\r\n\t\tnot b) and 0 < len(c) <= 3: return '🦉' * a\r\n\treturn a if a == b else -b\r\n"
)


@pytest.mark.parametrize("source", [MORTGAGE, AWKWARD])
def test_each_mutant_compiles_is_new_and_differs_in_one_place(source: str) -> None:
    found = mutants("m.py", source)
    assert len(found) > 8
    shapes = [ast.dump(ast.parse(each["source"])) for each in found]
    assert len({*shapes, ast.dump(ast.parse(source))}) == len(found) + 1
    assert len({each["id"] for each in found}) == len(found)
    assert [(each["line"], each["column"]) for each in found] == sorted(
        (each["line"], each["column"]) for each in found
    )
    assert found == mutants("m.py", source)
    for each in found:
        before = source.encode("utf-16-le")
        start = sum(len(line.encode("utf-16-le")) for line in source.split("\n")[: each["line"] - 1])
        start += 2 * (each["line"] - 1) + 2 * each["column"]
        compile(each["source"], "m.py", "exec")
        if each["after"]:
            was, now = each["before"].encode("utf-16-le"), each["after"].encode("utf-16-le")
            assert before[:start] + now + before[start + len(was) :] == each["source"].encode("utf-16-le")
        else:
            assert before[start:].startswith(each["before"].split()[0].encode("utf-16-le"))
