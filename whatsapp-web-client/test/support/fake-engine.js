import { EventEmitter } from 'node:events';

/** WhatsApp at the engine's interface, for what needs no browser: it does what the test says. */
export class FakeEngine extends EventEmitter {
  /** @type {import('../../src/whatsapp/engine.js').Outbound[]} */
  sent = [];
  /** @type {import('../../src/whatsapp/engine.js').OwnMessage[]} */
  own = [];
  /** @type {import('../../src/whatsapp/engine.js').Received[]} */
  earlier = [];
  stopped = 0;
  /** What the next sends end with, before or after the message went out. @type {Array<{ before?: Error, after?: Error }>} */
  failures = [];
  state = 'CONNECTED';
  injected = true;
  /** @type {(() => Promise<void>) | undefined} */
  onStart;

  async start() {
    await this.onStart?.();
  }

  async stop() {
    this.stopped += 1;
  }

  probed = 0;
  async probe() {
    this.probed += 1;
    return { state: this.state, synced: true, injected: this.injected };
  }

  nudged = 0;
  async nudge() {
    this.nudged += 1;
  }

  /** @param {import('../../src/whatsapp/engine.js').Outbound} message */
  async send(message) {
    const failure = this.failures.shift();
    if (failure?.before) throw failure.before;
    this.sent.push(message);
    const messageId = `true_${message.chatId}_${message.chosenId}`;
    this.own.push({ messageId, ack: 1, text: message.text, timestamp: Date.now() });
    if (failure?.after) throw failure.after;
    return { messageId, ack: 1 };
  }

  async ownMessages() {
    return this.own;
  }

  unknown = new Set();
  /** @param {string} chatId */
  async reachable(chatId) {
    return this.unknown.has(chatId) ? undefined : chatId;
  }

  async typing() {}

  /** @type {Record<string, string>} */
  phones = {};
  /** @param {string} lid */
  async phoneOf(lid) {
    return this.phones[lid];
  }

  /** @type {Record<string, import('../../src/whatsapp/engine.js').File>} */
  files = {};
  /** @param {string} messageId @returns {Promise<import('../../src/whatsapp/engine.js').File | undefined>} */
  async download(messageId) {
    return this.files[messageId];
  }

  async *receivedSince() {
    yield this.earlier;
  }

  processes() {
    return [];
  }
}
