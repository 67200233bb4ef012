"""Weekly forecasts for several cities and categories from one layer, with PyQGIS.

    cities.py INCIDENTS TIME_FIELD CITIES.csv OUTPUT_FOLDER [CATEGORY_FIELD]

A row of CITIES.csv is the name of a city, its extent as QGIS writes it and, if you like, a category; without one all incidents count:

    name,extent,category
    Delhi,"76.85,77.35,28.40,28.90 [EPSG:4326]",Commenting
    Delhi,"76.85,77.35,28.40,28.90 [EPSG:4326]",Ogling
    Mumbai,"72.75,73.05,18.88,19.30 [EPSG:4326]",

Start it with the Python that belongs to QGIS, with QT_QPA_PLATFORM=offscreen where there is no display. In QGIS's own Python console,
leave out what is between the two lines.
"""
import csv
import re
import sys
from pathlib import Path

incidents, time_field, cities, output, category_field = *sys.argv[1:4], Path(sys.argv[4]), "".join(sys.argv[5:])

# ---------------------------------------------------------------------------------------------- only outside QGIS
from qgis.core import QgsApplication, QgsExpression, QgsProcessingFeatureSourceDefinition  # noqa: E402

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
    name, category = row["name"], row.get("category")
    counted = incidents
    if category:
        name = f"{name}, {category}"
        counted = QgsProcessingFeatureSourceDefinition(
            incidents, filterExpression=QgsExpression.createFieldEqualityExpression(category_field, category))
    stem = str(output / re.sub(r"\W+", "_", name))
    heatmaps = processing.run("riskcast:createheatmapstack", {
        "INCIDENTS": counted, "TIME_FIELD": time_field, "EXTENT": row["extent"], "STEP_UNIT": "week",
        "HEATMAPS": f"{stem}_heatmaps.tif"})
    model = processing.run("riskcast:trainriskmodel", {
        "HEATMAPS": heatmaps["HEATMAPS"], "KIND": "ratemixture", "MODEL": f"{stem}.safetensors"})
    risk = processing.run("riskcast:predictrisk", {
        "HEATMAPS": heatmaps["HEATMAPS"], "MODEL": model["MODEL"], "RISK": f"{stem}_risk.tif"})
    print(f"{name}: week of {risk['FIRST_STEP']}, highest risk of a cell {risk['MAXIMUM_RISK']:.2f}; "
          f"{100 * model['HIT_RATE_5']:.0f} % of the incidents of later weeks were in the riskiest 5 % of the area")
