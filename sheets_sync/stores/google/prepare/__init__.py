"""A spreadsheet that somebody has shared, prepared: what the look has and it has not is added."""

from sheets_sync.stores.google.prepare.send import prepare
from sheets_sync.stores.google.prepare.work import Prepared, Wanted

__all__ = ["Prepared", "Wanted", "prepare"]
