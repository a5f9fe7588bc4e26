"""Fills an empty database with a fictional daily life, to practise on and to measure with."""
