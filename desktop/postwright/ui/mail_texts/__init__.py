"""The studio of texts: what the mails to customers say, changed by the shop and seen before it is used."""
