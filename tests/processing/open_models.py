"""Opens models in QGIS's modeler, and fails if it has something to say about one.

    open_models.py MODEL.model3…
"""
import pathlib
import sys

from qgis.core import QgsApplication

qgis = QgsApplication([], True)
qgis.initQgis()
sys.path.append(QgsApplication.pkgDataPath() + "/python/plugins")
import riskcast  # noqa: E402
from processing.core.Processing import Processing  # noqa: E402
from processing.modeler.ModelerDialog import ModelerDialog  # noqa: E402

Processing.initialize()
plugin = riskcast.classFactory(None)
plugin.initProcessing()
said = []
QgsApplication.messageLog().messageReceived.connect(lambda text, tag, level: said.append(f"{tag}: {text}"))
for path in map(pathlib.Path, sys.argv[1:]):
    dialog = ModelerDialog()
    dialog.loadModel(str(path))
    dialog.show()
    QgsApplication.processEvents()
    valid, problems = dialog.model().validate()
    said += problems + [item.text() for item in dialog.messageBar().items()]
    print(path.stem, len(dialog.model().childAlgorithms()), "boxes")
    dialog.setDirty(False)
    dialog.close()
if said:
    sys.exit("\n".join(said))
plugin.unload()
