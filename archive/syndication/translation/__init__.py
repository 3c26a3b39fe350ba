"""Stories across languages: which texts are translations of one dispatch, without a model, with their evidence."""

from archive.syndication.translation.anchors import Anchor, Rendering
from archive.syndication.translation.echoes import WINDOW, Echo, echo
from archive.syndication.translation.evidence import Shown, Translation, translations
from archive.syndication.translation.index import AnchorIndex, MemoryAnchorIndex, candidates
from archive.syndication.translation.joining import HOPELESS, TEACHER, TEACHERS, Joined, Judge, find, join, join_linked
from archive.syndication.translation.learning import Bitext, learn
from archive.syndication.translation.lexicon import Lexicon
from archive.syndication.translation.linking import PROMISING, Link, links, surest_first
from archive.syndication.translation.signs import Sign
from archive.syndication.translation.texts import rendering, several_languages

__all__ = [
    "HOPELESS",
    "PROMISING",
    "TEACHER",
    "TEACHERS",
    "WINDOW",
    "Anchor",
    "AnchorIndex",
    "Bitext",
    "Echo",
    "Joined",
    "Judge",
    "Lexicon",
    "Link",
    "MemoryAnchorIndex",
    "Rendering",
    "Shown",
    "Sign",
    "Translation",
    "candidates",
    "echo",
    "find",
    "join",
    "join_linked",
    "learn",
    "links",
    "rendering",
    "several_languages",
    "surest_first",
    "translations",
]
