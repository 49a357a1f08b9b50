"""The About page: version, places and licences."""
