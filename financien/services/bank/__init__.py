"""The bank: reading files, keeping their lines, proposing where a line belongs, and booking it (docs/bank.md)."""
