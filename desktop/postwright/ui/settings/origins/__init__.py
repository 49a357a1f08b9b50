"""The Origins page: the places that parcels leave from."""
