"""Writes a small space-time cube laid out as ArcGIS's "Create Space Time Cube By Aggregating Points" documents it.

    write_cube.py OUTPUT UNITS TIME[,TIME…]

Counts of three steps on 2 rows and 3 columns of 100 m in UTM zone 43N; the south-eastern cell has no values.
"""
import sys

import netCDF4
import numpy

path, units, times = sys.argv[1:4]
cube = netCDF4.Dataset(path, "w")
cube.description = "Space-Time Pattern Mining Cube"
cube.source = "Space-Time Pattern Mining Tool"
steps = [float(time) for time in times.split(",")]
for name, size in (("time", len(steps)), ("y", 2), ("x", 3)):
    cube.createDimension(name, size)
time = cube.createVariable("time", "f8", ("time",))
time.units, time.standard_name, time.calendar = units, "time", "gregorian"
time[:] = steps
for name, values in (("y", (3100150, 3100050)), ("x", (700050, 700150, 700250))):
    axis = cube.createVariable(name, "f8", (name,))
    axis.standard_name, axis.units = f"projection_{name}_coordinate", "m"
    axis[:] = values
projection = cube.createVariable("projection", "i4")
for name, value in {"grid_mapping_name": "transverse_mercator", "scale_factor_at_central_meridian": 0.9996,
                    "longitude_of_central_meridian": 75.0, "latitude_of_projection_origin": 0.0, "false_easting": 500000.0,
                    "false_northing": 0.0, "semi_major_axis": 6378137.0, "inverse_flattening": 298.257223563}.items():
    projection.setncattr(name, value)
count = cube.createVariable("COUNT", "i4", ("time", "y", "x"), fill_value=-9999)
count.grid_mapping = "projection"
count.esri_pe_string = (
    'PROJCS["WGS_1984_UTM_Zone_43N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",75.0],'
    'PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]')
for step in range(len(steps)):
    count[step] = numpy.array([[step, 0, 2], [0, 5 * (step == 1), -9999]])
cube.close()
