# shellcheck shell=bash disable=SC2034  # read by lib.sh
# The Debian packages, each named once: what building needs, what the tests need besides, what Qt 6 needs besides.

build_packages=(
  g++ cmake ninja-build ccache
  libqgis-dev qgis qgis-providers python3-qgis
  libtorch-dev libgloo-dev libopenblas0-openmp
  libgdal-dev libproj-dev libicu-dev libeigen3-dev libsqlite3-dev libcsv-dev nlohmann-json3-dev libcli11-dev
  cmark-gfm  # help pages
  qttools5-dev # translations
  libjs-vega # charts of the HTML reports
  fonts-dejavu-core # what the map's legend is written in
)

test_packages=(
  xvfb xauth xdotool imagemagick # to look at a real QGIS Desktop
  python3-numpy python3-pandas python3-xarray python3-netcdf4
  chromium # opens the reports
  poppler-utils # reads the bulletins
  postgresql postgresql-postgis # a server with incidents
  shellcheck
)

# The version that .clang-format is written for; other versions format differently.
lint_packages=(clang-format-14)

qt6_packages=(
  qt6-base-dev qt6-svg-dev qt6-5compat-dev qt6-positioning-dev qt6-multimedia-dev qt6-declarative-dev
  qt6-tools-dev qt6-l10n-tools qtkeychain-qt6-dev libqscintilla2-qt6-dev libqt6sql6-sqlite
  libgeos-dev libspatialindex-dev libspatialite-dev libzip-dev libprotobuf-dev libexiv2-dev libgsl-dev libzstd-dev
)
