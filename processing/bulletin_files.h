#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace riskcast
{

class Feedback;
class RiskBulletin;
struct BulletinPage;

/// Names of PDF files for things with these names: "risk_bulletin_2016-07-01.pdf". Characters that some system refuses become
/// "_", long names are cut, and files whose names would be the same on some system are numbered.
QStringList bulletinFileNames( const QStringList &names );

/// Writes pages into one PDF, whose text can be searched.
/// \throws Error if it cannot be written; Canceled
void writeBulletin( RiskBulletin &bulletin, const std::vector<BulletinPage> &pages, const QString &path, Feedback &feedback );

} // namespace riskcast
