// What the simulator itself sees of a message's way: said, taken by the ingress, answered, reported.

import { element } from "./element.js";
import { span } from "./format.js";

const MOST = 12;

export class Way {
  #root = document.querySelector("#way");
  #list = document.createElement("ol");
  #turns = new Map();
  #latest = new Map();

  constructor() {
    this.#list.className = "turns";
    const empty = element("p", "empty", "Say something: its way to the bot and back appears here, with times.");
    this.#root.append(empty, this.#list);
  }

  /** Something happened that may belong to a turn. */
  happened(type, event) {
    if (type === "bubble") {
      this.#bubble(event);
    } else if (type === "post" && this.#turns.has(event.data.id)) {
      const turn = this.#turns.get(event.data.id);
      turn.post = event.data;
      this.#draw(turn);
    } else if (type === "call") {
      this.#call(event);
    }
  }

  /** Brings a bubble's turn into view. */
  point(id, scroll) {
    const turn = this.#turns.get(id);
    this.#list.querySelectorAll(".pointed").forEach((old) => old.classList.remove("pointed"));
    turn?.element.classList.add("pointed");
    if (scroll) {
      turn?.element.scrollIntoView({ block: "nearest" });
    }
  }

  #bubble(event) {
    const bubble = event.data;
    const chat = `${event.via} ${event.number}`;
    let turn = this.#turns.get(bubble.id);
    if (!turn && bubble.direction === "incoming") {
      turn = { said: bubble, via: event.via, number: event.number, replies: new Map(), calls: [], element: document.createElement("li") };
      this.#turns.set(bubble.id, turn);
      this.#latest.set(chat, turn);
      this.#list.prepend(turn.element);
      this.#forget();
    } else if (!turn) {
      turn = this.#latest.get(chat);
      if (!turn) {
        return;
      }
      this.#turns.set(bubble.id, turn);
    }
    if (bubble.direction === "incoming") {
      turn.said = bubble;
    } else {
      turn.replies.set(bubble.id, bubble);
    }
    this.#draw(turn);
  }

  #call(event) {
    const turn = this.#latest.get(`${event.via} ${event.number}`);
    if (turn && event.data.outcome !== "accepted") {
      turn.calls.push(event.data);
      this.#draw(turn);
    }
  }

  #forget() {
    while (this.#list.childElementCount > MOST) {
      const gone = this.#list.lastElementChild;
      gone.remove();
      for (const [id, turn] of this.#turns) {
        if (turn.element === gone) {
          this.#turns.delete(id);
        }
      }
    }
  }

  #draw(turn) {
    const start = Date.parse(turn.said.at);
    const steps = [];
    const step = (state, what, at) => steps.push({ state, what, at: at && span(Date.parse(at) - start) });
    const taken = turn.said.times.delivered;
    const tries = turn.post?.tries ?? 1;
    if (taken) {
      step("good", tries > 1 ? `ingress took it, try ${tries}` : "ingress took it", taken);
    } else if (turn.post && turn.post.status !== 200) {
      const why = turn.post.status === 0 ? "does not answer" : `answers ${turn.post.status}`;
      step("bad", `ingress ${why}, try ${tries}`);
    } else {
      step("waiting", "on its way to the ingress");
    }
    for (const call of turn.calls.slice(-4)) {
      const why = call.fault ?? (call.code ? `code ${call.code}` : `status ${call.status}`);
      step(call.outcome === "duplicate" ? "waiting" : "bad", `send ${call.outcome}: ${why}`, call.at);
    }
    for (const reply of turn.replies.values()) {
      step("good", `reply, ${reply.kind}`, reply.at);
      const reported = ["failed", "read", "delivered"].find((ticks) => reply.times[ticks]);
      if (reported) {
        step(reported === "failed" ? "bad" : "good", reported, reply.times[reported]);
      }
    }
    turn.element.replaceChildren(this.#title(turn), ...steps.map((one) => this.#step(one)));
    this.#root.querySelector(".empty").hidden = true;
  }

  #title(turn) {
    const title = element("p", "said");
    title.append(
      element("span", `badge ${turn.via}`, turn.via === "web" ? "Web" : "API"),
      element("span", "words", turn.said.text || turn.said.kind),
    );
    return title;
  }

  #step({ state, what, at }) {
    const line = element("p", `step ${state}`);
    line.append(element("span", "", what), element("time", "", at ?? ""));
    return line;
  }
}
