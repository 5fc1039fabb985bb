"""What runs inside Pyodide: cells, programs and tests of a reader, and what the page is told of them. The way
in is `bridge`."""
