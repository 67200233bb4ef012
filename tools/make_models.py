#!/usr/bin/python3
"""Makes the models for QGIS's graphical modeler, processing/models/*.model3, from the algorithms that are installed.

Usage: make_models.py PLUGIN_FOLDER OUTPUT_FOLDER

So that their choices, defaults and explanations are the algorithms' own. PLUGIN_FOLDER is the built plugin, riskcast/. Start it with
QT_HASH_SEED=0, so that what did not change is written as it was, and with QT_QPA_PLATFORM=offscreen where there is no display.
"""

import importlib
import pathlib
import sys
import uuid

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelGroupBox,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDatabaseSchema,
    QgsProcessingParameterDatabaseTable,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterProviderConnection,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QPointF, QSizeF
from qgis.PyQt.QtGui import QColor

Source = QgsProcessingModelChildParameterSource

# Of the boxes in the modeler, in its own units.
BOX_WIDTH, COLUMN, ROW = 230, 290, 130
LEARNING, FORECAST, READING = QColor(232, 240, 250), QColor(252, 238, 226), QColor(236, 246, 232)


class Model:
    """A model under construction: inputs in a row at the top, one algorithm below the other, outputs to their right."""

    def __init__(self, name, description):
        self.model = QgsProcessingModelAlgorithm(name, "Riskcast")
        self.model.setHelpContent({"ALG_DESC": description, "ALG_CREATOR": "Riskcast"})
        self.inputs, self.rows, self.children = [], 0, {}

    def ask(self, definition, help_text=None):
        """An input. The help of a definition that has one already is kept."""
        if help_text:
            definition.setHelp(help_text)
        self.explain(definition.name(), definition.help())
        place = QgsProcessingModelParameter(definition.name())
        place.setPosition(QPointF(150 + COLUMN * len(self.inputs), 60))
        place.setSize(QSizeF(BOX_WIDTH, 30))
        self.model.addModelParameter(definition, place)
        self.inputs.append(definition.name())

    def ask_as(self, name, algorithm, parameter):
        """An input like a parameter of an algorithm."""
        definition = declared(algorithm, parameter).clone()
        definition.setName(name)
        self.ask(definition)

    def do(self, child_id, algorithm, sources, outputs=None):
        """A box. Sources are those of its parameters, outputs the names of what is handed out."""
        child = QgsProcessingModelChildAlgorithm(algorithm)
        child.setChildId(child_id)
        child.setDescription(child.algorithm().displayName())
        child.setPosition(QPointF(150, 190 + ROW * self.rows))
        child.setSize(QSizeF(BOX_WIDTH, 30))
        for parameter, source in sources.items():
            child.addParameterSources(parameter, [source])
        child.setModelOutputs({name: self.output(child, name, of) for name, of in (outputs or {}).items()})
        self.model.addChildAlgorithm(child)
        self.children[child_id] = self.rows
        self.rows += 1

    def output(self, child, name, child_output):
        output = QgsProcessingModelOutput(name, name)
        output.setChildId(child.childId())
        output.setChildOutputName(child_output)
        output.setPosition(QPointF(child.position().x() + COLUMN, child.position().y() + 50))
        output.setSize(QSizeF(BOX_WIDTH, 30))
        return output

    def frame(self, title, color, *child_ids):
        """A coloured frame around boxes that follow each other."""
        first, last = self.children[child_ids[0]], self.children[child_ids[-1]]
        box = QgsProcessingModelGroupBox(title)
        box.setColor(color)
        box.setPosition(QPointF(150 + COLUMN / 2, 190 + ROW * (first + last) / 2))
        box.setSize(QSizeF(2 * COLUMN + 40, ROW * (last - first + 1) - 10))
        named = {**box.toVariant(), "uuid": f"{{{uuid.uuid5(uuid.NAMESPACE_OID, title)}}}"}  # not another one each time
        box.loadVariant(named)
        self.model.addGroupBox(box)

    def explain(self, name, text):
        """Where the modeler itself keeps the help of inputs and outputs; a definition's own is lost when a model is read."""
        self.model.setHelpContent({**self.model.helpContent(), name: text})

    def explain_output(self, definition):
        """An output is explained as the parameter of the algorithm that it comes from."""
        child = self.model.childAlgorithm(definition.metadata()["_modelChildId"])
        output = child.modelOutput(definition.metadata()["_modelChildOutputName"])
        self.explain(definition.name(), child.algorithm().parameterDefinition(output.childOutputName()).help())

    def write(self, path):
        self.model.setParameterOrder(self.inputs)
        self.model.updateDestinationParameters()
        valid, problems = self.model.validate()
        if not valid:
            sys.exit(f"{path.name}: {' '.join(problems)}")
        for definition in self.model.destinationParameterDefinitions():
            self.explain_output(definition)
        if not self.model.toFile(str(path)):
            sys.exit(f"{path} could not be written.")


def declared(algorithm, parameter):
    return QgsApplication.processingRegistry().algorithmById(algorithm).parameterDefinition(parameter)


def asked(name):
    return Source.fromModelParameter(name)


def result(child_id, output):
    return Source.fromChildOutput(child_id, output)


def value(fixed):
    return Source.fromStaticValue(fixed)


def field(name, title, parent, optional=False):
    return QgsProcessingParameterField(name, title, parentLayerParameterName=parent, optional=optional)


def ask_for_incidents(model):
    points = [QgsProcessing.SourceType.TypeVectorPoint]
    model.ask(QgsProcessingParameterFeatureSource("incidents", "Incidents", points),
              "Layer of points, one for each incident: a file, a spreadsheet that was opened as points, or a table of a database.")
    model.ask(field("time_field", "Time field", "incidents"), declared("riskcast:createheatmapstack", "TIME_FIELD").help())


def ask_how(model):
    model.ask_as("rule", "riskcast:selectextentandperiod", "RULE")
    model.ask_as("kind", "riskcast:trainriskmodel", "KIND")


# All of the period: what a part of the incidents leaves off at the end would be forecast, though it is over. And whole weeks: one
# that is not over would look as if little happened in it. Both are fixed, as scripts don't get the defaults of a model's inputs.
PERIOD = {"PERIOD_SHARE": value(100)}
WEEKS = {"STEP_UNIT": value("week"), "WHOLE_STEPS": value(True)}


def learn(model, incidents, period, steps):
    """Select, count and train."""
    table = {"INCIDENTS": incidents, "TIME_FIELD": asked("time_field")}
    model.do("select", "riskcast:selectextentandperiod", {**table, "RULE": asked("rule"), **period})
    model.do("count", "riskcast:createheatmapstack", {**table, "SELECTION": result("select", "SELECTION"), **steps})
    model.do("train", "riskcast:trainriskmodel", {"HEATMAPS": result("count", "HEATMAPS"), "KIND": asked("kind")},
             {"Model": "MODEL"})
    model.frame("Learn from the past", LEARNING, "select", "count", "train")


def predict(model):
    model.do("predict", "riskcast:predictrisk",
             {"HEATMAPS": result("count", "HEATMAPS"), "MODEL": result("train", "MODEL")}, {"Risk": "RISK"})


def forecast_week(model, incidents):
    learn(model, incidents, PERIOD, WEEKS)
    predict(model)
    recent = {"INCIDENTS": incidents, "TIME_FIELD": asked("time_field")}
    model.do("classify", "riskcast:classifyrisk",
             {"RISK": result("predict", "RISK"), "PERCENTILES": value("95,99"), "FLAGGED": value(2), **recent},
             {"Areas to look at first": "AREAS"})
    model.frame("Forecast the week", FORECAST, "predict", "classify")


def forecast_from_incidents():
    model = Model("Forecast from incidents",
                  "From dated points to a map of tomorrow's risk, as four boxes that can be changed: selects extent and period, "
                  "counts by day, trains and predicts.")
    ask_for_incidents(model)
    ask_how(model)
    learn(model, asked("incidents"), {}, {})
    predict(model)
    model.frame("Forecast the next day", FORECAST, "predict")
    return model


def weekly_forecast():
    model = Model("Weekly forecast",
                  "From dated points to the risk of the next week, with the 5 % of the cells to look at first as polygons. Counts by "
                  "whole weeks from Monday; where the last week is not over, it is the week that is forecast.")
    ask_for_incidents(model)
    ask_how(model)
    forecast_week(model, asked("incidents"))
    return model


DATABASE_DEFAULTS = {"schema": "public", "time_field": "datetime", "geometry_field": "geom"}


def given(name):
    """An input as an expression. Scripts don't get the defaults of a model's inputs by themselves."""
    return f"coalesce(@{name}, '{DATABASE_DEFAULTS.get(name, '')}')"


def query():
    """The table's places and times, as an expression of the modeler. Rows are numbered, as QGIS wants a key of every query."""
    schema, table, time, geometry = (
        f"'\"' || replace({given(name)}, '\"', '\"\"') || '\"'" for name in ("schema", "table", "time_field", "geometry_field"))
    where = f"if({given('filter')} = '', '', ' WHERE ' || {given('filter')})"
    return f"'SELECT row_number() OVER () AS row, ' || {time} || ', ' || {geometry} || ' FROM ' || {schema} || '.' || {table} || {where}"


def weekly_forecast_from_database():
    model = Model("Weekly forecast from a database",
                  "The same as \"Weekly forecast\" from a table of PostGIS, of which only places and times are fetched. Needs a "
                  "connection that QGIS knows (Browser › PostgreSQL › New Connection) and QGIS Desktop or PyQGIS.")
    model.ask(QgsProcessingParameterProviderConnection("connection", "Connection", "postgres"),
              "Name of a PostgreSQL connection of QGIS.")
    model.ask(QgsProcessingParameterDatabaseSchema("schema", "Schema", "connection",
                                                   DATABASE_DEFAULTS["schema"]), "Schema that the table is in.")
    model.ask(QgsProcessingParameterDatabaseTable("table", "Table", "connection", "schema"),
              "Table or view with one row for each incident.")
    model.ask(QgsProcessingParameterString("time_field", "Time field", DATABASE_DEFAULTS["time_field"]),
              "Column that says when an incident happened: dates, or dates with times.")
    model.ask(QgsProcessingParameterString("geometry_field", "Geometry field", DATABASE_DEFAULTS["geometry_field"]),
              "Column of the points.")
    model.ask(QgsProcessingParameterString("filter", "Filter", optional=True),
              "Condition in the database's SQL, as kind = 'theft'. Empty: all rows.")
    ask_how(model)
    model.do("load", "qgis:postgisexecuteandloadsql",
             {"DATABASE": asked("connection"), "SQL": Source.fromExpression(query()), "ID_FIELD": value("row"),
              "GEOMETRY_FIELD": Source.fromExpression(given("geometry_field"))})
    model.frame("Read the table", READING, "load")
    forecast_week(model, result("load", "OUTPUT"))
    return model


def evaluation_and_bulletin():
    model = Model("Evaluation and bulletin",
                  "Trains a model on whole weeks, finds out whether it beats simple counting, predicts the next week, and prints it with "
                  "this verdict as a PDF.")
    ask_for_incidents(model)
    ask_how(model)
    polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
    model.ask(QgsProcessingParameterFeatureSource("districts", "Districts", polygons, optional=True),
              declared("riskcast:exportbulletin", "DISTRICTS").help())
    model.ask(field("district_field", "Field of the districts' names", "districts", optional=True),
              declared("riskcast:exportbulletin", "DISTRICT_FIELD").help())
    model.ask_as("title", "riskcast:exportbulletin", "TITLE")
    districts = {"DISTRICTS": asked("districts"), "DISTRICT_FIELD": asked("district_field")}
    learn(model, asked("incidents"), PERIOD, WEEKS)
    model.do("evaluate", "riskcast:evaluateriskmodel",
             {"HEATMAPS": result("count", "HEATMAPS"), "MODELS": result("train", "MODEL"), **districts}, {"Evaluation": "REPORT"})
    predict(model)
    model.do("bulletin", "riskcast:exportbulletin",
             {"RISK": result("predict", "RISK"), "EVALUATION": result("evaluate", "REPORT"), "TITLE": asked("title"), **districts},
             {"Bulletins": "OUTPUT"})
    model.frame("Is it any good?", READING, "evaluate")
    model.frame("Forecast and print", FORECAST, "predict", "bulletin")
    return model


MODELS = (forecast_from_incidents, weekly_forecast, weekly_forecast_from_database, evaluation_and_bulletin)


def start_qgis(plugin_folder):
    qgis = QgsApplication([], False)
    qgis.initQgis()
    sys.path += [QgsApplication.pkgDataPath() + "/python/plugins", str(plugin_folder.parent)]
    importlib.import_module("processing.core.Processing").Processing.initialize()
    plugin = importlib.import_module("riskcast").classFactory(None)
    plugin.initProcessing()
    return qgis, plugin


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    qgis, plugin = start_qgis(pathlib.Path(sys.argv[1]).resolve())
    for make in MODELS:
        make().write(pathlib.Path(sys.argv[2]) / f"{make.__name__}.model3")
    plugin.unload()
    qgis.exitQgis()


if __name__ == "__main__":
    main()
