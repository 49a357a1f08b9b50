"""Everything that is expected to go wrong, named by what it proves. Bugs are not faults."""

from __future__ import annotations

from enum import StrEnum


class FaultKind(StrEnum):
    """One value per thing an operator can be told about; `sentences.py` has words for each."""

    # The connection and the carrier.
    NO_CONNECTION = "no_connection"
    INSECURE = "insecure"
    BAD_ADDRESS = "bad_address"
    UNANSWERED = "unanswered"
    UNREADABLE = "unreadable"
    SERVER_TROUBLE = "server_trouble"
    REDIRECTED = "redirected"
    SIGN_IN_PAGE = "sign_in_page"
    CLOCK_WRONG = "clock_wrong"
    TOO_LARGE = "too_large"
    KEY_MISSING = "key_missing"
    KEY_REFUSED = "key_refused"
    NOT_ALLOWED = "not_allowed"
    OUT_OF_LIMITS = "out_of_limits"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    RATE_LIMITED = "rate_limited"
    NOT_FOUND = "not_found"
    CARRIER_REFUSED = "carrier_refused"
    NO_ACCOUNT = "no_account"
    STAMPS_LOGIN = "stamps_login"
    # The shop's own files.
    DISK_FULL = "disk_full"
    NO_MEMORY = "no_memory"
    READ_ONLY = "read_only"
    DATABASE_BUSY = "database_busy"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_NEWER = "database_newer"
    DATABASE_GONE = "database_gone"
    NO_GOOD_COPY = "no_good_copy"
    NOT_COMPARED = "not_compared"
    ALREADY_RUNNING = "already_running"
    FILE_UNWRITABLE = "file_unwritable"
    FILE_UNREADABLE = "file_unreadable"
    # The practice carrier, served for other programs.
    PORT_TAKEN = "port_taken"
    BAD_NUMBER = "bad_number"
    PRACTICE_ONLY = "practice_only"
    PRACTICE_REFUSED = "practice_refused"
    # Secrets.
    NO_KEYRING = "no_keyring"
    KEYRING_LOCKED = "keyring_locked"
    KEYRING_SILENT = "keyring_silent"
    # Drafts and purchases.
    DRAFT_UNREADABLE = "draft_unreadable"
    DRAFT_INCOMPLETE = "draft_incomplete"
    DRAFT_UNKNOWN = "draft_unknown"
    DRAFT_CHANGED = "draft_changed"
    STALE_QUOTE = "stale_quote"
    NO_RATES = "no_rates"
    NO_SUCH_SERVICE = "no_such_service"
    PRICE_ABOVE_LIMIT = "price_above_limit"
    NEEDS_ANSWER = "needs_answer"
    ALREADY_BOUGHT = "already_bought"
    STILL_IN_DOUBT = "still_in_doubt"
    LABEL_UNKNOWN = "label_unknown"
    LABEL_MISMATCH = "label_mismatch"
    RETURN_ABROAD = "return_abroad"
    RETURN_OF_RETURN = "return_of_return"
    NOT_A_RETURN = "not_a_return"
    LABEL_OF_ANOTHER = "label_of_another"
    LABEL_OTHER_ACCOUNT = "label_other_account"
    LABEL_OTHER_SERVICE = "label_other_service"
    LABEL_OTHER_PLACE = "label_other_place"
    NOT_YET_ABSENT = "not_yet_absent"
    BALANCE_SPEAKS_FOR_IT = "balance_speaks_for_it"
    # Voids and pickups.
    VOID_DENIED = "void_denied"
    VOID_FIRST = "void_first"
    VOID_TOO_LATE = "void_too_late"
    LABEL_VOIDED = "label_voided"
    REFUND_MOVED_ON = "refund_moved_on"
    REFUND_AMOUNT = "refund_amount"
    MONTH_UNUSABLE = "month_unusable"
    PICKUP_UNKNOWN = "pickup_unknown"
    FORM_UNKNOWN = "form_unknown"
    FORM_INCOMPLETE = "form_incomplete"
    FORM_IN_DOUBT = "form_in_doubt"
    FORM_NO_SHEET = "form_no_sheet"
    FORM_NOT_PROVED = "form_not_proved"
    PICKUP_INCOMPLETE = "pickup_incomplete"
    PICKUP_TOO_LATE = "pickup_too_late"
    # Paper.
    PRINTER_UNKNOWN = "printer_unknown"
    PRINTER_UNREACHABLE = "printer_unreachable"
    PRINTER_REFUSED = "printer_refused"
    PRINTER_NOT_READY = "printer_not_ready"
    MAY_HAVE_PRINTED = "may_have_printed"
    QR_ONLY = "qr_only"
    QR_INSTEAD = "qr_instead"
    DOCUMENT_MISSING = "document_missing"
    DOCUMENT_UNUSABLE = "document_unusable"
    PROOF_FAILED = "proof_failed"
    DRAWING_NOT_STARTED = "drawing_not_started"
    ZPL_UNSAFE = "zpl_unsafe"
    REASON_NEEDED = "reason_needed"
    PAPER_EMPTY = "paper_empty"
    PRINT_UNKNOWN = "print_unknown"
    RUN_UNKNOWN = "run_unknown"
    RUN_NOT_OPEN = "run_not_open"
    # Paperless and mail.
    NOT_PAPERLESS = "not_paperless"
    QR_MISSING = "qr_missing"
    CODE_USED = "code_used"
    CODE_REPLACED = "code_replaced"
    MAIL_ADDRESS = "mail_address"
    MAIL_NOT_SET_UP = "mail_not_set_up"
    MAIL_UNREACHABLE = "mail_unreachable"
    MAIL_CERTIFICATE = "mail_certificate"
    MAIL_UNPROTECTED = "mail_unprotected"
    MAIL_BUSY = "mail_busy"
    MAIL_PUT_OFF = "mail_put_off"
    MAIL_LOGIN = "mail_login"
    MAIL_SENDER = "mail_sender"
    MAIL_REFUSED = "mail_refused"
    MAIL_IN_DOUBT = "mail_in_doubt"
    MAIL_UNKNOWN = "mail_unknown"
    MAIL_IN_OUTBOX = "mail_in_outbox"
    MAIL_MOVED_ON = "mail_moved_on"
    MAIL_FORGOTTEN = "mail_forgotten"
    TEXT_UNUSABLE = "text_unusable"
    LOGO_UNUSABLE = "logo_unusable"
    NO_TRACKING_NUMBER = "no_tracking_number"
    PAPERLESS_ABROAD = "paperless_abroad"
    NO_MAIL_PROGRAM = "no_mail_program"
    NO_BROWSER = "no_browser"
    LINK_REFUSED = "link_refused"
    # A mistake of the program, told where somebody waits for an answer; the crash dialog has the rest.
    BUG = "bug"


# Answers about the one record that was asked about; another may be asked about all the same.
OF_ONE_RECORD = frozenset({FaultKind.NOT_FOUND, FaultKind.CARRIER_REFUSED, FaultKind.UNREADABLE})


class Fault(Exception):
    """An expected failure. `detail` is the foreign words, shown only as a quotation.

    `field` names the input at fault where there is one; `code` is the carrier's own word for the reason
    (api.md 3.1), `request_id` its handle for support; `retry_after` is in seconds.
    """

    def __init__(
        self,
        kind: FaultKind,
        detail: str = "",
        *,
        field: str = "",
        code: str = "",
        request_id: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail
        self.field = field
        self.code = code
        self.request_id = request_id
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else str(self.kind)


class NotSent(Fault):
    """Nothing left this computer, so nothing was charged."""


class Refused(Fault):
    """The carrier answered no; nothing was charged."""


class Lost(Fault):
    """The request may have been carried out. Ask before trying again. `body` keeps what came back."""

    def __init__(
        self, kind: FaultKind, detail: str = "", *, body: str = "", request_id: str | None = None
    ) -> None:
        super().__init__(kind, detail, request_id=request_id)
        self.body = body


class Environment(Fault):
    """This computer could not do its part: disk, database, keyring, files."""


class BadInput(Fault):
    """What was typed, chosen or handed over cannot be used as it is."""


class PaperFault(Fault):
    """The label could not be shown, proved or handed to the printer."""


class MailFault(Fault):
    """The mail was not handed over."""
