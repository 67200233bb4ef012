"""Opens docs/examples/cities.batch in QGIS's own dialog of batch processing, and runs its rows.

    batch_example.py CITIES.batch INCIDENTS OUTPUT_FOLDER
"""
import json
import pathlib
import sys

from qgis.core import QgsApplication, QgsProcessingContext

qgis = QgsApplication([], True)
qgis.initQgis()
sys.path.append(QgsApplication.pkgDataPath() + "/python/plugins")
import processing  # noqa: E402
import riskcast  # noqa: E402
from processing.core.Processing import Processing  # noqa: E402
from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog  # noqa: E402

Processing.initialize()
plugin = riskcast.classFactory(None)
plugin.initProcessing()

batch = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
for row in batch["rows"]:
    row["PARAMETERS"]["INCIDENTS"] = sys.argv[2]
    row["OUTPUTS"]["RISK"] = str(pathlib.Path(sys.argv[3]) / row["OUTPUTS"]["RISK"])
algorithm = QgsApplication.processingRegistry().algorithmById("riskcast:forecastrisk")
dialog = BatchAlgorithmDialog(algorithm.create())
panel = dialog.mainWidget()
panel.load_batch_file_3_40_version(batch)
for row in range(panel.batchRowCount()):
    parameters, ok = panel.parametersForRow(row, QgsProcessingContext(), destinationProject=None, warnOnInvalid=True)
    if not ok:
        sys.exit(f"Row {row} is refused.")
    result = processing.run("riskcast:forecastrisk", parameters)
    print(pathlib.Path(result["RISK"]).name, result["FIRST_STEP"])
plugin.unload()
