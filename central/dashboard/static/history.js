"use strict";
/* A kiosk's last days: for each hour the minutes in each state, one upon the other. The same numbers
   stand in the table below, which is what a screen reader reads. */
(() => {
  const HEIGHT = 190;
  const figure = document.querySelector("[data-history]");
  if (figure === null) return;
  const told = JSON.parse(figure.dataset.history);
  const place = figure.querySelector(".chart");

  /* As it is now, by day or by night. */
  function token(name) {
    place.style.color = `var(${name})`;
    const colour = getComputedStyle(place).color;
    place.style.color = "";
    return colour;
  }

  /* Not by colour alone: what is not well is hatched, each kind its own way. */
  function hatched(state) {
    const colour = token(`--chart-${state}`);
    const stroke = { warning: [[0, 4, 8, 4]], failed: [[0, 8, 8, 0]], silent: [[4, 0, 4, 8]] }[state];
    if (stroke === undefined) return colour;
    const size = 8 * devicePixelRatio;
    const tile = document.createElement("canvas");
    tile.width = tile.height = size;
    const pen = tile.getContext("2d");
    pen.scale(devicePixelRatio, devicePixelRatio);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = token("--chart-hatch");
    pen.lineWidth = 1.2;
    for (const [x, y, toX, toY] of stroke) {
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(toX, toY);
      pen.stroke();
    }
    return pen.createPattern(tile, "repeat");
  }

  /* Drawn from the whole down to the first, so that each covers what is under it. */
  function stacked() {
    let sums = told.at.map(() => 0);
    return told.series
      .map((each) => {
        sums = sums.map((sum, at) => sum + each.minutes[at]);
        return sums.map((sum, at) => (each.minutes[at] ? sum : null));
      })
      .reverse();
  }

  function draw() {
    const ink = token("--text-soft");
    const line = token("--line");
    const font = `14px ${getComputedStyle(place).fontFamily}`;
    const hours = new Intl.DateTimeFormat(told.language, { weekday: "short", day: "numeric", timeZone: told.zone });
    const bars = uPlot.paths.bars({ size: [1, Infinity], gap: 1 });
    place.textContent = "";
    return new uPlot(
      {
        width: place.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        tzDate: (at) => uPlot.tzDate(new Date(at * 1000), told.zone),
        scales: { y: { range: [0, 60] } },
        axes: [
          { stroke: ink, font, space: 64, grid: { stroke: line, width: 1 }, ticks: { stroke: line },
            size: 36, incrs: [86400, 172800, 345600], values: (_, days) => days.map((day) => hours.format(new Date(day * 1000))) },
          { stroke: ink, font, size: 52, splits: () => [0, 30, 60], grid: { stroke: line, width: 1 },
            ticks: { show: false }, values: (_, minutes) => minutes.map((each) => `${each} min`) },
        ],
        series: [{}, ...[...told.series].reverse().map((each) => ({ fill: hatched(each.state), width: 0, paths: bars, points: { show: false } }))],
      },
      [told.at, ...stacked()],
      place,
    );
  }

  let chart = draw();
  const again = () => {
    chart.destroy();
    chart = draw();
  };
  new ResizeObserver(() => chart.width !== place.clientWidth && again()).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
})();
