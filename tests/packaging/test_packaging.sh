#!/usr/bin/env bash
# What users get: the installed folder and the zip hold the whole plugin, nothing that points back into the build, and QGIS
# finds the algorithms in both.
#
# Usage: test_packaging.sh BUILD_FOLDER [QGIS_PROCESS], the latter of a QGIS with Python
set -euo pipefail

build=$(realpath "$1")
qgis_process=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

main() {
  cmake --install "$build" --prefix "$work/installed" >/dev/null
  cpack --config "$build/CPackConfig.cmake" -B "$work/zip" >/dev/null
  mkdir "$work/unzipped"
  (cd "$work/unzipped" && cmake -E tar xf "$work"/zip/riskcast-*.zip)
  check_that "the zip has one folder at its top" [ "$(ls -A "$work/unzipped")" = riskcast ]
  check_that "the zip holds what is installed" diff -r "$work/installed/riskcast" "$work/unzipped/riskcast"
  check_files
  check_binaries
  check_links
  [[ -z $qgis_process ]] || check_qgis_finds_algorithms
  echo "Packaging is as it should be."
}

check_that() {
  local what=$1
  shift
  "$@" || { echo "Not so: $what." >&2 && exit 1; }
}

check_files() {
  local file
  for file in __init__.py metadata.txt LICENSE icons/riskcast.svg lib/libriskcast_processing.so qgis_plugin/libplugin_riskcast.so \
    bin/riskcast i18n/riskcast_{de,hi}.qm sample/{README.md,delhi.qgz,delhi_reports.csv,delhi_wards.geojson}; do
    check_that "riskcast/$file is in the folder" [ -e "$work/unzipped/riskcast/$file" ]
  done
  check_that "the engine of the zip can be run" [ -x "$work/unzipped/riskcast/bin/riskcast" ]
  check_that "the styles are in the folder" [ -e "$work/unzipped/riskcast/styles/risk.qml" ]
}

check_binaries() {
  local file
  while read -r file; do
    check_that "$file finds its libraries" has_its_libraries "$file"
    check_that "$file does not point into the build" finds_nothing "$build" "$file"
  done < <(find "$work/unzipped" -name '*.so' -o -path '*/bin/*' -type f)
}

# Every link of an installed page that is no address leads to an installed file.
check_links() {
  local page link
  while read -r page; do
    while read -r link; do
      check_that "$link, which $page refers to, is there" [ -e "$(dirname "$page")/$link" ]
    done < <(grep -oP '(href|src)="\K(?!https?:)[^"#]+' "$page")
  done < <(find "$work/unzipped/riskcast/docs" -name '*.html')
}

has_its_libraries() { ! ldd "$1" | grep 'not found'; }

finds_nothing() { ! readelf -d "$2" | grep -F "$1"; }

check_qgis_finds_algorithms() {
  export QT_QPA_PLATFORM=offscreen QGIS_PLUGINPATH=$work/unzipped HOME=$work
  "$qgis_process" plugins enable riskcast >/dev/null
  check_that "qgis_process lists the algorithms" grep -q selectextentandperiod <("$qgis_process" list)
}

main
