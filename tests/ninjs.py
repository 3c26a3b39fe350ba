"""What IPTC's ninjs 2.1 (https://iptc.org/std/ninjs/) asks of the properties that we use, as a JSON Schema.

Written from the standard, with its types, formats and values; what it knows besides is left out, so that an item that
fits here fits there.
"""

from __future__ import annotations

from jsonschema import Draft202012Validator

TEXT = {"type": "string"}
ADDRESS = {"type": "string", "format": "uri"}
INSTANT = {"type": "string", "format": "date-time"}


def one_of(*values: str) -> dict[str, object]:
    return {"type": "string", "enum": list(values)}


def thing(*needed: str, **properties: object) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}


def several(item: object) -> dict[str, object]:
    return {"type": "array", "items": item}


NEWS_ITEM = thing(
    "uri",
    standard=thing(name=TEXT, version=TEXT, schema=ADDRESS),
    uri=ADDRESS,
    type=one_of("text", "audio", "video", "picture", "graphic", "composite", "component"),
    pubstatus=one_of("usable", "withheld", "canceled"),
    language=TEXT,
    versioncreated=INSTANT,
    firstcreated=INSTANT,
    by=TEXT,
    headlines=several(thing("value", role=TEXT, contenttype=TEXT, value=TEXT)),
    descriptions=several(thing("value", role=TEXT, contenttype=TEXT, value=TEXT)),
    bodies=several(thing("value", role=TEXT, contenttype=TEXT, value=TEXT)),
    people=several(thing(name=TEXT, rel=TEXT, uri=ADDRESS, literal=TEXT)),
    infosources=several(thing(name=TEXT, role=TEXT, uri=ADDRESS, literal=TEXT)),
)
_VALIDATOR = Draft202012Validator(NEWS_ITEM, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(item: object) -> list[str]:
    """Return what an item has that the standard does not allow: where, and what."""
    return [f"{error.json_path}: {error.message}" for error in _VALIDATOR.iter_errors(item)]
