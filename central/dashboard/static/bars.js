"use strict";
/* Numbers of each day, or of whatever has a label, as bars: those of one upon each other. The same numbers stand in the table
   below, which is what a screen reader reads. */
(() => {
  const HEIGHT = 220;

  /* As it is now, by day or by night. */
  function token(place, name) {
    place.style.color = `var(${name})`;
    const colour = getComputedStyle(place).color;
    place.style.color = "";
    return colour;
  }

  /* Drawn from the whole down to the first, so that each covers what is under it. */
  function stacked(told) {
    let sums = told.series[0].counts.map(() => 0);
    return told.series
      .map((each) => {
        sums = sums.map((sum, at) => sum + each.counts[at]);
        return sums.map((sum, at) => (each.counts[at] ? sum : null));
      })
      .reverse();
  }

  function draw(place, told) {
    const ink = token(place, "--text-soft");
    const line = token(place, "--line");
    const font = `14px ${getComputedStyle(place).fontFamily}`;
    const labels = told.labels;
    const at = told.at || labels.map((_, place) => place);
    const about = labels ? 0.5 : 43200;
    const days = new Intl.DateTimeFormat(told.language, { day: "numeric", month: "short", timeZone: "UTC" });
    const numbers = new Intl.NumberFormat(told.language);
    /* Of many bars in little room nothing is left beside their edges. */
    const thin = (place.clientWidth - 80) / at.length < 7;
    const bars = uPlot.paths.bars(thin ? { size: [1, 48] } : { size: [0.8, 48], gap: 1 });
    const series = told.series.map((_, place_) => ({
      fill: token(place, `--series-${place_ + 1}`), stroke: token(place, "--surface"), width: thin ? 0 : 1, paths: bars, points: { show: false },
    }));
    place.textContent = "";
    return new uPlot(
      {
        width: place.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "UTC"),
        scales: { x: { time: !labels, range: (_, least, most) => [least - about, most + about] }, y: { range: (_, __, most) => [0, Math.max(most, 5) * 1.05] } },
        axes: [
          { stroke: ink, font, space: labels ? 8 * Math.max(...labels.map((each) => each.length)) : 64, grid: { show: false }, ticks: { stroke: line }, size: 36,
            incrs: labels ? [1, 2, 3, 4, 6] : [1, 2, 3, 7, 14, 28, 56, 91].map((each) => each * 86400),
            values: (_, splits) => splits.map((each) => (labels ? labels[each] || "" : days.format(new Date(each * 1000)))) },
          { stroke: ink, font, size: 64, grid: { stroke: line, width: 1 }, ticks: { show: false },
            incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5], values: (_, counts) => counts.map((each) => numbers.format(each)) },
        ],
        series: [{}, ...series.reverse()],
      },
      [at, ...stacked(told)],
      place,
    );
  }

  for (const figure of document.querySelectorAll("[data-bars]")) {
    const told = JSON.parse(figure.dataset.bars);
    const place = figure.querySelector(".chart");
    let chart = draw(place, told);
    const again = () => {
      chart.destroy();
      chart = draw(place, told);
    };
    new ResizeObserver(() => chart.width !== place.clientWidth && again()).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  }
})();
