"""An animation of a risk raster, with PyQGIS: one dated picture for each step.

    animation.py RISK.tif OUTPUT_FOLDER [BASEMAP…]

Layers that come after the folder are drawn beneath the risk, the first one at the bottom. Start it with the Python that belongs to QGIS,
with QT_QPA_PLATFORM=offscreen where there is no display.
"""
import sys
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsDateTimeRange,
    QgsInterval,
    QgsMapDecoration,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsTemporalUtils,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QFont

HEIGHT = 800  # pixels


class StepLabel(QgsMapDecoration):
    """The start of the step in the upper left corner."""

    def displayName(self):
        return "Step"

    def render(self, view, context):
        painter, text = context.painter(), view.temporalRange().begin().toString("yyyy-MM-dd HH:mm")
        painter.setFont(QFont("DejaVu Sans", 14))
        box = painter.fontMetrics().boundingRect(text).adjusted(-6, -4, 6, 4)
        box.moveTo(8, 8)
        painter.fillRect(box, QColor("white"))
        painter.setPen(QColor("black"))
        painter.drawText(box.left() + 6, box.bottom() - 4 - painter.fontMetrics().descent(), text)


risk, output, basemap = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
qgis = QgsApplication([], False)
qgis.initQgis()

layer = QgsRasterLayer(risk, "risk")
layer.loadDefaultStyle()  # once more: opening a raster in a script applies its style, but not its dates
steps = list(layer.temporalProperties().fixedRangePerBand().values())
if not steps:
    sys.exit(f"{risk} has no dated steps: its style, the .qml beside it, is missing.")

extent = layer.extent().buffered(layer.extent().height() / 50)
view = QgsMapSettings()
view.setLayers([layer] + [QgsRasterLayer(path) for path in reversed(basemap)])
view.setDestinationCrs(layer.crs())
view.setTransformContext(QgsProject.instance().transformContext())
view.setExtent(extent)
view.setOutputSize(QSize(round(HEIGHT * extent.width() / extent.height()), HEIGHT))
view.setBackgroundColor(QColor("white"))

animation = QgsTemporalUtils.AnimationExportSettings()
animation.availableTemporalRanges = steps
animation.animationRange = QgsDateTimeRange(steps[0].begin(), steps[-1].end(), True, False)
animation.frameDuration = QgsInterval(1, Qgis.TemporalUnit.IrregularStep)  # as long as each step is: months are not
animation.fileNameTemplate = "risk_###.png"
animation.outputDirectory = str(output)
label = StepLabel()  # must live as long as the export
animation.decorations = [label]

done, problem = QgsTemporalUtils.exportAnimation(view, animation)
if not done:
    sys.exit(f"The animation could not be written: {problem}")
for number, step in enumerate(steps):
    print(f"risk_{number:03}.png: {step.begin().toString('yyyy-MM-dd HH:mm')}")
