"""Modules that are imported from other texts than those in their files.

A test is about what code does. One that reads the file, in place of calling what is in it, sees nothing of a bug that is put in behind it.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType, ModuleType

from classroom import project


@contextmanager
def behind(texts: Mapping[str, str]) -> Iterator[None]:
    """Imports of the project take these texts, by the names of their files, which stay as they are."""
    if not texts:
        yield
        return
    finder = _Finder(texts)
    project.forget_modules()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        # The reader's code may have taken it out, or made another list.
        sys.meta_path[:] = [other for other in sys.meta_path if other is not finder]
        project.forget_modules()


class _Finder:
    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module, where its text is another."""
        place = fullname.replace(".", "/")
        for name, folders in ((f"{place}.py", None), (f"{place}/__init__.py", [str(project.ROOT / place)])):
            if name in self._texts:
                file = os.fspath(project.ROOT / name)
                loader = _Loader(fullname, file, self._texts[name])
                return spec_from_file_location(
                    fullname, file, loader=loader, submodule_search_locations=folders
                )
        return None


class _Loader(SourceFileLoader):
    """Answers with the file's own text whoever asks for the source."""

    def __init__(self, fullname: str, path: str, text: str) -> None:
        super().__init__(fullname, path)
        self._text = text

    def get_code(self, fullname: str) -> CodeType:
        """The other text, compiled. It is kept in no cache, so that nobody takes it for that of the file later."""
        return compile(self._text, self.get_filename(fullname), "exec", dont_inherit=True)
