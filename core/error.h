#pragma once

#include <stdexcept>

namespace riskcast
{

/// Something the user can mend. The text says what is wrong, where, and what to do, in one or two sentences.
class Error : public std::runtime_error
{
public:
  using std::runtime_error::runtime_error;
};

/// The user canceled. Not an error: nothing is reported, and nothing is left behind.
class Canceled : public std::exception
{
public:
  const char *what() const noexcept override { return "Canceled."; }
};

} // namespace riskcast
