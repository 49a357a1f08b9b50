"""The papers that are no labels: laid out in points, written as PDF with text that can be searched."""
