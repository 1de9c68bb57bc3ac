import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadRequest, sendRequest } from '../../src/outbound/request.js';

const parse = (/** @type {any} */ body) => sendRequest(body, { mediaHosts: ['media.local:9000'] });
const DATA = Buffer.from('bytes').toString('base64');

test("the seed's request", () => {
  const { id, chatId, parts, typing } = parse({ number: '923001234567', message: 'hi' });
  assert.deepEqual({ id, chatId, parts, typing }, { id: undefined, chatId: '923001234567@c.us', parts: [{ text: 'hi' }], typing: false });
});

test('a transcript goes first, as a text file', () => {
  const { parts } = parse({ number: '923001234567', message: 'hi', attachments: { transcript_file: `data:text/plain;base64,${DATA.slice(0, 4)} ${DATA.slice(4)}` } });
  assert.deepEqual(parts, [{ text: '', fileAs: 'document', file: { mimeType: 'text/plain', filename: 'transcript.txt', data: DATA } }, { text: 'hi' }]);
});

test('the message is the caption of a picture', () => {
  const { parts } = parse({ number: '923001234567', message: 'look', media: { mime_type: 'image/png', data: DATA, filename: '../a.png' } });
  assert.deepEqual(parts, [{ text: 'look', file: { mimeType: 'image/png', data: DATA, filename: '.._a.png' } }]);
});

test('with a caption of its own, the message is a second one', () => {
  const { parts } = parse({ number: '923001234567', message: 'more', media: { mime_type: 'image/png', data: DATA, caption: 'look' } });
  assert.deepEqual(parts.map(({ text }) => text), ['look', 'more']);
});

test('a voice note has no caption: the message follows it', () => {
  const { parts } = parse({ number: '923001234567', message: 'listen', media: { mime_type: 'audio/ogg; codecs=opus', data: DATA } });
  assert.deepEqual(parts.map(({ text, fileAs }) => ({ text, fileAs })), [{ text: '', fileAs: 'voice' }, { text: 'listen', fileAs: undefined }]);
});

test('a file without a name gets one', () => {
  const { parts } = parse({ number: '923001234567', media: { mime_type: 'application/pdf', data: DATA } });
  assert.equal(parts[0].file?.filename, 'file.pdf');
});

test('a reply quotes with its last message', () => {
  const { parts } = parse({ number: '923001234567', message: 'yes', attachments: { transcript_file: DATA }, quoted_message_id: 'false_1@c.us_A' });
  assert.deepEqual(parts.map(({ quotedMessageId }) => quotedMessageId), [undefined, 'false_1@c.us_A']);
});

test('a file may come from a configured host', () => {
  const { parts } = parse({ number: '923001234567', media: { mime_type: 'image/png', url: 'http://media.local:9000/a' } });
  assert.equal(parts[0].url, 'http://media.local:9000/a');
});

test('equal requests have equal fingerprints, others not', () => {
  const one = { number: '923001234567', message: 'hi' };
  assert.equal(parse(one).fingerprint, parse({ ...one, number: '+92 300 1234567' }).fingerprint);
  assert.notEqual(parse(one).fingerprint, parse({ ...one, message: 'ho' }).fingerprint);
});

const GOOD = { number: '923001234567', message: 'hi' };
for (const [name, body] of Object.entries({
  'no body': undefined,
  'no number': { message: 'hi' },
  'nothing to say': { number: '923001234567' },
  'a number that is none': { ...GOOD, number: 12 },
  'a name for a number': { ...GOOD, number: 'Ada' },
  'a message that is no text': { ...GOOD, message: {} },
  'a message that is too long': { ...GOOD, message: 'x'.repeat(65_537) },
  'an empty id': { ...GOOD, id: '' },
  'an id that is no text': { ...GOOD, id: 7 },
  'a transcript that is no base64': { ...GOOD, attachments: { transcript_file: '%%%' } },
  'media that is no base64': { ...GOOD, media: { mime_type: 'image/png', data: 'a' } },
  'media without bytes': { ...GOOD, media: { mime_type: 'image/png' } },
  'media with bytes and address': { ...GOOD, media: { mime_type: 'image/png', data: DATA, url: 'http://media.local:9000/a' } },
  'media without a MIME type': { ...GOOD, media: { data: DATA } },
  'an address elsewhere': { ...GOOD, media: { mime_type: 'image/png', url: 'http://169.254.169.254/' } },
  'an address that hides its host': { ...GOOD, media: { mime_type: 'image/png', url: 'http://media.local:9000@evil/' } },
  'an address of a file': { ...GOOD, media: { mime_type: 'image/png', url: 'file:///etc/passwd' } },
})) test(`refused: ${name}`, () => assert.throws(() => parse(body), BadRequest));

test("the seed's words for a missing number", () => {
  assert.throws(() => parse({}), { message: 'Both number and message are required' });
});
