"""The page "Risk map" of the demo's project: title, map, legend, scale bar and caption."""

import sys

from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QFont

PAGE_WIDTH, LEGEND_WIDTH, EDGE = 190, 50, 5  # mm
TITLE_HEIGHT, SCALE_BAR_HEIGHT, CAPTION_HEIGHT = 12, 12, 18  # mm
DOTS_PER_INCH = 110


def place(layout, item, left, top, width, height):
    millimetres = QgsUnitTypes.LayoutMillimeters
    item.attemptMove(QgsLayoutPoint(left, top, millimetres))
    item.attemptResize(QgsLayoutSize(width, height, millimetres))
    layout.addLayoutItem(item)


def text_format(points):
    text = QgsTextFormat()
    text.setFont(QFont("DejaVu Sans"))
    text.setSize(points)
    return text


def add_text(layout, text, points, top, height):
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setTextFormat(text_format(points))
    place(layout, label, EDGE, top, PAGE_WIDTH - 2 * EDGE, height)


def add_map(layout, layers, extent):
    width = PAGE_WIDTH - LEGEND_WIDTH - 2 * EDGE
    item = QgsLayoutItemMap(layout)
    place(layout, item, EDGE, EDGE + TITLE_HEIGHT, width, width * extent.height() / extent.width())
    item.setLayers(layers)
    item.setKeepLayerSet(True)
    item.zoomToExtent(extent)
    item.setFrameEnabled(True)
    return item


def add_legend(layout, linked_map, layer):
    """The layer's classes under a title that says what their numbers are."""
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(linked_map)
    legend.setTitle("Cells by the probability\nof at least one report,\nif anybody reports that day")
    legend.setAutoUpdateModel(False)
    legend.model().rootGroup().clear()
    node = legend.model().rootGroup().addLayer(layer)
    QgsLegendRenderer.setNodeLegendStyle(node, QgsLegendStyle.Hidden)
    entries = len(legend.model().layerLegendNodes(node))
    QgsMapLayerLegendUtils.setLegendNodeOrder(node, range(1, entries))  # without the first one, the band's name
    legend.model().refreshLayerLegend(node)
    for style, points in ((QgsLegendStyle.Title, 9), (QgsLegendStyle.SymbolLabel, 8)):
        legend.rstyle(style).setTextFormat(text_format(points))
    place(layout, legend, PAGE_WIDTH - LEGEND_WIDTH - EDGE + 1, EDGE + TITLE_HEIGHT, LEGEND_WIDTH, 80)


def add_scale_bar(layout, linked_map, top):
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(linked_map)
    bar.setStyle("Line Ticks Up")
    bar.setUnits(QgsUnitTypes.DistanceKilometers)
    bar.setUnitLabel("km")
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    bar.setUnitsPerSegment(5)
    bar.setTextFormat(text_format(8))
    place(layout, bar, EDGE, top, 60, SCALE_BAR_HEIGHT)


def make_layout(project, title, caption, layers, extent):
    """Adds the page to the project. The last of the layers is the one that the legend explains."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName("Risk map")
    add_text(layout, title, 12, EDGE, TITLE_HEIGHT)
    linked_map = add_map(layout, layers, extent)
    add_legend(layout, linked_map, layers[-1])
    map_bottom = linked_map.scenePos().y() + linked_map.rect().height()
    add_scale_bar(layout, linked_map, map_bottom)
    caption_top = map_bottom + SCALE_BAR_HEIGHT
    add_text(layout, caption, 7, caption_top, CAPTION_HEIGHT)
    page = QgsLayoutSize(PAGE_WIDTH, caption_top + CAPTION_HEIGHT, QgsUnitTypes.LayoutMillimeters)
    layout.pageCollection().page(0).setPageSize(page)
    project.layoutManager().addLayout(layout)
    return layout


def export(layout, path):
    """Writes the page as a picture."""
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = DOTS_PER_INCH
    if QgsLayoutExporter(layout).exportToImage(str(path), settings) != QgsLayoutExporter.Success:
        sys.exit(f"{path} could not be written.")
