import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { reason } from '../log.js';
import { NotReachable, NotSent, Uncertain } from '../whatsapp/engine.js';
import { bareId, chosenId } from '../whatsapp/keys.js';
import { outcome } from './sent-store.js';

/**
 * A request to send, carried out at most once per id: written down before and after each message, and settled by looking into
 * the chat when a crash or a hanging page left it open.
 *
 * @typedef {import('./request.js').SendRequest} SendRequest
 * @typedef {import('./request.js').Part} Part
 * @typedef {import('./sent-store.js').SentRecord} SentRecord
 * @typedef {import('./sent-store.js').PartRecord} PartRecord
 * @typedef {import('../whatsapp/engine.js').EngineCalls} EngineCalls
 * @typedef {{ to: string, messageId: string, duplicate: boolean }} Sent
 * @typedef {{ state: 'sent' | 'failed' | 'unknown' | 'uncertain', messageId?: string, to?: string, error?: string }} Fate
 */

/** WhatsApp cannot be reached now; nothing was sent. */
export class NotConnected extends Error {}

/** The id was used for another message. */
export class IdReused extends Error {}

/** WhatsApp counts whole seconds, and its clock is not ours. */
const CLOCK_MS = 60_000;
const TYPING_MS_PER_CHARACTER = 30;

export class Sending {
  #parts;
  /** @type {Map<string, { hash: string, result: Promise<Sent> }>} */
  #running = new Map();
  /** @type {Set<string>} chats that WhatsApp knows */
  #reachable = new Set();
  #closed = false;

  /**
   * @param {{ engine: () => EngineCalls | undefined, lane: import('./send-lane.js').SendLane,
   *   store: import('./sent-store.js').SentStore, fetchFile: (url: string) => Promise<string>, typingMs: number,
   *   log: import('../log.js').Log }} parts
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {SendRequest} request
   * @param {AbortSignal} [gone] the caller left
   * @returns {Promise<Sent>}
   */
  async send(request, gone) {
    const id = request.id ?? `auto-${randomUUID()}`;
    const running = this.#running.get(id);
    const known = this.#parts.store.get(id);
    const hash = running?.hash ?? known?.hash;
    if (hash !== undefined && hash !== request.fingerprint) throw new IdReused('this id was used for another message');
    if (running) return { ...(await running.result), duplicate: true };
    if (known && outcome(known) === 'sent') return { ...final(known), duplicate: true };
    this.#connected();
    const result = this.#parts.lane.run(() => this.#carryOut(id, request), gone);
    this.#running.set(id, { hash: request.fingerprint, result });
    try {
      return await result;
    } finally {
      this.#running.delete(id);
    }
  }

  /** @param {string} id @returns {Promise<Fate>} */
  async fate(id) {
    const running = this.#running.get(id);
    if (running) await running.result.catch(() => undefined); // its outcome is in the store
    const record = this.#parts.store.get(id);
    const engine = this.#parts.engine();
    if (!record || outcome(record) !== 'uncertain' || !engine) return fateOf(record);
    const found = await this.#settle(record, engine);
    return found ? fateOf(record) : { state: 'unknown' };
  }

  /** Ends the taking of requests and waits for the one that is under way. */
  async close() {
    this.#closed = true;
    this.#parts.lane.hurry();
    await Promise.allSettled([...this.#running.values()].map(({ result }) => result));
  }

  #connected() {
    const engine = this.#closed ? undefined : this.#parts.engine();
    if (!engine) throw new NotConnected('WhatsApp client is not connected. Please scan the QR code or try again later.');
    return engine;
  }

  /** @param {string} id @param {SendRequest} request @returns {Promise<Sent>} */
  async #carryOut(id, request) {
    const { store, log } = this.#parts;
    const engine = this.#connected();
    const chatId = await this.#address(engine, request.chatId);
    const record = store.get(id) ?? store.request({
      id, hash: request.fingerprint, to: request.chatId, parts: request.parts.length, auto: request.id === undefined,
    });
    if (outcome(record) === 'uncertain') await this.#settle(record, engine);
    const missing = [...request.parts.entries()].filter(([index]) => record.done[index]?.messageId === undefined);
    for (const [index, part] of missing) await this.#part(engine, record, index, part, chatId, request.typing);
    const sent = { ...final(record), duplicate: missing.length === 0 };
    log.info('message sent', { id, messageId: sent.messageId, messages: missing.length });
    return sent;
  }

  /** @param {EngineCalls} engine @param {string} chatId the address as asked for */
  async #address(engine, chatId) {
    if (this.#reachable.has(chatId)) return chatId;
    const address = await engine.reachable(chatId).catch((error) => {
      throw new NotConnected(reason(error)); // nothing was handed over yet
    });
    if (address === undefined) throw new NotReachable('the number is not on WhatsApp');
    // Some countries write one number in two ways; WhatsApp's answer then differs and is asked for every time.
    if (address === chatId && this.#reachable.size < 100_000) this.#reachable.add(chatId);
    return address;
  }

  /**
   * @param {EngineCalls} engine @param {SentRecord} record @param {number} index @param {Part} part @param {string} chatId
   * @param {boolean} typing
   */
  async #part(engine, record, index, part, chatId, typing) {
    const { store } = this.#parts;
    const file = part.file && (await this.#file(part));
    if (typing) await this.#type(engine, chatId, part.text);
    const earlier = record.done[index];
    // Refused: a new id. Outcome unknown: the same one, so that a phone that got the first takes both for one.
    const attempt = (earlier?.attempt ?? 1) + (earlier?.failed === undefined ? 0 : 1);
    const key = chosenId(record.id, index, attempt);
    store.started(record.id, index, { attempt, chosenId: key, text: fingerprint(part.text) });
    try {
      const { fileAs, quotedMessageId, text } = part;
      const sent = await engine.send({
        chatId, chosenId: key, text, ...(file && { file }), ...(fileAs && { fileAs }), ...(quotedMessageId && { quotedMessageId }),
      });
      this.#noteSent(record, index, sent.messageId);
    } catch (error) {
      if (error instanceof NotSent || error instanceof NotReachable) store.failed(record.id, index, reason(error));
      throw error;
    }
  }

  /** @param {SentRecord} record @param {number} index @param {string} messageId */
  #noteSent(record, index, messageId) {
    try {
      this.#parts.store.sent(record.id, index, messageId);
    } catch (error) {
      throw new Uncertain(`sent, but it could not be written down: ${reason(error)}`);
    }
  }

  /** @param {Part} part */
  async #file({ file, url }) {
    if (!file || !url) return file;
    return { ...file, data: await this.#parts.fetchFile(url).catch((error) => {
      throw new NotSent(`the file could not be fetched: ${reason(error)}`);
    }) };
  }

  /** @param {EngineCalls} engine @param {string} chatId @param {string} text */
  async #type(engine, chatId, text) {
    try {
      await engine.typing(chatId);
      await after(Math.min(this.#parts.typingMs, text.length * TYPING_MS_PER_CHARACTER));
    } catch (error) {
      this.#parts.log.warn('the typing sign was not shown', { reason: reason(error) }); // the message itself matters
    }
  }

  /**
   * A part was started and its end is not known: the chat tells.
   *
   * @param {SentRecord} record
   * @param {EngineCalls} engine
   * @returns {Promise<boolean>} whether the chat knows the message
   */
  async #settle(record, engine) {
    const { store, log } = this.#parts;
    const index = record.done.length - 1;
    try {
      const own = await engine.ownMessages(record.to, record.done[index].startedAt - CLOCK_MS);
      const found = evidence(own, record.done[index], store);
      log.info('looked for a message of unknown outcome', { id: record.id, found: found !== undefined });
      if (found && found.ack >= 0) store.sent(record.id, index, found.messageId);
      if (found && found.ack < 0) store.failed(record.id, index, 'WhatsApp did not take the message');
      return found !== undefined;
    } catch (error) {
      throw new Uncertain(`the chat could not be read: ${reason(error)}`);
    }
  }
}

/**
 * Which of our messages in the chat is the one that was started. Pure.
 *
 * @param {import('../whatsapp/engine.js').OwnMessage[]} own
 * @param {PartRecord} started
 * @param {Pick<import('./sent-store.js').SentStore, 'byMessage' | 'choosesIds'>} store
 */
export function evidence(own, started, store) {
  if (store.choosesIds) return own.find(({ messageId }) => bareId(messageId) === started.chosenId);
  // A page that does not take our ids: the same text, not older, and not known as another request's message.
  const since = started.startedAt - CLOCK_MS;
  return own.find(({ messageId, text, timestamp }) =>
    fingerprint(text) === started.text && timestamp >= since && store.byMessage(messageId) === undefined);
}

/** Texts are not kept, only compared. @param {string} text */
const fingerprint = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** @param {SentRecord} record @returns {{ to: string, messageId: string }} the last message is the text */
function final({ to, done }) {
  return { to, messageId: done.at(-1)?.messageId ?? '' };
}

/** @param {SentRecord | undefined} record @returns {Fate} */
function fateOf(record) {
  const state = outcome(record);
  if (!record) return { state };
  const error = record.done.at(-1)?.failed;
  return { state, to: record.to, ...(state === 'sent' && { messageId: final(record).messageId }), ...(error && { error }) };
}
