"""How the database came to its present shape, step by step. Steps that were released are never changed."""
