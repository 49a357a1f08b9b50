"""All endpoints of the practice carrier in one list."""

from __future__ import annotations

from postwright.practice.accounts import carriers, connections, funds, images, package_types, webhooks
from postwright.practice.accounts import settings as account
from postwright.practice.batches import calls as batches
from postwright.practice.forms import calls as manifests
from postwright.practice.labels import calls as labels
from postwright.practice.labels import combined as combined_labels
from postwright.practice.labels import downloads, rate_shopper, refunds, voids
from postwright.practice.places import calls as address_calls
from postwright.practice.places import service_points, warehouses
from postwright.practice.prices import bulk as bulk_rates
from postwright.practice.prices import estimates, rates
from postwright.practice.shipments import calls as shipments
from postwright.practice.shipments import tags
from postwright.practice.transit import pickups, tracking

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
    *account.ROUTES,
    *connections.ROUTES,
    *funds.ROUTES,
    *service_points.ROUTES,
    *webhooks.ROUTES,
)
