import { reason } from '../log.js';
import { ignored } from './webhook.js';

/**
 * What people do on WhatsApp, written down in the order in which it is heard. What cannot be written down (full outbox,
 * full disk, no process) stays in WhatsApp and is looked up later.
 *
 * @typedef {import('../whatsapp/engine.js').Received} Received
 */

/** News that come while older messages are looked up; beyond it they are looked up as well. */
const MOST_HELD = 1000;
/** A look-up that failed costs the page something and the people a delay. */
const BETWEEN_FAILURES_MS = 5 * 60_000;

export class Inbound {
  #parts;
  /** News, while older messages are not yet looked up. @type {Received[] | undefined} */
  #held = [];
  #holds = 0;
  #missed = false;
  #notBefore = 0;

  /**
   * @param {{ delivery: import('./delivery.js').Delivery, outbox: import('./outbox.js').Outbox, groups: boolean,
   *   since: () => number, log: import('../log.js').Log, count: (labels: { type: string, result: string }) => void }} parts
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @returns {boolean} whether something was heard that is not in the outbox */
  get missed() {
    return this.#missed;
  }

  /** @param {Received} received */
  heard(received) {
    if (!this.#held) this.#accept(received);
    else if (this.#held.length < MOST_HELD) this.#held.push(received);
    else this.#missed = true;
  }

  /** A page is being entered: what it tells from now on is newer than what was missed, and waits for it. */
  hold() {
    this.#held ??= [];
    this.#holds += 1;
  }

  /**
   * After a start, and after there is room again: what came while nobody listened, before anything newer.
   *
   * @param {Pick<import('../whatsapp/engine.js').EngineCalls, 'receivedSince'>} engine
   */
  async catchUp(engine) {
    const { log } = this.#parts;
    this.hold();
    const hold = this.#holds;
    this.#missed = false;
    try {
      const stored = await this.#fetch(engine);
      if (stored > 0) log.info('fetched messages that came while nobody listened', { messages: stored });
    } catch (error) {
      this.#missed = true;
      this.#notBefore = Date.now() + BETWEEN_FAILURES_MS;
      log.error('messages that came while nobody listened could not be looked up', { reason: reason(error) });
    }
    // Held again meanwhile: the page was loaded anew and will be looked through once more.
    if (hold === this.#holds) this.#release();
  }

  /** @param {Pick<import('../whatsapp/engine.js').EngineCalls, 'receivedSince'>} engine */
  async #fetch(engine) {
    const { delivery, since } = this.#parts;
    let stored = 0;
    for await (const portion of engine.receivedSince(since(), (id) => delivery.knows(id))) {
      stored += portion.filter((received) => this.#accept(received) === 'stored').length;
      if (this.#missed) break; // full again: the rest is looked up when there is room
    }
    return stored;
  }

  #release() {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const received of held) this.#accept(received);
  }

  /** @returns {boolean} whether it is time to look up what was missed */
  get hasRoomForMissed() {
    return this.#missed && !this.#parts.outbox.isFull(0.9) && Date.now() >= this.#notBefore;
  }

  /** @param {Received} received */
  #accept(received) {
    const { groups, since, count, log } = this.#parts;
    const why = ignored(received, { groups, since: since() });
    const result = why ?? this.#store(received);
    count({ type: received.type, result });
    if (result === 'stored') log.info('message received', { messageId: received.messageId, type: received.type });
    else log.debug('message left out', { messageId: received.messageId, type: received.type, reason: result });
    return result;
  }

  /** @param {Received} received */
  #store(received) {
    const { delivery, log } = this.#parts;
    try {
      const result = delivery.accept(received.key, received.chatId, received);
      if (result === 'full') this.#lost('the outbox is full');
      return result;
    } catch (error) {
      log.error('a message could not be written down', { reason: reason(error) });
      this.#lost('the disk does not take it');
      return 'unwritten';
    }
  }

  /** @param {string} why */
  #lost(why) {
    if (!this.#missed) this.#parts.log.error('messages are left in WhatsApp until there is room', { reason: why });
    this.#missed = true;
  }
}
