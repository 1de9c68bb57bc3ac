import { reason } from '../log.js';

/**
 * What became of our messages while nobody listened: the page knows how far each came, but says so only when it changes.
 *
 * @typedef {import('../whatsapp/engine.js').Ack} Ack
 */

const LOOK_BACK_MS = 24 * 3600_000;
const MOST_CHATS = 50;

/**
 * @param {Pick<import('../whatsapp/engine.js').EngineCalls, 'ownMessages'>} engine
 * @param {Pick<import('./sent-store.js').SentStore, 'since' | 'byMessage'>} store
 * @param {import('../log.js').Log} log
 * @returns {Promise<Ack[]>}
 */
export async function missedAcks(engine, store, log) {
  const since = Date.now() - LOOK_BACK_MS;
  const chats = [...new Set(store.since(since).map(({ to }) => to))].slice(-MOST_CHATS);
  const acks = [];
  for (const chat of chats) {
    try {
      const own = await engine.ownMessages(chat, since);
      const known = own.filter(({ messageId, ack }) => ack !== 0 && store.byMessage(messageId));
      acks.push(...known.map(({ messageId, ack }) => ({ messageId, ack, recipient: chat, timestamp: Date.now() })));
    } catch (error) {
      log.warn('what became of earlier messages could not be read', { reason: reason(error) });
      return acks; // the page has other troubles; the next start looks again
    }
  }
  return acks;
}
