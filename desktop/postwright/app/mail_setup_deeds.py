"""Bind what the Mail page of the settings may ask for to the operations and the keyring. Decides nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from postwright import assets
from postwright.domain.letter import LetterFacts, LetterKind, LetterTemplate
from postwright.domain.mail_provider import read_providers
from postwright.operations.edit_text import Studio, letter_of
from postwright.operations.gather_facts import facts_of, recipient_of
from postwright.operations.send_test import send_test
from postwright.paperless.letter_shelf import LetterShelf
from postwright.secret_store import SecretName, SecretStore
from postwright.shop import Shop
from postwright.ui.settings.mail.deeds import MailDeeds, MailFacts


def mail_setup_deeds(shop: Shop, secrets: SecretStore) -> MailDeeds:
    def facts() -> MailFacts:
        providers = read_providers(assets.text("mail/providers.json"))
        return MailFacts(providers, shop.catalogue.qr_validity, _shelf(shop).logo())

    return MailDeeds(
        facts=facts,
        keep_password=lambda text: _keep_password(secrets, text),
        test=lambda: send_the_test(shop, secrets, None),
        choose_logo=lambda path: _shelf(shop).keep_logo(Path(path)),
        remove_logo=lambda: _shelf(shop).forget_logo(),
    )


def studio_of(shop: Shop) -> Studio:
    """The shop's texts with the settings as they are now."""
    setup = shop.preferences.mail
    return Studio(LetterShelf(shop.folder.letters, setup.website), setup, shop.zone(), partial(_facts, shop))


def send_the_test(shop: Shop, secrets: SecretStore, template: LetterTemplate | None = None) -> str:
    """A mail of this text, or of the QR code's text in use, about a parcel that is made up, to the shop
    itself. In practice too: it is the shop's own server and address that are tried.
    """
    setup, studio = shop.preferences.mail, studio_of(shop)
    text = template or studio.shelf.in_use(LetterKind.QR, setup.language)
    secret = secrets.get(SecretName.MAIL_PASSWORD) if setup.user else None
    return send_test(setup, letter_of(studio, text), secret.reveal() if secret else None)


def _keep_password(secrets: SecretStore, text: str) -> None:
    secrets.keep(SecretName.MAIL_PASSWORD, text, session_only=False)


def _facts(shop: Shop, label_id: str, kind: LetterKind) -> LetterFacts:
    post = shop.post()
    return facts_of(post, label_id, kind, recipient_of(post, post.labels.get(label_id), kind))


def _shelf(shop: Shop) -> LetterShelf:
    return studio_of(shop).shelf
