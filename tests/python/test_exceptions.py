"""Exceptions as readers see them: the sentence, the frames, the place."""

import pytest


def raised(classroom, code, **more):
    return classroom.cell(code, **more)["exception"]


SENTENCES = [
    ("prnt(1)", "Nothing is called prnt here; there is print, which is spelt much the same."),
    ("json", "Nothing is called json here, but there is a module of that name: import json first."),
    ("qqzz", "Nothing is called qqzz here: check the spelling, and that the line that defines it runs before this one."),
    ("n = 1\ndef f():\n    n += 1\nf()", "The variable n is local to this function, as the function assigns to it, but it has no value yet here."),
    ("import nowhere", "There is no module nowhere: no file of that name is in this project, and Python here does not have it either."),
    ("import Rates", "There is no module Rates, but a file rates.py: capitals count in the names of modules."),
    ("import rates.deep", "The module rates is there, but it holds no deep."),
    ("from rates import RATES", "The module rates defines no RATES; it has RATE, which is spelt much the same."),
    ("from rates import other", "The module rates defines no other: check the spelling, and that the definition is not inside something else."),
    ("None.upper()", "The value before .upper is None here: whatever should have produced an object gave None."),
    ("[].push(1)", "A value of type list has no attribute push: check the spelling, and that the value is of the type you expect."),
    ("[].apend(1)", "A value of type list has no attribute apend; it has append, which is spelt much the same."),
    ("1 / 0", "A number is divided by zero here: the divisor is 0 at this moment."),
    ("{}['rate']", "The key 'rate' was looked up, but it is not there; .get() or `in` ask without an error."),
    ("[1][1]", "The index lies beyond the end: a sequence of n items has the indexes 0 to n - 1."),
    ("[].pop()", "There was nothing left to pop: the list is empty at this point."),
    ("def f(a): pass\nf()", "The call of f() lacks a value for 'a'."),
    ("def f(a): pass\nf(1, 2)", "f() was given 2 positional arguments but takes 1; for a method, self counts as one."),
    ("def f(a): pass\nf(b=1)", "f() has no parameter called b: compare the call with the line that defines it."),
    ("'a' + 1", "+ joins a str only to another str, and the other value is of type int: convert one of them first."),
    ("1 + 'a'", "Python has no meaning for int + str: one of the two values is not of the type you expect."),
    ("1 < 'a'", "Python cannot order int and str with <: one of the two values is not of the type you expect."),
    ("None[0]", "The value is None here, and None is not subscriptable."),
    ("3()", "A value of type int is called here like a function, and it is none."),
    ("{[]: 1}", "A value of type list can change, so it cannot be a key."),
    ("int('ten')", "int() cannot read 'ten' as a whole number."),
    ("a, b = [1]", "There are fewer values on the right than names on the left."),
    ("a, b = [1, 2, 3]", "There are more values on the right than names on the left."),
    ("assert 1 == 2", "An assert found its condition false."),
    ("assert 1 == 2, 'no rate'", "An assert found its condition false: no rate"),
    ("def f(): f()\nf()", "Calls went deeper than Python allows: most often a function calls itself, and the case that ends it is missing or never reached."),
    ("open('gone.txt')", "There is no file 'gone.txt' in this project at this moment."),
    ("raise NotImplementedError", "This part has yet to be written: it raises NotImplementedError on purpose."),
    ("raise MemoryError", "The program asked for more memory than there is."),
    ("raise MemoryError('Parser stack overflowed - Python source too complex to parse')", "This code is nested too deeply for Python to read."),
    ("next(iter([]))", "The iterator has no further item, and next() was not given a default."),
    ("await f()", "await works only inside an async def: put the code into one, and run it with asyncio.run(...)."),
    ("x = (1", "A bracket is opened here and never closed: '(' was never closed."),
    ("if 1:\nprint(1)", "The line above opens a block, so this line must be indented further than it."),
    ("x = 1\n  y = 2", "This line is indented further than the one above, and nothing there opens a block."),
    ("if 1:\n\tx\n        y", "Tabs and spaces are mixed in the indentation: use spaces everywhere."),
    ("for i in 3 print(i)", "Python cannot read this line: invalid syntax."),
    ("import threading\nthreading.Thread(target=print).start()", "Threads cannot be started here: Python runs inside the browser, in one thread."),
    ("import subprocess\nsubprocess.run(['ls'])", "Other programs cannot be started here: Python runs inside the browser, which has no processes."),
    ("import multiprocessing\nmultiprocessing.Process(target=print).start()", "Other programs cannot be started here: Python runs inside the browser, which has no processes."),
    ("import os\nos.fork()", "This cannot be done here: Python runs inside the browser, whose system has no such function."),
    ("raise ConnectionRefusedError(14, 'refused')", "Nothing can be reached from here: Python runs inside the browser, without a network."),
    ("import urllib.error\nraise urllib.error.URLError(OSError(53, 'Socket not connected'))", "Nothing can be reached from here: Python runs inside the browser, without a network."),
    ("raise ConnectionRefusedError('the database is down')", "A ConnectionRefusedError was raised, and nothing caught it."),
    ("d = {1: 1}\nfor k in d: d[k + 1] = 1", "The loop goes through this collection while the loop's body adds or removes items: go through a copy."),
    ("raise ExceptionGroup('g', [ValueError(), KeyError()])", "2 exceptions came out together: KeyError, ValueError."),
    ("class Dry(Exception): pass\nraise Dry", "A Dry was raised, and nothing caught it."),
    ("class Over(Exception): pass\nraise Over", "An Over was raised, and nothing caught it."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "sentence"), SENTENCES, ids=[code.splitlines()[-1] for code, _ in SENTENCES]
)
def test_says_in_one_sentence_what_happened(classroom, code, sentence):
    assert raised(classroom, code, files={"rates.py": "RATE = 3"})["friendly"] == sentence


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
