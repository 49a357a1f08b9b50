"""What becomes of a parcel after the label: pickups, scans, delivery. Changes no money."""
