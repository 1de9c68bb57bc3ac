import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder that is gone after the test. @param {import('node:test').TestContext} t */
export function folderFor(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'web-client-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** @param {() => unknown} holds @param {string} what @param {number} [ms] */
export async function until(holds, what, ms = 20_000) {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${ms} ms for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A log that can be read. */
export function recordingLog() {
  /** @type {string[]} */
  const lines = [];
  const write = (/** @type {string} */ level) => (/** @type {string} */ sentence, /** @type {object} */ facts = {}) => {
    lines.push(`${level} ${sentence} ${JSON.stringify(facts)}`);
  };
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/**
 * Something that was heard on WhatsApp.
 *
 * @param {Partial<import('../../src/whatsapp/engine.js').Received>} [fields]
 * @returns {import('../../src/whatsapp/engine.js').Received}
 */
export function aReceived(fields = {}) {
  const messageId = fields.messageId ?? 'false_923001234567@c.us_3A01';
  return {
    key: messageId, messageId, type: 'chat', chatId: '923001234567@c.us', senderId: '923001234567@c.us', senderName: 'A person',
    fromMe: false, timestamp: 1_795_000_000_000, text: 'hi', ...fields,
  };
}
