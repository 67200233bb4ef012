#pragma once

#include <QJsonObject>

class QDir;
class QgisInterface;

/// What a new profile is greeted with: the notice, the sample project that it opens, the page in the options, which is set, and
/// the diagnostics. \param pictures  the folder for pictures of each
QJsonObject inspectAssistance( QgisInterface &qgis, const QDir &pictures );
