import { setTimeout as after } from 'node:timers/promises';

/**
 * One send at a time, in the order of the requests, with a pause of random length between two: WhatsApp bans accounts that
 * write like machines, and messages handed over side by side can swap their order. Waiting is bounded in number and time;
 * what was not begun in time was surely not sent.
 */

/** The request was not begun and will not be. */
export class NotBegun extends Error {}

export class SendLane {
  #options;
  /** @type {Array<{ begin: () => void }>} */
  #waiting = [];
  #running = false;
  #freeAt = 0;
  #hurry = new AbortController();

  /**
   * @param {{ gap: { least: number, most: number }, queue: number, waitMs: number, now?: () => number, random?: () => number }} options
   */
  constructor(options) {
    this.#options = { now: () => performance.now(), random: Math.random, ...options };
  }

  get length() {
    return this.#waiting.length;
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @param {AbortSignal} [gone] nobody waits for it any more: then it is not begun
   * @returns {Promise<T>}
   */
  async run(work, gone) {
    await this.#turn(gone);
    try {
      await this.#pace();
      return await work();
    } finally {
      const { gap, now, random } = this.#options;
      this.#freeAt = now() + gap.least + random() * (gap.most - gap.least);
      this.#next();
    }
  }

  /** @param {AbortSignal} [gone] @returns {Promise<void>} */
  #turn(gone) {
    if (!this.#running) {
      this.#running = true;
      return Promise.resolve();
    }
    const { queue, waitMs } = this.#options;
    if (this.#waiting.length >= queue) return Promise.reject(new NotBegun('too many messages are waiting'));
    return new Promise((resolve, reject) => {
      const place = { begin: () => (settle(), resolve()) };
      const refuse = (/** @type {string} */ why) => {
        settle();
        this.#waiting.splice(this.#waiting.indexOf(place), 1);
        reject(new NotBegun(why));
      };
      const left = () => refuse('the caller left');
      const timer = setTimeout(() => refuse('the messages before it took too long'), waitMs);
      const settle = () => {
        clearTimeout(timer);
        gone?.removeEventListener('abort', left);
      };
      gone?.addEventListener('abort', left);
      this.#waiting.push(place);
    });
  }

  /** The end is near: no pauses any more, so that those who wait hear a "no" at once. */
  hurry() {
    this.#hurry.abort();
  }

  async #pace() {
    const ms = this.#freeAt - this.#options.now();
    if (ms > 0) await after(ms, undefined, { signal: this.#hurry.signal }).catch(() => undefined);
  }

  #next() {
    const place = this.#waiting.shift();
    if (place) place.begin();
    else this.#running = false;
  }
}
