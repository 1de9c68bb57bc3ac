import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { sendRequest } from '../../src/outbound/request.js';
import { NotBegun, SendLane } from '../../src/outbound/send-lane.js';
import { IdReused, NotConnected, Sending } from '../../src/outbound/sending.js';
import { SentStore } from '../../src/outbound/sent-store.js';
import { NotReachable, NotSent, Uncertain } from '../../src/whatsapp/engine.js';
import { FakeEngine } from '../support/fake-engine.js';
import { folderFor, recordingLog, until } from '../support/support.js';

/** @param {import('node:test').TestContext} t @param {{ folder?: string, engine?: FakeEngine, now?: () => number }} [given] */
function life(t, { folder = folderFor(t), engine = new FakeEngine(), now = Date.now } = {}) {
  /** @type {{ engine: FakeEngine | undefined }} */
  const whatsapp = { engine };
  const store = new SentStore({ file: path.join(folder, 'sent.log'), now });
  const lane = new SendLane({ gap: { least: 0, most: 0 }, queue: 10, waitMs: 1000 });
  const sending = new Sending({ engine: () => whatsapp.engine, lane, store, log: recordingLog(), typingMs: 0, fetchFile: async () => 'Zm9v' });
  return { folder, engine, whatsapp, store, sending };
}

const request = (/** @type {object} */ fields = {}) => sendRequest({ number: '923001234567', message: 'hi', id: 'o-1', ...fields }, { mediaHosts: ['h'] });
const WITH_TRANSCRIPT = { attachments: { transcript_file: 'Zm9v' } };

test('a repeated id answers with the first result and sends nothing', async (t) => {
  const { engine, sending } = life(t);
  const first = await sending.send(request());
  const second = await sending.send(request());
  assert.equal(first.duplicate, false);
  assert.deepEqual(second, { ...first, duplicate: true });
  assert.equal(engine.sent.length, 1);
});

test('so it is after a restart', async (t) => {
  const { folder, engine, sending } = life(t);
  const first = await sending.send(request());
  assert.deepEqual(await life(t, { folder, engine }).sending.send(request()), { ...first, duplicate: true });
  assert.equal(engine.sent.length, 1);
});

test('so it is while the first is still under way', async (t) => {
  const { engine, sending } = life(t);
  const both = await Promise.all([sending.send(request()), sending.send(request())]);
  assert.deepEqual(both.map(({ duplicate }) => duplicate), [false, true]);
  assert.equal(engine.sent.length, 1);
});

test('so it is for a repeat while WhatsApp is away', async (t) => {
  const { whatsapp, sending } = life(t);
  await sending.send(request());
  whatsapp.engine = undefined;
  assert.equal((await sending.send(request())).duplicate, true);
});

test('after seven days an id is free again', async (t) => {
  let now = Date.now();
  const { engine, sending } = life(t, { now: () => now });
  await sending.send(request());
  now += 8 * 24 * 3600_000;
  await sending.send(request());
  assert.equal(engine.sent.length, 2);
});

test('one id for two messages is refused', async (t) => {
  const { sending } = life(t);
  await sending.send(request());
  await assert.rejects(sending.send(request({ message: 'ho' })), IdReused);
});

test('without an id every request is a message', async (t) => {
  const { engine, sending } = life(t);
  await sending.send(request({ id: undefined }));
  await sending.send(request({ id: undefined }));
  assert.equal(engine.sent.length, 2);
});

test('killed after the message went out: the chat tells, and nothing is sent again', async (t) => {
  const { folder, engine, sending } = life(t);
  engine.failures = [{ after: new Uncertain('killed') }];
  await assert.rejects(sending.send(request()), Uncertain);
  const next = life(t, { folder, engine });
  assert.equal((await next.sending.fate('o-1')).state, 'sent');
  const { messageId } = await next.sending.send(request());
  assert.equal(messageId, engine.own[0].messageId);
  assert.equal(engine.sent.length, 1);
});

test('killed before the message went out: the chat tells, and it is sent now, under the same message id', async (t) => {
  const { folder, engine, store, sending } = life(t);
  engine.failures = [{ before: new Uncertain('killed') }];
  await assert.rejects(sending.send(request()), Uncertain);
  const chosen = store.get('o-1')?.done[0].chosenId;
  const next = life(t, { folder, engine });
  assert.equal((await next.sending.fate('o-1')).state, 'unknown');
  await next.sending.send(request());
  assert.deepEqual(engine.sent.map(({ chosenId }) => chosenId), [chosen]);
});

test('while WhatsApp is away nobody can tell', async (t) => {
  const { engine, whatsapp, sending } = life(t);
  engine.failures = [{ after: new Uncertain('killed') }];
  await assert.rejects(sending.send(request()), Uncertain);
  whatsapp.engine = undefined;
  assert.equal((await sending.fate('o-1')).state, 'uncertain');
  await assert.rejects(sending.send(request()), NotConnected);
});

test('a page that does not take our message ids is searched for the text', async (t) => {
  const { engine, sending } = life(t);
  const send = engine.send.bind(engine);
  let n = 0;
  engine.send = (message) => send({ ...message, chosenId: `RANDOM${(n += 1)}` });
  await sending.send(request({ id: 'o-0' }));
  engine.failures = [{ after: new Uncertain('killed') }];
  await assert.rejects(sending.send(request()), Uncertain);
  assert.equal((await sending.send(request())).messageId, 'true_923001234567@c.us_RANDOM2');
  assert.equal(engine.sent.length, 2);
});

test('what WhatsApp refused can be sent again, as a new message', async (t) => {
  const { engine, store, sending } = life(t);
  engine.failures = [{ before: new NotSent('no') }];
  await assert.rejects(sending.send(request()), NotSent);
  const { state, error } = await sending.fate('o-1');
  assert.deepEqual({ state, error }, { state: 'failed', error: 'no' });
  const refused = store.get('o-1')?.done[0].chosenId;
  assert.equal((await sending.send(request())).duplicate, false);
  assert.notEqual(engine.sent[0].chosenId, refused);
});

test('a failed attachment is a failed message; the repeat sends only what is missing', async (t) => {
  const { engine, sending } = life(t);
  engine.failures = [{ before: new NotSent('media-fault') }];
  await assert.rejects(sending.send(request(WITH_TRANSCRIPT)), NotSent);
  assert.equal(engine.sent.length, 0);
  engine.failures = [{}, { before: new NotSent('no') }];
  await assert.rejects(sending.send(request(WITH_TRANSCRIPT)), NotSent);
  await sending.send(request(WITH_TRANSCRIPT));
  assert.deepEqual(engine.sent.map(({ file, text }) => file?.filename ?? text), ['transcript.txt', 'hi']);
});

test('a number that WhatsApp does not know is told apart', async (t) => {
  const { engine, sending } = life(t);
  engine.unknown.add('923001234567@c.us');
  await assert.rejects(sending.send(request()), NotReachable);
  assert.equal((await sending.fate('o-1')).state, 'unknown');
});

test('nothing is begun without WhatsApp', async (t) => {
  const { whatsapp, sending } = life(t);
  whatsapp.engine = undefined;
  await assert.rejects(sending.send(request()), NotConnected);
  assert.equal((await sending.fate('o-1')).state, 'unknown');
});

test('messages leave in the order of the requests', async (t) => {
  const { engine, sending } = life(t);
  await Promise.all(['1', '2', '3'].map((id) => sending.send(request({ id, message: id }))));
  assert.deepEqual(engine.sent.map(({ text }) => text), ['1', '2', '3']);
});

test('a message of which the owner has no id is still found by its ack', async (t) => {
  const { engine, store, sending } = life(t);
  await sending.send(request());
  assert.equal(store.byMessage(engine.own[0].messageId)?.id, 'o-1');
  assert.equal(store.byMessage('true_77@lid_OTHER'), undefined);
});

const SLOW = { gap: { least: 0, most: 0 }, queue: 1, waitMs: 20 };
const forever = () => new Promise(() => {});

test('the lane is bounded in number', async () => {
  const lane = new SendLane({ ...SLOW, waitMs: 60_000 });
  lane.run(forever);
  const gone = new AbortController();
  const second = lane.run(forever, gone.signal);
  await assert.rejects(lane.run(forever), NotBegun);
  gone.abort();
  await assert.rejects(second, NotBegun);
});

test('the lane is bounded in time, and what gave up is not begun later', async () => {
  const lane = new SendLane(SLOW);
  /** @type {() => void} */
  let end = () => {};
  const first = lane.run(() => new Promise((resolve) => { end = () => resolve(undefined); }));
  await assert.rejects(lane.run(async () => assert.fail('begun')), NotBegun);
  end();
  await first;
  assert.equal(await lane.run(async () => 'next'), 'next');
});

test('there is a pause between two messages', async () => {
  let now = 0;
  const lane = new SendLane({ gap: { least: 40, most: 80 }, queue: 5, waitMs: 1000, now: () => now, random: () => 0.5 });
  await lane.run(async () => {});
  let begun = false;
  const second = lane.run(async () => { begun = true; });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(begun, false);
  now = 60;
  await second;
  await until(() => begun, 'the second');
});
