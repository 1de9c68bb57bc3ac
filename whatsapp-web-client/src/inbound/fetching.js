import { setTimeout as after } from 'node:timers/promises';
import { reason } from '../log.js';
import { isLid } from '../whatsapp/addresses.js';
import { bytesOf } from './webhook.js';

/**
 * Asks WhatsApp for what a message only refers to: the number behind a LID, the bytes of a file. Bounded: when WhatsApp
 * does not tell in time, the message goes on without, and says so.
 *
 * @typedef {import('../whatsapp/engine.js').Received} Received
 * @typedef {import('./webhook.js').Fetched} Fetched
 */

const TRIES = 3;
const BETWEEN_TRIES_MS = 1000;
/** A browser restart or a scan by its owner is worth waiting for; longer, the person should rather get an answer. */
const PATIENCE_MS = 5 * 60_000;
const MOST_PHONES = 10_000;

export class Fetching {
  #readyEngine;
  #mediaBytes;
  #log;
  #betweenTriesMs;
  /** @type {Map<string, string>} */
  #phones = new Map();

  /**
   * @param {{ readyEngine: (patienceMs: number, signal: AbortSignal) => Promise<import('../whatsapp/engine.js').EngineCalls | undefined>,
   *   mediaBytes: number, log: import('../log.js').Log, betweenTriesMs?: number }} parts
   */
  constructor({ readyEngine, mediaBytes, log, betweenTriesMs = BETWEEN_TRIES_MS }) {
    this.#readyEngine = readyEngine;
    this.#mediaBytes = mediaBytes;
    this.#log = log;
    this.#betweenTriesMs = betweenTriesMs;
  }

  /** @param {Received} received @param {AbortSignal} signal @returns {Promise<Fetched>} */
  async fetch(received, signal) {
    const phone = isLid(received.senderId) ? await this.#phone(received.senderId, signal) : undefined;
    const file = received.media ? await this.#file(received, signal) : {};
    return { ...(phone && { phone }), ...file };
  }

  /** @param {string} lid @param {AbortSignal} signal */
  async #phone(lid, signal) {
    const known = this.#phones.get(lid);
    if (known) return known;
    const phone = await this.#tried('the number behind a LID', signal, (engine) => engine.phoneOf(lid));
    if (phone) {
      if (this.#phones.size >= MOST_PHONES) this.#phones.clear();
      this.#phones.set(lid, phone);
    }
    return phone;
  }

  /** @param {Received} received @param {AbortSignal} signal @returns {Promise<Fetched>} */
  async #file({ messageId, media }, signal) {
    if ((media?.size ?? 0) > this.#mediaBytes) return { omitted: 'too_large' };
    const file = await this.#tried('a file', signal, async (engine) => {
      const found = await engine.download(messageId);
      if (!found) throw new Error('WhatsApp does not have it');
      return found;
    });
    if (!file) return { omitted: 'unavailable' };
    return bytesOf(file.data) > this.#mediaBytes ? { omitted: 'too_large' } : { file };
  }

  /**
   * @template T
   * @param {string} what
   * @param {AbortSignal} signal
   * @param {(engine: import('../whatsapp/engine.js').EngineCalls) => Promise<T>} ask
   * @returns {Promise<T | undefined>}
   */
  async #tried(what, signal, ask) {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const engine = await this.#readyEngine(PATIENCE_MS, signal);
      signal.throwIfAborted();
      if (!engine) return undefined;
      try {
        return await ask(engine);
      } catch (error) {
        this.#log.warn('WhatsApp did not give what a message refers to', { what, attempt, reason: reason(error) });
      }
      if (attempt < TRIES) await after(this.#betweenTriesMs * attempt, undefined, { signal });
    }
    return undefined;
  }
}
