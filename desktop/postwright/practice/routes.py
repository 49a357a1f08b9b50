"""All endpoints of the practice carrier in one list."""

from __future__ import annotations

from postwright.practice import (
    address_calls,
    batches,
    bulk_rates,
    carriers,
    combined_labels,
    downloads,
    estimates,
    images,
    labels,
    manifests,
    package_types,
    pickups,
    rate_shopper,
    rates,
    refunds,
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
    *bulk_rates.ROUTES,
    *estimates.ROUTES,
    *labels.ROUTES,
    *rate_shopper.ROUTES,
    *voids.ROUTES,
    *refunds.ROUTES,
    *manifests.ROUTES,
    *batches.ROUTES,
    *tracking.ROUTES,
    *pickups.ROUTES,
    *downloads.ROUTES,
    *images.ROUTES,
    *combined_labels.ROUTES,
    *package_types.ROUTES,
)
