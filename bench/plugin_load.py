#!/usr/bin/env python3
"""What loading the plugin costs QGIS: seconds to load the libraries and register the provider, beside a bare start of QGIS.

    plugin_load.py PLUGIN_FOLDER [ROUNDS]

Each round is a fresh process that starts QGIS without a window, then loads the C++ plugin and, with it, the processing library,
and registers the provider. Printed are the fastest start and the fastest load (what is above is the noise of other programs), and
the libraries that came into the process. Fails if loading takes 50 ms, or if a library came that is not the plugin's own. Needs PyQGIS (Debian: /usr/bin/python3 with python3-qgis).
"""
import ctypes
import json
import os
import pathlib
import subprocess
import sys
import time

LIMIT = 0.05  # seconds
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # QGIS without a window, also where there is no display


def libraries():
    lines = pathlib.Path("/proc/self/maps").read_text().splitlines()
    return {line.split("/")[-1] for line in lines if ".so" in line}


def measure(plugin_folder):
    start = time.perf_counter()
    import qgis.gui  # noqa: F401 as QGIS Desktop has it
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    started = time.perf_counter()
    before = libraries()
    loading = time.perf_counter()
    ctypes.CDLL(str(plugin_folder / "qgis_plugin/libplugin_riskcast.so"))
    library = ctypes.CDLL(str(plugin_folder / "lib/libriskcast_processing.so"))
    library.riskcast_register_provider()
    loaded = time.perf_counter()
    provider = QgsApplication.processingRegistry().providerById("riskcast")
    result = {
        "start": started - start,
        "load": loaded - loading,
        "algorithms": len(provider.algorithms()),
        "libraries": sorted(libraries() - before),
    }
    print(json.dumps(result))
    library.riskcast_unregister_provider()


def rounds(count):
    for _ in range(count):
        output = subprocess.run([sys.executable, __file__, "--measure", sys.argv[1]], check=True, capture_output=True, text=True)
        yield json.loads(output.stdout.splitlines()[-1])


def main():
    results = list(rounds(int(sys.argv[2]) if len(sys.argv) > 2 else 9))
    start, load = (min(result[part] for result in results) for part in ("start", "load"))
    print(f"Starting QGIS: {1000 * start:.0f} ms; loading the plugin: {1000 * load:.1f} ms, {100 * load / start:.1f} % more")
    print(f"Libraries that came with it: {', '.join(results[0]['libraries'])}; algorithms: {results[0]['algorithms']}")
    foreign = [name for name in results[0]["libraries"] if "riskcast" not in name]
    if foreign or load >= LIMIT:
        sys.exit(f"Too much: {1000 * load:.1f} ms, libraries of others: {', '.join(foreign) or 'none'}")


if __name__ == "__main__":
    if sys.argv[1] == "--measure":
        measure(pathlib.Path(sys.argv[2]))
    else:
        main()
