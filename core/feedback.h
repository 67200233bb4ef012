#pragma once

#include <string>

namespace riskcast
{

/// Where long work reports to, and where it learns that it should stop. This base class is silent.
class Feedback
{
public:
  virtual ~Feedback() = default;

  /// \param fraction  share of the work that is done, 0 … 1; callers never let it fall
  /// \param what      what is being done, e.g. "Epoch 3 of 100"; empty leaves the last text
  virtual void setProgress( double /*fraction*/, const std::string & /*what*/ = {} ) {}

  /// Something chosen, counted or measured that the user should read.
  virtual void info( const std::string & /*message*/ ) {}

  /// Something that went on but that the user should look at.
  virtual void warning( const std::string & /*message*/ ) {}

  virtual bool isCanceled() const { return false; }

  /// Called between blocks and batches, at least twice a second.
  /// \throws Canceled if the user canceled
  void throwIfCanceled() const;
};

/// A part of a longer work: its 0 … 1 is \a from … \a to of the whole.
class PhaseFeedback : public Feedback
{
public:
  PhaseFeedback( Feedback &whole, double from, double to );

  void setProgress( double fraction, const std::string &what = {} ) override;
  void info( const std::string &message ) override;
  void warning( const std::string &message ) override;
  bool isCanceled() const override;

private:
  Feedback &mWhole;
  double mFrom;
  double mTo;
};

} // namespace riskcast
