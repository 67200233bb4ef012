"""Runs the model "Weekly forecast from a database", as QGIS's own Python does it.

    database_model.py PLUGIN_FOLDER RISK.tif [FILTER]

The connection is that of the environment (PGHOST, …), the table police."Reports" with the columns "when" and geom.
"""
import os
import pathlib
import sys

from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProviderRegistry

plugin_folder, risk, condition = pathlib.Path(sys.argv[1]), sys.argv[2], "".join(sys.argv[3:])
qgis = QgsApplication([], False)
qgis.initQgis()
sys.path += [QgsApplication.pkgDataPath() + "/python/plugins", str(plugin_folder.parent)]
import processing  # noqa: E402
import riskcast  # noqa: E402
from processing.core.Processing import Processing  # noqa: E402

Processing.initialize()
plugin = riskcast.classFactory(None)
plugin.initProcessing()

postgres = QgsProviderRegistry.instance().providerMetadata("postgres")
# libpq takes user and password from the environment.
uri = f"dbname='postgres' host='{os.environ['PGHOST']}' port={os.environ['PGPORT']}"
postgres.saveConnection(postgres.createConnection(uri, {}), "reports")

model = QgsProcessingModelAlgorithm()
if not model.fromFile(str(plugin_folder / "models" / "weekly_forecast_from_database.model3")):
    sys.exit("The model cannot be read.")
valid, problems = model.validate()
if not valid:
    sys.exit("\n".join(problems))
processing.run(model, {
    "connection": "reports", "schema": "police", "table": "Reports", "time_field": "when", "filter": condition,
    "rule": "all", "kind": "ratemixture", "model": "TEMPORARY_OUTPUT", "risk": risk})
print("done")
plugin.unload()
qgis.exitQgis()
