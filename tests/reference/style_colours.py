"""Whether the colours of styles/*.qml can be told apart: on white paper, on a light and on a dark basemap, in grey print (CIE L*,
from the sRGB standard), and by the colour-blind (simulated after Machado, Oliveira and Fernandes 2009, severity 1; distances are
CIE76). And whether letters and streets beneath stay readable: the contrast of black and white under a colour (WCAG 2.1)."""
import sys
from math import dist
from pathlib import Path
from xml.etree import ElementTree

STYLES = Path(__file__).parents[2] / "styles"
BASEMAPS = {"white paper": "#ffffff", "a light basemap": "#f2efe9", "a dark basemap": "#262626"}
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((.152286, 1.052583, -.204868), (.114503, .786281, .099216), (-.003882, -.048116, 1.051998)),
    "deuteranopia": ((.367322, .860646, -.227968), (.280085, .672501, .047413), (-.011820, .042940, .968881)),
    "tritanopia": ((1.255528, -.076749, -.178779), (-.078411, .930809, .147602), (.004733, .691367, .303900)),
}
LEAST_STEP, LEAST_DISTANCE, LEAST_CONTRAST = 2.5, 4, 3  # of L*, of CIE76 (2.3 is just noticed), of WCAG for graphics


def channels(colour):
    return [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]


def linear(rgb):
    return [c / 12.92 if c <= .04045 else ((c + .055) / 1.055)**2.4 for c in rgb]


def seen(rgb, eye):
    """Linear light as an eye has it."""
    return [min(1, max(0, sum(share * c for share, c in zip(row, linear(rgb))))) for row in eye]


def luminance(light):
    return sum(share * c for share, c in zip((.2126, .7152, .0722), light))


def lab(light):
    red, green, blue = light
    xyz = ((.4124 * red + .3576 * green + .1805 * blue) / .95047, luminance(light),
           (.0193 * red + .1192 * green + .9505 * blue) / 1.08883)
    x, y, z = (t**(1 / 3) if t > .008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def over(colour, basemap, opacity):
    return [opacity * c + (1 - opacity) * b for c, b in zip(colour, basemap)]


def contrast(one, other):
    dark, light = sorted((luminance(linear(one)), luminance(linear(other))))
    return (light + .05) / (dark + .05)


def lightness_of(colours):
    return [lab(linear(colour))[0] for colour in colours]


def read(style):
    renderer = ElementTree.parse(STYLES / f"{style}.qml").find("pipe/rasterrenderer")
    entries = [*renderer.iter("item"), *renderer.iter("paletteEntry")]
    return [channels(e.get("color")) for e in entries if e.get("alpha") != "0"], float(renderer.get("opacity"))


def figures(style, places, basemap):
    """The smallest step of lightness, and the smallest distance of two colours to any eye, of colours at some places or of all."""
    colours, opacity = read(style)
    colours = [colours[place] for place in places] if places else colours
    shown = [over(colour, channels(basemap), opacity) for colour in colours]
    lightness = lightness_of(shown)
    if style == "labels":  # which have no order
        lightness.sort(reverse=True)
    if style == "explanation":  # which has a light middle: each half is a ramp
        middle = lightness.index(max(lightness))
        steps = [b - a for a, b in zip(lightness[:middle], lightness[1:middle + 1])]
        steps += [a - b for a, b in zip(lightness[middle:], lightness[middle + 1:])]
    else:
        steps = [a - b for a, b in zip(lightness, lightness[1:])]
    distances = [dist(lab(seen(a, eye)), lab(seen(b, eye)))
                 for eye in EYES.values() for i, a in enumerate(shown) for b in shown[i + 1:]]
    return min(steps), min(distances)


def text_contrast(style):
    colours, opacity = read(style)
    return min(contrast(over(colour, [0, 0, 0], opacity), over(colour, [1, 1, 1], opacity)) for colour in colours)


bad = False
DEFAULT_CLASSES = (0, 2, 3, 5, 6, 8)  # of the nine colours of risk
for style, places in (("risk", ()), ("risk", DEFAULT_CLASSES), ("flagged", ()), ("labels", ()), ("counts", ()), ("explanation", ())):
    readable = text_contrast(style)
    print(f"{style}{', six classes' if places else ''}: black on white has a contrast of at least {readable:.1f}:1 beneath it")
    bad |= readable < LEAST_CONTRAST
    for name, basemap in BASEMAPS.items():
        step, distance = figures(style, places, basemap)
        print(f"  on {name}: steps of lightness from {step:.1f} on, distances from {distance:.1f} on")
        bad |= step < LEAST_STEP or distance < LEAST_DISTANCE
sys.exit("Colours are too much alike, or hide too much." if bad else 0)
