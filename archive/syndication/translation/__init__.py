"""Stories across languages: which texts are translations of one dispatch, without a model, with their evidence."""

from archive.syndication.translation.anchors import Anchor, Rendering
from archive.syndication.translation.echoes import WINDOW, Echo, echo
from archive.syndication.translation.evidence import Shown, Translation, translations
from archive.syndication.translation.finding import HOPELESS, TEACHER, TEACHERS, Judge, find
from archive.syndication.translation.joining import Joined, join, join_linked
from archive.syndication.translation.learning import Bitext, learn
from archive.syndication.translation.lexicon import Lexicon
from archive.syndication.translation.linking import PROMISING, Link, links, surest_first
from archive.syndication.translation.settling import Kin
from archive.syndication.translation.signs import Sign
from archive.syndication.translation.texts import rendering, several_languages

__all__ = [
    "HOPELESS",
    "PROMISING",
    "TEACHER",
    "TEACHERS",
    "WINDOW",
    "Anchor",
    "Bitext",
    "Echo",
    "Joined",
    "Judge",
    "Kin",
    "Lexicon",
    "Link",
    "Rendering",
    "Shown",
    "Sign",
    "Translation",
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
