#!/usr/bin/python3
"""Makes a QGIS project and a picture of the demo's maps.

Usage: make_demo_project.py FOLDER KIND OTHER_KIND

FOLDER holds wards.geojson, reports.gpkg and, for each kind of model, model_KIND.safetensors, risk_KIND.tif and classes_KIND.tif with their
styles beside them. The project FOLDER/delhi.qgz shows the risk that the better model predicts, under the outlines of the
wards, and holds the other maps switched off; the picture FOLDER/delhi.png is its layout "Risk map".
"""

import pathlib
import sys

import demo_layout
import demo_scores
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsProject,
    QgsRasterLayer,
    QgsReferencedRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

CAPTION = (
    "Shows where reports are likely, which is not where incidents happen: people and campaigns decide what is reported. "
    "The lowest class does not mean that nothing can happen there. "
    "Classes part the cells of the days that the model learned from, not of this day.\n"
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
    layer.loadDefaultStyle()  # once more: opening a raster in a script applies its style, but not its dates
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


def make_project(folder, kinds):
    project = QgsProject.instance()
    project.setTitle("Risk of reports in Delhi")
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
    layout = demo_layout.make_layout(project, title, CAPTION, [wards, shown], extent)
    demo_layout.export(layout, folder / "delhi.png")
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
