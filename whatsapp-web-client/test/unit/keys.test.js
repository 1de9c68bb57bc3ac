import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareId, chosenId, keyText } from '../../src/whatsapp/keys.js';

const TEXT = 'true_923001234567@c.us_3EB001';

for (const [dialect, key] of Object.entries({
  'the old one': { _serialized: TEXT },
  'the one since July 2026': { $1: TEXT },
  'neither, with an address as text': { fromMe: true, remote: '923001234567@c.us', id: '3EB001' },
  'neither, with an address as an object': { fromMe: true, remote: { user: '923001234567', server: 'c.us' }, id: '3EB001' },
})) test(`the text of a key in ${dialect}`, () => assert.equal(keyText(key), TEXT));

test('in a group the participant belongs to the key', () => {
  assert.equal(keyText({ fromMe: false, remote: '1@g.us', id: 'A', participant: '2@lid' }), 'false_1@g.us_A_2@lid');
});

test('no key has no text', () => assert.equal(keyText(undefined), ''));

test('the bare id is the same whatever the chat is called', () => {
  assert.equal(bareId('true_923001234567@c.us_3EB001'), bareId('true_77@lid_3EB001'));
});

test('a chosen id looks like one of WhatsApp Web and depends on key, part and attempt alone', () => {
  assert.match(chosenId('k', 0, 1), /^3EB0[0-9A-F]{18}$/);
  assert.equal(chosenId('k', 0, 1), chosenId('k', 0, 1));
  assert.equal(new Set([chosenId('k', 0, 1), chosenId('k', 1, 1), chosenId('k', 0, 2), chosenId('l', 0, 1)]).size, 4);
});
