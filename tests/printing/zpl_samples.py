"""ZPL as carriers write it, and as nobody should: for the tests of reading, refusing and passing on.

The foreign labels are shaped like real ones (spaces, empty parameters, compressed pictures, comments after a
field, `^FT` and `^FO` mixed); names, numbers and pictures are ours.
"""

from __future__ import annotations

from postwright.domain.barcode import make_impb

NUMBER = make_impb(service_type="001", source="11", mailer="899563821", serial=70542)
ZIP = "62701"
CODE = f">;>8420{ZIP}>8{NUMBER}"

PLAIN = (
    b"^XA\n^CI28^PW812^LL1218^LH0,0^PON\n^FO30,40^A0N,40,30^FH^FDJOS\xc3\x89 _26 SONS^FS\n"
    b"^FX a note ^FO20,500^GB772,4,4^FS^BY3^FO40,700^BCN,200,N,N,N,N^FD" + CODE.encode() + b"^FS\n"
    b"^FO1,1^GFA,8,8,1,FF00FF00FF00FF00^FS^PQ1,0,1,Y^XZ\n"
)
# Without a width or a length; moved by ^LH; inverted lines; everything back to normal at the end.
MOVED = f"""^XA
^LH16,12
^LL1212
^FT 581, 403 ^AUN  ^FD0000^FS ^FX Route
^FT  20, 313 ^A0N, 28, 20 ^FDPAPER & PINE^FS ^FX Shipper Name
^FT  20, 343 ^A0N, 28, 20 ^FD1200 PEARL ST^FS ^FX Shipper Address
^FT 88, 594 ^A0N, 32, 35 ^FDJANE DOE^FS ^FX Consignee
^FT 88, 631 ^A0N, 32, 35 ^FD742 EVERGREEN TER^FS
^FT 364, 134 ^AQN, 22, 14 ^FB270,1,0,C ^FDUS POSTAGE^FS
^BY2,2.0,^FS
^FT 373, 93 ^B7N,4,4,7,,N^FH^FD^FS ^FX Indicia
^FO20,20^GFA,110,110,10,!::FF8P01!,:::FF8P01!::^FS
^BY3,2.0,^FS
^FT  60,1040 ^BCN,154,N,N,N,N^FD{CODE}^FS ^FX Tracking Barcode
^FT 0,1094 ^ATN ^FB776,1,0,C, ^FD{NUMBER}^FS ^FX Tracking Barcode text
^FT   0, 256 ^AUN  ^FB776,1,0,C, ^FH_^FDUSPS GROUND ADVANTAGE_AE^FS ^FX Mail Class
^FT   0, 856 ^ATN  ^FB776,1,0,C, ^FDUSPS TRACKING #^FS ^FX e/ CONFIRMATION
^FO 60,430 ^A0N 32,30 ^FD ^FS ^FX Endorsement
^LRY^FT5,805 ^GB 770,,65^FS
^FT60,800^AUN ^FDTEST LABEL - DO NOT MAIL^FS
^FT   0, 818 ^GB 776,0,12,B ^FS
^FT   0,1121 ^GB 776,0,12,B ^FS
^FO   0,   0 ^GB 776,1198,2,B ^FS
^LH0
^LRN
^XZ
""".encode()
# Spaces between a command and its value, decimals, a height in ^BY, another barcode that turns aside.
SPACED = f"""^XA
^FX Set label size to 4" x 6" (assumes 8 dpmm)
^LL 1218
^PW 812
^CI 28
^LT 0
^LS 0
^FO 203.2,0
^GB 3,203,3,B
^FS
^FO 0,219.2
^FB 750,1,0,C,0
^A0 N,52,61
^FD USPS PRIORITY MAIL
^FS
^FO 580,215.2
^GS N,65,65
^FD A
^FS
^CF0,25
^FO27,600^BXN,4,200,20,20,6,_
^FD_1420{ZIP}_1{NUMBER}^FS
^BY3,2,170
^FO55,832^BCN,170,N^FD{CODE}^FS
^FO600,300^BY2^BCR,60,N,N^FDREF-12345^FS
^MCY
^XZ
""".encode()
LABELS = {"plain": PLAIN, "moved": MOVED, "spaced": SPACED}


def within(command: bytes) -> bytes:
    return PLAIN.replace(b"^FX a note ", command)


# Named by what the refusal must name.
ATTACKS = {
    "~JR": within(b"~JR"),
    "^JU": within(b"^JUF"),
    "^KP": within(b"^KP1234"),
    "~JA": within(b"~JA"),
    "^ID": within(b"^IDR:*.*"),
    "^PQ9999": PLAIN.replace(b"^PQ1,0,1,Y", b"^PQ9999"),
    "^CC": within(b"^CC+"),
    "^SX": within(b"^SXA,D,Y"),
    "^WI": within(b"^WI"),
    "^HZ": within(b"^HZA"),
    "^DF": within(b"^DFR:X.ZPL"),
    "^MN": within(b"^MNN"),
    "~SD": within(b"~SD30"),
    "! U": b'! U1 setvar "device.languages" "line_print"\r\n' + PLAIN,
    "{}{": b'{}{"device.reset":""}' + PLAIN,
    "exactly one label": PLAIN + PLAIN,
    "follows the end": PLAIN + b"N\r\nq812",
    "! u": within(b"^FD! u1 do device.reset^FS"),
    "{} {": within(b'^FX{} {"device.reset":""}'),
    "does not begin": b"CT~~CD,~CC^~CT~" + PLAIN,
    "^FN": within(b"^FN1"),
    "^XG": within(b"^XGE:LOGO.GRF,1,1"),
    "^IL": within(b"^ILE:FORM.GRF"),
    "^XF": within(b"^XFE:FORM.ZPL"),
    "^A@": within(b"^A@N,30,30,E:FONT.TTF"),
    "^CW": within(b"^CWA,E:FONT.TTF"),
    "~DG": within(b"~DGR:A.GRF,8,1,FF"),
    "~DY": within(b"~DYE:A,B,G,8,1,FF"),
    "~CC": within(b"~CC+"),
    "~PR": within(b"~PR4"),  # the applicator's reprint, not ^PR, the speed
    "~FO": within(b"~FO1,1"),
    "^CT": within(b"^CT+"),
    "^CD": within(b"^CD;"),
    "~HS": within(b"^FDNAME~HS^FS"),
    "^JM": within(b"^JMB"),
    "^MM": within(b"^MMC"),
    "^MCN": within(b"^MCN"),
    "^MT": within(b"^MTD"),
    "^SS": within(b"^SS1,2,3"),
    "^ST": within(b"^ST01"),
    "^NS": within(b"^NSa,1.2.3.4"),
    "~PS": within(b"~PS"),
    "^JB": within(b"^JBE"),
    "^TO": within(b"^TOR:A,E:B"),
    "^GFB": within(b"^GFB,8,8,1,\x21\x21\x21\x21\x21\x21\x21\x21"),
    "~JR'": within(b"^GFA,8,8,1,FF00~JRFF00FF00FF00"),
    "^GFA,99999999": within(b"^GFA,99999999,99999999,1,FF"),
    "^GFA,8": within(b"^GFA,8"),
    "! U'": within(b"^GFA,8,8,1,FF! U1 setvar"),
    "^LL99999": PLAIN.replace(b"^LL1218", b"^LL99999"),
    "^PW": PLAIN.replace(b"^PW812", b"^PW"),
    "^LT120": within(b"^LT120"),
    "^LS-40": within(b"^LS-40"),
    "^CI29": PLAIN.replace(b"^CI28", b"^CI29"),
    "^CI0,94,65": PLAIN.replace(b"^CI28", b"^CI0,94,65"),
    "^MD31": within(b"^MD31"),
    "^PR20": within(b"^PR20"),
    "letters it cannot": within(b"^FO1,\xe9"),
    "no UTF-8": within(b"^FD\xc1\x9eJUF^FS"),
    "x10": within(b"\x10"),
    "x1e": within(b"^FH^FD_1E^FS"),
    "^JU in a text": within(b"^FH^FD_5EJUF^FS"),
    "~jr in a text": within(b"^FH\\^FD\\7ejr^FS"),
    "! U in a text": within(b"^FH^FD_21 U1^FS"),
    "<?xml in a text": within(b"^FX<?xml version='1.0'?>"),
    "exactly one label'": b"^FO1,1^XZ",
    "exactly one label''": b"^XA^FO1,1",
    "does not begin'": b"",
    "does not begin''": b"hello",
    "commands": b"^XA" + b"^FS" * 6000 + b"^XZ",
    "bytes": PLAIN + b" " * 4_000_000,
    "^FS": within(b"^FS" + b" " * 300),
}
