"""Read the API's replies into our values. Raises ValueError where a reply says nothing believable."""
