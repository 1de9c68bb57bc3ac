import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Supervisor } from '../../src/whatsapp/supervisor.js';
import { FakeEngine } from '../support/fake-engine.js';
import { recordingLog, until } from '../support/support.js';

/** @param {import('node:test').TestContext} t @param {(engine: FakeEngine) => void} [prepare] @param {{ memoryMb?: number, idle?: () => boolean }} [more] */
function supervised(t, prepare = () => {}, more = {}) {
  /** @type {FakeEngine[]} */
  const engines = [];
  /** @type {string[]} */
  const restarts = [];
  /** @type {string[]} */
  const events = [];
  const clock = { now: 0 };
  const supervisor = new Supervisor({
    createEngine: () => {
      const engine = new FakeEngine();
      prepare(engine);
      engines.push(engine);
      return engine;
    },
    memoryMb: 0, idle: () => true, log: recordingLog(), countRestart: ({ reason }) => restarts.push(reason),
    watch: { everyMs: 5 }, restart: { first: 1, most: 2 }, now: () => (clock.now += 1), ...more,
  });
  for (const event of ['linked', 'ready', 'heard', 'message']) supervisor.on(event, () => events.push(event));
  supervisor.start();
  t.after(() => supervisor.stop());
  return { supervisor, engines, restarts, events, clock, ready: () => (engines.at(-1)?.emit('authenticated'), engines.at(-1)?.emit('ready')) };
}

test('from the code to ready', (t) => {
  const { supervisor, engines, events, ready } = supervised(t);
  assert.equal(supervisor.state, 'starting');
  engines[0].emit('qr', 'code');
  assert.deepEqual([supervisor.state, supervisor.qr, supervisor.engine], ['qr', 'code', undefined]);
  engines[0].emit('authenticated');
  assert.deepEqual([supervisor.state, supervisor.qr], ['authenticating', undefined]);
  ready();
  assert.equal(supervisor.state, 'ready');
  assert.equal(supervisor.engine, engines[0]);
  assert.deepEqual(events, ['linked', 'ready']);
});

test('a restored session is not a new link', (t) => {
  const { events, ready } = supervised(t);
  ready();
  assert.deepEqual(events, ['ready']);
});

for (const [what, kind, harm] of /** @type {const} */ ([
  ['a browser that died', 'dead', (/** @type {FakeEngine} */ engine) => engine.emit('dead', 'gone')],
  ['a phone that ended the link', 'logged-out', (/** @type {FakeEngine} */ engine) => engine.emit('logged-out', 'LOGOUT')],
  ['a page that does not answer', 'hanging', (/** @type {FakeEngine} */ engine) => { engine.probe = async () => { throw new Error('no answer'); }; }],
])) {
  test(`${what} is replaced by a new engine, and the old one is ended first`, async (t) => {
    const { supervisor, engines, restarts, ready } = supervised(t);
    ready();
    harm(engines[0]);
    await until(() => engines.length === 2, 'a new engine');
    assert.equal(engines[0].stopped, 1);
    assert.deepEqual(restarts, [kind]);
    engines[0].emit('ready');
    assert.equal(supervisor.engine, undefined);
  });
}

test('a start that fails is tried again, and after twenty the client says that it fails, and goes on trying', async (t) => {
  const { supervisor, engines } = supervised(t, (engine) => { engine.onStart = async () => { throw 'auth timeout'; }; });
  await until(() => engines.length >= 23, 'tries');
  assert.equal(supervisor.alive, false);
  assert.equal(supervisor.state === 'failing' || supervisor.state === 'starting', true);
});

test('the last words of a replaced engine change nothing', async (t) => {
  /** @type {Array<(error: Error) => void>} */
  const fail = [];
  const { engines, restarts } = supervised(t, (engine) => {
    engine.onStart = () => new Promise((_, reject) => fail.push(reject));
  });
  engines[0].emit('dead', 'the browser is gone');
  await until(() => engines.length === 2, 'a new engine');
  fail[0](new Error('Target closed'));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(restarts, ['dead']);
});

test('a network blip is left to the page', async (t) => {
  const { supervisor, engines, ready } = supervised(t);
  ready();
  engines[0].state = 'TIMEOUT';
  engines[0].emit('state', 'TIMEOUT');
  assert.deepEqual([supervisor.state, supervisor.engine], ['reconnecting', undefined]);
  engines[0].state = 'CONNECTED';
  engines[0].emit('state', 'CONNECTED');
  assert.equal(supervisor.engine, engines[0]);
  assert.equal(engines.length, 1);
});

test('a page that was loaded anew is given time, then replaced', async (t) => {
  const { supervisor, engines, restarts, clock, ready } = supervised(t);
  ready();
  engines[0].injected = false;
  await until(() => supervisor.state === 'reconnecting', 'noticed');
  assert.equal(engines.length, 1);
  clock.now += 61_000;
  await until(() => engines.length === 2, 'a new engine');
  assert.deepEqual(restarts, ['deaf']);
});

test('a browser that takes too much memory is replaced, but not in the middle of sending nor right after the link', async (t) => {
  const state = { idle: false };
  const { supervisor, engines, restarts, clock, ready } = supervised(t, () => {}, { memoryMb: 1, idle: () => state.idle });
  ready();
  clock.now += 21_000;
  await until(() => supervisor.memoryMb > 1, 'the memory to be read');
  assert.equal(engines.length, 1);
  state.idle = true;
  await until(() => engines.length === 2, 'a new engine');
  assert.deepEqual(restarts, ['memory']);
  ready();
  await until(() => engines[1].probed > 2, 'looks at the new one');
  assert.equal(engines.length, 2);
});

test('a page that synced too early, before the library listened, is nudged', async (t) => {
  const { engines, clock } = supervised(t, (engine) => { engine.injected = false; });
  await new Promise((resolve) => setImmediate(resolve));
  clock.now += 11_000;
  await until(() => engines[0].nudged === 1, 'the nudge');
});

test('a login that comes to no end is begun again', async (t) => {
  const { engines, restarts, clock } = supervised(t);
  engines[0].emit('authenticated');
  clock.now += 181_000;
  await until(() => engines.length === 2, 'a new engine');
  assert.deepEqual(restarts, ['login']);
});

test('an error that nobody caught makes a working page be looked at, and a half-linked one be replaced', async (t) => {
  const { supervisor, engines, ready } = supervised(t);
  ready();
  supervisor.engineFailed('evaluation failed');
  assert.equal(engines.length, 1);
  engines[0].emit('qr', 'code');
  supervisor.engineFailed('auth timeout');
  await until(() => engines.length === 2, 'a new engine');
});

test('while all is well it says up to when nothing was missed', async (t) => {
  const { events, ready } = supervised(t);
  ready();
  await until(() => events.includes('heard'), 'heard');
});

test('somebody can wait for it, with limits', async (t) => {
  const { supervisor, engines, ready } = supervised(t);
  assert.equal(await supervisor.readyEngine(1), undefined);
  const waiting = supervisor.readyEngine(10_000);
  ready();
  assert.equal(await waiting, engines[0]);
});

test('stopped, it starts nothing more', async (t) => {
  const { supervisor, engines, ready } = supervised(t);
  ready();
  await supervisor.stop();
  engines[0].emit('dead', 'the browser is gone');
  assert.equal(engines[0].stopped, 1);
  assert.equal(engines.length, 1);
  assert.equal(supervisor.engine, undefined);
});
