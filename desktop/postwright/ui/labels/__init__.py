"""The Labels panel: every label ever bought, found as you type, with its picture and its copies."""
