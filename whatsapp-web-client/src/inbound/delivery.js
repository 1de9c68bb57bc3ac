import { reason } from '../log.js';
import { backoff } from '../time.js';

/**
 * From the outbox to the ingress: the entries of one lane (a chat) one after the other, several lanes side by side, each
 * entry until it is taken or refused for ever. While the ingress takes nothing, all lanes wait together.
 *
 * @typedef {import('./outbox.js').Entry} Entry
 * @typedef {import('./ingress.js').Answer} Answer
 * @typedef {(facts: any, signal: AbortSignal) => string | Promise<string>} Finish the body to post; a string at once when
 *   nothing is to be fetched for it
 */

const PARALLEL_LANES = 4;
const PARALLEL_FETCHES = 2;
const WAIT = { first: 500, most: 15_000 };

export class Delivery {
  #parts;
  /** @type {Map<string, Entry[]>} waiting entries by lane, oldest first */
  #lanes = new Map();
  /** @type {Set<string>} lanes that are being worked on */
  #busy = new Set();
  #failures = 0;
  #closedUntil = 0;
  #stop = new AbortController();
  /** @type {Map<Entry, Promise<string>>} bodies on their way */
  #fetching = new Map();
  #fetchers = new Turns(PARALLEL_FETCHES);

  /**
   * @param {{ outbox: import('./outbox.js').Outbox, settled: import('../disk/memory-of-ids.js').MemoryOfIds,
   *   deadLetters: import('./dead-letters.js').DeadLetters, finish: Finish, needsFetching: (facts: any) => boolean,
   *   post: (body: string, key: string) => Promise<Answer>, log: import('../log.js').Log,
   *   count: (labels: { result: string }) => void, onRoom?: () => void, now?: () => number }} parts now in milliseconds of a
   *   clock that nobody sets: a corrected clock must not stop the deliveries
   */
  constructor(parts) {
    this.#parts = { now: () => performance.now(), ...parts };
    for (const entry of parts.outbox.entries()) {
      // Delivered, and killed before the file was gone.
      if (parts.settled.has(entry.key)) parts.outbox.remove(entry);
      else this.#enqueue(entry);
    }
  }

  /**
   * @param {string} key
   * @param {string} lane
   * @param {object} facts
   * @returns {'stored' | 'known' | 'full'}
   */
  accept(key, lane, facts) {
    const { outbox } = this.#parts;
    if (this.knows(key)) return 'known';
    if (outbox.isFull()) return 'full';
    this.#enqueue(outbox.append(key, lane, facts), facts);
    this.#pump();
    return 'stored';
  }

  /** @param {string} key */
  knows(key) {
    return this.#parts.settled.has(key) || this.#parts.outbox.has(key);
  }

  /** Begins with what was left from before. */
  start() {
    this.#pump();
  }

  /** @returns {boolean} whether the ingress took the last one */
  get flowing() {
    return this.#failures === 0;
  }

  stop() {
    this.#stop.abort();
  }

  /** @param {Entry} entry @param {object} [facts] */
  #enqueue(entry, facts) {
    const lane = this.#lanes.get(entry.lane);
    if (lane) lane.push(entry);
    else this.#lanes.set(entry.lane, [entry]);
    if (!entry.finished) this.#fetchEarly(entry, facts ?? this.#parts.outbox.facts(entry));
  }

  /**
   * Files are fetched as soon as they are known, also while the ingress is away: WhatsApp does not keep them for ever.
   *
   * @param {Entry} entry
   * @param {any} facts
   */
  #fetchEarly(entry, facts) {
    if (!this.#parts.needsFetching(facts)) return;
    const { outbox, finish } = this.#parts;
    const body = this.#fetchers.take(async () => {
      const text = await finish(facts, this.#stop.signal);
      if (!this.#stop.signal.aborted) outbox.finish(entry, text);
      return text;
    });
    this.#fetching.set(entry, body);
    body.catch(() => {}).finally(() => this.#fetching.delete(entry));
  }

  #pump() {
    if (this.#stop.signal.aborted) return;
    for (const lane of this.#lanes.keys()) {
      if (this.#busy.size >= PARALLEL_LANES) return;
      if (!this.#busy.has(lane)) this.#work(lane);
    }
  }

  /** @param {string} lane */
  async #work(lane) {
    this.#busy.add(lane);
    const waiting = this.#lanes.get(lane) ?? [];
    while (waiting.length > 0 && !this.#stop.signal.aborted) {
      try {
        await this.#deliver(waiting[0]);
        waiting.shift();
      } catch (error) {
        // Nothing is lost: the entry stays first and is tried again. A full disk or a bug must not stop the lane.
        if (!this.#stop.signal.aborted) {
          this.#parts.log.error('a message could not be delivered, trying again', { reason: reason(error) });
          await this.#pause(WAIT.most);
        }
      }
    }
    this.#busy.delete(lane);
    if (waiting.length === 0) this.#lanes.delete(lane);
    this.#pump();
  }

  /** @param {Entry} entry */
  async #deliver(entry) {
    const { outbox, settled, deadLetters, count, log } = this.#parts;
    const body = await this.#body(entry);
    for (;;) {
      await this.#gate();
      const answer = await this.#parts.post(body, entry.key);
      this.#stop.signal.throwIfAborted();
      count({ result: answer.is });
      if (answer.is === 'later') {
        this.#failed(answer);
        continue;
      }
      this.#succeeded();
      if (answer.is === 'refused') {
        deadLetters.add({ key: entry.key, why: answer.why, at: Date.now(), body });
        log.error('the ingress refused a message for good: it is in the dead letters', { messageId: entry.key, reason: answer.why });
      }
      // In this order: killed in between, the next start finds it settled and does not deliver it again.
      settled.add(entry.key);
      outbox.remove(entry);
      this.#parts.onRoom?.();
      return;
    }
  }

  /** @param {Entry} entry @returns {Promise<string>} */
  async #body(entry) {
    const { outbox, finish } = this.#parts;
    const fetching = this.#fetching.get(entry);
    if (fetching) return fetching;
    return entry.finished ? outbox.body(entry) : finish(outbox.facts(entry), this.#stop.signal);
  }

  async #gate() {
    while (this.#closedUntil > this.#parts.now() && !this.#stop.signal.aborted) {
      await this.#pause(this.#closedUntil - this.#parts.now());
    }
    this.#stop.signal.throwIfAborted();
  }

  /** @param {Extract<Answer, { is: 'later' }>} answer */
  #failed({ why, afterMs }) {
    const { now, log, outbox } = this.#parts;
    // Lanes that were under way when the ingress went count as one failure.
    if (this.#closedUntil > now()) return;
    this.#failures += 1;
    this.#closedUntil = now() + (afterMs ?? backoff(this.#failures, WAIT));
    const facts = { reason: why, failures: this.#failures, waiting: outbox.size };
    if (this.#failures === 1) log.warn('the ingress takes nothing: messages are kept in the outbox', facts);
    else if (this.#failures % 10 === 0) log.error('the ingress still takes nothing', facts);
  }

  #succeeded() {
    if (this.#failures > 0) this.#parts.log.info('the ingress takes messages again', { waiting: this.#parts.outbox.size });
    this.#failures = 0;
    this.#closedUntil = 0;
  }

  /** @param {number} ms */
  #pause(ms) {
    return pause(ms, this.#stop.signal);
  }
}

/** @param {number} ms @param {AbortSignal} signal @returns {Promise<void>} also over when the signal comes */
function pause(ms, signal) {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/** Runs so many at a time, the others in the order in which they asked. */
class Turns {
  #free;
  /** @type {Array<() => void>} */
  #waiting = [];

  /** @param {number} places */
  constructor(places) {
    this.#free = places;
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  async take(work) {
    if (this.#free === 0) await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
    else this.#free -= 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
