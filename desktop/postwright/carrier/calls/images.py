"""Pictures for labels: create, read, find, change, delete. Sends none beyond the carrier's limits."""

from __future__ import annotations

from postwright.carrier.calls.group import CallGroup, Listing, each_once
from postwright.carrier.from_wire import images as read
from postwright.carrier.line import CHANGE, READ, Terms, segment
from postwright.carrier.to_wire.images import image_body
from postwright.carrier.wire import images as wire
from postwright.domain.label_image import LabelImage

_IMAGES = "/v1/account/settings/images"
# A list holds the pictures themselves, 700 KB each at most as text.
_LIST = Terms(20, 8_000_000, safe=True)
_PAGE_SIZE = 10


class ImageCalls(CallGroup):
    """Calls about label images. A sandbox refuses them: label_images_not_supported (api.md 17)."""

    def create(self, name: str, content: bytes, *, is_default: bool = False) -> LabelImage:
        """`content` is a PNG or JPEG of 512 KB at most. Raises BadInput(OUT_OF_LIMITS) for anything else."""
        body = image_body(is_default=is_default, name=name, content=content)
        reply = self._line.ask("POST", _IMAGES, CHANGE, body=body)
        return self._the_one(reply, wire.Image, read.image)

    def read(self, image_id: str) -> LabelImage:
        reply = self._line.ask("GET", _place(image_id), READ)
        return self._the_one(reply, wire.Image, read.image)

    def find(self) -> tuple[LabelImage, ...]:
        """All pages; each image once."""
        listing = Listing(_IMAGES, "images", wire.Image, read.image, terms=_LIST, page_size=_PAGE_SIZE)
        return each_once(self._all(listing, {}), lambda image: image.image_id)

    def change(
        self, image_id: str, *, is_default: bool, name: str | None = None, content: bytes | None = None
    ) -> None:
        """Whether it is the default has to be said each time. Raises BadInput(OUT_OF_LIMITS)."""
        body = image_body(is_default=is_default, name=name, content=content)
        self._line.ask("PUT", _place(image_id), CHANGE, body=body)

    def delete(self, image_id: str) -> None:
        self._line.ask("DELETE", _place(image_id), CHANGE)


def _place(image_id: str) -> str:
    return f"{_IMAGES}/{segment(image_id)}"
