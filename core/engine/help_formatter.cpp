#include "help_formatter.h"

namespace riskcast
{

HelpFormatter::HelpFormatter()
{
  label( "Positionals", "Arguments" );
  label( "SUBCOMMAND", "COMMAND" );
  label( "FLOAT", "NUMBER" );
  label( "INT", "NUMBER" );
  label( "UINT", "NUMBER" );
}

std::string HelpFormatter::make_option( const CLI::Option *option, bool isPositional ) const
{
  std::string text = "  " + make_option_name( option, isPositional );
  if ( !isPositional && option->get_items_expected_min() > 0 )
  {
    const std::string type = option->get_type_name(); // followed by what is checked, which the explanation says in words
    text += " " + get_label( type.substr( 0, type.find( ':' ) ) );
  }
  text += "\n      " + option->get_description();
  std::string value = option->get_default_str();
  CLI::detail::trim( value, "[]" ); // lists come in brackets
  if ( !isPositional && !value.empty() )
    text += " [default: " + value + "]";
  return text + "\n";
}

} // namespace riskcast
