"""Attribution: which agencies an article credits, where, for what, and by which evidence."""

from archive.attribution.agencies import Agency
from archive.attribution.attribute import attribute
from archive.attribution.catalogue import Catalogue
from archive.attribution.explain import Explanation, explain
from archive.attribution.passages import credits_of_text

__all__ = ["Agency", "Catalogue", "Explanation", "attribute", "credits_of_text", "explain"]
