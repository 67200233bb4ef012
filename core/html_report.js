// Draws the charts of a report, which stand as JSON in the element "charts", into the elements chart-0, chart-1, …

// Vega comes in modules that ask for each other by name.
const loaded = {};
function load(name) {
  if (!(name in loaded)) {
    loaded[name] = {};
    vegaModules[name](loaded[name], {}, load);
  }
  return loaded[name];
}
Object.assign(load("vega-dataflow").transforms, load("vega-transforms"), load("vega-view-transforms"), load("vega-encode"));

// Okabe and Ito's colours, which differ in lightness, too, and for every kind of colour vision.
const plain = "#0072b2", conspicuous = "#e69f00";
const lineColors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#555555"];
const dashes = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 1]];
const config = { axis: { labelFontSize: 11, titleFontSize: 12 } };

function barChart(chart, width) {
  const lying = chart.lying;
  const labels = { name: "labels", type: "band", padding: 0.15, domain: { data: "bars", field: "label" },
                   range: lying ? "height" : "width" };
  const values = { name: "values", type: "linear", nice: true, zero: true, domain: { data: "bars", field: "value" },
                   range: lying ? "width" : "height" };
  const [across, up] = lying ? ["y", "x"] : ["x", "y"];
  const length = lying ? "height" : "width";
  return {
    width, height: lying ? 60 + 24 * chart.bars.length : 220, autosize: { type: "fit", contains: "padding" }, padding: 5, config,
    data: [{ name: "bars", values: chart.bars }],
    scales: [labels, values],
    axes: [
      { scale: "labels", orient: lying ? "left" : "bottom", title: lying ? undefined : chart.labelTitle, labelOverlap: !lying, tickBand: "center" },
      { scale: "values", orient: lying ? "bottom" : "left", title: chart.valueTitle, grid: true, tickCount: 5, tickMinStep: 1 },
    ],
    marks: [{
      type: "rect", from: { data: "bars" },
      encode: { enter: {
        [across]: { scale: "labels", field: "label" }, [length]: { scale: "labels", band: 1 },
        [up]: { scale: "values", field: "value" }, [up + "2"]: { scale: "values", value: 0 },
        fill: { signal: `datum.isConspicuous ? '${conspicuous}' : '${plain}'` },
        tooltip: { signal: "datum.label + ': ' + format(datum.value, ',')" },
      } },
    }],
  };
}

// Every line has a colour and a dash of its own, so that it can be told without colours; bands lie beneath all lines.
function lineChart(chart, width) {
  const names = chart.lines.map(line => line.name);
  const strong = name => chart.lines.some(line => line.name === name && line.isEmphasised);
  const points = chart.lines.flatMap(line => line.points.map(([x, y]) => ({ line: line.name, x, y, strong: line.isEmphasised })));
  const bands = chart.lines.flatMap(line => line.band.map(([x, low, high]) => ({ line: line.name, x, low, high, strong: line.isEmphasised })));
  const ends = points.map(point => [point.x, point.y]);
  const most = Math.min(Math.max(...ends.map(end => end[0])), Math.max(...ends.map(end => end[1])));
  const colors = names.map((name, i) => lineColors[i % lineColors.length]);
  const patterns = names.map((name, i) => strong(name) ? [1, 0] : dashes[i % dashes.length]);
  const x = { scale: "x", field: "x" };
  const color = { scale: "color", field: "line" };
  const legendColumns = Math.max(1, Math.floor(width / 230));
  const faceted = (data, mark) => ({ type: "group", from: { facet: { name: "line", data, groupby: "line" } }, marks: [mark] });
  return {
    width, height: 280 + 16 * Math.ceil(names.length / legendColumns), autosize: { type: "fit", contains: "padding" }, padding: 5, config,
    data: [{ name: "points", values: points }, { name: "bands", values: bands },
           { name: "reference", values: chart.diagonal ? [{ x: 0, y: 0 }, { x: most, y: most }] : [] }],
    signals: [{ name: "mark", value: chart.mark ?? null }],
    scales: [
      { name: "x", type: "linear", zero: !!chart.diagonal, nice: false, range: "width", domain: { data: "points", field: "x" } },
      { name: "y", type: "linear", zero: true, nice: true, range: "height",
        domain: { fields: [{ data: "points", field: "y" }, { data: "bands", field: "high" }] } },
      { name: "color", type: "ordinal", domain: names, range: colors },
      { name: "dash", type: "ordinal", domain: names, range: patterns },
    ],
    axes: [{ scale: "x", orient: "bottom", title: chart.xTitle, tickCount: 8 },
           { scale: "y", orient: "left", title: chart.yTitle, grid: true, tickCount: 5 }],
    legends: [{ stroke: "color", strokeDash: "dash", symbolType: "stroke", symbolSize: 300, symbolStrokeWidth: 2, orient: "bottom",
                columns: legendColumns, labelLimit: 200 }],
    marks: [
      faceted("bands", { type: "area", from: { data: "line" }, encode: { enter: {
        x, y: { scale: "y", field: "low" }, y2: { scale: "y", field: "high" }, fill: color,
        fillOpacity: { signal: "datum.strong ? 0.25 : 0.05" } } } }),
      { type: "line", from: { data: "reference" }, encode: { enter: {
        x, y: { scale: "y", field: "y" }, stroke: { value: "#888888" }, strokeDash: { value: [1, 3] } } } },
      { type: "rule", encode: { update: {
        x: { scale: "x", signal: "mark" }, y: { value: 0 }, y2: { signal: "height" }, stroke: { value: "#000000" },
        opacity: { signal: "mark === null ? 0 : 1" } } } },
      faceted("points", { type: "line", from: { data: "line" }, encode: { enter: {
        x, y: { scale: "y", field: "y" }, stroke: color, strokeDash: { scale: "dash", field: "line" },
        strokeWidth: { signal: "datum.strong ? 3.5 : 1.7" } } } }),
      { type: "symbol", from: { data: "points" }, encode: { enter: {
        x, y: { scale: "y", field: "y" }, fill: color, size: { value: 45 }, opacity: { value: chart.points ? 1 : 0 },
        tooltip: { signal: "datum.line + ': ' + format(datum.y, '.4~g') + ' at ' + format(datum.x, '.4~g')" } } } },
    ],
  };
}

function mapOfLabels(map, width) {
  const side = Math.max(1, Math.floor(Math.min(width, 560) / map.columns * 10) / 10);
  return {
    width: side * map.columns, height: side * map.rows, padding: 2,
    data: [{ name: "cells" }],
    marks: [{ type: "rect", from: { data: "cells" }, encode: { update: {
      x: { signal: `datum.column * ${side}` }, y: { signal: `datum.row * ${side}` }, width: { value: side }, height: { value: side },
      fill: { field: "color" }, stroke: { value: "#ffffff" }, strokeWidth: { value: side > 5 ? 0.5 : 0 }, tooltip: { field: "label" } } } }],
  };
}

// The six labels as core/scores/six_labels.cpp defines them, by number.
function labelsOf(map, day, index) {
  const flagged = cell => map.scored[cell] === "1" && parseInt(day.levels.substr(2 * cell, 2), 16) > index;
  const happened = new Set(day.happened);
  const anyNear = (cell, test) => {
    const row = Math.floor(cell / map.columns), column = cell % map.columns, r = map.radius;
    for (let y = Math.max(row - r, 0); y <= Math.min(row + r, map.rows - 1); ++y)
      for (let x = Math.max(column - r, 0); x <= Math.min(column + r, map.columns - 1); ++x) {
        const near = y * map.columns + x;
        if (near !== cell && map.scored[near] === "1" && test(near)) return true;
      }
    return false;
  };
  const labels = [];
  for (let cell = 0; cell < map.rows * map.columns; ++cell) {
    if (map.scored[cell] !== "1") labels.push(-1);
    else if (happened.has(cell)) labels.push(flagged(cell) ? 1 : anyNear(cell, flagged) ? 2 : 3);
    else if (flagged(cell)) labels.push(anyNear(cell, near => happened.has(near)) ? 4 : 5);
    else labels.push(0);
  }
  return labels;
}

// Vega would put a description of its own in place of the one for screen readers.
function show(specification, place, renderer) {
  const description = place.dataset.description ??= place.getAttribute("aria-label");
  place.textContent = "";
  const view = new (load("vega-view").View)(load("vega-parser").parse({ ...specification, description }), { renderer });
  view.initialize(place).runAsync();
  return view;
}

// The map follows the slider and the list of days; a rule in the curves above it does, too.
function drawLabelMap(map, figure) {
  const find = name => figure.querySelector("." + name);
  const slider = find("percentile"), days = find("day");
  const width = Math.max(figure.clientWidth - 10, 240);
  const curves = show(lineChart({ ...map.curves, mark: map.percentiles[Number(slider.value)] }, width), find("curves"), "svg");
  const view = show(mapOfLabels(map, width), find("map"), "canvas");
  const update = () => {
    const index = Number(slider.value), day = map.days[Number(days.value)];
    const labels = labelsOf(map, day, index);
    const cells = labels.map((label, cell) => ({ row: Math.floor(cell / map.columns), column: cell % map.columns,
      label: label < 0 ? "not scored" : map.labels[label].name, color: label < 0 ? "#ffffff" : map.labels[label].color }));
    view.change("cells", load("vega-dataflow").changeset().remove(() => true).insert(cells)).runAsync();
    curves.signal("mark", map.percentiles[index]).runAsync();
    find("percentile-text").textContent = map.percentiles[index];
    slider.setAttribute("aria-valuetext", "percentile " + map.percentiles[index]);
    map.labels.forEach((each, label) => { find("count-" + label).textContent = labels.filter(one => one === label).length; });
  };
  slider.oninput = update;
  days.onchange = update;
  update();
}

function draw() {
  for (const [number, chart] of JSON.parse(document.getElementById("charts").textContent).entries()) {
    const place = document.getElementById("chart-" + number);
    const width = Math.max(place.clientWidth - 10, 240);
    if (chart.kind === "labelMap") drawLabelMap(chart, place);
    else show(chart.kind === "lines" ? lineChart(chart, width) : barChart(chart, width), place, "svg");
  }
}
draw();
let shownWidth = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth === shownWidth) return;
  shownWidth = window.innerWidth;
  draw();
});
