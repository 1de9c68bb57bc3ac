import fs from 'node:fs';
import { writeDurably } from '../disk/files.js';

/**
 * From when on WhatsApp must be asked for messages: since the last moment at which we surely listened, but never before the
 * phone was linked, since its old unread messages were not written to the bot.
 */

/** A page can have been deaf for a while before anybody noticed. */
const MARGIN_MS = 10 * 60_000;
/** WhatsApp counts whole seconds, and its clock is not ours. */
const CLOCK_MS = 60_000;

export class Presence {
  #file;
  #catchUpMs;
  #now;
  /** @type {{ linkedAt: number, heardAt: number } | undefined} */
  #known;

  /** @param {{ file: string, catchUpMs: number, now?: () => number }} options */
  constructor({ file, catchUpMs, now = Date.now }) {
    this.#file = file;
    this.#catchUpMs = catchUpMs;
    this.#now = now;
    if (fs.existsSync(file)) this.#known = JSON.parse(fs.readFileSync(file, 'utf8'));
  }

  /** A phone was linked just now. */
  linked() {
    this.#write({ linkedAt: this.#now(), heardAt: this.#now() });
  }

  /** Everything up to now was heard. */
  heard() {
    const now = this.#now();
    this.#write({ linkedAt: this.#known?.linkedAt ?? now, heardAt: now });
  }

  /** @returns {number} */
  since() {
    const now = this.#now();
    const { linkedAt, heardAt } = this.#known ?? { linkedAt: now, heardAt: now };
    // A clock that was wrong and has been set back leaves moments that have not come yet.
    return Math.max(Math.min(linkedAt, now) - CLOCK_MS, Math.min(heardAt, now) - MARGIN_MS, now - this.#catchUpMs);
  }

  /** @param {{ linkedAt: number, heardAt: number }} known */
  #write(known) {
    this.#known = known;
    writeDurably(this.#file, JSON.stringify(known));
  }
}
