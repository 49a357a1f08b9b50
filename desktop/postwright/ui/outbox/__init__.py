"""The Mail panel: what waits to be mailed, what became of mails, and QR codes that nobody used yet."""
