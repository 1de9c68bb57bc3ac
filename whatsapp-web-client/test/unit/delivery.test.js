import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { MemoryOfIds } from '../../src/disk/memory-of-ids.js';
import { DeadLetters } from '../../src/inbound/dead-letters.js';
import { Delivery } from '../../src/inbound/delivery.js';
import { Outbox } from '../../src/inbound/outbox.js';
import { folderFor, recordingLog, until } from '../support/support.js';

/** @typedef {import('../../src/inbound/ingress.js').Answer} Answer */

/**
 * One life of the delivery over a data folder; a second one over the same folder is a restart.
 *
 * @param {import('node:test').TestContext} t
 * @param {{ folder?: string, answers?: (body: string) => Answer | Promise<Answer>, entries?: number, fetch?: (facts: any) => Promise<string> }} [given]
 */
function life(t, { folder = folderFor(t), answers = () => ({ is: 'stored' }), entries = 1000, fetch } = {}) {
  /** @type {string[]} */
  const posted = [];
  const log = recordingLog();
  const outbox = new Outbox({ folder: path.join(folder, 'outbox'), limits: { entries, bytes: 1e9 } });
  const deadLetters = new DeadLetters({ folder: path.join(folder, 'dead') });
  const settled = new MemoryOfIds({ file: path.join(folder, 'settled.log'), keepMs: 1e9, most: 1000 });
  const delivery = new Delivery({
    outbox, deadLetters, settled, log, count: () => {},
    needsFetching: (facts) => facts.fetch === true,
    finish: (facts) => (facts.fetch && fetch ? fetch(facts) : facts.text),
    post: async (body) => {
      posted.push(body);
      return answers(body);
    },
  });
  t.after(() => delivery.stop());
  const say = (/** @type {string} */ text, lane = 'ada', more = {}) => delivery.accept(`key of ${text}`, lane, { text, ...more });
  return { folder, posted, log, outbox, deadLetters, settled, delivery, say };
}

test('messages go out in the order in which they came, once', async (t) => {
  const { posted, outbox, say } = life(t);
  for (const text of ['a', 'b', 'c']) say(text);
  assert.equal(say('b'), 'known');
  await until(() => outbox.size === 0, 'all delivered');
  assert.equal(say('a'), 'known');
  assert.deepEqual(posted, ['a', 'b', 'c']);
});

test('while the ingress is away messages wait on disk; then all come, in order, once', async (t) => {
  let away = true;
  /** @type {string[]} */
  const taken = [];
  const { posted, outbox, say } = life(t, { answers: (body) => {
    if (away) return { is: 'later', why: 'HTTP 503', afterMs: 20 };
    taken.push(body);
    return { is: 'stored' };
  } });
  const texts = Array.from({ length: 50 }, (_, n) => `m${n}`);
  for (const text of texts) say(text);
  await until(() => posted.length > 2, 'some tries');
  assert.equal(outbox.size, 50);
  away = false;
  await until(() => outbox.size === 0, 'all delivered');
  assert.deepEqual(taken, texts);
});

test('a restart delivers what was waiting, in order, and nothing that was delivered', async (t) => {
  const first = life(t, { answers: (body) => (body === 'a' ? { is: 'stored' } : { is: 'later', why: 'away', afterMs: 60_000 }) });
  for (const text of ['a', 'b', 'c']) first.say(text);
  await until(() => first.posted.includes('b'), 'the first delivered, the second tried');
  first.delivery.stop();
  const second = life(t, { folder: first.folder });
  second.delivery.start();
  await until(() => second.outbox.size === 0, 'all delivered');
  assert.deepEqual(second.posted, ['b', 'c']);
});

test('killed between delivery and removal, the next start does not deliver again', async (t) => {
  const first = life(t, { answers: () => ({ is: 'later', why: 'away', afterMs: 60_000 }) });
  first.say('a');
  first.settled.add('key of a');
  first.delivery.stop();
  const second = life(t, { folder: first.folder });
  assert.equal(second.outbox.size, 0);
});

test('what is refused for good becomes a dead letter with its reason, and the next one goes on', async (t) => {
  const { outbox, deadLetters, folder, posted, say } = life(t, { answers: (body) => (body === 'bad' ? { is: 'refused', why: 'HTTP 400' } : { is: 'stored' }) });
  say('bad');
  say('good');
  await until(() => outbox.size === 0, 'both settled');
  assert.deepEqual(posted, ['bad', 'good']);
  assert.equal(deadLetters.size, 1);
  const [letter] = fs.readdirSync(path.join(folder, 'dead'));
  const { why, body } = JSON.parse(fs.readFileSync(path.join(folder, 'dead', letter), 'utf8'));
  assert.deepEqual({ why, body }, { why: 'HTTP 400', body: 'bad' });
});

test('a slow file delays its own chat only, and keeps its place there', async (t) => {
  /** @type {() => void} */
  let arrive = () => {};
  const file = new Promise((resolve) => { arrive = () => resolve('voice with bytes'); });
  const { posted, outbox, say } = life(t, { fetch: () => file });
  say('voice', 'ada', { fetch: true });
  say('after the voice', 'ada');
  say('from somebody else', 'ben');
  await until(() => posted.length > 0, 'the other chat');
  assert.deepEqual(posted, ['from somebody else']);
  arrive();
  await until(() => outbox.size === 0, 'all delivered');
  assert.deepEqual(posted.slice(1), ['voice with bytes', 'after the voice']);
});

test('a fetched file outlives a restart', async (t) => {
  const first = life(t, { fetch: async () => 'with bytes', answers: () => ({ is: 'later', why: 'away', afterMs: 60_000 }) });
  first.say('voice', 'ada', { fetch: true });
  await until(() => first.posted.length > 0, 'a try');
  first.delivery.stop();
  const second = life(t, { folder: first.folder, fetch: async () => assert.fail('fetched again') });
  second.delivery.start();
  await until(() => second.outbox.size === 0, 'delivered');
  assert.deepEqual(second.posted, ['with bytes']);
});

test('a full outbox says so', (t) => {
  const { say } = life(t, { entries: 2, answers: () => ({ is: 'later', why: 'away', afterMs: 60_000 }) });
  assert.deepEqual([say('a'), say('b'), say('c')], ['stored', 'stored', 'full']);
});

test('a half-written draft, left by a crash, is no entry', (t) => {
  const folder = folderFor(t);
  fs.mkdirSync(path.join(folder, 'outbox'));
  fs.writeFileSync(path.join(folder, 'outbox', '000000000001.json.tmp'), '{"ke');
  fs.writeFileSync(path.join(folder, 'outbox', '000000000002.body'), 'of a delivered one');
  assert.equal(life(t, { folder }).outbox.size, 0);
  assert.deepEqual(fs.readdirSync(path.join(folder, 'outbox')), []);
});
