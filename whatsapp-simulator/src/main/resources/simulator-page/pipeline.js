// What the console shows of the pipeline, where there is one: the way of a message on the topics, what flows now, dead
// letters. Without it the page shows what the simulator knows itself.

import { Console } from "./console.js";
import { Letters } from "./letters.js";
import { Live } from "./live.js";
import { request } from "./stream.js";
import { WayPanel } from "./way-panel.js";

const HINT = "Choose a message, by a click or with Tab and Enter: its way through the topics appears here.";

export class Pipeline {
  #tabs;
  #console = new Console("/console/api/");
  #way;
  #live;
  #letters;
  #isThere = false;
  #opening = false;
  #refused = 0;
  #waiting = new Set();
  #stop = () => {};

  constructor(tabs) {
    this.#tabs = tabs;
  }

  /** Whether the console has answered. */
  get isThere() {
    return this.#isThere;
  }

  /** Begins, when the simulator knows of a console. */
  async open() {
    if (this.#isThere || this.#opening) {
      return;
    }
    this.#opening = true;
    try {
      const about = await request("GET", "/about");
      if (about.console) {
        await this.#begin();
      }
    } finally {
      this.#opening = false;
    }
  }

  async #begin() {
    try {
      await this.#console.open();
    } catch {
      setTimeout(() => this.open().catch(() => {}), 2000); // it may only be starting
      return;
    }
    this.#isThere = true;
    for (const id of ["tab-live", "tab-letters"]) {
      document.getElementById(id).hidden = false;
    }
    this.#way = new WayPanel(document.querySelector("#picture"), this.#console, HINT);
    this.#live = new Live(document.querySelector("#panel-live"));
    this.#letters = new Letters(document.querySelector("#panel-letters"), this.#console, {
      count: (number) => this.#tabs.count("panel-letters", number),
      way: (id, user) => {
        this.#tabs.show("panel-way");
        this.#way.show(id, user);
        document.querySelector("#panel-way").focus({ preventScroll: true });
      },
    });
    this.#stop = this.#console.live({
      ready: ({ history }) => {
        this.#live.begin(history);
        this.#letters.show();
      },
      lost: (ended) => {
        this.#live.lost();
        if (ended) { // an answer that is no stream ends it for the browser; we go on
          this.#stop();
          this.#isThere = false;
          document.querySelector("#panel-live").replaceChildren();
          document.querySelector("#panel-letters").replaceChildren();
          setTimeout(() => this.open().catch(() => {}), 2000);
        }
      },
      happened: (type, event) => {
        if (type === "stats") {
          this.#live.happened(event);
        } else if (type === "changed") {
          this.#way.changed(event);
        } else {
          this.#letters.show();
        }
      },
    });
    this.#note();
  }

  /** Shows a message's way. */
  show(bubble, whose) {
    this.#way?.show(bubble.outgoing_id ?? bubble.id, whose);
  }

  /** What the ingress answers to webhooks is not on any topic: only who posts them sees it. */
  happened(type, event) {
    if (type !== "post") {
      return;
    }
    const { id, status } = event.data;
    if (status === 200) {
      this.#waiting.delete(id);
    } else {
      this.#refused++;
      this.#waiting.add(id);
    }
    this.#note();
  }

  #note() {
    const waiting = this.#waiting.size;
    const still = waiting === 0 ? "all taken since" : `${waiting} waiting to be taken`;
    this.#live?.note(
      this.#refused === 0
        ? "Every webhook so far was taken at once."
        : `Webhooks the ingress did not take (503 or no answer): ${this.#refused}; ${still}.`,
    );
  }
}
