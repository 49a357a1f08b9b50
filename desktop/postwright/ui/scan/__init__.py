"""The scan line: a person scans the label on the parcel, and hears at once when it is another's."""
