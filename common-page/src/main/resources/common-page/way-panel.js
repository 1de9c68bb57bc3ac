// The panel with a message's way: asked for, drawn, and drawn again when something happens to its user.

import { element } from "./element.js";
import { picture } from "./picture.js";

/** Not more often than this, whatever happens. */
const REST_MS = 400;

export class WayPanel {
  #root;
  #console;
  #hint;
  #shown = null;
  #busy = false;
  #again = false;

  /**
   * @param root where it is drawn
   * @param console asked for it
   * @param hint what stands there before a message was chosen
   */
  constructor(root, console, hint) {
    this.#root = root;
    this.#console = console;
    this.#hint = hint;
    this.clear();
  }

  /** Shows the way of a message by any of its ids; false when the topics do not have it. */
  async show(id, user) {
    this.#shown = { id, user };
    return this.#load(true);
  }

  /** Nothing is chosen any more. */
  clear() {
    this.#shown = null;
    this.#root.replaceChildren(element("p", "empty", this.#hint));
  }

  /** Something happened to these users, or to more than could be told. */
  changed({ users, more }) {
    if (this.#shown && (more || !this.#shown.user || users.includes(this.#shown.user))) {
      this.#refresh();
    }
  }

  async #refresh() {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    do {
      this.#again = false;
      await this.#load(false);
      await new Promise((rested) => setTimeout(rested, REST_MS));
    } while (this.#again);
    this.#busy = false;
  }

  async #load(first) {
    const wanted = this.#shown;
    if (!wanted) {
      return false;
    }
    if (first && !this.#root.querySelector(".way-picture")) {
      this.#root.replaceChildren(element("p", "empty", "Looking for it …"));
    }
    try {
      const way = await this.#console.way(wanted.id, wanted.user);
      if (this.#shown === wanted) {
        wanted.user ??= way.user;
        this.#root.replaceChildren(picture(way));
      }
      return true;
    } catch (error) {
      if (this.#shown === wanted && first) {
        this.#root.replaceChildren(element("p", "empty", error.message));
      }
      return false;
    }
  }
}
