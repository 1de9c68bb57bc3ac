import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonical, isPhone, recipient } from '../../src/whatsapp/addresses.js';

for (const [given, expected] of /** @type {const} */ ([
  ['923001234567', '923001234567@c.us'],
  ['+92 300 123-4567', '923001234567@c.us'],
  ['(030) 1234567', '0301234567@c.us'],
  ['923001234567@c.us', '923001234567@c.us'],
  ['77001122334455@lid', '77001122334455@lid'],
  ['120363000000000001@g.us', '120363000000000001@g.us'],
  ['4915112345-1600000000@g.us', '4915112345-1600000000@g.us'],
])) test(`${given} is the address ${expected}`, () => assert.equal(recipient(given), expected));

for (const given of ['', 'Ada', '123', '92300123456@evil', 'status@broadcast', '12345@newsletter', '9'.repeat(65), '9'.repeat(16), '923@c.us@lid']) {
  test(`"${given.slice(0, 20)}" is no address`, () => assert.equal(recipient(given), undefined));
}

test('a device suffix and the old server name are taken off', () => {
  assert.equal(canonical('923001234567:12@s.whatsapp.net'), '923001234567@c.us');
});

test('a LID is never taken for a phone number', () => assert.equal(isPhone('77001122334455@lid'), false));
