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
const config = { axis: { labelFontSize: 11, titleFontSize: 12 }, legend: { labelFontSize: 11 } };

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
      { scale: "labels", orient: lying ? "left" : "bottom", title: lying ? undefined : chart.labelTitle, tickBand: "center",
        labelOverlap: !lying, labelLimit: lying ? Math.max(180, width / 2) : undefined },
      { scale: "values", orient: lying ? "bottom" : "left", title: chart.valueTitle, grid: true, tickCount: 5,
        tickMinStep: chart.bars.every(bar => Number.isInteger(bar.value)) ? 1 : undefined },
    ],
    marks: [{
      type: "rect", from: { data: "bars" },
      encode: { enter: {
        [across]: { scale: "labels", field: "label" }, [length]: { scale: "labels", band: 1 },
        [up]: { scale: "values", field: "value" }, [up + "2"]: { scale: "values", value: 0 },
        fill: { signal: `datum.isConspicuous ? '${conspicuous}' : '${plain}'` },
        tooltip: { signal: "datum.label + ': ' + format(datum.value, datum.value === floor(datum.value) ? ',' : '.4~g')" },
      } },
    }],
  };
}

// Every line has a colour and a dash of its own, so that it can be told without colours; bands lie beneath all lines, and what is
// emphasised above the others.
function lineChart(chart, width) {
  const names = chart.lines.map(line => line.name);
  const drawn = chart.lines.filter(line => !line.isEmphasised).concat(chart.lines.filter(line => line.isEmphasised));
  const points = drawn.flatMap(line => line.points.map(([x, y]) => ({ line: line.name, x, y, strong: line.isEmphasised })));
  const bands = drawn.flatMap(line => line.band.map(([x, low, high]) => ({ line: line.name, x, low, high, strong: line.isEmphasised })));
  const end = Math.max(0, ...points.map(point => point.x));
  const diagonal = Math.min(end, Math.max(0, ...points.map(point => point.y)));
  const hundredths = Array.from({ length: 101 }, (_, i) => i / 100);
  const colors = names.map((name, i) => lineColors[i % lineColors.length]);
  const patterns = names.map((name, i) => chart.lines[i].isEmphasised ? [1, 0] : dashes[i % dashes.length]);
  const x = { scale: "x", field: "x" };
  const color = { scale: "color", field: "line" };
  const legendColumns = Math.max(1, Math.floor(width / 230));
  const faceted = (data, mark) => ({ type: "group", from: { facet: { name: "line", data, groupby: "line" } }, marks: [mark] });
  return {
    width, height: 320 + 16 * Math.ceil(names.length / legendColumns), autosize: { type: "fit", contains: "padding" }, padding: 5, config,
    data: [{ name: "points", values: points }, { name: "bands", values: bands },
           { name: "reference", values: chart.diagonal ? hundredths.map(part => ({ x: part * diagonal, y: part * diagonal })) : [] }],
    signals: [{ name: "mark", value: chart.mark ?? null }],
    scales: [
      { name: "x", type: chart.squareRoot ? "sqrt" : "linear", zero: !!chart.diagonal, nice: false, range: "width",
        domain: { data: "points", field: "x" } },
      { name: "y", type: "linear", zero: true, nice: true, range: "height",
        domain: { fields: [{ data: "points", field: "y" }, { data: "bands", field: "high" }] } },
      { name: "color", type: "ordinal", domain: names, range: colors },
      { name: "dash", type: "ordinal", domain: names, range: patterns },
    ],
    axes: [{ scale: "x", orient: "bottom", title: chart.xTitle,
             ...(chart.squareRoot ? { values: [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1].map(part => part * end) }
                                  : { tickCount: 8, tickMinStep: points.every(point => Number.isInteger(point.x)) ? 1 : undefined }) },
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

// One pixel for each cell, which Vega enlarges: marks for thousands of cells could not keep pace with the slider.
function mapOfLabels(map, width) {
  const side = Math.max(1, Math.floor(Math.min(width / map.columns, 560 / Math.max(map.rows, map.columns)) * 10) / 10);
  const gridLine = { stroke: { value: "#ffffff" }, strokeWidth: { value: 0.5 } };
  const places = count => side > 5 ? Array.from({ length: count + 1 }, (_, i) => ({ at: i * side })) : [];
  return {
    width: side * map.columns, height: side * map.rows, padding: 0,
    data: [{ name: "picture" }, { name: "rows", values: places(map.rows) }, { name: "columns", values: places(map.columns) }],
    marks: [
      { type: "image", from: { data: "picture" }, encode: { update: {
        image: { field: "pixels" }, x: { value: 0 }, y: { value: 0 }, width: { signal: "width" }, height: { signal: "height" },
        aspect: { value: false }, smooth: { value: false } } } },
      { type: "rule", from: { data: "rows" }, encode: { enter: {
        x: { value: 0 }, x2: { signal: "width" }, y: { field: "at" }, ...gridLine } } },
      { type: "rule", from: { data: "columns" }, encode: { enter: {
        y: { value: 0 }, y2: { signal: "height" }, x: { field: "at" }, ...gridLine } } },
    ],
  };
}

function pixelsOf(map, labels) {
  const canvas = Object.assign(document.createElement("canvas"), { width: map.columns, height: map.rows });
  const context = canvas.getContext("2d");
  const image = context.createImageData(map.columns, map.rows);
  const colors = map.labels.map(label => [1, 3, 5].map(digit => parseInt(label.color.substr(digit, 2), 16)));
  labels.forEach((label, cell) => image.data.set([...colors[label], 255], 4 * cell));
  context.putImageData(image, 0, 0);
  return canvas;
}

// The labels of all cells by number: those of core/scores/six_labels.h, and after them that of a cell which is not scored.
function labelsOf(map, day, index) {
  const scored = Array.from(map.scored, digit => digit === "1");
  const flagged = scored.map((isScored, cell) => isScored && parseInt(day.levels.substr(2 * cell, 2), 16) > index);
  const happened = scored.map(() => false);
  for (const cell of day.happened) happened[cell] = scored[cell];
  const anyNear = (cell, test) => {
    const row = Math.floor(cell / map.columns), column = cell % map.columns, r = map.radius;
    for (let y = Math.max(row - r, 0); y <= Math.min(row + r, map.rows - 1); ++y)
      for (let x = Math.max(column - r, 0); x <= Math.min(column + r, map.columns - 1); ++x) {
        const near = y * map.columns + x;
        if (near !== cell && test[near]) return true;
      }
    return false;
  };
  return scored.map((isScored, cell) => {
    if (!isScored) return 6;
    if (happened[cell]) return flagged[cell] ? 1 : anyNear(cell, flagged) ? 2 : 3;
    if (flagged[cell]) return anyNear(cell, happened) ? 4 : 5;
    return 0;
  });
}

// \param counts  number of cells by label
function sentenceOf(counts) {
  const [negative, correct, nearMiss, miss, nearAlarm, alarm] = counts;
  const positive = correct + nearMiss + miss, flagged = correct + nearAlarm + alarm;
  const text = count => count.toLocaleString("en");
  const of = (part, whole) => `${text(part)} of ${text(whole)} cells (${(100 * part / whole).toFixed(1)} %)`;
  return (positive === 0 ? "No cell was positive in this step. "
    : `Of the positive cells, ${of(correct, positive)} are flagged, ` +
      `${of(correct + nearMiss, positive)} with neighbours. `) +
    `Flagged are ${of(flagged, negative + positive + nearAlarm + alarm)}.`;
}

// Vega would put a description of its own in place of the one for screen readers.
function show(specification, place, renderer) {
  const description = place.dataset.description ??= place.getAttribute("aria-label");
  place.view?.finalize();
  place.textContent = "";
  place.view = new (load("vega-view").View)(load("vega-parser").parse({ ...specification, description }), { renderer });
  place.view.initialize(place).runAsync();
  return place.view;
}

// The map follows the slider and the list of days; a rule in the curves above it does, too.
function drawLabelMap(map, figure) {
  const find = name => figure.querySelector("." + name);
  const slider = find("percentile"), days = find("day"), place = find("map");
  const width = Math.max(figure.clientWidth - 10, 240);
  const curves = show(lineChart({ ...map.curves, mark: map.percentiles[Number(slider.value)] }, width), find("curves"), "svg");
  const view = show(mapOfLabels(map, width), place, "canvas");
  let labels = [];
  const update = () => {
    const index = Number(slider.value);
    labels = labelsOf(map, map.days[Number(days.value)], index);
    view.change("picture", load("vega-dataflow").changeset().remove(() => true).insert({ pixels: pixelsOf(map, labels) })).runAsync();
    curves.signal("mark", map.percentiles[index]).runAsync();
    find("percentile-text").textContent = map.percentiles[index];
    slider.setAttribute("aria-valuetext", "percentile " + map.percentiles[index]);
    const counts = map.labels.map((_, label) => labels.filter(each => each === label).length);
    counts.forEach((count, label) => { find("count-" + label).textContent = count.toLocaleString("en"); });
    find("sentence").textContent = sentenceOf(counts);
  };
  slider.oninput = update;
  days.onchange = update;
  place.onmousemove = event => {
    const along = (position, length, count) => Math.min(Math.floor(position / length * count), count - 1);
    const row = along(event.offsetY, event.target.clientHeight, map.rows);
    place.title = map.labels[labels[row * map.columns + along(event.offsetX, event.target.clientWidth, map.columns)]].name;
  };
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
