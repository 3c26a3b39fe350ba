"""Page bytes → Article: decoding, metadata, text, what stands around the text. Pure: no network, store or clock."""

from archive.reading.decode import decode_body
from archive.reading.digest import same_text, text_digest
from archive.reading.page import read_page

__all__ = ["decode_body", "read_page", "same_text", "text_digest"]
