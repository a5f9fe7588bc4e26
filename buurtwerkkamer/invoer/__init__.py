"""Spreadsheets in and out: the guard, the formats, strict Dutch widgets, and the kinds that higher floors register."""
