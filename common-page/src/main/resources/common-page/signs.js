// The little pictures, drawn and not fetched.

import { drawn } from "./element.js";

const PATHS = {
  waiting: ["M8 4.500v3.700l2.300 1.500", "M8 1.800a6.200 6.200 0 1 1 0 12.400a6.200 6.200 0 0 1 0-12.400z"],
  sent: ["M3 8.600l3.200 3.200l7-7.600"],
  delivered: ["M1 8.600l3.200 3.200l7-7.600", "M7.400 11l1 .8l7-7.600"],
  failed: ["M8 4.600v4.200", "M8 11.300v.2", "M8 1.800a6.200 6.200 0 1 1 0 12.400a6.200 6.200 0 0 1 0-12.400z"],
  send: ["M2.500 13.500l11.500-5.500l-11.500-5.500l1.800 5.500l-1.800 5.500z", "M4.300 8h5"],
  close: ["M4 4l8 8", "M12 4l-8 8"],
  list: ["M3 4.500h.1", "M3 8h.1", "M3 11.500h.1", "M6 4.500h7.500", "M6 8h7.500", "M6 11.500h7.500"],
  reply: ["M6.500 4l-4 3.700l4 3.700", "M2.700 7.700h6.300c3 0 4.700 1.600 4.700 4.300"],
  link: ["M6.500 3h-3.500v10h10v-3.500", "M9 3h4v4", "M13 3l-6 6"],
  place: ["M8 14.300c3-3.400 4.700-5.900 4.700-7.900a4.700 4.700 0 0 0-9.400 0c0 2 1.700 4.500 4.700 7.900z", "M8 5v2.800"],
  theme: ["M8 2.200a5.800 5.800 0 1 0 0 11.600z", "M8 2.200a5.800 5.800 0 0 1 0 11.600"],
  back: ["M9.500 3.500l-4.500 4.500l4.500 4.500"],
  again: ["M13 8a5 5 0 1 1-1.600-3.700", "M13.200 2.200v2.600h-2.600"],
};
PATHS.read = PATHS.delivered;

const WORDS = {
  waiting: "waiting",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  failed: "failed",
};

function drawing(name) {
  const svg = drawn("svg", { viewBox: "0 0 16 16", class: `sign sign-${name}` });
  svg.append(...PATHS[name].map((d) => drawn("path", { d })));
  return svg;
}

/** An ornament: nothing to be read aloud. */
export function sign(name) {
  const svg = drawing(name);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

/** How far a message got. */
export function ticks(name) {
  const svg = drawing(name in WORDS ? name : "waiting");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", WORDS[name] ?? name);
  svg.dataset.ticks = name;
  return svg;
}
