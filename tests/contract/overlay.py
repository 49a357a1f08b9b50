"""What is mended in the published description before anything is held against it. Adds no rule of its own.

As published, no body of half the operations can satisfy it: `additionalProperties: false` stands in each part
of a combination and forbids what the other parts ask for. Six things are mended, and nothing else:

1. A combination is closed as a whole, to the names of its parts and those it asks for; the parts are open.
   What each property has to be is left as it is, and so are the names that are required.
2. Alternatives that all fit one body, so that never "one of" them does. The two of a question for prices
   (api.md 9) each ask for the name that they are about. Without `process_labels` the two of a batch are the
   same, so any will do. Of the logins to some thirty carriers, many alike, only ours is looked at.
3. A question for prices may name the shipment or hold it (api.md 9.1), so it is not asked for both; and the
   shipment in it needs no id, account, service or origin of its own: it is asked which would be best.
4. A date may stand without a time: the pattern says so, and the format beside it forbids it.
5. The time of a list of prices is called an id as well, which no time can be.
6. `nullable` beside a combination means that null may stand there. Strictly read, the parts forbid it. (The
   one thing that is mended in the validator: spec.py.)
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]
PARTS = ("allOf", "anyOf", "oneOf")
_AT = "#/components/schemas/"
_ABOUT = {
    "shipment_id_request": "shipment_id",
    "rate_shipment_request": "shipment",
    "rate_estimate_by_carrier_id": "carrier_id",
    "rate_estimate_by_carrier_ids": "carrier_ids",
}


def mended(document: Json) -> Json:
    """The document with its schemas mended; the one that was given stays as it is."""
    document = copy.deepcopy(document)
    schemas: Json = document["components"]["schemas"]
    _mend_alternatives(schemas)
    del schemas["calculate_rates_request_body"]["required"]
    schemas["address_validating_shipment"]["required"] = ["ship_to"]
    del schemas["date"]["format"]
    del schemas["rates_information"]["properties"]["created_at"]["allOf"]
    document["components"]["schemas"] = {name: _closed(schemas, one) for name, one in schemas.items()}
    return document


def _mend_alternatives(schemas: Json) -> None:
    for name, about in _ABOUT.items():
        schemas[name]["required"] = [about]
    batch = schemas["create_batch_request"]
    batch["anyOf"] = batch.pop("oneOf")
    schemas["connect_carrier_request_body"] = {"$ref": f"{_AT}connect_stamps_request_body"}


def _closed(schemas: Json, schema: Any) -> Any:
    """The schema and all below it, each combination closed as a whole."""
    if isinstance(schema, list):
        return [_closed(schemas, one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if not is_whole(schemas, schema):
        return {key: _closed(schemas, value) for key, value in schema.items()}
    known: Json = {name: {} for name in schema.get("required", ())}
    known |= {name: _marks(one) for name, one in _properties(schemas, schema)}
    opened = _closed(schemas, _opened(schemas, schema))
    return opened | {"properties": known | opened.get("properties", {}), "additionalProperties": False}


def is_whole(schemas: Json, schema: Json) -> bool:
    """Whether it combines parts that have names, and it or one of them forbids what it does not know."""
    parts = [_resolved(schemas, one) for word in PARTS for one in schema.get(word, ())]
    if schema.get("additionalProperties") is False and parts:
        return True
    together = [_resolved(schemas, one) for one in schema.get("allOf", ())]
    sources = len(together) + any(word in schema for word in ("anyOf", "oneOf", "properties"))
    return sources > 1 and any(one.get("additionalProperties") is False for one in together)


def _opened(schemas: Json, schema: Json) -> Json:
    """The schema with its parts in place of references to them, and none of them closed by itself."""
    opened = {key: value for key, value in schema.items() if key != "additionalProperties"}
    for word in PARTS:
        if word in schema:
            opened[word] = [_opened(schemas, _resolved(schemas, one)) for one in schema[word]]
    return opened


def _properties(schemas: Json, schema: Json) -> Iterator[tuple[str, Json]]:
    for word in PARTS:
        for part in schema.get(word, ()):
            yield from _properties(schemas, _resolved(schemas, part))
    yield from schema.get("properties", {}).items()


def _marks(schema: Mapping[str, Any]) -> Json:
    """Who may write a property: a name that is required of the whole is asked for only there."""
    return {key: schema[key] for key in ("readOnly", "writeOnly") if key in schema}


def _resolved(schemas: Json, schema: Json) -> Json:
    while "$ref" in schema:
        schema = schemas[schema["$ref"].removeprefix(_AT)]
    return schema
