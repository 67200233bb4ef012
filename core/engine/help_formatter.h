#pragma once

#include <CLI/CLI.hpp>

namespace riskcast
{

/// Help that reads like a manual page: the option on one line; below it what it means and its default.
class HelpFormatter : public CLI::Formatter
{
public:
  HelpFormatter();
  std::string make_option( const CLI::Option *option, bool isPositional ) const override;
};

} // namespace riskcast
