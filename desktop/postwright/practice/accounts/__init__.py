"""The accounts that pay, and what belongs to them: funds, pictures, own packages, webhooks. Sells nothing."""
