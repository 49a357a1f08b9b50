"""The Mail page: how QR codes reach customers from the shop's own address."""
