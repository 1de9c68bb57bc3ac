// A small line of the last minutes. Drawn and not fetched.

import { drawn } from "./element.js";

const WIDTH = 120;
const HEIGHT = 28;

/** An empty chart; {@link draw} fills it. */
export function chart(mood) {
  const svg = drawn("svg", { class: `chart ${mood}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none" });
  svg.setAttribute("aria-hidden", "true");
  svg.append(drawn("path", { class: "area" }), drawn("path", { class: "edge" }));
  return svg;
}

/** Draws values, the newest at the right; the height is the largest of them, and at least {@code least}. */
export function draw(svg, values, most, least = 1) {
  const top = Math.max(least, ...values);
  const step = WIDTH / Math.max(1, most - 1);
  const points = values.map((value, index) => {
    const x = WIDTH - (values.length - 1 - index) * step;
    return `${x.toFixed(1)} ${(HEIGHT - 2 - (value / top) * (HEIGHT - 5)).toFixed(1)}`;
  });
  const [area, edge] = svg.children;
  const line = points.length > 0 ? `M${points.join("L")}` : "";
  const from = WIDTH - (values.length - 1) * step;
  edge.setAttribute("d", line);
  area.setAttribute("d", line && `${line}L${WIDTH} ${HEIGHT}L${from.toFixed(1)} ${HEIGHT}Z`);
}
