"""Make the fonts that papers are set in from the window's own: `python -m installer.paper_fonts`.

ReportLab embeds TrueType outlines only, and Inter comes as CFF (decision 0026). Run by hand, with fontTools,
when Inter changes.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
WEIGHTS = ("Regular", "SemiBold")
# What names and places of the world's Latin, Greek and Cyrillic writing need, and the signs between them.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x2AF), (0x2B9, 0x2DD), (0x300, 0x36F), (0x370, 0x3FF),
    (0x400, 0x52F), (0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF),
    (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0xFB00, 0xFB06),
)  # fmt: skip
# A curve may lie this far beside the old one, in 1/2816 of the height of the letters: nothing at any printer.
_MOST_ERROR = 1.0


def make(source: Path, target: Path) -> None:
    """Write the TrueType twin, with figures that are all as wide as each other and no other features."""
    font = TTFont(source, recalcTimestamp=False)
    _take_tabular_figures(font)
    options = subset.Options(layout_features=[], notdef_outline=True, hinting=False, name_IDs=["*"])
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    cut.subset(font)
    _turn_curves(font)
    for tag in ("GSUB", "GPOS", "GDEF", "DSIG"):
        if tag in font:
            del font[tag]
    font.save(target, reorderTables=True)


def _take_tabular_figures(font: TTFont) -> None:
    """ReportLab knows no OpenType features, so that the figures of `tnum` become the only ones."""
    table = font["GSUB"].table
    numbers = {
        index
        for one in table.FeatureList.FeatureRecord
        if one.FeatureTag == "tnum"
        for index in one.Feature.LookupListIndex
    }
    swapped: dict[str, str] = {}
    for index in numbers:
        for part in table.LookupList.Lookup[index].SubTable:
            swapped |= getattr(part, "ExtSubTable", part).mapping
    for cmap in font["cmap"].tables:
        cmap.cmap = {code: swapped.get(name, name) for code, name in cmap.cmap.items()}


def _turn_curves(font: TTFont) -> None:
    glyphs = font.getGlyphSet()
    drawn = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, _MOST_ERROR, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = drawn
    for name, glyph in drawn.items():
        glyph.recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    head = font["maxp"]
    head.tableVersion = 0x00010000
    for field in (
        "maxZones maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
        "maxSizeOfInstructions maxComponentElements".split()
    ):
        setattr(head, field, 1 if field == "maxZones" else 0)
    font["post"].formatType = 3.0
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    font.sfntVersion = "\000\001\000\000"


def main() -> None:
    for weight in WEIGHTS:
        make(FONTS / f"Inter-{weight}.otf", FONTS / f"Inter-{weight}-Paper.ttf")


if __name__ == "__main__":
    main()
