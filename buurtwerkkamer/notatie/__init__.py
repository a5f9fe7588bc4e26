"""How numbers and days look per language, where Django's own form would be read wrongly."""
