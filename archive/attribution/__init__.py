"""Attribution: which agencies an article credits, where, for what, and by which evidence."""

from archive.attribution.agencies import Agency
from archive.attribution.attribute import attribute
from archive.attribution.catalogue import Catalogue
from archive.attribution.passages import credits_of_text

__all__ = ["Agency", "Catalogue", "attribute", "credits_of_text"]
