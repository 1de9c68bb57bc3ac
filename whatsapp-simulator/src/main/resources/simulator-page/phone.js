// One phone: a chat, what can be said in it, and what it shows.

import { rendered } from "./bubble.js";
import { settled, walkable } from "./chat-keys.js";
import { sign } from "./signs.js";
import { request } from "./stream.js";

const MOST_BUBBLES = 200;
const AN_ANSWER_MS = 120_000;
const TYPING_MS = 25_000;
const IDEAS = ["help", "add goal 🏃 Run 5k", "goals", "menu"];
const A_PLACE = { type: "location", latitude: 37.8716, longitude: -122.2727, name: "Berkeley" };

export class Phone {
  #via;
  #number = "";
  #bubbles = new Map();
  #whileLoading = null;
  #chat;
  #field;
  #trouble;
  #ideas;
  #sheet;
  #onTouch;
  #state;
  #stateWords;
  #typing;
  #chosen = null;

  constructor(root, sheet, onTouch) {
    this.#via = root.dataset.via;
    this.#chat = root.querySelector(".chat");
    this.#field = root.querySelector("textarea");
    this.#trouble = root.querySelector(".trouble");
    this.#ideas = root.querySelector(".ideas");
    this.#state = root.querySelector(".state");
    this.#stateWords = this.#state.textContent;
    this.#sheet = sheet;
    this.#onTouch = onTouch;
    const form = root.querySelector("form");
    form.querySelector("button").append(sign("send"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#send();
      }
    });
    this.#field.addEventListener("input", () => this.#grow());
    walkable(this.#chat);
    this.#offerIdeas();
  }

  /** Which way to WhatsApp this phone is. */
  get via() {
    return this.#via;
  }

  /** Shows the chat of this number, as the simulator remembers it. */
  async show(number) {
    this.#number = number;
    const happened = []; // what is told meanwhile may be newer than the answer, and comes after it
    this.#whileLoading = happened;
    try {
      const bubbles = await request("GET", `/phones/${number}/chat?via=${this.#via}`);
      if (this.#whileLoading !== happened) {
        return; // asked for again meanwhile
      }
      this.#bubbles.clear();
      this.#chat.replaceChildren();
      [...bubbles, ...happened].forEach((bubble) => this.#put(bubble));
      this.#ideas.hidden = this.#bubbles.size > 0;
      settled(this.#chat);
      this.#toEnd();
    } finally {
      if (this.#whileLoading === happened) {
        this.#whileLoading = null;
      }
    }
  }

  /** A bubble is new or has changed. */
  happened(event) {
    if (event.via !== this.#via || event.number !== this.#number) {
      return;
    }
    if (this.#whileLoading) {
      this.#whileLoading.push(event.data);
      return;
    }
    if (event.data.direction === "outgoing") {
      this.#stopTyping();
    }
    const wasAtEnd = this.#isAtEnd();
    this.#put(event.data);
    settled(this.#chat);
    this.#ideas.hidden = true;
    if (wasAtEnd || event.data.direction === "incoming") {
      this.#toEnd();
    }
  }

  /** The business types; WhatsApp shows it until the answer or for 25 s. */
  typing(event) {
    if (event.via !== this.#via || event.number !== this.#number) {
      return;
    }
    this.#state.textContent = "typing…";
    this.#state.classList.add("typing");
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#stopTyping(), TYPING_MS);
  }

  /** Marks one message as the one whose way is shown. */
  choose(id) {
    this.#chat.querySelectorAll(".chosen").forEach((old) => old.classList.remove("chosen"));
    this.#chosen = id;
    this.#element(id)?.classList.add("chosen");
  }

  /** Puts the keyboard back on the message it came from. */
  focusOn(id) {
    (this.#element(id)?.querySelector("button.moment") ?? this.#field).focus();
  }

  #stopTyping() {
    clearTimeout(this.#typing);
    this.#state.textContent = this.#stateWords;
    this.#state.classList.remove("typing");
  }

  #put(bubble) {
    const before = this.#bubbles.get(bubble.id);
    this.#bubbles.set(bubble.id, bubble);
    const element = rendered(bubble, this.#context(bubble), {
      way: (chosen) => this.#onTouch(chosen, this.#number),
      tap: (option) => this.#say({ tap: option.id }),
      list: (list) => this.#sheet.open(list, (option) => this.#say({ tap: option.id })),
      place: () => this.#say(A_PLACE),
    });
    element.addEventListener("click", (event) => {
      if (!event.target.closest("button, a, audio")) {
        this.#onTouch(bubble, this.#number);
      }
    });
    element.classList.toggle("chosen", bubble.id === this.#chosen);
    const old = before && this.#element(bubble.id);
    if (old) {
      this.#replace(old, element);
      return;
    }
    element.classList.add("fresh");
    element.addEventListener("animationend", () => element.classList.remove("fresh"), { once: true });
    this.#chat.append(element);
    while (this.#chat.childElementCount > MOST_BUBBLES) {
      this.#bubbles.delete(this.#chat.firstElementChild.dataset.id);
      this.#chat.firstElementChild.remove();
    }
  }

  /** Keeps the keyboard's focus where it was. */
  #replace(old, next) {
    const focused = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
    old.replaceWith(next);
    if (focused >= 0) {
      next.querySelectorAll("button, a")[focused]?.focus();
    }
  }

  #element(id) {
    return [...this.#chat.children].find((child) => child.dataset.id === id);
  }

  #context(bubble) {
    const earlier = [...this.#bubbles.values()].filter(
      (other) => other.direction === "incoming" && other.at <= bubble.at,
    );
    const since = earlier.length > 0 ? Date.parse(bubble.at) - Date.parse(earlier.at(-1).at) : null;
    return {
      quoted: (id) => this.#bubbles.get(id)?.text ?? null,
      file: (media) => `/files/${encodeURIComponent(media)}`,
      since: since !== null && since < AN_ANSWER_MS ? since : null,
    };
  }

  #send() {
    const text = this.#field.value;
    if (text.trim() === "") {
      return;
    }
    this.#field.value = "";
    this.#grow();
    this.#say({ text }).then((taken) => {
      if (!taken && this.#field.value === "") {
        this.#field.value = text; // to be sent again
        this.#grow();
      }
    });
  }

  async #say(what) {
    this.#trouble.hidden = true;
    try {
      await request("POST", `/phones/${this.#number}/messages`, { via: this.#via, ...what });
      return true;
    } catch (error) {
      this.#trouble.textContent = error.message;
      this.#trouble.hidden = false;
      return false;
    }
  }

  #offerIdeas() {
    for (const idea of IDEAS) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = idea;
      button.addEventListener("click", () => this.#say({ text: idea }));
      this.#ideas.append(button);
    }
  }

  #grow() {
    this.#field.rows = Math.min(5, this.#field.value.split("\n").length);
  }

  #isAtEnd() {
    return this.#chat.scrollHeight - this.#chat.scrollTop - this.#chat.clientHeight < 80;
  }

  #toEnd() {
    this.#chat.scrollTop = this.#chat.scrollHeight;
  }
}
