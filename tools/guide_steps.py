"""Goes through docs/guide.md in a real QGIS Desktop, step by step, and takes its pictures. tools/guide_pictures starts it.

It fails with a sentence where a step does not do what the guide says, and at the end for each message in QGIS's log that is not explained
here. Environment: RISKCAST_GUIDE, the folder of the sample data, which takes pictures and files; RISKCAST_GUIDE_MINUTES, for which it
begins again in a new project, and notes QGIS's memory after each round in memory.csv.
"""

import itertools
import os
import pathlib
import re
import shutil
import time
import traceback

import processing
from qgis.core import Qgis, QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBoxBasic, QgsFileWidget, QgsProjectionSelectionWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QMouseEvent
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QDockWidget, QGroupBox, QPushButton, QSlider, QSplitter, QToolButton, QWidget
from qgis.utils import iface

FOLDER = pathlib.Path(os.environ["RISKCAST_GUIDE"])
WINDOW = (1334, 920)
RISKY_PLACE = (77.2166, 28.6315)  # longitude and latitude of Connaught Place
LONGEST_WAIT = 240  # s
MINUTES = int(os.environ.get("RISKCAST_GUIDE_MINUTES", 0))

# Messages that are no fault of the guide's, each with its reason.
EXPLAINED = {
    "Host .* not found": "there is no network",
    "font installation failed": "QGIS fetches its fonts from the network",
    "flags no cell in the test above": "a moving average gives many cells the same risk, and the evaluation says so",
}
messages = []


class Failed(Exception):
    """A step of the guide did not do what it says."""


def require(condition, sentence):
    if not condition:
        raise Failed(sentence)


def wait(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.02)


def wait_for(condition, what):
    end = time.monotonic() + LONGEST_WAIT
    while not condition():
        require(time.monotonic() < end, f"{what} did not happen within {LONGEST_WAIT} s.")
        wait(0.2)


def picture(name, widget=None):
    iface.messageBar().clearWidgets()
    wait(1)
    iface.mapCanvas().waitWhileRendering()
    wait(0.5)
    require((widget or iface.mainWindow()).grab().save(str(FOLDER / f"{name}.png")), f"The picture {name} could not be written.")


def child(parent, kind, test, what):
    found = [each for each in parent.findChildren(kind) if each.isVisibleTo(parent) and test(each)]
    require(found, f"There is no {what}.")
    return found[0]


def button(parent, text):
    return child(parent, QPushButton, lambda each: each.text().replace("&", "") == text, f'button "{text}"')


def layer(name):
    found = QgsProject.instance().mapLayersByName(name)
    require(found, f'There is no layer "{name}".')
    return found[0]


def made(file):
    """The layer of a file that the guide made; what QGIS calls it depends on where the file is. None while it is not loaded."""
    layers = QgsProject.instance().mapLayers().values()
    return next((each for each in layers if each.source() == str(FOLDER / file)), None)


def open_spreadsheet():
    iface.openDataSourceManagerPage("delimitedtext")
    dialog = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "QgsDataSourceManagerDialog")
    dialog.resize(1000, 700)
    dialog.findChild(QSplitter, "mOptionsSplitter").setSizes([190, 810])
    page = dialog.findChild(QWidget, "QgsDelimitedTextSourceSelectBase")
    page.findChild(QgsFileWidget, "mFileWidget").setFilePath(str(FOLDER / "delhi_reports.csv"))
    # PyQGIS does not know what kind of widget it is.
    crs = sip.cast(page.findChild(QWidget, "crsGeometry"), QgsProjectionSelectionWidget)
    crs.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    for box in page.findChildren(QGroupBox):
        if box.metaObject().className().startswith("QgsCollapsibleGroupBox") and "Sample" not in box.title():
            sip.cast(box, QgsCollapsibleGroupBoxBasic).setCollapsed("Geometry" not in box.title())
    wait(2)
    picture("guide-spreadsheet", dialog)
    add = button(page, "Add")
    require(add.isEnabled(), "QGIS does not want to add the table.")
    add.click()
    wait_for(lambda: QgsProject.instance().mapLayersByName("delhi_reports"), "The table's opening")
    dialog.close()
    require(layer("delhi_reports").featureCount() > 4000, "The table has too few rows.")


def open_wards():
    wards = QgsVectorLayer(str(FOLDER / "delhi_wards.geojson"), "Wards")
    outline = wards.renderer().symbol().symbolLayer(0)
    outline.setBrushStyle(Qt.BrushStyle.NoBrush)
    outline.setStrokeColor(QColor(110, 110, 110))
    outline.setStrokeWidth(0.1)
    QgsProject.instance().addMapLayer(wards)
    layer("delhi_reports").renderer().symbol().setSize(1)
    wait(1)  # QGIS itself zooms to the first layers
    iface.mapCanvas().setExtent(wards.extent())
    iface.mapCanvas().refresh()
    picture("guide-points")


def run(algorithm, parameters, name):
    """Runs an algorithm in its dialog, with a picture of it before."""
    dialog = processing.createAlgorithmDialog(f"riskcast:{algorithm}", parameters)
    finished = []
    dialog.algorithmFinished.connect(lambda successful, results: finished.append((successful, results)))
    dialog.resize(940, 640)
    dialog.show()
    picture(name, dialog)
    dialog.runButton().click()
    wait_for(lambda: finished, f"The end of {algorithm}")
    successful, results = finished[0]
    log = dialog.findChild(object, "txtLog").toPlainText()
    require(successful, f"{algorithm} failed: {log[-500:]}")
    dialog.close()
    dialog.deleteLater()  # as the toolbox does; it belongs to the main window
    return results


def forecast():
    results = run("forecastrisk", {
        "INCIDENTS": layer("delhi_reports"), "TIME_FIELD": "datetime", "KIND": "ratemixture", "STEPS_AHEAD": 7,
        "RISK": str(FOLDER / "risk.tif"), "HEATMAPS": str(FOLDER / "heatmaps.tif"), "MODEL": str(FOLDER / "model.safetensors")},
        "guide-forecast")
    require(results["STEPS"] == 7, "The forecast has not seven steps.")
    wait_for(lambda: made("risk.tif") and made("heatmaps.tif"), "The loading of the results")
    wait(1)  # until the layers have their styles
    risk = made("risk.tif")
    require(risk.renderer().type() == "singlebandpseudocolor" and risk.temporalProperties().isActive(), "The risk is not styled or dated.")
    order(risk)
    iface.setActiveLayer(risk)
    iface.zoomToActiveLayer()
    picture("guide-risk")
    return risk


def order(risk):
    """Wards above the risk; reports and heatmaps switched off."""
    root = QgsProject.instance().layerTreeRoot()
    for each in (layer("delhi_reports"), made("heatmaps.tif")):
        root.findLayer(each).setItemVisibilityChecked(False)
        root.findLayer(each).setExpanded(False)
    root.setHasCustomLayerOrder(True)
    root.setCustomLayerOrder([layer("Wards"), risk])


def open_explorer(risk):
    iface.setActiveLayer(risk)
    action = next((each for each in iface.pluginToolBar().actions() if each.objectName() == "RiskcastExplorerAction"), None)
    require(action, "The toolbar has no button of the risk explorer.")
    action.trigger()
    dock = iface.mainWindow().findChild(QDockWidget, "RiskcastExplorer")
    require(dock and dock.isVisible(), "The risk explorer did not open.")
    iface.mainWindow().resizeDocks([dock], [400], Qt.Orientation.Horizontal)
    wait(1)
    iface.zoomToActiveLayer()
    return dock


def slide(dock):
    slider = child(dock, QSlider, lambda each: True, "slider")
    slider.setValue(95)
    before = texts(dock)
    slider.setValue(97)
    wait(1)
    require(texts(dock) != before, "The slider changes nothing.")
    picture("guide-slide")


def texts(dock):
    return [each.text() for each in dock.findChildren(object) if hasattr(each, "text") and callable(each.text)]


def click_cell(dock, risk):
    choose = child(dock, QToolButton, lambda each: "map" in each.text(), "button that chooses on the map")
    if not choose.isChecked():
        choose.click()
    before = texts(dock)
    canvas = iface.mapCanvas()
    point = canvas.getCoordinateTransform().transform(*RISKY_PLACE)
    click(canvas.viewport(), QPoint(round(point.x()), round(point.y())))
    wait(1)
    require(texts(dock) != before, "A click on the map chooses no cell.")
    picture("guide-cell")


def click(widget, place):
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        QApplication.sendEvent(widget, QMouseEvent(
            kind, QPointF(place), QPointF(widget.mapToGlobal(place)), Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier))


def play(dock):
    steps = child(dock, QComboBox, lambda each: each.accessibleName() == "Step", "list of steps")
    steps.setCurrentIndex(1)
    wait(1)
    controller = iface.mapCanvas().temporalController()
    panel = iface.mainWindow().findChild(QDockWidget, "Temporal Controller")
    require(controller and panel, "QGIS has no temporal controller.")
    panel.show()
    iface.mainWindow().resizeDocks([panel], [150], Qt.Orientation.Vertical)
    first = iface.mapCanvas().temporalRange().begin()
    controller.next()
    wait(1)
    shown = iface.mapCanvas().temporalRange().begin()
    require(first.daysTo(shown) == 1, f"A step goes from {first.toString()} to {shown.toString()}, not to the next day.")
    require(steps.currentIndex() == 2, "The explorer does not follow the temporal controller.")
    picture("guide-play")
    panel.hide()


def export(risk):
    evaluation = str(FOLDER / "evaluation.html")
    # Without its dialog, whose list of files PyQGIS cannot fill: QGIS drops what is no layer.
    processing.run("riskcast:evaluateriskmodel", {
        "HEATMAPS": str(FOLDER / "heatmaps.tif"), "MODELS": [str(FOLDER / "model.safetensors")],
        "REPORT": evaluation, "SCORES": str(FOLDER / "scores.csv")})
    results = run("exportbulletin", {
        "RISK": risk, "DISTRICTS": layer("Wards"), "EVALUATION": evaluation,
        "TITLE": "Delhi: reports of harassment in public places", "OUTPUT": str(FOLDER / "bulletins")}, "guide-bulletin")
    pages = sorted((FOLDER / "bulletins").glob("*.pdf"))
    require(results["BULLETINS"] == 7 == len(pages), f"There are {len(pages)} bulletins, not seven.")


def go_through():
    open_spreadsheet()
    open_wards()
    risk = forecast()
    dock = open_explorer(risk)
    slide(dock)
    click_cell(dock, risk)
    play(dock)
    export(risk)
    dock.close()
    unexplained = [message for message in messages if not any(re.search(pattern, message) for pattern in EXPLAINED)]
    require(not unexplained, "QGIS's log has messages that nobody explained:\n" + "\n".join(unexplained))


def empty_project():
    QgsProject.instance().setDirty(False)
    iface.newProject()
    wait(1)


def note_memory(number):
    """What QGIS has of the machine's memory after a round, in MB."""
    pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
    with open(FOLDER / "memory.csv", "a", encoding="utf-8") as file:
        file.write(f"{number},{pages * os.sysconf('SC_PAGE_SIZE') / 1e6:.0f}\n")


def repeat():
    end = time.monotonic() + MINUTES * 60
    for number in itertools.count(1):
        go_through()
        note_memory(number)
        if time.monotonic() > end:
            return
        empty_project()
        shutil.rmtree(FOLDER / "bulletins")


def main():
    iface.mainWindow().findChild(QDockWidget, "Browser").hide()
    iface.mainWindow().resize(*WINDOW)
    try:
        repeat()
        verdict = "done"
    except Failed as problem:
        verdict = str(problem)
        iface.mainWindow().grab().save(str(FOLDER / "failed.png"))
    except Exception:
        verdict = traceback.format_exc()
    (FOLDER / "verdict.txt").write_text(verdict + "\n", encoding="utf-8")
    empty_project()
    QgsApplication.exit()


def remember(text, tag, level):
    if level in (Qgis.MessageLevel.Warning, Qgis.MessageLevel.Critical):
        messages.append(f"{tag}: {text}")


QgsApplication.messageLog().messageReceived.connect(remember)
QTimer.singleShot(3000, main)
