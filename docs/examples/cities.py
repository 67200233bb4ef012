"""Weekly forecasts for several cities from one layer, with PyQGIS.

    cities.py INCIDENTS TIME_FIELD CITIES.csv OUTPUT_FOLDER

A row of CITIES.csv is the name of a city and its extent as QGIS writes it:

    name,extent
    Delhi,"76.85,77.35,28.40,28.90 [EPSG:4326]"
    Mumbai,"72.75,73.05,18.88,19.30 [EPSG:4326]"

Start it with the Python that belongs to QGIS, with QT_QPA_PLATFORM=offscreen where there is no display. In QGIS's own Python console,
leave out what is between the two lines.
"""
import csv
import sys
from pathlib import Path

incidents, time_field, cities, output = *sys.argv[1:4], Path(sys.argv[4])

# ---------------------------------------------------------------------------------------------- only outside QGIS
from qgis.core import QgsApplication  # noqa: E402

qgis = QgsApplication([], False)
qgis.initQgis()
sys.path.append(QgsApplication.pkgDataPath() + "/python/plugins")
import processing  # noqa: E402
from processing.core.Processing import Processing  # noqa: E402

Processing.initialize()
if not QgsApplication.processingRegistry().providerById("riskcast"):
    sys.path.append(QgsApplication.qgisSettingsDirPath() + "python/plugins")
    import riskcast  # noqa: E402

    plugin = riskcast.classFactory(None)
    plugin.initProcessing()
# ----------------------------------------------------------------------------------------------------------------

with open(cities, encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
for row in rows:
    name = row["name"]
    heatmaps = processing.run("riskcast:createheatmapstack", {
        "INCIDENTS": incidents, "TIME_FIELD": time_field, "EXTENT": row["extent"], "STEP_UNIT": "week",
        "HEATMAPS": str(output / f"{name}_heatmaps.tif")})
    model = processing.run("riskcast:trainriskmodel", {
        "HEATMAPS": heatmaps["HEATMAPS"], "KIND": "ratemixture", "MODEL": str(output / f"{name}.safetensors")})
    risk = processing.run("riskcast:predictrisk", {
        "HEATMAPS": heatmaps["HEATMAPS"], "MODEL": model["MODEL"], "RISK": str(output / f"{name}_risk.tif")})
    print(f"{name}: week of {risk['FIRST_STEP']}, highest risk of a cell {risk['MAXIMUM_RISK']:.2f}; "
          f"{100 * model['HIT_RATE_5']:.0f} % of the incidents of later weeks were in the riskiest 5 % of the area")
