"""Long work that makes one file for download: hundreds of banners, a pack for every site.

The file is asked for on a page and made by the worker: a closed tab loses nothing, a killed worker's work is taken up
again, and nothing half done is ever offered. A kind of bundle is a `Maker`, registered at start-up.
"""

from nhipcau.documents.bundles.kinds import Maker, maker_of, register

__all__ = ["Maker", "maker_of", "register"]
