#include "algorithm_buttons.h"

#include <qgsapplication.h>
#include <qgsprocessingregistry.h>
#include <qgspythonrunner.h>

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>

namespace riskcast
{

AlgorithmButtons::AlgorithmButtons( QWidget *parent )
    : QWidget( parent )
{
  auto *layout = new QHBoxLayout( this );
  layout->setContentsMargins( 0, 0, 0, 0 );
  const QString heatmaps = QStringLiteral( "HEATMAPS" );
  add( tr( "Pre&dict…" ), QStringLiteral( "riskcast:predictrisk" ), heatmaps );
  add( tr( "&Evaluate…" ), QStringLiteral( "riskcast:evaluateriskmodel" ), heatmaps );
  add( tr( "Class&ify…" ), QStringLiteral( "riskcast:classifyrisk" ), QStringLiteral( "RISK" ) );
  layout->addStretch();
}

void AlgorithmButtons::add( const QString &text, const QString &algorithm, const QString &parameter )
{
  auto *button = new QPushButton( text );
  layout()->addWidget( button );
  mButtons.push_back( { button, algorithm, parameter } );
  connect( button, &QPushButton::clicked, this, [this, number = mButtons.size() - 1] { openDialog( mButtons[number] ); } );
}

void AlgorithmButtons::refresh()
{
  for ( const Button &button : mButtons )
  {
    const auto *algorithm = QgsApplication::processingRegistry()->algorithmById( button.algorithm );
    button.button->setVisible( algorithm && QgsPythonRunner::isValid() );
    if ( algorithm )
      button.button->setToolTip( tr( "Opens the algorithm \"%1\"" ).arg( algorithm->displayName() ) );
  }
}

void AlgorithmButtons::setInputs( const QString &risk, const QString &heatmaps )
{
  mInputs = { { QStringLiteral( "RISK" ), risk }, { QStringLiteral( "HEATMAPS" ), heatmaps } };
}

void AlgorithmButtons::openDialog( const Button &button ) const
{
  QJsonObject parameters;
  if ( const QString value = mInputs.value( button.parameter ).toString(); !value.isEmpty() )
    parameters[button.parameter] = value;
  const QString dictionary = QString::fromUtf8( QJsonDocument( parameters ).toJson( QJsonDocument::Compact ) ); // as Python's
  QgsPythonRunner::run(
      QStringLiteral( "import processing; processing.execAlgorithmDialog( '%1', %2 )" ).arg( button.algorithm, dictionary ),
      tr( "The dialog of the algorithm could not be opened." ) );
}

} // namespace riskcast
