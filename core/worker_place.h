#pragma once

#include <optional>
#include <string>

namespace riskcast
{

/// One of several processes that train a model together, as torchrun and mpirun number them.
struct WorkerPlace
{
  int number = 0;                    ///< from 0; the first one writes the files
  int count = 1;                     ///< 1: there are no others
  std::string address = "127.0.0.1"; ///< of the machine of the first one
  int port = 29500;                  ///< at which the first one listens
  std::optional<int> onMachine = {}; ///< number among those on this machine, from 0, if it is known
  int countOnMachine = 1;            ///< of those on this machine, as far as it is known
  std::string meeting = {}; ///< name of the place where they meet, if what started them listens there; else the first one does

  bool isFirst() const { return number == 0; }
  bool isAlone() const { return count == 1; }

  /// As people meet it: "Worker 1 of 4".
  std::string name() const { return "Worker " + std::to_string( number ) + " of " + std::to_string( count ); }
  std::string addressAndPort() const { return address + ":" + std::to_string( port ); }
};

/// The place that the environment gives this process: RANK and WORLD_SIZE (torchrun), OMPI_COMM_WORLD_… (Open MPI) or PMI_…
/// (MPICH), MASTER_ADDR and MASTER_PORT, TORCHELASTIC_USE_AGENT_STORE and TORCHELASTIC_RESTART_COUNT, and on the machine
/// LOCAL_RANK and LOCAL_WORLD_SIZE, OMPI_COMM_WORLD_LOCAL_… or MPI_LOCALRANKID and MPI_LOCALNRANKS. The only one, if it gives
/// none. \throws Error if a variable is no number, one of the two is missing, or there is no such place
WorkerPlace workerPlace();

} // namespace riskcast
