"""Write our values as the API's request bodies. Never says less than was measured."""
