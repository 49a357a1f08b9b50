"""Text from outside is never a command: where markup, shells, links, SQL and ZPL may be written at all.

What a text that was made to do harm does in the running program is tried in tests/faults.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.test_architecture import OURS, PACKAGE, calls, imported, nodes, place, tree, words


def test_nothing_but_the_preview_of_a_mail_draws_markup() -> None:
    # A delegate that paints its text itself draws it as it is, unless it does so by one of these.
    drawers = {"QTextDocument", "QTextBrowser", "QStaticText", "setHtml", "insertHtml", "setMarkdown",
               "toHtml", "QSystemTrayIcon", "QErrorMessage", "QWhatsThis", "setWhatsThis"}  # fmt: skip
    assert {place(file) for file in OURS if drawers & words(file)} <= {
        "ui/widgets/mail_preview.py",
        "app/clipboard.py",  # gives a mail that we wrote to the clipboard
    }


def test_a_tool_tip_is_made_of_our_own_words_or_made_plain() -> None:
    # What looks like markup is drawn as such in a tip, and loads the files that it names.
    tips = [(file, call.args[0]) for file in OURS for call in calls(file, "setToolTip")]
    assert len(tips) > 20
    assert not [f"{place(file)}: {ast.unparse(text)}" for file, text in tips if not is_plain(text)]


def is_plain(text: ast.expr) -> bool:
    """Words in the program's text, with a key perhaps; or whatever has gone through plain_tip."""
    if isinstance(text, ast.Constant):
        return True
    if isinstance(text, ast.IfExp):
        return is_plain(text.body) and is_plain(text.orelse)
    called = ast.unparse(text.func) if isinstance(text, ast.Call) else ""
    if called == "keys.tip":
        return isinstance(text, ast.Call) and all(
            not ast.unparse(one).startswith("screen") for one in text.args
        )
    constant = isinstance(text, ast.Call) and bool(text.args) and isinstance(text.args[0], ast.Constant)
    return called in ("plain_tip", "keys.tip") or (called == "self.tr" and constant)


# ---------------------------------------------------------------- other programs

# Each starts programs with a list of arguments, the first found by us: an opener, a player, our child.
STARTERS = {"outside.py", "app/alarm.py", "printing/renderer.py"}
SHELLS = {
    "system",
    "popen",
    "getoutput",
    "getstatusoutput",
    "QProcess",
    "startfile",
    "create_subprocess_shell",
}
SHELLS |= {
    f"{how}{what}" for how in ("exec", "spawn") for what in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")
}


@pytest.mark.row("X8")
def test_no_shell_is_ever_asked() -> None:
    subprocesses = {place(file) for file in OURS if "subprocess" in words(file)}
    assert subprocesses == STARTERS
    starts = [(file, call) for file in OURS for name in ("run", "Popen", "call", "check_output", "check_call")
              for call in calls(file, name) if ast.unparse(call.func).startswith("subprocess.")]  # fmt: skip
    assert {place(file) for file, _ in starts} == STARTERS
    assert not {
        place(file) for file, call in starts if any(one.arg in ("shell", None) for one in call.keywords)
    }
    commands = [call.args[0] for _, call in starts]
    assert not [
        ast.unparse(one) for one in commands if not isinstance(one, ast.List | ast.Name | ast.Attribute)
    ]
    used = {f"{place(file)}: {name}" for file in OURS for name in os_calls(file) & SHELLS}
    assert used == {"outside.py: startfile"}


def os_calls(file: Path) -> set[str]:
    """Names that are called as functions of another module, such as `os.system`."""
    called = {
        node.func.attr
        for node in nodes(file, ast.Call)
        if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) in ("os", "asyncio", "pty")
    }
    return called | {name.rpartition(".")[-1] for name in imported(file)}


@pytest.mark.row("X10")
def test_other_programs_are_opened_through_one_door() -> None:
    # QTextBrowser may be told not to open links; that is no opening.
    openers = {"QDesktopServices", "openUrl", "webbrowser", "xdg-open"}
    assert not {place(file) for file in OURS if openers & words(file)}
    named = {place(file) for file in OURS for node in nodes(file, ast.Constant) if node.value == "xdg-open"}
    assert named == {"outside.py"}
    makers = ("setOpenExternalLinks", "setOpenLinks")
    opened = [call for file in OURS for name in makers for call in calls(file, name)]
    assert opened
    assert all(ast.unparse(call.args[0]) == "False" for call in opened)


@pytest.mark.row("X6")
def test_sql_is_never_put_together_from_texts() -> None:
    """What is handed over as a text of SQL is a constant, or made of constants of its own file."""
    takers = ("text", "exec_driver_sql", "executescript")
    store = [file for file in OURS if file.is_relative_to(PACKAGE / "store")]
    found = [(file, call) for file in store for name in takers for call in calls(file, name)]
    made = [(file, call.args[0]) for file, call in found if call.args]
    strange = {
        f"{place(file)}: {ast.unparse(one)}"
        for file, one in made
        if isinstance(one, ast.JoinedStr | ast.BinOp) or (isinstance(one, ast.Call))
    }
    assert made
    assert not strange


@pytest.mark.row("X9")
def test_no_text_stands_in_the_zpl_that_we_make() -> None:
    # Words are drawn as dots, so that no printer reads a command in them.
    written = {
        place(file)
        for file in OURS
        for node in nodes(file, ast.Constant)
        if isinstance(node.value, str) and "^FD" in node.value and node is not docstring(file)
    }
    assert written == {"practice/documents/zpl.py"}


def docstring(file: Path) -> ast.Constant | None:
    first = tree(file).body[0]
    return first.value if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else None
