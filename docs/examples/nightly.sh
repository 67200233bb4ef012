#!/usr/bin/env bash
# Every night: the heatmaps go on with what was reported, and the next step is forecast. No QGIS is needed. A crontab's line:
#   30 3 * * *  RISKCAST=/opt/riskcast/bin/riskcast /opt/nightly.sh /srv/reports.csv /srv/risk
# FOLDER keeps the heatmaps, the model and risk.tif; a new model is trained when there is none, or when it is four weeks old.
set -euo pipefail
table=$(realpath "$1") folder=$2
riskcast=${RISKCAST:-riskcast}
extent=${EXTENT:-76.85,28.4,77.35,28.9} crs=${CRS:-EPSG:4326} start=${START:-2013-01-01}

mkdir -p "$folder"
cd "$folder"
exec 9>lock && flock --nonblock 9 || { echo "The last night's run is not over yet." >&2; exit 1; }

"$riskcast" heatmaps "$table" heatmaps.tif --crs "$crs" --extent "$extent" --start "$start"
if [[ -z $(find . -maxdepth 1 -name model.safetensors -mtime -28) ]]; then
  "$riskcast" train heatmaps.tif model.safetensors --report training.html
fi
"$riskcast" predict heatmaps.tif model.safetensors risk.tif --classes classes.tif --steps-ahead 7
