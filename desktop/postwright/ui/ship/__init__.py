"""The Ship panel: describe a parcel, see what it costs, buy the label, print it."""
