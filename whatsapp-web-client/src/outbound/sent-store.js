import { Journal } from '../disk/journal.js';
import { bareId } from '../whatsapp/keys.js';

/**
 * What became of every request to send, for seven days and across restarts: a part is written down as started before the
 * library gets it and as sent after.
 *
 * @typedef {{ id: string, at: number, is: 'request', hash: string, to: string, parts: number, auto?: boolean }} RequestFact
 * @typedef {{ id: string, at: number, is: 'started', part: number, attempt: number, chosenId: string, text: string }} StartedFact
 * @typedef {{ id: string, at: number, is: 'sent', part: number, messageId: string }} SentFact
 * @typedef {{ id: string, at: number, is: 'failed', part: number, why: string }} FailedFact
 * @typedef {RequestFact | StartedFact | SentFact | FailedFact} Fact
 *
 * @typedef {object} PartRecord
 * @property {number} attempt from 1
 * @property {number} startedAt
 * @property {string} chosenId the message id that it was to carry
 * @property {string} text fingerprint of the text
 * @property {string} [messageId] when sent
 * @property {string} [failed] why, when WhatsApp refused the latest attempt
 *
 * @typedef {object} SentRecord
 * @property {string} id
 * @property {boolean} auto the id was made here, the caller gave none
 * @property {number} at
 * @property {string} hash
 * @property {string} to
 * @property {number} parts how many messages the request is
 * @property {PartRecord[]} done as far as it got
 */

const KEEP_MS = 7 * 24 * 3600_000;

export class SentStore {
  /** @type {Map<string, SentRecord>} oldest first */
  #records = new Map();
  /** @type {Map<string, SentRecord>} by the chosen and by the final bare message id */
  #byMessage = new Map();
  /** @type {Journal<Fact>} */
  #journal;
  #now;
  #choosesIds = true;

  /** @param {{ file: string, now?: () => number }} options */
  constructor({ file, now = Date.now }) {
    this.#now = now;
    this.#journal = new Journal(file, (facts) => recent(facts, now() - KEEP_MS));
    for (const fact of this.#journal.facts) this.#apply(fact);
    this.#journal.facts.length = 0;
  }

  /** @param {string} id @returns {SentRecord | undefined} */
  get(id) {
    this.#forget();
    return this.#records.get(id);
  }

  /** @param {string} messageId @returns {SentRecord | undefined} the request that this message belongs to */
  byMessage(messageId) {
    return this.#byMessage.get(bareId(messageId));
  }

  /** @param {number} since @returns {SentRecord[]} */
  since(since) {
    return [...this.#records.values()].filter(({ at }) => at >= since);
  }

  /** @param {{ id: string, hash: string, to: string, parts: number, auto: boolean }} request @returns {SentRecord} */
  request({ id, hash, to, parts, auto }) {
    this.#write({ id, at: this.#now(), is: 'request', hash, to, parts, ...(auto && { auto }) });
    return /** @type {SentRecord} */ (this.#records.get(id));
  }

  /** @returns {boolean} whether messages go out under the ids that we choose, as far as was seen */
  get choosesIds() {
    return this.#choosesIds;
  }

  /** @param {string} id @param {number} part @param {{ attempt: number, chosenId: string, text: string }} start */
  started(id, part, start) {
    this.#write({ id, at: this.#now(), is: 'started', part, ...start });
  }

  /** @param {string} id @param {number} part @param {string} messageId */
  sent(id, part, messageId) {
    this.#write({ id, at: this.#now(), is: 'sent', part, messageId });
  }

  /** @param {string} id @param {number} part @param {string} why */
  failed(id, part, why) {
    this.#write({ id, at: this.#now(), is: 'failed', part, why });
  }

  close() {
    this.#journal.close();
  }

  /** @param {Fact} fact */
  #write(fact) {
    this.#journal.append(fact);
    this.#apply(fact);
  }

  /** @param {Fact} fact */
  #apply(fact) {
    if (fact.is === 'request') {
      const { id, at, hash, to, parts, auto = false } = fact;
      this.#records.set(id, { id, at, hash, to, parts, auto, done: [] });
      return;
    }
    const record = this.#records.get(fact.id);
    if (!record) return; // the rest of a request that is no longer kept
    const part = record.done[fact.part];
    if (fact.is === 'started') {
      record.done[fact.part] = { attempt: fact.attempt, startedAt: fact.at, chosenId: fact.chosenId, text: fact.text };
      this.#byMessage.set(fact.chosenId, record);
    } else if (fact.is === 'sent') {
      part.messageId = fact.messageId;
      delete part.failed;
      this.#choosesIds = bareId(fact.messageId) === part.chosenId;
      this.#byMessage.set(bareId(fact.messageId), record);
    } else {
      part.failed = fact.why;
    }
  }

  /** A process that runs for months must not remember for months. */
  #forget() {
    for (const record of this.#records.values()) {
      if (record.at > this.#now() - KEEP_MS) return;
      this.#records.delete(record.id);
      for (const { chosenId, messageId } of record.done) {
        this.#byMessage.delete(chosenId);
        if (messageId) this.#byMessage.delete(bareId(messageId));
      }
    }
  }
}

/** @param {Fact[]} facts @param {number} since @returns {Fact[]} whole requests only */
function recent(facts, since) {
  const kept = new Set(facts.filter((fact) => fact.is === 'request' && fact.at > since).map(({ id }) => id));
  return facts.filter(({ id }) => kept.has(id));
}

/**
 * Pure.
 *
 * @param {SentRecord | undefined} record
 * @returns {'unknown' | 'sent' | 'failed' | 'uncertain'}
 */
export function outcome(record) {
  const latest = record?.done.at(-1);
  // Never heard of, or ended before anything was handed to WhatsApp.
  if (!record || !latest) return 'unknown';
  if (latest.failed !== undefined) return 'failed';
  if (latest.messageId === undefined) return 'uncertain';
  return record.done.length === record.parts ? 'sent' : 'failed';
}
