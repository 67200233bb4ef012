#!/usr/bin/python3
"""Makes the sample project, delhi.qgz, of the tables in this folder.

Usage: make_sample_project.py [FOLDER]

The project holds the reports, which follow the temporal controller, and the outlines of the wards; nothing comes from the network.
Its paths are relative, so that it opens wherever the files of the folder lie.
"""

import pathlib
import sys
import urllib.parse

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDateTimeRange,
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsSettings,
    QgsSingleSymbolRenderer,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerTemporalProperties,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

CITY = QgsRectangle(76.84, 28.40, 77.35, 28.89)  # degrees: the wards
ANONYMOUS = "core/projects/anonymize_saved_projects"  # QGIS's setting that keeps the user's name out of projects
DENSE = (QDate(2013, 1, 1), QDate(2017, 1, 1))  # the years that people reported in most


def add_layer(project, layer, name, symbol, credit):
    if not layer.isValid():
        sys.exit(f"{name}: QGIS cannot open {layer.source()}.")
    layer.setName(name)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    metadata = layer.metadata()
    metadata.setRights([credit])
    layer.setMetadata(metadata)
    project.addMapLayer(layer)
    return layer


def add_wards(project, folder):
    symbol = QgsFillSymbol.createSimple({"color": "247,247,245", "outline_color": "150,150,150", "outline_width": "0.2"})
    layer = QgsVectorLayer(str(folder / "delhi_wards.geojson"))
    add_layer(project, layer, "Wards", symbol, "DataMeet, CC BY-SA 2.5 India")


def add_reports(project, folder):
    path = urllib.parse.quote(str(folder / "delhi_reports.csv"))
    uri = f"file://{path}?type=csv&xField=lon&yField=lat&crs=EPSG:4326&detectTypes=yes&spatialIndex=no&subsetIndex=no"
    symbol = QgsMarkerSymbol.createSimple({"color": "33,102,172,110", "outline_style": "no", "size": "1.6"})
    layer = add_layer(project, QgsVectorLayer(uri, "", "delimitedtext"), "Reports", symbol, "Safecity (akash-y/safecity)")
    times = layer.temporalProperties()
    times.setIsActive(True)
    times.setMode(Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField)
    times.setStartField("datetime")
    times.setFixedDuration(1)
    times.setDurationUnits(QgsUnitTypes.TemporalDays)


def set_view(project):
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:32643"))  # metres
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), project.crs(), project)
    extent = transform.transformBoundingBox(CITY)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, project.crs()))
    start, end = (QDateTime(day, QTime(0, 0)) for day in DENSE)
    project.timeSettings().setTemporalRange(QgsDateTimeRange(start, end, True, False))


def make_project(folder):
    project = QgsProject.instance()
    project.setTitle("Reports of harassment in Delhi")
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    metadata = project.metadata()
    metadata.setAuthor("Riskcast developers")
    project.setMetadata(metadata)
    add_wards(project, folder)
    add_reports(project, folder)
    set_view(project)
    if not project.write(str(folder / "delhi.qgz")):
        sys.exit(f"{folder / 'delhi.qgz'} could not be written: {project.error()}")


def main():
    if len(sys.argv) > 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) == 2 else pathlib.Path(__file__).parent).resolve()
    application = QgsApplication([], False)
    application.initQgis()
    QgsSettings().setValue(ANONYMOUS, True)
    make_project(folder)
    QgsSettings().remove(ANONYMOUS)
    application.exitQgis()


if __name__ == "__main__":
    main()
