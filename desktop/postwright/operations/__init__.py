"""One use case per file: plain synchronous functions that take what they need. No toolkit, no globals."""
