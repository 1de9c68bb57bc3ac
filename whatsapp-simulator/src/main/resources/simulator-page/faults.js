// Switches for what can go wrong. Each is a part of PUT /faults; what was set by other requests stays as it is.

import { element } from "./element.js";
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
  #foreign = 0;
  #switches = new Map();
  #onCount;

  /** @param onCount called with how many are on */
  constructor(onCount) {
    this.#onCount = onCount;
    for (const [name, label, more] of SWITCHES) {
      this.#root.append(this.#switch(name, label, more));
    }
    this.#others.className = "others";
    this.#root.append(this.#others);
    this.#off.addEventListener("click", () => {
      this.#change(() => ({}));
      for (const [name, { input }] of this.#switches) {
        if (input.checked) {
          this.#turn(name, false);
        }
      }
      this.#inputs.values().next().value.focus(); // this button goes
    });
  }

  /** Asks for what is in force. */
  async show() {
    this.changed(await request("GET", "/faults"));
    this.turned(await request("GET", "/switches"));
  }

  /** Switches beside WhatsApp stand otherwise: the broker, say. */
  turned(switches) {
    for (const { name, label, hint, position } of switches) {
      if (!this.#switches.has(name)) {
        const { row, input, more } = this.#row(name, label, hint, (on) => this.#turn(name, on));
        this.#switches.set(name, { input, more, hint });
        this.#others.before(row);
      }
      const { input, more } = this.#switches.get(name);
      input.checked = position === "off" || position === "turning_off";
      input.setAttribute("aria-busy", String(position.startsWith("turning")));
      more.textContent = { turning_off: "stopping …", turning_on: "starting …", off: "stopped" }[position] ?? hint;
    }
    this.#count();
  }

  async #turn(name, off) {
    try {
      this.turned(await request("PUT", `/switches/${encodeURIComponent(name)}`, { off }));
    } catch (error) {
      this.#others.textContent = error.message;
    }
  }

  #count() {
    const switched = [...this.#inputs.values(), ...[...this.#switches.values()].map((one) => one.input)];
    const on = switched.filter((input) => input.checked).length;
    this.#off.hidden = on === 0 && this.#foreign === 0;
    this.#onCount(on + this.#foreign);
  }

  /** Something else is in force. */
  changed(state) {
    this.#state = state;
    const on = this.#on();
    for (const [name, input] of this.#inputs) {
      input.checked = on.has(name);
    }
    this.#foreign = (state.faults.rules ?? []).filter((rule) => !this.#named(rule)).length;
    this.#others.textContent = this.#foreign > 0 ? `and ${this.#foreign} more set by request` : "";
    this.#count();
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

  #switch(name, label, hint) {
    const { row, input } = this.#row(name, label, hint, (on) => this.#change(() => this.#with(name, on)));
    this.#inputs.set(name, input);
    return row;
  }

  #row(name, label, hint, turn) {
    const row = element("label", "switch");
    const words = element("span");
    const more = element("small", "", hint);
    words.append(label, more);
    const input = element("input");
    input.type = "checkbox";
    input.setAttribute("role", "switch");
    input.id = `fault-${name}`;
    input.addEventListener("change", () => turn(input.checked));
    row.append(words, input);
    return { row, input, more };
  }
}
