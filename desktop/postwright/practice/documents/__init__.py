"""The documents of practice labels: each says SAMPLE in its barcode and across the sheet."""
