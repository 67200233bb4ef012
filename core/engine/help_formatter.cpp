#include "help_formatter.h"

namespace riskcast
{

HelpFormatter::HelpFormatter()
{
  label( "Positionals", "Arguments" );
  label( "FLOAT", "NUMBER" );
  label( "INT", "NUMBER" );
  label( "UINT", "NUMBER" );
}

std::string HelpFormatter::make_option( const CLI::Option *option, bool isPositional ) const
{
  std::string text = "  " + make_option_name( option, isPositional );
  if ( !isPositional && option->get_type_size() > 0 )
    text += " " + get_label( option->get_type_name() );
  text += "\n      " + option->get_description();
  if ( const std::string value = option->get_default_str(); !isPositional && !value.empty() && value != "[]" )
    text += " [default: " + value + "]";
  return text + "\n";
}

} // namespace riskcast
