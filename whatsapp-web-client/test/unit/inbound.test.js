import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { Fetching } from '../../src/inbound/fetching.js';
import { Inbound } from '../../src/inbound/inbound.js';
import { Presence } from '../../src/inbound/presence.js';
import { FakeEngine } from '../support/fake-engine.js';
import { aReceived, folderFor, recordingLog } from '../support/support.js';

/** @param {{ full?: boolean }} [given] */
function inbound({ full = false } = {}) {
  /** @type {string[]} */
  const stored = [];
  const state = { full };
  const delivery = /** @type {any} */ ({
    knows: () => false,
    accept: (/** @type {string} */ key) => {
      if (stored.includes(key)) return 'known';
      if (state.full) return 'full';
      stored.push(key);
      return 'stored';
    },
  });
  const log = recordingLog();
  const outbox = /** @type {any} */ ({ isFull: () => state.full });
  return { stored, state, log, inbound: new Inbound({ delivery, outbox, groups: false, since: () => 0, log, count: () => {} }) };
}

/** @param {{ full?: boolean }} [given] */
async function caughtUp(given) {
  const all = inbound(given);
  await all.inbound.catchUp(new FakeEngine());
  return all;
}

const message = (/** @type {string} */ key) => aReceived({ messageId: key, text: 'a secret text' });

test('what came while nobody listened is stored before what comes now, from the first word of a page on', async () => {
  const { inbound: it, stored } = inbound();
  const engine = new FakeEngine();
  it.heard(message('just before the look-up'));
  engine.receivedSince = async function* () {
    it.heard(message('now'));
    yield [message('earlier 1'), message('earlier 2')];
    yield [message('now')];
  };
  await it.catchUp(engine);
  it.heard(message('later'));
  assert.deepEqual(stored, ['earlier 1', 'earlier 2', 'now', 'just before the look-up', 'later']);
});

test('a page that is loaded anew is looked through again before its news', async () => {
  const { inbound: it, stored } = await caughtUp();
  it.hold();
  it.heard(message('news of the new page'));
  const engine = new FakeEngine();
  engine.earlier = [message('missed')];
  await it.catchUp(engine);
  assert.deepEqual(stored, ['missed', 'news of the new page']);
});

test('a page that is loaded anew during the look-up keeps its news waiting', async () => {
  const { inbound: it, stored } = inbound();
  const engine = new FakeEngine();
  engine.receivedSince = async function* () {
    it.hold();
    it.heard(message('news of the new page'));
    yield [];
  };
  await it.catchUp(engine);
  assert.deepEqual(stored, []);
  engine.receivedSince = async function* () {
    yield [message('missed')];
  };
  await it.catchUp(engine);
  assert.deepEqual(stored, ['missed', 'news of the new page']);
});

test('a failed look-up is noticed and news still go on', async () => {
  const { inbound: it, stored } = inbound();
  const engine = new FakeEngine();
  engine.receivedSince = async function* () {
    it.heard(message('now'));
    yield [message('earlier')];
    throw new Error('no page');
  };
  await it.catchUp(engine);
  assert.equal(it.missed, true);
  assert.deepEqual(stored, ['earlier', 'now']);
});

test('with a full outbox messages stay in WhatsApp, are alarmed about once, and are fetched when there is room', async () => {
  const { inbound: it, stored, state, log } = await caughtUp({ full: true });
  it.heard(message('a'));
  it.heard(message('b'));
  assert.equal(it.missed, true);
  assert.equal(log.lines.filter((line) => line.startsWith('error')).length, 1);
  assert.equal(it.hasRoomForMissed, false);
  state.full = false;
  assert.equal(it.hasRoomForMissed, true);
  const engine = new FakeEngine();
  engine.earlier = [message('a'), message('b')];
  await it.catchUp(engine);
  assert.deepEqual(stored, ['a', 'b']);
  assert.equal(it.missed, false);
});

test('no text of a message reaches the log', async () => {
  const { inbound: it, log } = await caughtUp();
  it.heard(message('a'));
  it.heard({ ...message('b'), fromMe: true });
  assert.equal(log.lines.length, 2);
  assert.ok(!log.lines.join().includes('a secret text'));
});

/** @param {FakeEngine | undefined} engine */
function fetching(engine, mediaBytes = 10) {
  return new Fetching({ readyEngine: async () => engine, mediaBytes, log: recordingLog(), betweenTriesMs: 0 });
}
const never = new AbortController().signal;
const voice = aReceived({ messageId: 'v', type: 'ptt', media: { mimeType: 'audio/ogg', size: 5 } });

test('a file is fetched', async () => {
  const engine = new FakeEngine();
  engine.files.v = { mimeType: 'audio/ogg', data: 'MTIzNDU=' };
  assert.deepEqual(await fetching(engine).fetch(voice, never), { file: engine.files.v });
});

test('a file that WhatsApp does not give at once is asked for again', async () => {
  const engine = new FakeEngine();
  let asked = 0;
  engine.download = async () => ((asked += 1) < 3 ? undefined : { mimeType: 'audio/ogg', data: 'MTIzNDU=' });
  assert.equal((await fetching(engine).fetch(voice, never)).file?.data, 'MTIzNDU=');
});

test('a file that WhatsApp no longer has is left out, with the reason', async () => {
  assert.deepEqual(await fetching(new FakeEngine()).fetch(voice, never), { omitted: 'unavailable' });
});

test('a file declared too large is not even asked for', async () => {
  const engine = new FakeEngine();
  engine.download = async () => assert.fail('asked for');
  assert.deepEqual(await fetching(engine, 4).fetch(voice, never), { omitted: 'too_large' });
});

test('a file that lied about its size is left out', async () => {
  const engine = new FakeEngine();
  engine.files.v = { mimeType: 'audio/ogg', data: Buffer.alloc(100).toString('base64') };
  assert.deepEqual(await fetching(engine).fetch(voice, never), { omitted: 'too_large' });
});

test('the number behind a LID is asked for once', async () => {
  const engine = new FakeEngine();
  engine.phones['77@lid'] = '923001234567@c.us';
  const it = fetching(engine);
  const fromLid = aReceived({ senderId: '77@lid' });
  assert.deepEqual(await it.fetch(fromLid, never), { phone: '923001234567@c.us' });
  engine.phones = {};
  assert.deepEqual(await it.fetch(fromLid, never), { phone: '923001234567@c.us' });
});

test('without WhatsApp a message goes on with what is known', async () => {
  assert.deepEqual(await fetching(undefined).fetch(aReceived({ senderId: '77@lid' }), never), {});
});

test('messages are looked up from the last moment we listened, but not from before the phone was linked', (t) => {
  const file = path.join(folderFor(t), 'presence.json');
  let now = 1_000_000_000;
  const open = () => new Presence({ file, catchUpMs: 72 * 3600_000, now: () => now });
  open().linked();
  now += 30_000;
  assert.equal(open().since(), 1_000_000_000 - 60_000);
  now += 3600_000;
  open().heard();
  const heard = now;
  now += 3600_000;
  assert.equal(open().since(), heard - 600_000);
  now += 100 * 3600_000;
  assert.equal(open().since(), now - 72 * 3600_000);
});

