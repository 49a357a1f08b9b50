"""Practice labels can be read by any scanner and mailed by nobody, in every format, whatever is on them."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from io import BytesIO

import httpx
import pypdfium2
import pytest
import zplkit
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from postwright.domain.barcode import SAMPLE_PREFIX, LabelCode, read_label_code
from postwright.domain.faults import PaperFault
from postwright.practice.app import PracticeCarrier
from postwright.practice.documents import pdf, png, zpl
from postwright.practice.documents.layout import DPI, HEIGHT, WIDTH, lay_out
from postwright.practice.documents.qr import QR_TEXT
from postwright.practice.documents.sheet import Sheet, clean
from postwright.printing.dots import page_from_document
from postwright.printing.proof import prove
from postwright.printing.zpl_safety import check_zpl
from tests.practice.parcels import CUSTOMER, GOODS, Json, buy, error_of, package, parcel_abroad, shipment

LETTERS_OF_OTHERS = "^XA~JR ^FS\x00\x07\x1b\r\nΩ漢字🙂 _5E \\ >: %s "


def rastered(content: bytes, dpi: int) -> Image.Image:
    document = pypdfium2.PdfDocument(content)
    try:
        assert len(document) == 1
        assert document[0].get_size() == (288, 432)
        return document[0].render(scale=dpi / 72).to_pil()
    finally:
        document.close()


def drawn(content: bytes) -> Image.Image:
    options = zplkit.Options(width=WIDTH, height=HEIGHT, dpi=DPI)
    [scene] = zplkit.render(content, options).labels
    return Image.open(BytesIO(scene.png()))


def read(image: Image.Image) -> LabelCode | None:
    """The one linear barcode, as the program itself would take it apart."""
    [found] = zxingcpp.read_barcodes(image.convert("L"))
    assert found.format == zxingcpp.BarcodeFormat.Code128
    assert found.text.startswith(SAMPLE_PREFIX)
    assert found.content_type != zxingcpp.ContentType.GS1
    return read_label_code(found.text)


def fetched(client: httpx.Client, label: Json, kind: str) -> bytes:
    reply = httpx.Client(transport=client._transport).get(label["label_download"][kind])  # noqa: SLF001
    assert reply.status_code == 200
    return reply.content


@pytest.fixture(params=["here", "abroad"])
def label(request: pytest.FixtureRequest, client: httpx.Client) -> Json:
    return buy(client, **(parcel_abroad() if request.param == "abroad" else shipment()))


def test_every_format_carries_the_sample_number(client: httpx.Client, label: Json) -> None:
    wanted = LabelCode(label["tracking_number"], sample=True)
    content = fetched(client, label, "pdf")
    for dpi in (DPI, 3 * DPI, 300):
        assert read(rastered(content, dpi)) == wanted
    image = Image.open(BytesIO(fetched(client, label, "png")))
    assert (image.size, image.format) == ((WIDTH, HEIGHT), "PNG")
    assert read(image) == wanted
    assert read(drawn(fetched(client, label, "zpl"))) == wanted


def test_the_bars_are_whole_dots_and_have_quiet_zones(client: httpx.Client, label: Json) -> None:
    content = fetched(client, label, "pdf")
    pages = [rastered(content, DPI), Image.open(BytesIO(fetched(client, label, "png")))]
    for page in pages:
        row = bytes(page.convert("L").crop((0, 940, WIDTH, 941)).tobytes())
        assert set(row) == {0, 255}
        _, _, quiet, *bars, also_quiet, _, _ = [len(run[0]) for run in re.finditer(rb"\x00+|\xff+", row)]
        assert {width % 3 for width in bars} == {0}
        assert min(quiet, also_quiet) >= 10 * min(bars)


def test_the_program_takes_its_own_practice_labels_for_samples(client: httpx.Client, label: Json) -> None:
    for kind in ("pdf", "png"):
        page = page_from_document(fetched(client, label, kind), dpi=DPI)
        proof = prove(page, tracking_number=label["tracking_number"], sample_allowed=True)
        assert proof.sample


def test_the_zpl_is_one_plain_label(client: httpx.Client, label: Json) -> None:
    content = fetched(client, label, "zpl")
    check_zpl(content)
    assert content.startswith(b"^XA")
    assert b"^PW812" in content
    assert b"^LL1218" in content


def test_a_label_abroad_comes_with_its_customs_form(carrier: PracticeCarrier, client: httpx.Client) -> None:
    assert buy(client)["form_download"] is None
    abroad = buy(client, **parcel_abroad())
    reply = httpx.Client(transport=client._transport).get(abroad["form_download"]["href"])  # noqa: SLF001
    with pypdfium2.PdfDocument(reply.content) as document:
        assert document[0].get_size() == (288, 432)
        words = document[0].get_textpage().get_text_bounded()
    assert GOODS["description"] in words
    assert abroad["tracking_number"] in words
    inside = buy(client, {"label_download_type": "inline"}, **parcel_abroad())["form_download"]["href"]
    assert inside.startswith("data:application/pdf;base64,")
    carrier.set_switches(customs_form="electronic")
    assert buy(client, **parcel_abroad())["form_download"] is None


def test_goods_that_are_declared_the_older_way_stand_on_the_form_too(client: httpx.Client) -> None:
    item = {"description": "Scarf", "quantity": 2, "value": 25.0, "harmonized_tariff_code": "621410",
            "country_of_origin": "US"}  # fmt: skip
    customs = {"contents": "gift", "non_delivery": "return_to_sender", "customs_items": [item]}
    abroad = buy(client, **parcel_abroad(customs=customs, packages=[package()]))
    reply = httpx.Client(transport=client._transport).get(abroad["form_download"]["href"])  # noqa: SLF001
    with pypdfium2.PdfDocument(reply.content) as document:
        words = document[0].get_textpage().get_text_bounded()
    assert "2 x Scarf" in words
    assert "25.0" in words


@pytest.mark.parametrize("kind", ["pdf", "png", "zpl"])
def test_a_label_can_come_inside_the_reply(kind: str, client: httpx.Client) -> None:
    label = buy(client, {"label_format": kind, "label_download_type": "inline"})
    assert list(label["label_download"]) == ["href"]
    head, _, coded = label["label_download"]["href"].partition(",")
    assert head == f"data:{'image' if kind == 'png' else 'application'}/{kind};base64"
    linked = client.get(f"/v1/labels/{label['label_id']}").json()
    assert base64.b64decode(coded) == fetched(client, linked, kind)


def test_a_document_is_gone_after_ninety_days_and_behind_its_token(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    href = buy(client)["label_download"]["href"]
    wrong = re.sub(r"downloads/10/.", "downloads/10/!", href)
    for bad in (wrong, href.replace(".pdf", ".exe"), href.replace("label-", "qr-").replace("pdf", "png")):
        assert client.get(bad).json()["errors"][0]["error_code"] == "file_not_found"
    carrier.clock.advance(timedelta(days=90))
    assert client.get(href).status_code == 200
    carrier.clock.advance(timedelta(seconds=1))
    assert client.get(href).status_code == 404


def test_the_qr_image_is_a_sample_and_shows_the_label_id(client: httpx.Client) -> None:
    label = buy(client, {"display_scheme": "paperless"})
    code = label["paperless_download"]["handoff_code"]
    assert re.fullmatch(r"[A-Z0-9]{8}", code)
    assert label["label_download"] is None
    image = Image.open(BytesIO(client.get(label["paperless_download"]["href"]).content))
    [found] = zxingcpp.read_barcodes(image)
    assert found.text == f"{QR_TEXT}:{code}"


@pytest.mark.parametrize("place", ["handoff_code", "alternative_identifiers", "instructions", "nowhere"])
def test_the_label_id_stands_where_it_is_told_to(
    place: str, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(label_id_in=place)
    label = buy(client, {"display_scheme": "label_and_paperless"})
    paper = label["paperless_download"]
    found = {
        "handoff_code": paper["handoff_code"],
        "alternative_identifiers": label["alternative_identifiers"],
        "instructions": re.search(r"[A-Z0-9]{8}$", paper["instructions"]),
    }
    assert [name for name, value in found.items() if value] == ([] if place == "nowhere" else [place])
    assert label["label_download"]["pdf"]


def test_the_old_word_gives_a_qr_image_in_place_of_the_label(
    client: httpx.Client, carrier: PracticeCarrier
) -> None:
    carrier.set_switches(display_schemes=["label", "qr_code"])
    label = buy(client, {"display_scheme": "qr_code"})
    assert label["label_download"]["href"] == label["qr_code_download"]["href"]
    assert client.get(label["label_download"]["png"]).content.startswith(b"\x89PNG")


hostile = st.text(max_size=200) | st.just(LETTERS_OF_OTHERS * 9) | st.just("W" * 200)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=hostile, street=hostile, reference=hostile)
def test_hostile_text_breaks_no_label(name: str, street: str, reference: str) -> None:
    number = "9400111899563821705427"
    words = Sheet(
        letter="G",
        banner="USPS GROUND ADVANTAGE",
        caption="USPS TRACKING #",
        sender=(clean(name) or "-", clean(street)),
        receiver=(clean(name).upper() or "-", clean(street).upper(), clean(reference)),
        references=(clean(reference),) * 3,
        ship_date="10/22/2026",
        weight="9.5 oz",
        zone="Zone 8",
        origin_zip="92081",
        code=SAMPLE_PREFIX + number,
        number=number,
    )
    parts = lay_out(words)
    wanted = LabelCode(number, sample=True)
    assert read(rastered(pdf.draw(parts), DPI)) == wanted
    assert read(Image.open(BytesIO(png.draw(parts)))) == wanted
    code = zpl.draw(parts)
    refused = refusal_of(code)
    assert not refused or refused.endswith("in a text")
    assert read(drawn(code)) == wanted


def refusal_of(code: bytes) -> str:
    """A command that stands in a name, escaped, is not passed on: then the PDF is printed."""
    try:
        check_zpl(code)
    except PaperFault as fault:
        return fault.detail
    return ""


def test_a_customer_with_a_hostile_name_gets_a_label(client: httpx.Client) -> None:
    label = buy(client, ship_to=CUSTOMER | {"name": LETTERS_OF_OTHERS, "address_line1": "x" * 200})
    for kind in ("pdf", "png", "zpl"):
        assert fetched(client, label, kind)


@pytest.mark.parametrize(
    ("layout", "size"), [("letter", (612, 792)), ("A4", (595.28, 841.89)), ("A6", (297.64, 419.53))]
)
def test_a_label_can_be_drawn_on_another_paper(
    layout: str, size: tuple[float, float], client: httpx.Client
) -> None:
    label = buy(client, {"label_layout": layout})
    assert label["label_layout"] == layout
    wanted = LabelCode(label["tracking_number"], sample=True)
    document = pypdfium2.PdfDocument(fetched(client, label, "pdf"))
    assert document[0].get_size() == pytest.approx(size, abs=0.01)
    assert read(document[0].render(scale=300 / 72).to_pil()) == wanted
    document.close()
    image = Image.open(BytesIO(fetched(client, label, "png")))
    assert image.size == tuple(round(side * DPI / 72) for side in size)
    assert read(image) == wanted
    assert read(drawn(fetched(client, label, "zpl"))) == wanted


@pytest.mark.parametrize(
    ("layout", "kind"), [("letter", "zpl"), ("letter", "png"), ("A4", "zpl"), ("A6", "zpl")]
)
def test_not_every_format_goes_on_every_paper(
    layout: str, kind: str, client: httpx.Client, carrier: PracticeCarrier
) -> None:
    options = {"label_layout": layout, "label_format": kind}
    error = error_of(client.post("/v1/labels", json={"shipment": shipment(), **options}), 400)
    assert (error["error_code"], error["field_name"]) == ("invalid_field_value", "label_layout")
    assert len(carrier.ledger()) == 1


def test_a_carrier_may_print_on_labels_alone(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(label_layouts=["4x6"])
    for layout in ("letter", "A4", "A6"):
        reply = client.post("/v1/labels", json={"shipment": shipment(), "label_layout": layout})
        assert error_of(reply, 400)["field_value"] == layout
    assert buy(client, {"label_layout": "4x6"})["label_layout"] == "4x6"


def test_labels_together_keep_their_papers(client: httpx.Client) -> None:
    ids = [buy(client, {"label_layout": layout})["label_id"] for layout in ("letter", "4x6")]
    body = {"label_ids": ids, "label_download_type": "url"}
    made = client.post("/v1/documents/combined_labels", json=body).json()
    document = pypdfium2.PdfDocument(client.get(made["label_download"]["href"]).content)
    assert [page.get_size() for page in document] == [(612, 792), (288, 432)]
    document.close()


def test_a_label_and_a_qr_code_can_be_had_together(client: httpx.Client, carrier: PracticeCarrier) -> None:
    carrier.set_switches(display_schemes=["label", "label_and_qr_code"])
    label = buy(client, {"display_scheme": "label_and_qr_code"})
    assert fetched(client, label, "pdf").startswith(b"%PDF")
    code = label["paperless_download"]["handoff_code"]
    image = Image.open(BytesIO(client.get(label["qr_code_download"]["href"]).content))
    [found] = zxingcpp.read_barcodes(image)
    assert code in found.text
