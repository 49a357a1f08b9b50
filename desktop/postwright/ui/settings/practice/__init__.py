"""The Practice page: make the practice carrier misbehave and its clock go forward."""
