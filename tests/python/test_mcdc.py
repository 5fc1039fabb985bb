"""MC/DC over what short-circuit evaluation shows, against its definition spelled out over whole truth tables."""

import ast
import itertools

import pytest

from classroom.probes.mcdc import Answer, Junction, Leaf, Not, Tree, asked, pairs, resolve

EXPRESSIONS = [
    "a",
    "not a",
    "a and b",
    "a or b",
    "a or b or c",
    "a and b and c",
    "a and (b or c)",
    "(a and b) or (c and d)",
    "(a or b) and (c or d)",
    "not (a and b) or c",
    "not (a or not b) and (c or not d)",
    "a and (b or (c and d))",
    "a or True",
    "a and True or b",
]


def tree_of(expression: str) -> tuple[Tree, int]:
    names: list[str] = []

    def build(node: ast.expr) -> Tree:
        match node:
            case ast.UnaryOp():
                return Not(build(node.operand))
            case ast.BoolOp():
                return Junction(isinstance(node.op, ast.And), [build(value) for value in node.values])
            case ast.Constant(value=value):
                names.append(repr(value))
                return Leaf(len(names) - 1, bool(value))
            case _:
                names.append(ast.unparse(node))
                return Leaf(len(names) - 1)

    return build(ast.parse(expression, mode="eval").body), len(names)


def truth_of(tree: Tree, row: tuple[bool, ...]) -> bool:
    match tree:
        case Leaf(index, constant):
            return row[index] if constant is None else constant
        case Not(part):
            return not truth_of(part, row)
        case Junction(every, parts):
            return (all if every else any)(truth_of(part, row) for part in parts)


def evaluation_of(tree: Tree, row: tuple[bool, ...]) -> tuple[list[Answer], str]:
    """What Python asks on this row of the truth table."""
    answers: list[Answer] = ["not-asked"] * len(row)
    while isinstance(outcome := resolve(tree, answers), Leaf):
        answers[outcome.index] = "true" if row[outcome.index] else "false"
    for leaf in asked(tree, answers):
        answers[leaf.index] = (
            "true" if (row[leaf.index] if leaf.constant is None else leaf.constant) else "false"
        )
    return answers, str(outcome).lower()


def rows_like(tree: Tree, answers: list[Answer]) -> list[tuple[bool, ...]]:
    """Every row of the truth table that may have been behind these answers."""
    rows = itertools.product([False, True], repeat=len(answers))
    return [
        row
        for row in rows
        if all(known in ("not-asked", str(truth).lower()) for known, truth in zip(answers, row, strict=True))
    ]


def hangs_on(tree: Tree, row: tuple[bool, ...], condition: int) -> bool:
    turned = tuple(truth != (index == condition) for index, truth in enumerate(row))
    return truth_of(tree, row) != truth_of(tree, turned)


def by_definition(tree: Tree, condition: int, one: list[Answer], other: list[Answer]) -> tuple[bool, bool]:
    """Masking and unique cause as Chilenski (2001) has them, for some value of what was not asked."""
    masking = unique = False
    for first, second in itertools.product(rows_like(tree, one), rows_like(tree, other)):
        if first[condition] == second[condition] or truth_of(tree, first) == truth_of(tree, second):
            continue
        differing = [index for index in range(len(first)) if first[index] != second[index]]
        masking |= hangs_on(tree, first, condition) and hangs_on(tree, second, condition)
        unique |= differing == [condition]
    return masking, unique


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_agrees_with_the_definition_on_every_pair_of_rows(expression: str) -> None:
    tree, count = tree_of(expression)
    seen = {
        str(evaluation_of(tree, row)): evaluation_of(tree, row)
        for row in itertools.product([False, True], repeat=count)
    }
    for condition in range(count):
        for one, other in itertools.permutations(seen.values(), 2):
            if one[0][condition] != "true" or other[0][condition] != "false":
                continue
            found = pairs(tree, condition, [one, other])
            assert (found.alone is not None, found.unique_cause is not None) == by_definition(
                tree, condition, one[0], other[0]
            ), (condition, one, other)


T: Answer = "true"
F: Answer = "false"
N: Answer = "not-asked"
U: Answer = "unknown"


@pytest.mark.parametrize(
    ("expression", "seen", "condition", "alone", "unique"),
    [
        ("a or b or c", [[T, N, N], [F, F, F]], 0, (0, 1), (0, 1)),
        ("a or b or c", [[T, N, N], [F, F, F]], 1, None, None),
        ("a or b or c", [[F, T, N], [F, F, F]], 1, (0, 1), (0, 1)),
        ("a or b or c", [[F, F, T], [F, F, F]], 2, (0, 1), (0, 1)),
        # c is shown by masking alone: a differs as well, but `a and b` is false both times.
        ("(a and b) or (c and d)", [[F, N, T, T], [T, F, F, N]], 2, (0, 1), None),
        # The same operand twice is two conditions; for the second the first differs.
        (
            "(a and b) or (not a and c)",
            [[T, T, N, N], [F, N, F, F], [F, N, F, T], [T, F, T, N]],
            0,
            (0, 1),
            (0, 1),
        ),
        ("(a and b) or (not a and c)", [[F, N, F, T], [T, F, T, N]], 2, (1, 0), None),
        ("not a", [[T], [F]], 0, (0, 1), (0, 1)),
        # b masks a: `a and b` is false whatever a is.
        ("a and b", [[T, F], [F, N]], 0, None, None),
        ("a and b", [[T, T], [F, N]], 0, (0, 1), (0, 1)),
        # Nothing is known of b, so it is never held for a.
        ("a or b", [[T, N], [F, U]], 0, None, None),
        # A literal never gives way.
        ("a or True", [[T, N], [F, T]], 0, None, None),
    ],
)
def test_known_pairs(
    expression: str, seen: list[list[Answer]], condition: int, alone: object, unique: object
) -> None:
    tree, _ = tree_of(expression)
    evaluations = []
    for answers in seen:
        outcome = resolve(tree, answers)
        evaluations.append((answers, "unknown" if isinstance(outcome, Leaf) else str(outcome).lower()))
    found = pairs(tree, condition, evaluations)
    assert (found.alone, found.unique_cause) == (alone, unique)


def test_an_evaluation_that_raised_is_never_half_of_a_pair() -> None:
    tree, _ = tree_of("a or b")
    assert pairs(tree, 0, [([T, N], "true"), ([F, U], "raised")]).alone is None


def test_a_pair_of_unique_cause_is_preferred_to_an_earlier_one() -> None:
    tree, _ = tree_of("(a and b) or (c and d)")
    evaluations = [([F, N, T, T], "true"), ([T, F, F, N], "false"), ([F, N, F, N], "false")]
    found = pairs(tree, 2, evaluations)
    assert found.alone == found.unique_cause == (0, 2)
