"""The Pickups panel: the day USPS will really come, what it takes along, and what the carrier booked."""
