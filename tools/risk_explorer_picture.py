"""Runs in QGIS Desktop, opens the risk explorer on the maps of tools/risk_explorer_picture, takes a picture of it, and ends QGIS.

Environment: RISKCAST_MAPS, the folder of the maps; RISKCAST_WARDS, a layer of outlines; RISKCAST_PICTURE, the file to write;
RISKCAST_FONT_SIZE, times the usual size of the font.
"""

import os
import pathlib
import traceback

from qgis.core import QgsApplication, QgsFillSymbol, QgsProject, QgsRasterLayer, QgsSingleSymbolRenderer, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QAction, QApplication, QComboBox, QDockWidget, QPushButton, QScrollArea, QSlider
from qgis.utils import iface

MAPS = pathlib.Path(os.environ["RISKCAST_MAPS"])
WAIT = 3000  # ms, for QGIS to paint what was asked for


def add_raster(file, name, visible):
    layer = QgsRasterLayer(str(MAPS / file), name)
    layer.loadDefaultStyle()  # once more: opening a raster in a script applies its style, but not its dates
    QgsProject.instance().addMapLayer(layer, False)
    node = QgsProject.instance().layerTreeRoot().addLayer(layer)
    node.setItemVisibilityChecked(visible)
    node.setExpanded(visible)
    return layer


def add_maps():
    wards = QgsVectorLayer(os.environ["RISKCAST_WARDS"], "Wards")
    outline = QgsFillSymbol.createSimple({"style": "no", "outline_color": "90,90,90,150", "outline_width": "0.15"})
    wards.setRenderer(QgsSingleSymbolRenderer(outline))
    QgsProject.instance().addMapLayer(wards, False)
    QgsProject.instance().layerTreeRoot().addLayer(wards)
    risk = add_raster("risk_ratemixture.tif", "Risk (ratemixture)", True)
    add_raster("why.tif", "Why: Risk (ratemixture)", False)
    add_raster("risk_ewma.tif", "Risk (ewma)", False)
    add_raster("heatmaps.tif", "Heatmaps", False)
    QgsProject.instance().setCrs(risk.crs())
    return risk


def press(dock, text):
    for button in dock.findChildren(QPushButton):
        if button.text().replace("&", "") == text:
            button.click()


def explore(risk):
    iface.setActiveLayer(risk)
    iface.mapCanvas().setExtent(risk.extent())
    iface.mainWindow().findChild(QAction, "RiskcastExplorerAction").trigger()
    dock = iface.mainWindow().findChild(QDockWidget, "RiskcastExplorer")
    for box in dock.findChildren(QComboBox):
        if box.accessibleName() == "Step":
            box.setCurrentIndex(0)
    for slider in dock.findChildren(QSlider):
        slider.setValue(94)
        slider.setValue(95)  # as somebody who moves it
    press(dock, "Riskiest cell")
    return dock


def take_picture(dock):
    iface.mapCanvas().waitWhileRendering()
    iface.mainWindow().grab().save(os.environ["RISKCAST_PICTURE"])
    size = float(os.environ["RISKCAST_FONT_SIZE"])
    if size != 1 or dock.findChild(QScrollArea).verticalScrollBar().maximum() > 0:
        dock.findChild(QScrollArea).widget().grab().save(os.environ["RISKCAST_PICTURE"].replace(".png", " whole.png"))


def end():
    iface.newProject()  # QGIS ends badly with layers in an unsaved project
    QgsApplication.exit()


def or_end(work):
    """What to call once QGIS has painted; the picture is missing if it fails."""

    def call():
        try:
            work()
        except Exception:
            traceback.print_exc()
            end()

    QTimer.singleShot(WAIT, call)


def main():
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * float(os.environ["RISKCAST_FONT_SIZE"]))
    QApplication.setFont(font)
    iface.mainWindow().resize(1303, 1322)
    dock = explore(add_maps())
    or_end(lambda: (take_picture(dock), end()))


or_end(main)
