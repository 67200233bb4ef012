"""Runs in QGIS Desktop, opens the risk explorer on the maps of tools/risk_explorer_picture, takes a picture of it, and ends QGIS.

Environment: RISKCAST_MAPS, the folder of the maps; RISKCAST_WARDS, a layer of outlines; RISKCAST_PICTURE, the file to write;
RISKCAST_FONT_SIZE, times the usual size of the font.
"""

import os
import pathlib
import traceback

from qgis.core import QgsApplication, QgsFillSymbol, QgsProject, QgsRasterLayer, QgsSingleSymbolRenderer, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QAction, QApplication, QComboBox, QDockWidget, QPushButton, QScrollArea, QSlider, QToolBar
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
    other = add_raster("risk_ewma.tif", "Risk (ewma)", False)
    add_raster("heatmaps.tif", "Heatmaps", False)
    return risk, other


def press(dock, text):
    for button in dock.findChildren(QPushButton):
        if button.text().replace("&", "") == text:
            button.click()


def named(dock, kind, name):
    return next(widget for widget in dock.findChildren(kind) if widget.accessibleName() == name)


def choose(box, text):
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())  # as if somebody did it


def explore(risk, other):
    QgsProject.instance().setCrs(risk.crs())
    iface.mapCanvas().setExtent(risk.extent())
    iface.setActiveLayer(risk)
    iface.mainWindow().findChild(QAction, "RiskcastExplorerAction").trigger()
    dock = iface.mainWindow().findChild(QDockWidget, "RiskcastExplorer")
    choose(named(dock, QComboBox, "Risk raster"), risk.name())
    named(dock, QComboBox, "Step").setCurrentIndex(0)
    choose(named(dock, QComboBox, "Risk raster to compare with"), other.name())
    slider = named(dock, QSlider, "Percentile above which cells are flagged")
    slider.setValue(94)
    slider.setValue(95)  # as somebody who moves it
    press(dock, "Riskiest cell")
    return dock


def take_picture(dock):
    iface.messageBar().clearWidgets()  # of what has nothing to do with us
    iface.mapCanvas().waitWhileRendering()
    iface.mainWindow().grab().save(os.environ["RISKCAST_PICTURE"])
    dock.findChild(QScrollArea).widget().grab().save(str(MAPS / "dock.png"))  # all of it


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


def show_dock(risk, other):
    dock = explore(risk, other)
    or_end(lambda: (take_picture(dock), end()))


def main():
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * float(os.environ["RISKCAST_FONT_SIZE"]))
    QApplication.setFont(font)
    iface.mainWindow().findChild(QDockWidget, "Browser").hide()
    for bar in iface.mainWindow().findChildren(QToolBar):
        bar.setVisible(bar.objectName() in ("mFileToolBar", "mMapNavToolBar", "mPluginToolBar"))
    iface.mainWindow().resize(1303, 1400)
    maps = add_maps()
    or_end(lambda: show_dock(*maps))  # QGIS takes CRS and extent from the first layer in the meantime


or_end(main)
