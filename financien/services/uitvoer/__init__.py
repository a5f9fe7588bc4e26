"""The files for the accountant: audit file, journal, proofs; the kinds stand in ``soorten``."""
