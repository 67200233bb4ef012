"""The sets of incidents that skill.py asks: what is counted, where, when, and since when is tested."""

# Boxes are the 0.002 and 0.998 quantiles of the coordinates before the test (Chicago's burglaries: 2010 to 2015), those of Delhi and
# Mumbai round numbers around the cities. Grids have 32 x 32 cells, unless columns and rows say otherwise.
LONLAT = {"grid_crs": "EPSG:4326", "step": "1 day", "empty_steps": "true-zeros"}
INDIA = LONLAT | {"file": "safecity_india.csv.gz", "start": "2013-01-01", "end": "2018-01-01", "empty_steps": "without-reports",
                  "drop_repeats": True, "refit_every": 100}
BURGLARY = LONLAT | {"file": "chicago_burglary_2001_2018.csv.gz", "extent": "-87.83041,41.65310,-87.53407,42.01855"}

WEEKS = BURGLARY | {"title": "Chicago, burglary, weeks", "step": "1 week", "start": "2010-01-04", "end": "2018-10-29", "test": "2017-01-02"}
MANCHESTER = LONLAT | {"title": "Greater Manchester, road casualties, weeks", "file": "manchester_road_casualties_2019_2024.csv.gz",
                       "step": "1 week", "extent": "-2.70383,53.35467,-2.00421,53.64767", "start": "2019-01-07", "end": "2024-07-01",
                       "test": "2023-07-03"}


def three_weeks_ahead(chosen):
    return chosen | {"title": f"{chosen['title']}, three ahead", "steps_ahead": 3,
                     "note": "Each week is forecast from what was known three weeks before it"}


SETS = {
    "delhi": INDIA | {"title": "Delhi, reports of harassment, days", "extent": "76.85,28.4,77.35,28.9", "test": "2015-01-01",
                      "note": "Exact repeats (time, place, category) dropped"},
    "mumbai": INDIA | {"title": "Mumbai, reports of harassment, days", "extent": "72.75,18.88,73.05,19.3", "test": "2016-01-01",
                       "note": "Exact repeats (time, place, category) dropped"},
    "chicago": BURGLARY | {"title": "Chicago, burglary, days", "start": "2010-01-01", "end": "2018-11-01", "test": "2017-01-01"},
    "chicago-fine": BURGLARY | {"title": "Chicago, burglary, days, finer cells", "start": "2010-01-01", "end": "2018-11-01",
                                "test": "2017-01-01", "columns": "64", "rows": "64"},
    "chicago-weeks": WEEKS,
    "chicago-weeks-ahead": three_weeks_ahead(WEEKS),
    "chicago-two": LONLAT | {"title": "Chicago, robbery and vehicle theft, days",
                             "file": "chicago_robbery_vehicle_theft_2012_2018.csv.gz", "categories": "category",
                             "extent": "-87.88240,41.65517,-87.53649,42.01867", "start": "2012-01-01", "end": "2018-11-01",
                             "test": "2017-01-01", "note": "Two categories learned from; scored is an incident of either"},
    "vancouver": LONLAT | {"title": "Vancouver, all offences, days", "file": "vancouver_2020_2021.csv.gz", "crs": "EPSG:26910",
                           "grid_crs": "EPSG:26910", "extent": "484548.92,5450263.31,498272.37,5460345.10", "start": "2020-01-01",
                           "end": "2022-01-01", "test": "2021-07-01", "note": "Offences against persons have no place and are left out"},
    "newyork": LONLAT | {"title": "New York, vehicle theft, days", "file": "nyc_vehicle_theft_2014_2017.csv.gz",
                         "time_field": "datetime", "extent": "-74.20418,40.53338,-73.71774,40.90428", "start": "2014-01-01",
                         "end": "2017-12-31", "test": "2017-01-01",
                         "note": "Thefts are known to lie between two times and count in the middle, as whole incidents: shares of "
                                 "one, spread over all days that it may lie in, cannot be hit or missed"},
    "manchester": MANCHESTER,
    "manchester-ahead": three_weeks_ahead(MANCHESTER),
    "manchester-hours": MANCHESTER | {"title": "Greater Manchester, road casualties, six hours", "step": "6 hours", "start": "2021-07-05",
                                      "columns": "16", "rows": "16"},
}


def heatmap_arguments(chosen):
    """Of `riskcast heatmaps`, after the table and the stack."""
    options = {"--extent": "extent", "--grid-crs": "grid_crs", "--crs": "crs", "--step": "step", "--start": "start", "--end": "end",
               "--empty-steps": "empty_steps", "--time-field": "time_field", "--category-field": "categories",
               "--columns": "columns", "--rows": "rows"}
    return [part for option, key in options.items() if key in chosen for part in (option, chosen[key])]
