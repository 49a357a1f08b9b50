"""Bind what the studio of texts may ask for to the operations and the browser. Decides nothing."""

from __future__ import annotations

from postwright import outside
from postwright.app.mail_setup_deeds import send_the_test, studio_of
from postwright.domain.letter import LetterTemplate
from postwright.operations import edit_text
from postwright.operations.write_page import Pages, write_page
from postwright.secret_store import SecretStore
from postwright.shop import Shop
from postwright.ui.mail_texts.deeds import TextDeeds


def text_deeds(shop: Shop, secrets: SecretStore) -> TextDeeds:
    """A page that was opened in the browser is removed when the shop is closed, else the next time."""
    pages = Pages(shop.folder.pages_to_open(shop.kind))
    pages.remove()
    shop.scraps.callback(pages.remove)

    def browse(template: LetterTemplate, label_id: str) -> None:
        look = edit_text.look_of(edit_text.letter_of(studio_of(shop), template, label_id))
        outside.open_page(write_page(pages, look), pages.folder)

    return TextDeeds(
        setup=lambda: shop.preferences.mail,
        open=lambda kind, language: edit_text.open_text(studio_of(shop), kind, language),
        keep=lambda template: edit_text.keep_text(studio_of(shop), template),
        use=lambda template: edit_text.use_text(studio_of(shop), template),
        use_ours=lambda kind, language: edit_text.use_ours(studio_of(shop), kind, language),
        check=lambda template, label_id: edit_text.check_text(studio_of(shop), template, label_id),
        labels=lambda kind: edit_text.labels_for(shop.labels, kind, shop.zone()),
        browse=browse,
        test=lambda template: send_the_test(shop, secrets, template),
    )
