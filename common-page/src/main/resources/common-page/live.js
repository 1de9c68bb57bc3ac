// What flows at this moment: the pipeline from top to bottom, at each topic its rate, at each reader what it has not
// read yet.

import { chart, draw } from "./chart.js";
import { element, withChildren } from "./element.js";
import { count, span } from "./format.js";

const SECONDS = 120;

const LINES = [
  { id: "webhooks", title: "Webhooks", kind: "topic", value: (one) => one.rates.webhooks, unit: "/s" },
  { id: "incoming", title: "Incoming", kind: "topic", value: (one) => one.rates.incoming, unit: "/s" },
  { id: "router", title: "Router", kind: "reader", value: (one) => lag(one, "router"), unit: "behind" },
  { id: "outgoing", title: "Outgoing", kind: "topic", value: (one) => one.rates.outgoing, unit: "/s" },
  { id: "sender", title: "Sender", kind: "reader", value: (one) => lag(one, "sender"), unit: "behind" },
  { id: "deliveries", title: "Deliveries", kind: "topic", value: (one) => one.rates.deliveries, unit: "/s" },
  { id: "retries", title: "Retries", kind: "risk", value: (one) => one.rates.retries, unit: "/s" },
  { id: "dead-letters", title: "Dead letters", kind: "risk", value: (one) => one.rates.dead_letters, unit: "/s" },
];

function lag(stats, service) {
  return stats.lag.filter((group) => group.service === service).reduce((sum, group) => sum + group.lag, 0);
}

function oldest(stats, service) {
  return Math.max(0, ...stats.lag.filter((group) => group.service === service).map((group) => group.oldest_ms ?? 0));
}

export class Live {
  #lines = new Map();
  #history = [];
  #broker;
  #note;

  constructor(root) {
    this.#broker = element("p", "broker");
    this.#broker.setAttribute("role", "status");
    this.#note = element("p", "note");
    const list = element("ol", "line live");
    for (const line of LINES) {
      list.append(this.#row(line));
    }
    root.append(this.#broker, list, this.#note);
  }

  /** All that is remembered of the last minutes. */
  begin(history) {
    this.#history = history.slice(-SECONDS);
    this.#draw();
  }

  /** Another second. */
  happened(stats) {
    this.#history.push(stats);
    this.#history.splice(0, Math.max(0, this.#history.length - SECONDS));
    this.#draw();
  }

  /** Nobody tells us anything at the moment. */
  lost() {
    this.#say("lost", "The console does not answer.");
  }

  /** Something of the page's own to say under the line. */
  note(text) {
    this.#note.textContent = text;
  }

  #row(line) {
    const row = element("li", `station ${line.kind}`);
    row.id = `live-${line.id}`;
    const graph = element("span", "graph");
    graph.setAttribute("aria-hidden", "true");
    const rail = element("i", "rail lane-0");
    rail.classList.toggle("first", line === LINES[0]);
    rail.classList.toggle("last", line.id === "deliveries");
    graph.append(...(line.kind === "risk" ? [] : [rail]), element("b", "stop"));
    const number = element("span", "figure", "0");
    const more = element("span", "more");
    const curve = chart(line.kind);
    this.#lines.set(line.id, { line, row, number, more, curve });
    const words = element("div", "words");
    words.append(element("strong", "", line.title), more);
    return withChildren(row, graph, words, curve, withChildren(element("p", "value"), number, element("small", "", line.unit)));
  }

  #draw() {
    const now = this.#history.at(-1);
    if (!now) {
      return;
    }
    if (now.broker === "up") {
      this.#say("up", "Broker answers");
    } else {
      this.#say("down", "The broker does not answer: webhooks are answered 503 and come again");
    }
    for (const { line, row, number, more, curve } of this.#lines.values()) {
      const values = this.#history.map(line.value);
      const value = values.at(-1);
      number.textContent = line.unit === "/s" && value > 0 && value < 10 ? value.toFixed(1).replace(".0", "") : count(value);
      row.classList.toggle("active", value > 0);
      draw(curve, values, SECONDS, line.kind === "reader" ? 10 : 1);
      more.textContent = this.#more(line, now);
    }
  }

  #more(line, now) {
    switch (line.id) {
      case "router":
      case "sender": {
        const age = oldest(now, line.id);
        return age > 0 && line.value(now) > 0 ? `oldest ${span(age)}` : "";
      }
      case "retries":
        return `${count(now.totals.retries)} since the console started`;
      case "dead-letters":
        return `${count(now.totals.dead_letters)} in view`;
      default:
        return "";
    }
  }

  #say(state, words) {
    this.#broker.dataset.state = state;
    if (this.#broker.textContent !== words) {
      this.#broker.textContent = words;
    }
  }
}
