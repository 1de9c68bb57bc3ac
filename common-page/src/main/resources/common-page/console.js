// The console's API, from its own page or through the simulator.

import { listen, request } from "./stream.js";

const TYPES = ["stats", "changed", "letters"];

export class Console {
  #base;
  #about = null;

  /** @param base where the API is: "/api/" say */
  constructor(base) {
    this.#base = base;
  }

  /** Asks once what the console can do; throws when it does not answer or wants a token. */
  async open() {
    this.#about = await request("GET", `${this.#base}about`);
    return this.#about;
  }

  /** Whether dead letters may be sent back from here. */
  get canRedrive() {
    return this.#about?.redrive === true;
  }

  conversations(search) {
    return request("GET", `${this.#base}conversations?q=${encodeURIComponent(search)}`);
  }

  /** @param earlier also what is no longer remembered, from the topics */
  conversation(user, earlier) {
    return request("GET", `${this.#base}conversation?user=${encodeURIComponent(user)}${earlier ? "&earlier=true" : ""}`);
  }

  way(id, user) {
    const whose = user ? `&user=${encodeURIComponent(user)}` : "";
    return request("GET", `${this.#base}way?id=${encodeURIComponent(id)}${whose}`);
  }

  deadLetters() {
    return request("GET", `${this.#base}dead-letters`);
  }

  redrive(which) {
    return request("POST", `${this.#base}redrive`, which);
  }

  /** Listens to what happens; see {@link listen}. */
  live(on) {
    return listen(`${this.#base}live`, TYPES, on);
  }
}
