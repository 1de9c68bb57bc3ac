// The conversations, the last one first; searched by name or number, or an id's way is asked for.

import { element, withChildren } from "./element.js";
import { lately, moment, written } from "./format.js";
import { sign } from "./signs.js";

/** Not asked for again sooner than this, whatever happens. */
const REST_MS = 1500;
const TYPED_MS = 250;
const AN_ID = /^(wamid\.|api-|web-|true_|false_|.*:\d+$)/;

export class List {
  #console;
  #on;
  #list;
  #note;
  #field;
  #current = "";
  #asked = 0;
  #resting = false;
  #again = false;
  #typing;

  /**
   * @param root with the search and the list
   * @param console asked for them
   * @param on open(user) and id(id)
   */
  constructor(root, console, on) {
    this.#console = console;
    this.#on = on;
    this.#list = root.querySelector("ul");
    this.#note = root.querySelector("#list-note");
    this.#field = root.querySelector("input");
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.show(), TYPED_MS);
    });
    root.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search();
    });
    this.#list.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Asks for them again. */
  async show() {
    const asked = ++this.#asked;
    try {
      const found = await this.#console.conversations(this.#field.value);
      if (asked === this.#asked) {
        this.#draw(found);
      }
    } catch (error) {
      this.#note.textContent = error.message;
    }
  }

  /** Somebody said something. */
  changed() {
    if (this.#resting) {
      this.#again = true;
      return;
    }
    this.#resting = true;
    this.show();
    setTimeout(() => {
      this.#resting = false;
      if (this.#again) {
        this.#again = false;
        this.changed();
      }
    }, REST_MS);
  }

  /** Which one is open. */
  mark(user) {
    this.#current = user;
    for (const button of this.#buttons()) {
      button.setAttribute("aria-current", String(button.dataset.user === user));
    }
  }

  /** Puts the keyboard on the open conversation. */
  focus() {
    const buttons = this.#buttons();
    (buttons.find((button) => button.dataset.user === this.#current) ?? buttons[0] ?? this.#field).focus();
  }

  #buttons() {
    return [...this.#list.querySelectorAll("button")];
  }

  #search() {
    const text = this.#field.value.trim();
    if (AN_ID.test(text)) {
      this.#on.id(text);
    } else if (this.#list.childElementCount > 0) {
      this.#on.open(this.#buttons()[0].dataset.user);
    } else if (text !== "") {
      this.#on.open(text.replace(/[\s()+.-]/g, "")); // no longer remembered, but perhaps on the topics
    }
  }

  #draw(conversations) {
    const searched = this.#field.value.trim() !== "";
    if (conversations.length > 0) {
      this.#note.textContent = "";
    } else {
      this.#note.textContent = searched
        ? "None of the last conversations. Enter looks on the topics."
        : "Nobody has said anything in the time this console looks back.";
    }
    const focused = document.activeElement?.dataset?.user;
    const at = this.#list.scrollTop;
    this.#list.replaceChildren(...conversations.map((one) => this.#row(one)));
    this.#list.scrollTop = at;
    if (focused) {
      this.#buttons().find((button) => button.dataset.user === focused)?.focus({ preventScroll: true });
    }
  }

  #row(one) {
    const button = element("button", "talk");
    button.type = "button";
    button.dataset.user = one.user;
    button.setAttribute("aria-current", String(one.user === this.#current));
    const avatar = element("span", "avatar", initials(one));
    avatar.setAttribute("aria-hidden", "true");
    const time = element("time", "", lately(one.at));
    time.dateTime = one.at;
    time.title = moment(one.at);
    const marks = element("span", "marks");
    if (one.trouble) {
      const failed = sign("failed");
      failed.removeAttribute("aria-hidden");
      failed.setAttribute("role", "img");
      failed.setAttribute("aria-label", "the last answer failed");
      marks.append(failed);
    }
    for (const via of one.via) {
      marks.append(element("span", `badge ${via}`, via === "web" ? "Web" : "API"));
    }
    const said = one.direction === "incoming" ? one.text : `Bot: ${one.text}`;
    withChildren(button, avatar, element("span", "name", one.name ?? written(one.user)), time, element("span", "snippet", said), marks);
    button.addEventListener("click", () => this.#on.open(one.user));
    return withChildren(element("li"), button);
  }

  #key(event) {
    const all = this.#buttons();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at >= 0 && to !== undefined && all[to]) {
      event.preventDefault();
      all[to].focus();
    }
  }
}

/** Two letters that stand for somebody. */
export function initials({ name, user }) {
  const words = (name ?? "").trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return user.slice(-2);
  }
  return words.slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();
}
