"""The page for a shop whose database is damaged or gone."""
