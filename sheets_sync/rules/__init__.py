"""The rules of a run, in the order in which they see what the earlier ones decided."""

from sheets_sync.facts import Rule
from sheets_sync.rules import identity
from sheets_sync.rules.across import across
from sheets_sync.rules.answers import answers
from sheets_sync.rules.arrived import arrived
from sheets_sync.rules.attention import attention
from sheets_sync.rules.blanks import blanks
from sheets_sync.rules.columns import columns
from sheets_sync.rules.dates import dates
from sheets_sync.rules.decisions import decisions
from sheets_sync.rules.disclosed import disclosed
from sheets_sync.rules.documents import documents
from sheets_sync.rules.notes import missing, notes
from sheets_sync.rules.old_orders import old_orders
from sheets_sync.rules.orders import orders
from sheets_sync.rules.pairing import pairing
from sheets_sync.rules.plain_papers import plain_papers
from sheets_sync.rules.stamps import stamps
from sheets_sync.rules.states import states
from sheets_sync.rules.tabs import tabs
from sheets_sync.rules.twins import twins

RULES: tuple[Rule, ...] = (
    identity.banks,
    identity.pairs,
    identity.papers,
    pairing,
    decisions,
    across,
    old_orders,
    orders,
    blanks,
    plain_papers,
    documents,
    columns,
    states,
    dates,
    twins,
    disclosed,
    missing,
    answers,
    attention,
    notes,
    arrived,
    tabs,
    stamps,
)
"""Each a pure function ``rule(facts, so_far, context) -> Outcome``."""
