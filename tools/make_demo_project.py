#!/usr/bin/python3
"""Makes a QGIS project and a picture of the demo's maps.

Usage: make_demo_project.py FOLDER KIND OTHER_KIND

FOLDER holds wards.geojson, reports.gpkg and, for each kind of model, model_KIND.safetensors, risk_KIND.tif and classes_KIND.tif with their
styles beside them. The project FOLDER/delhi.qgz shows the risk that the better model predicts, under the outlines of the
wards, and holds the other maps switched off; the picture FOLDER/delhi.png is its layout "Risk map".
"""

import pathlib
import sys

import demo_scores
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFillSymbol,
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
    QgsMarkerSymbol,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsReferencedRectangle,
    QgsSingleSymbolRenderer,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QFont

PAGE_WIDTH, LEGEND_WIDTH, EDGE = 190, 50, 5  # mm
TITLE_HEIGHT, SCALE_BAR_HEIGHT, CAPTION_HEIGHT = 12, 12, 14  # mm
DOTS_PER_INCH = 110
CAPTION = (
    "Shows where reports are likely, which is not where incidents happen: people and campaigns decide what is reported. "
    "The lowest class does not mean that nothing can happen there.\n"
    "Reports: Safecity (akash-y/safecity). Wards: DataMeet, CC BY-SA 2.5 India."
)


def step_of(path):
    """Start of the first step that a risk raster holds, as its band says."""
    dataset = gdal.Open(str(path))  # a band outlives its dataset only by crashing
    return dataset.GetRasterBand(1).GetMetadataItem("RISKCAST_STEP_START")


def add_raster(project, path, name, visible):
    layer = QgsRasterLayer(str(path), name)
    if not layer.isValid():
        sys.exit(f"{path} is not a raster that QGIS can open.")
    project.addMapLayer(layer, False)
    project.layerTreeRoot().addLayer(layer).setItemVisibilityChecked(visible)
    return layer


def add_vector(project, path, name, symbol, visible):
    layer = QgsVectorLayer(str(path), name)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    project.addMapLayer(layer, False)
    project.layerTreeRoot().addLayer(layer).setItemVisibilityChecked(visible)
    return layer


def add_wards(project, path):
    """Wards on top as thin outlines, so that the risk below stays in full colour."""
    outline = QgsFillSymbol.createSimple({"style": "no", "outline_color": "90,90,90,150", "outline_width": "0.15"})
    return add_vector(project, path, "Wards", outline, True)


def add_reports(project, path):
    dot = QgsMarkerSymbol.createSimple({"color": "40,40,40,80", "outline_style": "no", "size": "1"})
    add_vector(project, path, "Reports used", dot, False)


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
    legend.setTitle("Probability of at least\none report in a cell\non that day")
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


def make_layout(project, title, layers, extent):
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName("Risk map")
    add_text(layout, title, 12, EDGE, TITLE_HEIGHT)
    linked_map = add_map(layout, layers, extent)
    add_legend(layout, linked_map, layers[-1])
    map_bottom = linked_map.scenePos().y() + linked_map.rect().height()
    add_scale_bar(layout, linked_map, map_bottom)
    caption_top = map_bottom + SCALE_BAR_HEIGHT
    add_text(layout, CAPTION, 7, caption_top, CAPTION_HEIGHT)
    page = QgsLayoutSize(PAGE_WIDTH, caption_top + CAPTION_HEIGHT, QgsUnitTypes.LayoutMillimeters)
    layout.pageCollection().page(0).setPageSize(page)
    project.layoutManager().addLayout(layout)
    return layout


def export(layout, path):
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = DOTS_PER_INCH
    if QgsLayoutExporter(layout).exportToImage(str(path), settings) != QgsLayoutExporter.Success:
        sys.exit(f"{path} could not be written.")


def make_project(folder, kinds):
    project = QgsProject.instance()
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    wards = add_wards(project, folder / "wards.geojson")
    add_reports(project, folder / "reports.gpkg")
    step = step_of(folder / f"risk_{kinds[0]}.tif")
    shown = add_raster(project, folder / f"risk_{kinds[0]}.tif", f"Risk on {step} ({kinds[0]})", True)
    for kind in kinds[1:]:
        add_raster(project, folder / f"risk_{kind}.tif", f"Risk on {step} ({kind})", False)
    for kind in kinds:
        add_raster(project, folder / f"classes_{kind}.tif", f"Risk classes on {step} ({kind})", False)
    project.setCrs(shown.crs())
    extent = shown.extent().buffered(shown.extent().width() / 50)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, shown.crs()))
    title = f"Delhi, {step}: risk of a report of harassment in public places"
    layout = make_layout(project, title, [wards, shown], extent)
    export(layout, folder / "delhi.png")
    if not project.write(str(folder / "delhi.qgz")):
        sys.exit(f"{folder / 'delhi.qgz'} could not be written: {project.error()}")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1]).resolve()
    rows, kinds = demo_scores.by_log_loss(folder / f"model_{kind}.safetensors" for kind in sys.argv[2:])
    gdal.UseExceptions()
    application = QgsApplication([], False)
    application.initQgis()
    make_project(folder, [row["kind"] for row in rows if row["kind"] in kinds])
    application.exitQgis()


if __name__ == "__main__":
    main()
