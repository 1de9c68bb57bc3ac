// Dead letters, by what went wrong; and back with them where that is allowed.

import { element, withChildren } from "./element.js";
import { count, moment, span } from "./format.js";
import { sign } from "./signs.js";

const WHERE = { poison: "unreadable", rejected: "refused", config: "set-up", bug: "our fault" };

export class Letters {
  #root;
  #console;
  #onCount;
  #onWay;
  #status;
  #list;
  #asked = 0;

  /**
   * @param root where they are shown
   * @param console asked for them
   * @param on count(number) and way(id, user)
   */
  constructor(root, console, on) {
    this.#root = root;
    this.#console = console;
    this.#onCount = on.count;
    this.#onWay = on.way;
    this.#status = element("p", "note");
    this.#status.setAttribute("role", "status");
    this.#list = element("ul", "letters");
    root.append(this.#status, this.#list);
  }

  /** Asks for them again. */
  async show() {
    const asked = ++this.#asked;
    try {
      const answer = await this.#console.deadLetters();
      if (asked === this.#asked) {
        this.#draw(answer);
      }
    } catch (error) {
      this.#status.textContent = error.message;
    }
  }

  #draw({ groups, waiting }) {
    this.#onCount(waiting);
    if (groups.length === 0) {
      this.#status.textContent = "None. What cannot be read or sent would be here, with its reason.";
    } else if (this.#status.dataset.keep !== "true") {
      this.#status.textContent = "";
    }
    const focused = document.activeElement?.closest?.("li.letter")?.dataset.key;
    this.#list.replaceChildren(...groups.map((group) => this.#row(group)));
    if (focused && !this.#root.contains(document.activeElement)) {
      [...this.#list.children].find((row) => row.dataset.key === focused)?.querySelector("button")?.focus();
    }
  }

  #row(group) {
    const row = element("li", `letter ${group.waiting > 0 ? "" : "settled"}`);
    row.dataset.key = `${group.service} ${group.class} ${group.reason}`;
    const head = withChildren(
      element("p", "head"),
      element("strong", "figure", count(group.waiting)),
      element("span", "badge bad", WHERE[group.class] ?? group.class),
      element("span", "service", `${group.service} · ${group.topic}`),
    );
    const reason = element("p", "reason", group.reason);
    const last = element("p", "record");
    const at = element("time", "", `last ${span(Date.now() - Date.parse(group.last_at))} ago`);
    at.dateTime = group.last_at;
    at.title = moment(group.last_at);
    last.append(at);
    if (group.redriven > 0) {
      last.append(element("span", "", `${count(group.redriven)} sent back`));
    }
    return withChildren(row, head, reason, last, this.#samples(group), this.#back(group));
  }

  #samples(group) {
    const list = element("p", "samples");
    for (const sample of group.samples.filter((one) => one.id)) {
      const button = element("button", "sample", `[${sample.partition}]@${sample.offset}`);
      button.type = "button";
      button.setAttribute("aria-label", `Way of the dead letter at ${sample.partition}, offset ${sample.offset}`);
      button.addEventListener("click", () => this.#onWay(sample.id, sample.user));
      list.append(button);
    }
    return list.childElementCount > 0 ? list : null;
  }

  #back(group) {
    if (!this.#console.canRedrive || group.waiting === 0 || !group.returnable) {
      return null;
    }
    const button = element("button", "action");
    button.type = "button";
    button.append(sign("again"), element("span", "", group.waiting === 1 ? "Send it back" : `Send ${count(group.waiting)} back`));
    button.addEventListener("click", () => this.#redrive(group, button));
    return button;
  }

  async #redrive(group, button) {
    button.disabled = true;
    this.#status.dataset.keep = "true";
    this.#status.textContent = "Sending back …";
    try {
      const { class: kind, reason, service } = group;
      const { redriven, skipped } = await this.#console.redrive({ class: kind, reason, service });
      const before = skipped > 0 ? `, ${count(skipped)} had been before` : "";
      this.#status.textContent = `${count(redriven)} sent back to ${group.topic}${before}.`;
      await this.show();
    } catch (error) {
      this.#status.textContent = error.message;
      button.disabled = false;
    }
  }
}
