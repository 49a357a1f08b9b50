"""All endpoints of the practice carrier in one list."""

from __future__ import annotations

from postwright.practice import (
    address_calls,
    carriers,
    downloads,
    estimates,
    images,
    labels,
    pickups,
    rates,
    shipments,
    tags,
    tracking,
    voids,
    warehouses,
)

ROUTES = (
    *carriers.ROUTES,
    *warehouses.ROUTES,
    *address_calls.ROUTES,
    *shipments.ROUTES,
    *tags.ROUTES,
    *rates.ROUTES,
    *estimates.ROUTES,
    *labels.ROUTES,
    *voids.ROUTES,
    *tracking.ROUTES,
    *pickups.ROUTES,
    *downloads.ROUTES,
    *images.ROUTES,
)
