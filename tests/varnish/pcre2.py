"""Asks the real PCRE2 about patterns, set as Varnish sets it. Needs libpcre2-8, which varnishd brings along."""

from __future__ import annotations

import ctypes

MATCH_LIMIT, DEPTH_LIMIT = 10_000, 20
_JIT_COMPLETE = 1
_NO_MATCH = -1
_UNSET = 2**64 - 1

_lib = ctypes.CDLL("libpcre2-8.so.0")
_pointer, _size, _int = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
_lib.pcre2_compile_8.restype = _pointer
_lib.pcre2_compile_8.argtypes = [
    ctypes.c_char_p, _size, ctypes.c_uint32, ctypes.POINTER(_int), ctypes.POINTER(_size), _pointer,
]  # fmt: skip
_lib.pcre2_match_8.argtypes = [_pointer, ctypes.c_char_p, _size, _size, ctypes.c_uint32, _pointer, _pointer]
_lib.pcre2_match_data_create_from_pattern_8.restype = _pointer
_lib.pcre2_match_data_create_from_pattern_8.argtypes = [_pointer, _pointer]
_lib.pcre2_get_ovector_pointer_8.restype = ctypes.POINTER(_size)
for _name in ("get_ovector_pointer", "get_ovector_count", "match_data_free", "code_free"):
    getattr(_lib, f"pcre2_{_name}_8").argtypes = [_pointer]
_lib.pcre2_match_context_create_8.restype = _pointer
_lib.pcre2_match_context_create_8.argtypes = [_pointer]
_lib.pcre2_jit_compile_8.argtypes = [_pointer, ctypes.c_uint32]
for _name in ("set_match_limit", "set_depth_limit"):
    getattr(_lib, f"pcre2_{_name}_8").argtypes = [_pointer, ctypes.c_uint32]
_context = _lib.pcre2_match_context_create_8(None)
_lib.pcre2_set_match_limit_8(_context, MATCH_LIMIT)
_lib.pcre2_set_depth_limit_8(_context, DEPTH_LIMIT)

Span = list[int] | None


class Pattern:
    """`error` is why PCRE2 refuses it, with the offset; None where it compiles."""

    def __init__(self, pattern: str) -> None:
        data = pattern.encode("utf-8", "surrogateescape")
        code, offset = _int(), _size()
        self._code = _lib.pcre2_compile_8(data, len(data), 0, ctypes.byref(code), ctypes.byref(offset), None)
        self.error: tuple[str, int] | None = None
        if not self._code:
            text = ctypes.create_string_buffer(256)
            _lib.pcre2_get_error_message_8(code, text, 256)
            self.error = (text.value.decode(), offset.value)
        else:
            _lib.pcre2_jit_compile_8(self._code, _JIT_COMPLETE)

    def search(self, text: str) -> list[Span] | str | None:
        """Spans in bytes of the whole and the groups; None for no match, "limit" where one of Varnish's limits is reached."""
        data = text.encode("utf-8", "surrogateescape")
        found = _lib.pcre2_match_data_create_from_pattern_8(self._code, None)
        try:
            count = _lib.pcre2_match_8(self._code, data, len(data), 0, 0, found, _context)
            if count < 0:
                return None if count == _NO_MATCH else "limit"
            ends = _lib.pcre2_get_ovector_pointer_8(found)
            whole = _lib.pcre2_get_ovector_count_8(found)
            return [
                [ends[2 * i], ends[2 * i + 1]] if i < count and ends[2 * i] != _UNSET else None
                for i in range(whole)
            ]
        finally:
            _lib.pcre2_match_data_free_8(found)

    def free(self) -> None:
        if self._code:
            _lib.pcre2_code_free_8(self._code)
            self._code = None
