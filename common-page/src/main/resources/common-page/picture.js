// The way of a message as a picture: a line from top to bottom, a station for each record, and between them what took
// so long. Replies are lines of their own, branching off. It is a list, so that it can be read aloud and copied too.

import { drawn, element, withChildren } from "./element.js";
import { preciseTime, span } from "./format.js";
import { ticks } from "./signs.js";

const MOST_LANES = 5;
const LANE = 18;
const LEFT = 12;
/** How far apart stations are drawn: more for longer, by the logarithm, or one slow retry would fill the screen. */
const NEAREST = 2;
const FARTHEST = 44;

const STAGES = {
  webhook: { title: "Webhook", before: "WhatsApp" },
  incoming: { title: "Incoming", before: "ingress" },
  reply: { title: "Outgoing", before: "router, bot" },
  attempt: { title: "Attempt", before: "sender" },
  outcome: { title: "Outcome", before: "WhatsApp" },
  status: { title: "Report", before: "WhatsApp" },
  "dead-letter": { title: "Dead letter", before: "" },
};

/** The picture of a way. */
export function picture(way) {
  const figure = element("figure", "way-picture");
  const lanes = Math.min(MOST_LANES, Math.max(1, way.replies.length));
  figure.style.setProperty("--lanes", String(lanes));
  const list = element("ol", "line");
  list.setAttribute("aria-label", "Stations of the message");
  const spans = laneSpans(way.hops);
  way.hops.forEach((hop, index) => list.append(station(way, hop, index, spans)));
  return withChildren(figure, caption(way), list);
}

function caption(way) {
  const head = element("figcaption", "said");
  const badge = element("span", `badge ${way.client_type ?? ""}`, way.client_type === "web" ? "Web" : "API");
  const text = element("span", "words", way.text || way.kind || way.id);
  const took = element("span", "took", span(way.took_ms));
  took.title = "from the first record to the last";
  return withChildren(head, way.client_type ? badge : null, text, took);
}

const laneOf = (hop) => Math.min(MOST_LANES - 1, Math.max(0, hop.reply ?? 0));

/** From which station to which each line runs; the first is the message's own and carries all others off. */
function laneSpans(hops) {
  const spans = [];
  hops.forEach((hop, index) => {
    const lane = laneOf(hop);
    spans[lane] = { from: spans[lane]?.from ?? index, to: index };
    spans[0] = { from: 0, to: Math.max(spans[0]?.to ?? 0, lane > 0 && spans[lane].from === index ? index : 0) };
    if (lane === 0) {
      spans[0].to = index;
    }
  });
  return spans;
}

function station(way, hop, index, spans) {
  const lane = laneOf(hop);
  const waited = index > 0 && hop.stage === "attempt" && hop.attempt > 1;
  const row = element("li", `station stage-${hop.stage} ${mood(hop)}`);
  if (waited) {
    row.classList.add("waited");
  }
  row.dataset.stage = hop.stage;
  row.style.setProperty("--gap", `${gap(hop.since_previous_ms)}px`);
  row.style.setProperty("--lane", String(lane));
  return withChildren(row, index > 0 ? edge(hop, waited) : null, graph(hop, index, lane, spans), words(way, hop, index));
}

function gap(ms) {
  const far = ms < 1 ? 0 : Math.log2(ms) * 3;
  return Math.round(Math.max(NEAREST, Math.min(FARTHEST, far)));
}

/** What happened between two stations, and how long it took. */
function edge(hop, waited) {
  const who = waited ? "waited" : STAGES[hop.stage].before;
  const long = hop.since_previous_ms >= 1000 ? " long" : "";
  return withChildren(
    element("p", `edge${long}`),
    who ? element("span", "who", who) : null,
    element("span", "ms", `${hop.since_previous_ms < 0 ? "-" : "+"}${span(Math.abs(hop.since_previous_ms))}`),
    exactly(hop),
  );
}

/** The lines that pass this station, the station itself, and the branch that leads to it. */
function graph(hop, index, lane, spans) {
  const box = element("span", "graph");
  box.setAttribute("aria-hidden", "true");
  spans.forEach((along, other) => {
    if (index < along.from || index > along.to) {
      return;
    }
    const branches = index === along.from && other > 0;
    const rail = element("i", `rail lane-${other}`);
    rail.classList.toggle("first", index === along.from);
    rail.classList.toggle("last", index === along.to);
    rail.style.setProperty("--at", String(other));
    box.append(rail);
    if (branches) {
      box.append(branch(other));
    }
  });
  box.append(withChildren(element("b", "stop"), mark(hop)));
  return box;
}

function branch(lane) {
  const x = LEFT + lane * LANE;
  const svg = drawn("svg", { class: `branch lane-${lane}`, viewBox: `0 0 ${x + 2} 26`, width: x + 2, height: 26 });
  svg.append(drawn("path", { d: `M${LEFT} 0 C ${LEFT} 16, ${x} 8, ${x} 26` }));
  return svg;
}

function mark(hop) {
  if (hop.stage === "status") {
    return ticks(tickOf(hop.state));
  }
  if (hop.state === "retrying" || hop.stage === "dead-letter" || hop.state === "dead-lettered") {
    const svg = drawn("svg", { class: "cross", viewBox: "0 0 10 10" });
    svg.append(drawn("path", { d: "M2.500 2.500l5 5M7.500 2.500l-5 5" }));
    return svg;
  }
  return null;
}

function tickOf(state) {
  return { sent: "sent", delivered: "delivered", read: "read", played: "read", failed: "failed" }[state] ?? "waiting";
}

function mood(hop) {
  if (hop.stage === "dead-letter" || hop.state === "failed" || hop.state === "dead-lettered") {
    return "bad";
  }
  if (hop.state === "retrying") {
    return "retry";
  }
  return hop.stage === "outcome" || hop.stage === "status" ? "good" : "";
}

function words(way, hop, index) {
  const box = element("div", "words");
  // Where the record is, to be found again with any tool.
  const place = element("code", "", `${hop.topic}[${hop.partition}]@${hop.offset}`);
  place.title = "topic[partition]@offset";
  box.append(withChildren(element("p", "title"), element("strong", "", title(hop)), which(way, hop), place));
  const more = detail(hop);
  if (index === 0) {
    box.append(withChildren(element("p", "edge"), element("span", "who", more), exactly(hop)));
  } else if (more) {
    box.append(element("p", "detail", more));
  }
  return box;
}

function title(hop) {
  switch (hop.stage) {
    case "attempt":
      return `Attempt ${hop.attempt}`;
    case "outcome":
    case "status":
      return hop.state === "retrying" ? "failed, will be tried again" : hop.state;
    default:
      return STAGES[hop.stage].title;
  }
}

/** With several replies, each says which one it is. */
function which(way, hop) {
  const reply = way.replies[hop.reply];
  if (hop.stage === "reply" && reply) {
    return element("span", "kind", reply.kind ?? "");
  }
  return way.replies.length > 1 && reply ? element("span", "kind", `reply ${hop.reply + 1}`) : null;
}

function detail(hop) {
  if (hop.error) {
    const code = hop.error.code === undefined ? "" : `${hop.error.code} `;
    return `${code}${hop.error.title} (${hop.error.class})`;
  }
  if (hop.stage === "dead-letter") {
    return `${hop.class}: ${hop.reason}, after ${hop.tries} ${hop.tries === 1 ? "try" : "tries"} by ${hop.service}`;
  }
  return hop.text ?? "";
}

function exactly(hop) {
  const at = element("time", "", preciseTime(hop.at));
  at.dateTime = hop.at;
  return at;
}
