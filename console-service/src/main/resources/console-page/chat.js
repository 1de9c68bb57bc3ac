// One conversation, to read.

import { rendered } from "./bubble.js";
import { settled, walkable } from "./chat-keys.js";
import { written } from "./format.js";
import { initials } from "./list.js";

/** Not asked for again sooner than this, whatever happens. */
const REST_MS = 400;
const AN_ANSWER_MS = 120_000;

export class Chat {
  #console;
  #onWay;
  #chat;
  #name;
  #state;
  #avatar;
  #earlier;
  #user = null;
  #chosen = null;
  #whole = false;
  #busy = false;
  #again = false;

  /**
   * @param root of the chat
   * @param console asked for it
   * @param onWay called with a bubble and its user
   */
  constructor(root, console, onWay) {
    this.#console = console;
    this.#onWay = onWay;
    this.#chat = root.querySelector(".chat");
    this.#name = root.querySelector("#chat-name");
    this.#state = root.querySelector("#chat-state");
    this.#avatar = root.querySelector("#avatar");
    this.#earlier = root.querySelector("#earlier");
    this.#earlier.addEventListener("click", () => {
      this.#whole = true;
      this.#earlier.hidden = true;
      this.#load(false);
    });
    walkable(this.#chat);
  }

  /** Shows a user's conversation. */
  async show(user) {
    this.#user = user;
    this.#whole = false;
    this.#chosen = null;
    await this.#load(true);
  }

  /** Something happened to these users. */
  changed({ users, more }) {
    if (this.#user && (more || users.includes(this.#user))) {
      this.refresh();
    }
  }

  /** Asks for it again. */
  async refresh() {
    if (this.#busy || !this.#user) {
      this.#again = this.#busy;
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

  /** Marks one message as the one whose way is shown. */
  choose(id) {
    this.#chosen = id;
    for (const bubble of this.#chat.children) {
      bubble.classList.toggle("chosen", bubble.dataset.id === id);
    }
  }

  /** Puts the keyboard back on the chosen message, or the last. */
  focus() {
    const chosen = [...this.#chat.children].find((bubble) => bubble.dataset.id === this.#chosen);
    (chosen?.querySelector("button.moment") ?? this.#chat).focus();
  }

  async #load(first) {
    const user = this.#user;
    try {
      const conversation = await this.#console.conversation(user, this.#whole);
      if (user === this.#user) {
        this.#draw(conversation, first);
      }
    } catch (error) {
      if (user === this.#user) {
        this.#state.textContent = error.message;
        if (first) {
          this.#name.textContent = written(user);
          this.#avatar.textContent = initials({ user });
          this.#chat.replaceChildren();
        }
      }
    }
  }

  #draw({ user, name, via, bubbles, whole }, first) {
    this.#user = user;
    this.#name.textContent = name ?? written(user);
    this.#avatar.textContent = initials({ name, user });
    const ways = via.map((one) => (one === "web" ? "Web" : "Business API")).join(" and ");
    this.#state.textContent = `${name ? `${written(user)} · ` : ""}on ${ways || "neither way yet"}, to read only`;
    this.#earlier.hidden = whole;
    const atEnd = first || this.#chat.scrollHeight - this.#chat.scrollTop - this.#chat.clientHeight < 80;
    const at = this.#chat.scrollTop;
    const focused = document.activeElement?.closest?.(".bubble")?.dataset.id;
    this.#chat.replaceChildren(...bubbles.map((bubble, index) => this.#bubble(bubble, bubbles, index)));
    settled(this.#chat);
    this.#chat.scrollTop = atEnd ? this.#chat.scrollHeight : at;
    if (focused) {
      [...this.#chat.children].find((one) => one.dataset.id === focused)?.querySelector("button.moment")?.focus({ preventScroll: true });
    }
  }

  #bubble(bubble, all, index) {
    const context = {
      quoted: (id) => all.find((one) => one.id === id)?.text ?? null,
      since: since(all, index),
    };
    const item = rendered(bubble, context, { way: (one) => this.#onWay(one, this.#user) });
    item.classList.toggle("chosen", bubble.id === this.#chosen);
    item.addEventListener("click", (event) => {
      if (!event.target.closest("button, a")) {
        this.#onWay(bubble, this.#user);
      }
    });
    return item;
  }
}

/** How long after the message an answer was said. */
function since(all, index) {
  for (let before = index - 1; before >= 0; before--) {
    if (all[before].direction === "incoming") {
      const ms = Date.parse(all[index].at) - Date.parse(all[before].at);
      return ms > 0 && ms < AN_ANSWER_MS ? ms : null;
    }
  }
  return null;
}
