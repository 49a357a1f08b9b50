"""Write our values as the API's request bodies (api.md 7, 9, 10, 16). Never says less than was measured."""
