"""Keep the shop's own texts as files, beside the built-in ones. A text with problems is never in use.

What is typed is a draft and on disk at once; it comes into use when a person says so and nothing is wrong
with it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from postwright import assets
from postwright.domain.faults import BadInput, FaultKind
from postwright.domain.file_faults import cannot_write
from postwright.domain.letter import Language, LetterKind, LetterTemplate, TemplateProblem
from postwright.paperless.logo import LARGEST, read_logo
from postwright.paperless.template_problems import problems_of
from postwright.paperless.whole_file import read_small, write_whole

_SUBJECT = "Subject: "
_LARGEST = 100_000
_LOGO = "logo.png"

_DAMAGED = "Your own text for this mail cannot be read. The built-in one is used until you write it again."
_UNFIT = "Your own text for this mail cannot be used as it is. The built-in one is used until you mend it."


class LetterShelf:
    """`folder` is the shop's own (it need not be there); `website` is where links of the shop may lead."""

    def __init__(self, folder: Path, website: str = "") -> None:
        self._folder = folder
        self._website = website

    def in_use(self, kind: LetterKind, language: Language) -> LetterTemplate:
        """The shop's own text when there is a good one, or else the built-in."""
        own, _ = self._own(kind, language)
        return own or self.built_in(kind, language)

    def notice(self, kind: LetterKind, language: Language) -> str:
        """Why the shop's own text is not the one in use; empty when all is well."""
        return self._own(kind, language)[1]

    def is_own(self, kind: LetterKind, language: Language) -> bool:
        """Whether the text in use is the shop's own."""
        return self._own(kind, language)[0] is not None

    def own_since(self, kind: LetterKind, language: Language) -> datetime | None:
        """When the shop's own text came into use; None while the built-in one is."""
        try:
            written = self._path(kind, language, draft=False).stat().st_mtime
        except OSError:
            return None
        return datetime.fromtimestamp(written, UTC) if self.is_own(kind, language) else None

    def built_in(self, kind: LetterKind, language: Language) -> LetterTemplate:
        return _parsed(kind, language, assets.text(f"mail/{kind}.{language}.md"))

    def draft(self, kind: LetterKind, language: Language) -> LetterTemplate:
        """What was typed last, or the text in use where nothing was typed since."""
        draft, _ = self._read(kind, language, draft=True)
        if draft is None and not self.is_own(kind, language):
            # A text that went bad is still the shop's work: it is there to be mended.
            draft, _ = self._read(kind, language, draft=False)
        return draft or self.in_use(kind, language)

    def has_draft(self, kind: LetterKind, language: Language) -> bool:
        """Whether something was typed that is not in use."""
        return self._read(kind, language, draft=True)[0] is not None

    def keep_draft(self, template: LetterTemplate) -> tuple[TemplateProblem, ...]:
        """Put it on disk whatever is wrong with it, and say what is. Raises Environment; BadInput for a text
        that is far too long.
        """
        subject = " ".join(template.subject.split())
        content = f"{_SUBJECT}{subject}\n\n{template.body}".encode("utf-8", "replace")
        if len(content) > _LARGEST:
            raise BadInput(FaultKind.TEXT_UNUSABLE, "The text is too long.")
        write_whole(self._path(template.kind, template.language, draft=True), content)
        return problems_of(template, self._website)

    def adopt(self, kind: LetterKind, language: Language) -> LetterTemplate:
        """Bring the draft into use. Raises BadInput(TEXT_UNUSABLE) while anything is wrong with it."""
        draft = self.draft(kind, language)
        wrong = [one for one in problems_of(draft, self._website) if not one.warning]
        if wrong:
            raise BadInput(FaultKind.TEXT_UNUSABLE, wrong[0].sentence)
        content = f"{_SUBJECT}{draft.subject}\n\n{draft.body}".encode()
        write_whole(self._path(kind, language, draft=False), content)
        self.discard_draft(kind, language)
        return draft

    def problems(self, template: LetterTemplate) -> tuple[TemplateProblem, ...]:
        """What is wrong with a text, whether it is kept or not."""
        return problems_of(template, self._website)

    def discard_draft(self, kind: LetterKind, language: Language) -> None:
        """Forget what was typed since. Raises Environment."""
        self._remove(self._path(kind, language, draft=True))

    def reset(self, kind: LetterKind, language: Language) -> LetterTemplate:
        """Use the built-in text again, and forget the shop's own. Raises Environment."""
        self.discard_draft(kind, language)
        self._remove(self._path(kind, language, draft=False))
        return self.built_in(kind, language)

    def logo(self) -> bytes:
        """The shop's logo as a PNG; empty when there is none, or none that can be read."""
        try:
            return read_small(self._folder / _LOGO, LARGEST) or b""
        except (OSError, ValueError):
            return b""

    def keep_logo(self, chosen: Path) -> bytes:
        """Make the file's picture the logo. Raises BadInput(LOGO_UNUSABLE), Environment."""
        png = read_logo(chosen)
        write_whole(self._folder / _LOGO, png)
        return png

    def forget_logo(self) -> None:
        """Have none from now on. Raises Environment."""
        self._remove(self._folder / _LOGO)

    def _own(self, kind: LetterKind, language: Language) -> tuple[LetterTemplate | None, str]:
        own, notice = self._read(kind, language, draft=False)
        if own is not None and any(not one.warning for one in problems_of(own, self._website)):
            return None, _UNFIT
        return own, notice

    def _read(
        self, kind: LetterKind, language: Language, *, draft: bool
    ) -> tuple[LetterTemplate | None, str]:
        try:
            content = read_small(self._path(kind, language, draft=draft), _LARGEST)
            return (_parsed(kind, language, content.decode()) if content is not None else None), ""
        except (OSError, ValueError):
            return None, _DAMAGED

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(error) from error

    def _path(self, kind: LetterKind, language: Language, *, draft: bool) -> Path:
        return self._folder / f"{kind}.{language}{'.draft' if draft else ''}.md"


def _parsed(kind: LetterKind, language: Language, content: str) -> LetterTemplate:
    """The subject stands on the first line. Raises ValueError for a text without one."""
    first, _, rest = content.replace("\r\n", "\n").partition("\n")
    if not first.startswith(_SUBJECT.strip()):
        raise ValueError("no subject")
    subject = first.removeprefix(_SUBJECT.strip()).strip()
    return LetterTemplate(kind, language, subject, rest.removeprefix("\n"))
