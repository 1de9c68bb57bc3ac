import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ignored, needsFetching, statusBody, webhookBody } from '../../src/inbound/webhook.js';
import { aReceived } from '../support/support.js';

const BASE = {
  sender: '923001234567@c.us', client_type: 'whatsapp', message_id: 'false_923001234567@c.us_3A01', timestamp: 1_795_000_000_000,
  chat_id: '923001234567@c.us', sender_name: 'A person', session: 'web',
};
const body = (/** @type {any} */ fields, fetched = {}) => webhookBody(aReceived(fields), fetched, 'web');
const FILE = { mimeType: 'audio/ogg', data: Buffer.from('12345').toString('base64') };

test('text', () => assert.deepEqual(body({}), { ...BASE, raw_msg: 'hi', msg_type: 'chat' }));

test('a voice note carries its bytes as the message, as the seed has it', () => {
  assert.deepEqual(body({ type: 'ptt', text: '', media: { mimeType: 'audio/ogg', size: 9 } }, { file: FILE }), {
    ...BASE, raw_msg: FILE.data, msg_type: 'ptt', media: { mime_type: 'audio/ogg', size: 5 },
  });
});

test('a picture carries its caption as the message and its bytes beside it', () => {
  assert.deepEqual(body({ type: 'image', text: 'look', media: { mimeType: 'image/png', filename: 'a.png' } }, { file: { ...FILE, mimeType: 'image/png' } }), {
    ...BASE, raw_msg: 'look', msg_type: 'image', media: { mime_type: 'image/png', filename: 'a.png', size: 5, data: FILE.data },
  });
});

test('a file that is too large comes without bytes and with the reason', () => {
  assert.deepEqual(body({ type: 'document', text: '', media: { mimeType: 'application/pdf', size: 99 } }, { omitted: 'too_large' }).media, {
    mime_type: 'application/pdf', size: 99, omitted_reason: 'too_large',
  });
});

for (const type of ['vcard', 'multi_vcard']) {
  test(`contact cards (${type}) are a JSON array`, () => assert.equal(body({ type, vCards: ['BEGIN:VCARD'] }).raw_msg, '["BEGIN:VCARD"]'));
}

test('a place', () => {
  const location = { latitude: 1.5, longitude: 2.5, name: 'Here' };
  assert.deepEqual(body({ type: 'location', text: '', location }), { ...BASE, raw_msg: '', msg_type: 'location', location });
});

test('a reaction, an edit and a revoke name their message', () => {
  const target = 'false_923001234567@c.us_3A00';
  assert.deepEqual(body({ type: 'reaction', text: '👍', target }).reaction, { message_id: target, emoji: '👍' });
  assert.deepEqual(body({ type: 'edit', text: 'new', target }).edit, { message_id: target });
  assert.deepEqual(body({ type: 'revoke', text: '', target }).revoke, { message_id: target });
});

test('a quoted message is named', () => assert.equal(body({ quotedMessageId: 'true_1@c.us_A' }).quoted_message_id, 'true_1@c.us_A'));

test('a LID goes out as the number when WhatsApp tells it, and then both are named', () => {
  const { sender, sender_lid } = body({ senderId: '77@lid' }, { phone: '923001234567@c.us' });
  assert.deepEqual({ sender, sender_lid }, { sender: '923001234567@c.us', sender_lid: '77@lid' });
});

test('a LID without a number stays a LID', () => assert.equal(body({ senderId: '77@lid' }).sender, '77@lid'));

test('only LIDs and files are asked for', () => {
  assert.equal(needsFetching(aReceived()), false);
  assert.equal(needsFetching(aReceived({ senderId: '77@lid' })), true);
  assert.equal(needsFetching(aReceived({ media: { mimeType: 'image/png' } })), true);
});

for (const [why, fields] of /** @type {Array<[string | undefined, object]>} */ ([
  [undefined, {}],
  ['own', { fromMe: true }],
  ['broadcast', { broadcast: true }],
  ['broadcast', { chatId: 'status@broadcast' }],
  ['group', { chatId: '120363@g.us' }],
  ['notice', { type: 'e2e_notification' }],
  ['notice', { type: 'revoked' }],
  ['old', { type: 'reaction', timestamp: 5 }],
])) {
  test(`${JSON.stringify(fields)} is ${why ? `left out: ${why}` : 'taken'}`, () => {
    assert.equal(ignored(aReceived(fields), { groups: false, since: 10 }), why);
  });
}

test('groups can be let in', () => assert.equal(ignored(aReceived({ chatId: '120363@g.us' }), { groups: true, since: 0 }), undefined));

test('an ack names our own id when there is one', () => {
  const ack = { messageId: 'true_1@c.us_A', recipient: '77@lid', ack: 2, timestamp: 9 };
  const expected = { message_id: 'true_1@c.us_A', ack: 2, recipient: '1@c.us', timestamp: 9, session: 'web' };
  assert.deepEqual(statusBody(ack, { id: 'o-1', to: '1@c.us' }, 'web'), { ...expected, id: 'o-1' });
  assert.deepEqual(statusBody(ack, { to: '1@c.us' }, 'web'), expected);
});
