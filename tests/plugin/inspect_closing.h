#pragma once

#include <QJsonObject>

class QDir;
class QgisInterface;

/// Starts a training in the background as the toolbox does, closes QGIS while it runs, lets QGIS cancel it when it asks, and says
/// what was asked, how long the end took, and what is left. QGIS is still open afterwards.
/// \param folder  has heatmaps.tif, and gets the model
QJsonObject closeWhileTraining( QgisInterface &qgis, const QDir &folder );
