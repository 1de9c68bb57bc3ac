import { Journal } from './journal.js';

/**
 * Which messages are settled, remembered across restarts: what was delivered once is not delivered again when WhatsApp
 * shows it a second time.
 */
export class MemoryOfIds {
  /** @type {Set<string>} in the order of arrival, so that the oldest is dropped first */
  #ids;
  /** @type {Journal<{ id: string, at: number }>} */
  #journal;
  #most;

  /** @param {{ file: string, keepMs: number, most: number, now?: () => number }} options */
  constructor({ file, keepMs, most, now = Date.now }) {
    this.#most = most;
    this.now = now;
    this.#journal = new Journal(file, (facts) => facts.filter(({ at }) => at > now() - keepMs).slice(-most));
    this.#ids = new Set(this.#journal.facts.map(({ id }) => id));
    this.#journal.facts.length = 0;
  }

  /** @param {string} id */
  has(id) {
    return this.#ids.has(id);
  }

  /** @param {string} id on disk when this returns */
  add(id) {
    if (this.#ids.has(id)) return;
    this.#journal.append({ id, at: this.now() });
    this.#ids.add(id);
    if (this.#ids.size > this.#most) this.#ids.delete(/** @type {string} */ (this.#ids.values().next().value));
  }

  close() {
    this.#journal.close();
  }
}
