"""Prints as JSON what xarray reads from an exported netCDF."""
import json
import sys

import numpy
import xarray

data = xarray.open_dataset(sys.argv[1])


def texts(times):
    return numpy.datetime_as_string(times.values, unit="s").tolist()


count = data["count"]
print(json.dumps({
    "dimensions": list(count.dims),
    "time": texts(data.time),
    "bounds": texts(data.time_bounds),
    "category": data.category.values.tolist(),
    "x": data.x.values.tolist(),
    "y": data.y.values.tolist(),
    "standard_names": [data[name].attrs["standard_name"] for name in ("time", "y", "x")],
    "observed": data.observed.values.tolist(),
    "flags": data.observed.attrs["flag_values"].tolist(),
    "count": numpy.where(numpy.isnan(count.values), None, count.values).tolist(),
    "conventions": data.attrs["Conventions"],
    "mapping": count.attrs.get("grid_mapping", count.encoding.get("grid_mapping")),
}))
