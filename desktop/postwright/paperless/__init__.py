"""QR codes and the mail that lets a customer ship without a printer. Knows no carrier and no archive."""
