// Modules that are there before a reader's own: those of Python's standard library (sys.stdlib_module_names of 3.14, those with a leading
// underscore and those for other systems left out) and those that running tests needs.

export const MODULES: ReadonlySet<string> = new Set(
	(
		'abc annotationlib argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code ' +
		'codecs codeop collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg csv ctypes ' +
		'curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp ' +
		'fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http ' +
		'imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap ' +
		'modulefinder multiprocessing netrc numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib ' +
		'poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pyexpat queue quopri random re readline reprlib ' +
		'resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl ' +
		'stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this ' +
		'threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest ' +
		'urllib uuid venv warnings wave weakref webbrowser wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo ' +
		'_pytest classroom coverage iniconfig packaging pluggy pygments pytest pytest_asyncio pytest_randomly'
	).split(' ')
);
