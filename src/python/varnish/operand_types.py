"""Which types VCL's operators take and make, as the tables of varnishd's vcc_expr.c have it."""

#: What may be multiplied or divided by what, by the type on the left.
FACTORS = {"INT": "INT", "REAL": "REAL", "DURATION": "REAL", "BYTES": "REAL"}
#: What adding and subtracting gives, by the sign and both types; what is not here cannot be added.
SUMS = {
    ("+", "BYTES", "BYTES"): "BYTES",
    ("-", "BYTES", "BYTES"): "BYTES",
    ("+", "DURATION", "DURATION"): "DURATION",
    ("-", "DURATION", "DURATION"): "DURATION",
    ("+", "INT", "INT"): "INT",
    ("-", "INT", "INT"): "INT",
    ("+", "INT", "REAL"): "REAL",
    ("-", "INT", "REAL"): "REAL",
    ("+", "REAL", "INT"): "REAL",
    ("-", "REAL", "INT"): "REAL",
    ("+", "REAL", "REAL"): "REAL",
    ("-", "REAL", "REAL"): "REAL",
    ("-", "TIME", "TIME"): "DURATION",
    ("+", "TIME", "DURATION"): "TIME",
    ("-", "TIME", "DURATION"): "TIME",
}
ORDERED = {"INT", "DURATION", "BYTES", "REAL", "TIME", "STRING"}
SAME = ORDERED | {"BACKEND", "ACL", "PROBE", "STEVEDORE", "SUB", "BOOL", "IP"}
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
#: Types with no text of their own.
UNPRINTABLE = {"BLOB", "HTTP", "PROBE", "SUB", "BODY", "REGEX", "VOID"}
#: Methods of a type, with the type of what each gives.
TYPE_METHODS = {
    ("STRING", "lower"): "STRING",
    ("STRING", "upper"): "STRING",
    ("BACKEND", "resolve"): "BACKEND",
}
