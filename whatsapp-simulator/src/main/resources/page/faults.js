// Switches for what can go wrong. Each is a part of PUT /faults; what was set by other requests stays as it is.

import { request } from "./stream.js";

const business = { via: "business_api" };
const RULES = {
  throttled: { fault: "status", status: 429, retry_after: 3, ...business },
  broken: { fault: "error", code: 131000, ...business },
  slow: { fault: "slow", delay_ms: 2000 },
  cut_before: { fault: "cut_before" },
  cut_after: { fault: "cut_after", times: 3 },
};
const SWITCHES = [
  ["throttled", "429 from the Graph API", "with Retry-After of 3 s"],
  ["broken", "500 from the Graph API", "code 131000"],
  ["slow", "Slow answers", "2 s, both ways"],
  ["cut_before", "Connection cut", "nothing was sent"],
  ["cut_after", "Cut after acceptance", "three times: was it sent?"],
  ["qr_lost", "QR login lost", "the Web client says 503"],
  ["token_expired", "Token expired", "code 190"],
  ["statuses", "Odd statuses", "twice, and out of order"],
  ["limits", "Meta's rate limits", "80 a second, 1 in 6 s to a person"],
];

function sameRule(one, other) {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  keys.delete("delay_ms");
  return (one.delay_ms ?? 0) === (other.delay_ms ?? 0) && [...keys].every((key) => one[key] === other[key]);
}

export class Faults {
  #root = document.querySelector("#faults");
  #off = document.querySelector("#faults-off");
  #others = document.createElement("p");
  #inputs = new Map();
  #state = { faults: {}, struck: [] };
  #running = Promise.resolve();

  constructor() {
    for (const [name, label, more] of SWITCHES) {
      this.#root.append(this.#switch(name, label, more));
    }
    this.#others.className = "others";
    this.#root.append(this.#others);
    this.#off.addEventListener("click", () => this.#change(() => ({})));
  }

  /** Asks for what is in force. */
  async show() {
    this.changed(await request("GET", "/faults"));
  }

  /** Something else is in force. */
  changed(state) {
    this.#state = state;
    const on = this.#on();
    for (const [name, input] of this.#inputs) {
      input.checked = on.has(name);
    }
    const foreign = (state.faults.rules ?? []).filter((rule) => !this.#named(rule)).length;
    this.#others.textContent = foreign > 0 ? `and ${foreign} more set by request` : "";
    this.#off.hidden = on.size === 0 && foreign === 0;
  }

  #on() {
    const { rules = [], statuses, limits, ...plain } = this.#state.faults;
    const on = new Set(rules.map((rule) => this.#named(rule)).filter(Boolean));
    for (const [name, is] of [
      ["qr_lost", plain.qr_lost],
      ["token_expired", plain.token_expired],
      ["statuses", statuses?.duplicate > 0 && statuses?.reorder > 0],
      ["limits", limits?.per_second > 0 && limits?.pair],
    ]) {
      if (is) {
        on.add(name);
      }
    }
    return on;
  }

  #named(rule) {
    return Object.keys(RULES).find((name) => sameRule(RULES[name], rule));
  }

  #with(name, on) {
    const next = structuredClone(this.#state.faults);
    next.rules = (next.rules ?? []).filter((rule) => this.#named(rule) !== name);
    if (name in RULES) {
      next.rules = on ? [...next.rules, RULES[name]] : next.rules;
    } else if (name === "statuses") {
      next.statuses = { ...next.statuses, duplicate: on ? 1 : 0, reorder: on ? 1 : 0 };
    } else if (name === "limits") {
      next.limits = { ...next.limits, per_second: on ? 80 : 0, pair: on };
    } else {
      next[name] = on;
    }
    return next;
  }

  /** One change after the other: each begins with what the one before has put in force. */
  #change(next) {
    this.#running = this.#running.then(async () => {
      try {
        this.changed(await request("PUT", "/faults", next()));
      } catch (error) {
        this.changed(this.#state);
        this.#others.textContent = error.message;
      }
    });
  }

  #switch(name, label, more) {
    const row = document.createElement("label");
    row.className = "switch";
    const words = document.createElement("span");
    const hint = document.createElement("small");
    hint.textContent = more;
    words.append(label, hint);
    const input = document.createElement("input");
    input.type = "checkbox";
    input.setAttribute("role", "switch");
    input.id = `fault-${name}`;
    input.addEventListener("change", () => {
      const on = input.checked;
      this.#change(() => this.#with(name, on));
    });
    this.#inputs.set(name, input);
    row.append(words, input);
    return row;
  }
}
