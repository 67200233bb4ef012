"""UTM coordinates by Krüger's series (Karney 2011, equations 7 to 12, to the third order: better than 0.1 mm inside a zone),
independent of PROJ; the expected values of tests/core/test_crs.cpp."""
from math import asinh, atan2, atanh, cos, cosh, radians, sin, sinh, sqrt

RADIUS, FLATTENING, SCALE, FALSE_EASTING = 6378137.0, 1 / 298.257223563, 0.9996, 500000.0


def utm(longitude, latitude, central_meridian):
    n = FLATTENING / (2 - FLATTENING)
    rectifying = RADIUS / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    alpha = [n / 2 - 2 / 3 * n**2 + 5 / 16 * n**3, 13 / 48 * n**2 - 3 / 5 * n**3, 61 / 240 * n**3]
    phi, lam = radians(latitude), radians(longitude - central_meridian)
    e = 2 * sqrt(n) / (1 + n)
    t = sinh(atanh(sin(phi)) - e * atanh(e * sin(phi)))
    xi, eta = atan2(t, cos(lam)), asinh(sin(lam) / sqrt(cos(lam)**2 + t**2))
    easting = eta + sum(a * cos(2 * j * xi) * sinh(2 * j * eta) for j, a in enumerate(alpha, 1))
    northing = xi + sum(a * sin(2 * j * xi) * cosh(2 * j * eta) for j, a in enumerate(alpha, 1))
    return FALSE_EASTING + SCALE * rectifying * easting, SCALE * rectifying * northing


for name, longitude, latitude, meridian, false_northing in [("Delhi, zone 43 north", 77.209, 28.6139, 75, 0),
                                                            ("Chicago, zone 16 north", -87.6278, 41.8819, -87, 0),
                                                            ("Sydney, zone 56 south", 151.2, -33.9, 153, 1e7)]:
    easting, northing = utm(longitude, latitude, meridian)
    print(f"{name}: {easting:.3f} {northing + false_northing:.3f}")
