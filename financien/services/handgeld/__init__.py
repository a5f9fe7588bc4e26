"""The pot of a room: receipts, top-ups, money received, counts, and own money that goes back (docs/handgeld.md)."""
