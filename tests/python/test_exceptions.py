"""Exceptions as readers see them: the sentence, the frames, the place."""

import pytest


def raised(classroom, code, **more):
    return classroom.cell(code, **more)["exception"]


SENTENCES = [
    ("prnt(1)", "Nothing is called prnt here; there is print, which is spelt much the same."),
    ("json", "Nothing is called json here, but there is a module of that name: import json first."),
    ("qqzz", "Nothing is called qqzz here: check the spelling, and that the line that defines it runs before this one."),
    ("n = 1\ndef f():\n    n += 1\nf()", "The variable n is local to this function, as something in it gives n a value, but here it has none."),
    ("import nowhere", "There is no module nowhere: no file of that name is in this project, and Python here does not have it either."),
    ("import Rates", "There is no module Rates, but a file rates.py: capitals count in the names of modules."),
    ("import rates.deep", "The module rates is there, but it holds no deep."),
    ("from rates import RATES", "The module rates defines no RATES; it has RATE, which is spelt much the same."),
    ("from rates import other", "The module rates defines no other: check the spelling, and that the definition is not inside something else."),
    ("None.upper()", "The value before .upper is None here: look where it comes from."),
    ("[].push(1)", "A value of type list has no attribute push: check the spelling, and that the value is of the type you expect."),
    ("[].apend(1)", "A value of type list has no attribute apend; it has append, which is spelt much the same."),
    ("1 / 0", "Something is divided by zero here: the divisor is 0 at this moment."),
    ("{}['rate']", "The key 'rate' was looked up, but it is not there; .get() or `in` ask without an error."),
    ("[1][1]", "The index lies outside the list: one of n items has the indexes 0 to n - 1, and -1 to -n counted from its end."),
    ("[].pop()", "There was nothing left to pop: the list is empty at this point."),
    ("def f(a): pass\nf()", "The call of f() lacks a value for 'a'."),
    ("def f(a): pass\nf(1, 2)", "f() was given 2 positional arguments but takes 1; for a method, self counts as one."),
    ("def f(a): pass\nf(b=1)", "f() has no parameter called b: compare the call with what it takes."),
    ("'a' + 1", "+ joins a str only to another str, and the other value is of type int: convert one of them first."),
    ("1 + 'a'", "Python has no meaning for int + str: look at where the two values come from."),
    ("1 < 'a'", "Python cannot order int and str with <: look at where the two values come from."),
    ("None[0]", "The value is None here, and None is not subscriptable."),
    ("3()", "A value of type int is called here like a function, and it is none."),
    ("{[]: 1}", "A value of type list can change, so it cannot be a dict key."),
    ("int('ten')", "int() cannot read 'ten' as a whole number."),
    ("a, b = [1]", "There are fewer values here than names to take them (expected 2, got 1)."),
    ("a, b = [1, 2, 3]", "There are more values here than names to take them (expected 2, got 3)."),
    ("assert 1 == 2", "An assert found its condition false."),
    ("assert 1 == 2, 'no rate'", "An assert found its condition false: no rate."),
    ("def f(): f()\nf()", "Calls went deeper than Python allows: most often a function calls itself, and the case that ends it is missing or never reached."),
    ("open('gone.txt')", "There is no file 'gone.txt' in this project at this moment."),
    ("raise NotImplementedError", "This part has yet to be written: it raises NotImplementedError on purpose."),
    ("[0] * 10**10", "The program asked for more memory than there is."),
    ("a = [0]\na *= 10**10", "The program asked for more memory than there is."),
    ("list(range(10**10))", "The program asked for more memory than there is."),
    ("a = []\nwhile True: a.append(bytes(2**28))", "The program asked for more memory than there is."),
    ("bytearray(10**10)", "The program asked for more memory than there is."),
    ("bytearray(2**31 - 1)", "The program asked for more memory than there is."),
    ("float(10**400)", "This whole number is too large to be made a float."),
    ("2.0 ** 10_000", "The result is too large for the kind of number that should hold it."),
    ("next(iter([]))", "The iterator has no further item, and next() was not given a default."),
    ("await f()", "await works only inside an async def: put the code into one, and run it with asyncio.run(...)."),
    ("x = (1", "The bracket ( is opened here and never closed."),
    ("if 1:\nprint(1)", "The 'if' statement on line 1 opens a block, and what follows it is not indented further."),
    ("x = 1\n  y = 2", "This line is indented further than the code before it, which opens no block."),
    ("if 1:\n\tx\n        y", "Tabs and spaces are mixed in the indentation: use spaces everywhere."),
    ("for i in 3 print(i)", "Python cannot read this line: invalid syntax."),
    ("import threading\nthreading.Thread(target=print).start()", "Threads cannot be started here: Python runs inside the browser, in one thread."),
    ("import subprocess\nsubprocess.run(['ls'])", "Other programs cannot be started here: Python runs inside the browser, which has no processes."),
    ("import multiprocessing\nmultiprocessing.Process(target=print).start()", "Other programs cannot be started here: Python runs inside the browser, which has no processes."),
    ("import os\nos.fork()", "This cannot be done here: Python runs inside the browser, whose system has no such function."),
    ("raise ConnectionRefusedError('the database is down')", "A ConnectionRefusedError was raised, and nothing caught it: the database is down."),
    ("d = {1: 1}\nfor k in d: d[k + 1] = 1", "The loop goes through this collection while items are added to it or removed: go through a copy."),
    ("raise ExceptionGroup('g', [ValueError(), KeyError()])", "2 exceptions came out together: KeyError, ValueError."),
    ("class Dry(Exception): pass\nraise Dry", "A Dry was raised, and nothing caught it."),
    ("print 'x'", "Python cannot read this line: Missing parentheses in call to 'print'. Did you mean print(...)?"),
    ("x = (1 2)", "Python cannot read this line: invalid syntax. Perhaps you forgot a comma?"),
    ("def f():\n    await g()", "await works only inside an async def: put the code into one, and run it with asyncio.run(...)."),
    ("def f():\n    async with g(): pass", "async with works only inside an async def: put the code into one, and run it with asyncio.run(...)."),
    ("!pip install x", "This line is for a terminal, and nothing can be installed here: a lesson brings along the packages that it uses."),
    ("pip install x", "This line is for a terminal, and nothing can be installed here: a lesson brings along the packages that it uses."),
    ("%pip install x", "This line is for a terminal, and nothing can be installed here: a lesson brings along the packages that it uses."),
    ("!ls", "A line that begins with ! is a command for Jupyter to hand to a terminal. It is no Python, and there is no terminal here."),
    ("%timeit f()", "A line that begins with % is a command of Jupyter's own. It is no Python: write what it does in Python."),
    (">>> print(1)", "This line was copied with the prompt in front of it: take that away."),
    ("print?", "A question mark asks Jupyter for help. It is no Python: call help() with the name."),
    ("del {}['a']", "The key 'a' was to be deleted, but it is not there."),
    ("del nothing", "Nothing is called nothing here: check the spelling, and that the line that defines it runs before this one."),
    ("(1,)[-3]", "The index lies outside the tuple: one of n items has the indexes 0 to n - 1, and -1 to -n counted from its end."),
    ("[1][2] = 3", "The index lies outside the list: one of n items has the indexes 0 to n - 1, and -1 to -n counted from its end."),
    ("for a, b in [(1,)]: pass", "There are fewer values here than names to take them (expected 2, got 1)."),
    ("{(1, []): 2}", "A value of type tuple cannot be a dict key, as what makes it so, of type list, has no hash."),
    ("class A:\n    def f(self): x\n    x = 1\nA().f()", "Nothing is called x here; the object has one: self.x."),
    ("import random_\nrandom_.nothing", "The module random_ has no attribute nothing: check the spelling."),
    ("class Over(Exception): pass\nraise Over", "An Over was raised, and nothing caught it."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "sentence"), SENTENCES, ids=[code.splitlines()[-1] for code, _ in SENTENCES]
)
def test_says_in_one_sentence_what_happened(classroom, code, sentence):
    assert raised(classroom, code, files={"rates.py": "RATE = 3", "random_.py": ""})["friendly"] == sentence


PLAIN = {
    # Raised by hand, with whatever text.
    "raise KeyError('no such order')": "A KeyError was raised, and nothing caught it: no such order.",
    "raise KeyError('a', 'b')": "A KeyError was raised, and nothing caught it: ('a', 'b').",
    "raise IndexError('list index out of range')": "An IndexError was raised, and nothing caught it: list index out of range.",
    "raise IndexError('pop from empty list')": "An IndexError was raised, and nothing caught it: pop from empty list.",
    "raise NameError(\"name 'x' is not defined\", name='x')": "A NameError was raised, and nothing caught it: name 'x' is not defined.",
    "raise UnboundLocalError(\"cannot access local variable 'x'\")": "An UnboundLocalError was raised, and nothing caught it: cannot access local variable 'x'.",
    "raise AttributeError(\"'NoneType' object has no attribute 'x'\", name='x', obj=None)": "An AttributeError was raised, and nothing caught it: 'NoneType' object has no attribute 'x'.",
    "raise AttributeError('not for you', name='secret', obj=object())": "An AttributeError was raised, and nothing caught it: not for you.",
    "raise ZeroDivisionError('no orders yet')": "A ZeroDivisionError was raised, and nothing caught it: no orders yet.",
    "raise OverflowError('too many guests')": "An OverflowError was raised, and nothing caught it: too many guests.",
    "raise MemoryError": "A MemoryError was raised, and nothing caught it.",
    "raise RecursionError('the tree is too deep')": "A RecursionError was raised, and nothing caught it: the tree is too deep.",
    "raise TypeError('f() missing 1 required positional argument: \\'a\\'')": "A TypeError was raised, and nothing caught it: f() missing 1 required positional argument: 'a'.",
    "raise TypeError(\"'NoneType' object is not iterable\")": "A TypeError was raised, and nothing caught it: 'NoneType' object is not iterable.",
    "raise ValueError('not enough values to unpack')": "A ValueError was raised, and nothing caught it: not enough values to unpack.",
    "raise ValueError(\"invalid literal for int() with base 10: 'x'\")": "A ValueError was raised, and nothing caught it: invalid literal for int() with base 10: 'x'.",
    "raise UnicodeDecodeError('utf-8', b'x', 0, 1, 'no')": "A UnicodeDecodeError was raised, and nothing caught it: 'utf-8' codec can't decode byte 0x78 in position 0: no.",
    "raise ImportError(\"cannot import name 'a' from 'b' (c.py)\")": "An ImportError was raised, and nothing caught it: cannot import name 'a' from 'b' (c.py).",
    "raise ModuleNotFoundError('the driver is not there', name='driver')": "A ModuleNotFoundError was raised, and nothing caught it: the driver is not there.",
    "raise SyntaxError('the query is wrong')": "A SyntaxError was raised, and nothing caught it: the query is wrong.",
    "raise TabError('x')": "A TabError was raised, and nothing caught it: x.",
    "raise IndentationError('unexpected indent')": "An IndentationError was raised, and nothing caught it: unexpected indent.",
    "raise AssertionError('assert 1 == 2')": "An AssertionError was raised, and nothing caught it: assert 1 == 2.",
    "raise AssertionError": "An AssertionError was raised, and nothing caught it.",
    "raise StopIteration": "A StopIteration was raised, and nothing caught it.",
    "raise StopAsyncIteration": "A StopAsyncIteration was raised, and nothing caught it.",
    "raise NotImplementedError('not on this card')": "A NotImplementedError was raised, and nothing caught it: not on this card.",
    "raise RuntimeError('dictionary changed size during iteration')": "A RuntimeError was raised, and nothing caught it: dictionary changed size during iteration.",
    'raise RuntimeError("can\'t start new thread")': "A RuntimeError was raised, and nothing caught it: can't start new thread.",
    "raise RuntimeError('deadlock: every task waits')": "A RuntimeError was raised, and nothing caught it: deadlock: every task waits.",
    "raise EOFError('EOF when reading a line')": "An EOFError was raised, and nothing caught it: EOF when reading a line.",
    "raise FileNotFoundError(44, 'no', 'x.txt')": "A FileNotFoundError was raised, and nothing caught it: [Errno 44] no: 'x.txt'.",
    "raise ConnectionRefusedError(14, 'refused')": "A ConnectionRefusedError was raised, and nothing caught it: [Errno 14] refused.",
    "raise TimeoutError": "A TimeoutError was raised, and nothing caught it.",
    "import asyncio\nraise asyncio.CancelledError": "A CancelledError was raised, and nothing caught it.",
    "import sqlite3\nraise sqlite3.IntegrityError('UNIQUE constraint failed: a.b')": "An IntegrityError was raised, and nothing caught it: UNIQUE constraint failed: a.b.",
    "raise ValueError('Is it?')": "A ValueError was raised, and nothing caught it: Is it?",
    # By functions that look nothing up, call nothing and divide nothing here.
    "{}.popitem()": "A KeyError was raised, and nothing caught it: popitem(): dictionary is empty.",
    "set().pop()": "A KeyError was raised, and nothing caught it: pop from an empty set.",
    "{1}.remove(2)": "A KeyError was raised, and nothing caught it: 2.",
    "import os\nos.environ['NO_SUCH']": "A KeyError was raised, and nothing caught it: NO_SUCH.",
    "import heapq\nheapq.heappop([])": "An IndexError was raised, and nothing caught it: index out of range.",
    "import re\nre.match('a', 'a')['no']": "An IndexError was raised, and nothing caught it: no such group.",
    "'{}'.format()": "An IndexError was raised, and nothing caught it: Replacement index 0 out of range for positional args tuple.",
    "[1][10**20]": "An IndexError was raised, and nothing caught it: cannot fit 'int' into an index-sized integer.",
    "divmod(1, 0)": "A ZeroDivisionError was raised, and nothing caught it: division by zero.",
    "0 ** -1": "A ZeroDivisionError was raised, and nothing caught it: zero to a negative power.",
    "from fractions import Fraction\nFraction(1, 0)": "A ZeroDivisionError was raised, and nothing caught it: Fraction(1, 0).",
    "(300).to_bytes()": "An OverflowError was raised, and nothing caught it: int too big to convert.",
    "len(range(10**10))": "An OverflowError was raised, and nothing caught it: Python int too large to convert to C ssize_t.",
    "[].insert(10**20, 1)": None,
    "def g(): yield 1\ng().send(2)": "A TypeError was raised, and nothing caught it: can't send non-None value to a just-started generator.",
    "iter([]).__next__()": "A StopIteration was raised, and nothing caught it.",
    "next = lambda it: it.__next__()\nnext(iter([]))": "A StopIteration was raised, and nothing caught it.",
    "import os\nos.rename('a', 'b')": "A FileNotFoundError was raised, and nothing caught it: [Errno 44] No such file or directory: 'a' -> 'b'.",
    # In classes of the reader's, that look up in their own way or are no plain one.
    "class D(dict):\n    def __getitem__(self, key): raise KeyError('closed')\nD()['a']": "A KeyError was raised, and nothing caught it: closed.",
    "class D(dict):\n    def __missing__(self, key): return {}.popitem()\nD()['a']": "A KeyError was raised, and nothing caught it: popitem(): dictionary is empty.",
    "class S:\n    def __getitem__(self, n): raise IndexError(n)\nS()[3]": "An IndexError was raised, and nothing caught it: 3.",
    "class A:\n    def __getattr__(self, name): raise AttributeError(f'ask for {name} at the desk')\nA().x": "An AttributeError was raised, and nothing caught it: ask for x at the desk.",
    "class M:\n    def __truediv__(self, other): raise ZeroDivisionError('no')\nM() / 1": "A ZeroDivisionError was raised, and nothing caught it: no.",
    "class Lost(KeyError): pass\nraise Lost('a')": "A Lost was raised, and nothing caught it: a.",
    "class NotYet(NotImplementedError): pass\nraise NotYet": "A NotYet was raised, and nothing caught it.",
    # Chained, and with arguments of odd kinds.
    "try: {}['a']\nexcept KeyError as e: raise KeyError('b') from e": "A KeyError was raised, and nothing caught it: b.",
    "try: 1 / 0\nexcept ZeroDivisionError: raise IndexError('list index out of range')": "An IndexError was raised, and nothing caught it: list index out of range.",
    "raise KeyError(None)": "A KeyError was raised, and nothing caught it: None.",
    "raise NameError(3, name=4)": "A NameError was raised, and nothing caught it: 3.",
    "raise AttributeError(name=[], obj=3)": "An AttributeError was raised, and nothing caught it.",
    "raise SyntaxError('x', ('a', None, None, 3))": None,
    "raise OSError('a', 'b', 'c')": None,
    "raise ValueError(['a'])": "A ValueError was raised, and nothing caught it: ['a'].",
}


@pytest.mark.parametrize("code", PLAIN, ids=[code.replace("\n", "; ")[:60] for code in PLAIN])
def test_claims_nothing_where_the_frame_shows_nothing(classroom, code):
    friendly = raised(classroom, code)["friendly"]

    if PLAIN[code] is None:
        assert "was raised, and nothing caught it" in friendly
    else:
        assert friendly == PLAIN[code]


AGAIN = {
    "try: {}['a']\nexcept KeyError: raise": "The key 'a' was looked up, but it is not there; .get() or `in` ask without an error.",
    "try: {}['a']\nexcept KeyError as e: raise e": "The key 'a' was looked up, but it is not there; .get() or `in` ask without an error.",
    "try: 1 / 0\nfinally: x = 1": "Something is divided by zero here: the divisor is 0 at this moment.",
    "def f(): return {}['a']\ndef g(): return f()\ng()": "The key 'a' was looked up, but it is not there; .get() or `in` ask without an error.",
}


@pytest.mark.parametrize("code", AGAIN)
def test_an_exception_that_is_raised_again_is_told_by_where_it_began(classroom, code):
    assert raised(classroom, code)["friendly"] == AGAIN[code]


def test_names_the_modules_that_import_each_other(classroom):
    files = {"a.py": "from b import two\none = 1", "b.py": "from a import one\ntwo = 2"}

    friendly = raised(classroom, "import a", files=files)["friendly"]

    assert (
        friendly
        == "a was still being imported when one was asked of it: these modules import each other in a circle."
    )


class TestPlace:
    def test_marks_the_expression(self, classroom):
        exception = raised(classroom, "rate = 1 + 2 / 0")

        assert exception["at"] == {"file": "cell.py", "line": 1, "column": 11, "endLine": 1, "endColumn": 16}

    def test_counts_columns_in_utf_16(self, classroom):
        exception = raised(classroom, "x = '😀é', 1 / 0")

        assert (exception["at"]["column"], exception["at"]["endColumn"]) == (11, 16)

    def test_counts_columns_of_a_syntax_error_in_utf_16(self, classroom):
        exception = raised(classroom, "x = '😀é' 5 6")

        assert [(frame["line"], frame["source"]) for frame in exception["frames"]] == [(1, "x = '😀é' 5 6")]
        assert exception["at"]["line"] == 1
        assert exception["at"]["column"] == 10

    def test_of_a_syntax_error_in_an_imported_file_is_there(self, classroom):
        exception = raised(classroom, "import broken", files={"broken.py": "x = 1\ny = = 2\n"})

        assert (exception["at"]["file"], exception["at"]["line"]) == ("broken.py", 2)
        assert [(frame["file"], frame["line"]) for frame in exception["frames"]] == [
            ("cell.py", 1),
            ("broken.py", 2),
        ]

    def test_is_the_innermost_line_of_the_reader(self, classroom):
        exception = raised(classroom, "import json\ndef read(text):\n    return json.loads(text)\nread('{')")

        assert exception["at"]["line"] == 3


class TestTraceback:
    def test_whole_holds_causes(self, classroom):
        full = raised(
            classroom, "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('no') from e"
        )["full"]

        assert "The above exception was the direct cause" in full
        assert "classroom" not in full

    def test_whole_holds_the_members_of_a_group(self, classroom):
        full = raised(classroom, "raise ExceptionGroup('two', [ValueError('a'), KeyError('b')])")["full"]

        assert "ExceptionGroup: two (2 sub-exceptions)" in full
        assert "KeyError: 'b'" in full

    def test_whole_holds_notes(self, classroom):
        full = raised(classroom, "e = ValueError('a')\ne.add_note('look here')\nraise e")["full"]

        assert full.endswith("ValueError: a\nlook here")

    def test_message_holds_the_suggestion_as_python_prints_it(self, classroom):
        assert raised(classroom, "prnt(1)")["message"] == "name 'prnt' is not defined. Did you mean: 'print'?"

    def test_survives_an_exception_that_cannot_be_printed(self, classroom):
        exception = raised(classroom, "class Bad(Exception):\n    def __str__(self): 1 / 0\nraise Bad")

        assert exception["message"] == "<this exception's __str__ raises an exception>"

    def test_knows_a_class_outside_builtins_by_its_module(self, classroom):
        assert (
            raised(
                classroom, "import rates\nraise rates.Dry", files={"rates.py": "class Dry(Exception): pass"}
            )["type"]
            == "rates.Dry"
        )


def test_a_file_that_is_no_python_is_named_with_its_line(classroom):
    code = "raise_ = SyntaxError('Invalid return', ('/home/reader/old.vcl', 2, 3, '  return (fetch);', 2, 9))\nraise raise_\n"

    told = classroom.cell(code, files={"old.vcl": "sub vcl_hit {\n  return (fetch);\n}\n"})["exception"]

    assert told["friendly"] == "old.vcl cannot be read, in line 2: Invalid return."


LIARS = {
    "str raises": "def __str__(self): 1 / 0",
    "str exits": "def __str__(self): raise SystemExit",
    "str interrupts": "def __str__(self): raise KeyboardInterrupt",
    "str is of a class of its own": "def __str__(self): return Text('x')",
    "str recurses": "def __str__(self): return self.__str__()",
    "repr recurses": "def __repr__(self): return self.__repr__()\n    __str__ = __repr__",
    "getattr raises": "def __getattr__(self, name): raise RuntimeError(name)",
    "getattr answers everything": "def __getattr__(self, name): return self",
    "getattribute raises": "def __getattribute__(self, name): raise RuntimeError(name)",
    "getattribute exits": "def __getattribute__(self, name): raise SystemExit",
    "class lies": "__class__ = property(lambda self: int)",
    "class raises": "__class__ = property(lambda self: 1 / 0)",
    "traceback lies": "__traceback__ = property(lambda self: 3)",
    "traceback raises": "__traceback__ = property(lambda self: 1 / 0)",
    "notes lie": "__notes__ = 3",
    "notes raise": "__notes__ = property(lambda self: 1 / 0)",
    "notes exit": "__notes__ = property(lambda self: exit())",
    "cause is itself": "__cause__ = property(lambda self: self)",
    "cause raises": "__cause__ = property(lambda self: 1 / 0)",
    "cause is no exception": "__cause__ = 3",
    "context is new each time": "__context__ = property(lambda self: Bad())",
    "args lie": "args = property(lambda self: 1 / 0)",
}


@pytest.mark.parametrize("base", ["Exception", "KeyError", "SyntaxError", "AttributeError"])
@pytest.mark.parametrize("lie", LIARS)
def test_an_exception_that_lies_is_told_in_words_and_without_a_frame_of_ours(classroom, lie, base):
    code = f"class Text(str):\n    def __getattribute__(self, name): 1 / 0\nclass Bad({base}):\n    {LIARS[lie]}\nraise Bad\n"

    report = classroom.cell(code)

    assert report["ended"] == "raised"
    exception = report["exception"]
    assert exception["type"] == "Bad"
    assert exception["friendly"]
    assert "classroom" not in exception["full"] + exception["message"] + exception["friendly"]
    assert [frame["file"] for frame in exception["frames"]] == ["cell.py"]
    assert exception["at"]["line"] == code.count("\n")


def test_what_a_metaclass_says_of_its_class_is_not_asked(classroom):
    code = "class Meta(type):\n    def __getattribute__(cls, name): 1 / 0\nclass Bad(Exception, metaclass=Meta): pass\nraise Bad\n"

    assert classroom.cell(code)["exception"]["type"] == "Bad"


NESTED = """
def nest(depth):
    error = ValueError("innermost")
    for _ in range(depth): error = ExceptionGroup("g", [error])
    return error
raise nest(400)
"""


def test_groups_in_groups_are_told_to_a_depth(classroom):
    exception = classroom.cell(NESTED)["exception"]

    assert exception["friendly"] == "One exception came out, in a group: ExceptionGroup."
    assert "max_group_depth" in exception["full"]


def test_a_long_chain_is_told(classroom):
    code = "error = ValueError(0)\nfor n in range(1, 400):\n    new = ValueError(n)\n    new.__cause__ = error\n    error = new\nraise error\n"

    assert classroom.cell(code)["exception"]["message"] == "399"


@pytest.mark.parametrize(
    "code",
    [
        "import time\ntime.sleep('x')",
        "import time\ntime.sleep(-1)",
        "import asyncio\nasyncio.run(3)",
        "import asyncio\nasyncio.run(asyncio.Event().wait())",
    ],
)
def test_functions_of_ours_in_the_place_of_pythons_have_no_frame(classroom, code):
    exception = raised(classroom, code)

    assert "classroom/" not in exception["full"]


class TestHook:
    def test_that_exits_ends_the_program(self, classroom):
        report = classroom.cell("import sys\nsys.excepthook = lambda *args: sys.exit(1)\n1 / 0")

        assert (report["ended"], report["exception"]) == ("exited", None)

    def test_that_raises_what_it_was_given_does_not_go_round_in_a_circle(self, classroom):
        code = "import sys\ndef hook(kind, error, trace): raise error\nsys.excepthook = hook\n1 / 0"

        assert raised(classroom, code)["type"] == "ZeroDivisionError"

    def test_that_interrupts_is_told(self, classroom):
        code = "import sys\ndef hook(*args): raise KeyboardInterrupt\nsys.excepthook = hook\n1 / 0"

        assert raised(classroom, code)["type"] == "KeyboardInterrupt"


NETWORK = [
    "import socket\nsocket.create_connection(('example.com', 80))",
    "import socket\nsocket.create_connection(('127.0.0.1', 80))",
    "import socket\nsocket.socket().connect(('127.0.0.1', 80))",
    "import socket\nsocket.getaddrinfo('example.com', 80)",
    "import socket\nsocket.gethostbyname('example.com')",
    "import socket\nsocket.create_server(('127.0.0.1', 0))",
    "import socket\nsocket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 80))",
    "import urllib.request\nurllib.request.urlopen('http://example.com')",
    "import urllib.request\nurllib.request.urlopen('https://example.com')",
    "import http.client\nhttp.client.HTTPConnection('example.com').request('GET', '/')",
    "import http.client\nhttp.client.HTTPSConnection('example.com').request('GET', '/')",
    "import asyncio\nasyncio.run(asyncio.open_connection('example.com', 80))",
    "import asyncio\nasyncio.run(asyncio.start_server(print, '127.0.0.1', 8000))",
    "import smtplib\nsmtplib.SMTP('localhost')",
    "import ftplib\nftplib.FTP('ftp.example.com')",
    "from http.server import HTTPServer\nHTTPServer(('', 8000), None)",
]


@pytest.mark.parametrize("code", NETWORK)
def test_no_connection_seems_to_be_made(classroom, code):
    exception = raised(classroom, code)

    assert (
        exception["friendly"]
        == "Nothing can be reached from here: Python runs inside the browser, without a network."
    )
    assert "classroom" not in exception["full"]


PROCESSES = [
    "import os\nos.system('ls')",
    "import os\nos.popen('ls')",
    "import subprocess\nsubprocess.check_output('ls', shell=True)",
    "import asyncio\nasyncio.run(asyncio.create_subprocess_exec('ls'))",
    "import asyncio\nasyncio.run(asyncio.create_subprocess_shell('ls'))",
]


@pytest.mark.parametrize("code", PROCESSES)
def test_no_other_program_seems_to_run(classroom, code):
    assert raised(classroom, code)["friendly"].startswith("Other programs cannot be started here")


def test_no_thread_seems_to_run(classroom):
    code = "from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor().submit(print)"

    assert raised(classroom, code)["friendly"].startswith("Threads cannot be started here")


def test_an_address_in_numbers_needs_no_network_to_be_looked_up(classroom):
    code = "import socket\nsocket.getaddrinfo('127.0.0.1', 80)[0][4], socket.socket().connect_ex(('127.0.0.1', 80)) == 0"

    assert classroom.cell(code)["value"]["text"] == "(('127.0.0.1', 80), False)"
