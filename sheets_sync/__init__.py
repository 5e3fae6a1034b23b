"""Teacher mentoring kept in spreadsheets: explained pairing, safe sync, the papers, the plan."""

__version__ = "0.1.0"
