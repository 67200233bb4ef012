"""The pipeline from PyQGIS, as a script of a user would run it; test_pyqgis starts it.

Usage: pyqgis_chain.py FOLDER_OF_QGIS_PLUGINS PLUGIN_FOLDER INCIDENTS.gpkg OUTPUT_FOLDER
"""

import sys
import time
from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingFeedback, QgsProject, QgsRasterLayer, QgsVectorLayer

sys.path.append(sys.argv[1])
qgis = QgsApplication([], True)  # must live as long as the script
qgis.initQgis()

import processing  # noqa: E402  needs QGIS to be there
from processing.core.Processing import Processing  # noqa: E402
from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog  # noqa: E402

Processing.initialize()
plugin_folder, incidents, output = Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
sys.path.append(str(plugin_folder.parent))
import riskcast  # noqa: E402

plugin = riskcast.classFactory(None)
plugin.initProcessing()


class Listener(QgsProcessingFeedback):
    """Python code that the engine's output reaches while QGIS waits in C++."""

    def __init__(self):
        super().__init__(False)
        self.lines = []

    def pushInfo(self, info):
        self.lines.append(info)

    def setProgressText(self, text):
        self.lines.append(text)


def run(name, **parameters):
    return processing.run(f"riskcast:{name}", parameters, feedback=listener)


listener = Listener()
layer = QgsVectorLayer(incidents, "incidents")
selected = run("selectextentandperiod", INCIDENTS=layer, TIME_FIELD="time", RULE="all", PERIOD_SHARE=100,
               OUTPUT="TEMPORARY_OUTPUT", SELECTION=str(output / "selection.gpkg"))
assert selected["KEPT"] == selected["OUTPUT"].featureCount() == 120, selected

# Texts and numbers of one step are parameters of the next.
heatmaps = run("createheatmapstack", INCIDENTS=selected["OUTPUT"], TIME_FIELD="time", EXTENT=selected["EXTENT"],
               START=selected["START"], END=selected["END"], COLUMNS=8, ROWS=8, HEATMAPS=str(output / "heatmaps.tif"))
assert heatmaps["STEPS"] == 60, heatmaps

model = run("trainriskmodel", HEATMAPS=heatmaps["HEATMAPS"], KIND="ratemixture", MODEL=str(output / "model.safetensors"))
assert model["LOG_LOSS"] > 0, model
assert any("ratemixture" in line for line in listener.lines), listener.lines

risk = run("predictrisk", HEATMAPS=heatmaps["HEATMAPS"], MODEL=model["MODEL"], STEPS_AHEAD=2, RISK=str(output / "risk.tif"))
assert (risk["STEPS"], risk["LAST_STEP"]) == (2, "2024-03-02"), risk

# As the toolbox loads results: in a group, points over polygons over the raster, which is styled.
processing.runAndLoadResults("riskcast:classifyrisk", {
    "RISK": risk["RISK"], "CLASSES": str(output / "classes.tif"), "AREAS": "TEMPORARY_OUTPUT",
    "TOP_CELLS": str(output / "top.gpkg")})
group = QgsProject.instance().layerTreeRoot().findGroup("Classify risk")
assert [node.name() for node in group.findLayers()] == ["Top cells", "Flagged areas", "Risk classes"], group.dump()
for node in group.findLayers():
    assert node.layer().temporalProperties().isActive(), node.name()
assert group.findLayers()[2].layer().renderer().opacity() == 0.55
QgsProject.instance().clear()

# A batch, as QGIS's dialog runs it: one algorithm on several rows of parameters.
batch = {steps: str(output / f"risk_{steps}.tif") for steps in (1, 3)}
dialog = BatchAlgorithmDialog(QgsApplication.processingRegistry().algorithmById("riskcast:predictrisk").create())
dialog.execute([{"HEATMAPS": heatmaps["HEATMAPS"], "MODEL": model["MODEL"], "STEPS_AHEAD": steps, "RISK": file}
                for steps, file in batch.items()])
while QgsApplication.taskManager().countActiveTasks():
    qgis.processEvents()
    time.sleep(0.05)
assert [QgsRasterLayer(file).bandCount() for file in batch.values()] == list(batch), batch

plugin.unload()
assert QgsApplication.processingRegistry().providerById("riskcast") is None
print("done")
