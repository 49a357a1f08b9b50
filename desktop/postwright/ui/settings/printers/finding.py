"""Finds printers, sets one up in one step, and asks how the chosen one is. Prints nothing. No Qt."""

from __future__ import annotations

from dataclasses import replace

from postwright.domain.faults import Fault
from postwright.domain.printer_address import port_problem, read_address
from postwright.domain.printer_setup import SetUp
from postwright.domain.printing_profile import PrinterProfile
from postwright.domain.sentences import Deed
from postwright.ui.asking import Asking
from postwright.ui.notice import Notice, Tone, done, notice_of
from postwright.ui.settings.names import free_name
from postwright.ui.settings.printers.bench import Bench
from postwright.ui.settings.printers.deeds import FoundPrinterRow, PrinterLook
from postwright.ui.settings.printers.screen import stock_words


class Finding:
    """One question of each kind at a time; the newest wins."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._finding = Asking(bench.submit)
        self._setting_up = Asking(bench.submit)
        self._looking = Asking(bench.submit)

    def load(self) -> None:
        """Look for the printers that this computer knows, then on the network."""
        bench = self._bench
        bench.show(replace(bench.screen, finding=True))
        self._finding.ask(bench.deeds.find, self._found, self._not_found, name="Looking for printers")

    def _found(self, found: tuple[FoundPrinterRow, ...]) -> None:
        bench = self._bench
        bench.show(replace(bench.screen, found=found))
        self._finding.ask(
            bench.deeds.devices,
            self._found_more,
            lambda _: self._found_more(()),  # an address can be typed all the same
            name="Looking for printers on the network",
        )

    def _found_more(self, devices: tuple[FoundPrinterRow, ...]) -> None:
        """Behind the others, so that no row moves under a hand."""
        screen = self._bench.screen
        known = {one.port for one in screen.found}
        found = (*screen.found, *(one for one in devices if one.port not in known))
        self._bench.show(replace(screen, found=found, finding=False, looked=True))

    def _not_found(self, fault: Fault) -> None:
        self._bench.show(replace(self._bench.screen, finding=False, looked=True))
        self._bench.tell(notice_of(fault, Deed.PAPER))

    def add(self, adding: bool) -> None:
        """Open or close the way to another printer."""
        screen = self._bench.screen
        self._bench.show(replace(screen, adding=adding, address_problem=""))
        if adding and not screen.finding:
            self.load()

    def use(self, index: int) -> None:
        """Set up a printer that was found."""
        row = self._bench.screen.found[index]
        self._set_up(row.port, row.name)

    def use_address(self, text: str) -> None:
        """Set up a printer at an address that was typed."""
        port = read_address(text)
        problem = port_problem(port)
        self._bench.show(replace(self._bench.screen, address_problem=problem))
        if not problem:
            self._set_up(port, "")

    def _set_up(self, port: str, name: str) -> None:
        """Ask the printer what it is; the newest wish wins."""
        bench = self._bench
        bench.show(replace(bench.screen, setting_up=port))
        self._setting_up.ask(
            lambda: bench.deeds.set_up(port, name),
            self._set,
            self._not_set,
            name="Asking the printer what it is",
        )

    def _set(self, made: SetUp) -> None:
        bench, profile = self._bench, made.profile
        screen = replace(
            bench.screen, setting_up="", adding=False, address_form=bench.screen.address_form + 1
        )
        bench.show(screen)
        named = replace(profile, name=free_name(profile.name, [one.name for one in screen.profiles]))
        bench.keeper.edit(lambda held: held.with_printer(named))
        bench.tell(_told(named, made))
        self.chosen(max(0, len(bench.screen.profiles) - 1))

    def _not_set(self, fault: Fault) -> None:
        self._bench.show(replace(self._bench.screen, setting_up=""))
        self._bench.tell(notice_of(fault, Deed.PAPER))

    def chosen(self, index: int) -> None:
        """Another profile is shown: its own fields, no card of the other one, its own state."""
        bench = self._bench
        empty = type(bench.screen)()
        bench.show(
            replace(
                bench.screen,
                chosen=index,
                form=bench.screen.form + 1,
                name_problem="",
                calibrating=empty.calibrating,
                head=empty.head,
            )
        )
        self.ask()

    def ask(self) -> None:
        """How the chosen printer is now."""
        bench = self._bench
        profile = bench.screen.profile
        self._looking.drop()
        if profile is None or bench.screen.port_problem:
            bench.show(replace(bench.screen, look=None, asking=False))
            return
        bench.show(replace(bench.screen, look=None, asking=True))
        port = profile.port
        self._looking.ask(
            lambda: bench.deeds.look(port), self._seen, self._not_seen, name="Asking how the printer is"
        )

    def _seen(self, look: PrinterLook) -> None:
        self._bench.show(replace(self._bench.screen, look=look, asking=False))

    def _not_seen(self, fault: Fault) -> None:
        self._seen(PrinterLook(False, notice_of(fault, Deed.PAPER).text))

    def close(self) -> None:
        for asking in (self._finding, self._setting_up, self._looking):
            asking.drop()
        self._bench.screen = replace(self._bench.screen, finding=False, setting_up="", asking=False)


def _told(profile: PrinterProfile, made: SetUp) -> Notice:
    """What was recognised; where nothing was, what the person must look at."""
    words = f"{profile.name} is set up: {stock_words(profile)}."
    if made.recognised:
        return done(f"{words} Print a test page to see.")
    if made.speaks:
        other = f"The printer itself is set to {made.speaks}, and would print labels as pages of letters."
        return Notice(Tone.WAITING, f"{words} {other} Set it to ZPL, then print a test page.")
    check = f"{words} It did not say what it is: check language, density and paper, then print a test page."
    return Notice(Tone.WAITING, check, made.how)
