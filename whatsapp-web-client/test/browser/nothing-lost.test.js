import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import { skip } from '../support/client-process.js';
import { until } from '../support/support.js';
import { ADA, aLinkedWorld } from './world.js';

/** No message lost, no reply doubled: whatever is stopped or killed, and when. */

const BEN = '4915112345678';

test('the ingress is stopped and 50 messages are typed: all 50 arrive, in order, once', { skip }, async (t) => {
  const { standIn, ingress, client, arrived, texts } = await aLinkedWorld(t);
  await ingress.stop();
  const typed = Array.from({ length: 50 }, (_, n) => `m${n}`);
  for (const body of typed) standIn.receive({ from: ADA, body });
  await until(async () => /webclient_outbox_entries\{of="messages"\} 50/.test(await (await client.get('/metrics')).text()), '50 in the outbox');
  await ingress.start();
  await arrived(50);
  assert.deepEqual(texts(), typed);
  assert.equal(ingress.repeats, 0);
});

test('the ingress answers 503 and the client is killed meanwhile: all arrive, in order, once', { skip }, async (t) => {
  const { standIn, ingress, client, arrived, texts } = await aLinkedWorld(t);
  ingress.answer = { status: 503, headers: { 'Retry-After': '1' } };
  const typed = Array.from({ length: 50 }, (_, n) => `m${n}`);
  for (const body of typed.slice(0, 20)) standIn.receive({ from: ADA, body });
  await until(() => ingress.requests.length > 0, 'a try');
  await client.kill();
  for (const body of typed.slice(20, 40)) standIn.receive({ from: ADA, body });
  await client.start();
  await client.is('ready');
  for (const body of typed.slice(40)) standIn.receive({ from: ADA, body });
  ingress.stores();
  await arrived(50);
  assert.deepEqual(texts(), typed);
});

test('killed again and again while people write: every message arrives, in order, once', { skip }, async (t) => {
  const { standIn, client, ingress, arrived } = await aLinkedWorld(t);
  /** @type {string[]} */
  const typed = [];
  let writing = true;
  const people = (async () => {
    for (let n = 0; writing || n % 2 === 1; n += 1) {
      typed.push(`m${n}`);
      standIn.receive({ from: n % 2 === 0 ? ADA : BEN, body: `m${n}` });
      await after(15);
    }
  })();
  for (const moment of [150, 40, 400]) {
    await after(moment);
    await client.kill();
    await client.start();
    await client.is('ready');
  }
  writing = false;
  await people;
  await arrived(typed.length);
  for (const [remainder, person] of [ADA, BEN].entries()) {
    const got = ingress.messages.filter(({ sender }) => sender === `${person}@c.us`).map(({ raw_msg: text }) => text);
    assert.deepEqual(got, typed.filter((_, n) => n % 2 === remainder));
  }
});

test('killed at any moment of a send and asked again: the message is there once', { skip }, async (t) => {
  const { standIn, client } = await aLinkedWorld(t);
  standIn.rules.delayMs = 60;
  const moments = [0, 10, 30, 60, 120];
  for (const [n, moment] of moments.entries()) {
    const request = { number: ADA, message: `reply ${n}`, id: `o-${n}` };
    const first = client.send(request).catch(() => undefined); // the connection breaks with the process
    await after(moment);
    await client.kill();
    await first;
    await client.start();
    await client.is('ready');
    const { state } = await client.fate(request.id);
    const wasOut = standIn.sent.some(({ body }) => body === request.message);
    assert.equal(state, wasOut ? 'sent' : 'unknown', `killed after ${moment} ms`);
    const again = await client.send(request);
    assert.equal(again.status, 200);
    assert.equal(again.body.duplicate ?? false, wasOut);
  }
  assert.deepEqual(standIn.sent.map(({ body }) => body), moments.map((_, n) => `reply ${n}`));
});

test('even where the page has forgotten what it sent, the repeat carries the same message id, so that phones show it once', { skip }, async (t) => {
  const { standIn, client } = await aLinkedWorld(t, { rules: { swallow: 1, forgetSent: true } });
  const request = { number: ADA, message: 'a reply', id: 'o-1' };
  const first = client.send(request).catch(() => undefined);
  await until(() => standIn.sent.length === 1, 'the message to be out');
  await client.kill();
  await first;
  await client.start();
  await client.is('ready');
  assert.equal((await client.send(request)).status, 200);
  assert.deepEqual(standIn.sent.map(({ repeated }) => repeated), [false, true]);
});

test('a page that hangs in a send leaves the outcome open, and the repeat settles it without a second message', { skip }, async (t) => {
  const { standIn, client } = await aLinkedWorld(t, { env: { SEND_TIMEOUT_SECONDS: '1' }, rules: { swallow: 1 } });
  const request = { number: ADA, message: 'a reply', id: 'o-1' };
  assert.equal((await client.send(request)).status, 504);
  const again = await client.send(request);
  assert.deepEqual([again.status, again.body.duplicate], [200, true]);
  assert.equal(standIn.sent.length, 1);
});

test('a voice note that comes right before a kill arrives with its bytes', { skip }, async (t) => {
  const { standIn, client, ingress, arrived } = await aLinkedWorld(t);
  const data = Buffer.alloc(200_000, 'v').toString('base64');
  standIn.receive({ from: ADA, body: 'listen' });
  standIn.receive({ from: ADA, type: 'ptt', media: { mime_type: 'audio/ogg', data } });
  await arrived(1);
  await client.kill();
  await client.start();
  await arrived(2);
  assert.ok(ingress.messages[1].raw_msg === data);
});

test('an ack that came while the client was dead is told', { skip }, async (t) => {
  const { standIn, client, ingress } = await aLinkedWorld(t, { rules: { acks: [] } });
  const { body } = await client.send({ number: ADA, message: 'a reply', id: 'o-1' });
  await client.kill();
  standIn.ack(body.message_id, 3);
  await client.start();
  await client.is('ready');
  await until(() => ingress.statuses.some(({ id, ack }) => id === 'o-1' && ack === 3), 'the ack');
});

test('what was answered before the phone was linked is not answered again', { skip }, async (t) => {
  const { standIn, client, arrived, texts } = await aLinkedWorld(t);
  standIn.receive({ from: ADA, body: 'years ago', at: 1_500_000_000 });
  await arrived(1);
  await client.stop();
  standIn.receive({ from: BEN, body: 'also years ago', at: 1_500_000_000 });
  await client.start();
  await client.is('ready');
  standIn.receive({ from: BEN, body: 'now' });
  await arrived(2);
  assert.deepEqual(texts(), ['years ago', 'now']);
});
