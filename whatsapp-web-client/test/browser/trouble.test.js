import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { test } from 'node:test';
import { skip } from '../support/client-process.js';
import { until } from '../support/support.js';
import { ADA, aLinkedWorld } from './world.js';

/** One row each of the ways in which browser, page, phone and network fail. */

test('the session outlives a restart, and SIGTERM ends everything in order', { skip }, async (t) => {
  const { client, standIn, arrived } = await aLinkedWorld(t);
  assert.equal(await client.stop(), 0);
  assert.deepEqual(client.leftOvers, []);
  await client.start();
  await client.is('ready');
  standIn.receive({ from: ADA, body: 'after the restart' });
  await arrived(1);
});

test('a page that is loaded anew is entered again', { skip }, async (t) => {
  const { client, standIn, arrived, texts } = await aLinkedWorld(t);
  standIn.reload();
  standIn.receive({ from: ADA, body: 'while it loads' });
  await arrived(1);
  assert.equal((await client.send({ number: ADA, message: 'hello' })).status, 200);
  standIn.receive({ from: ADA, body: 'after it' });
  await arrived(2);
  assert.deepEqual(texts(), ['while it loads', 'after it']);
});

for (const [what, victims] of /** @type {const} */ ([['browser', 'leftOvers'], ['page', 'renderers']])) {
  test(`a ${what} that is killed is replaced, and what came meanwhile arrives`, { skip }, async (t) => {
    const { client, standIn, ingress, arrived, texts } = await aLinkedWorld(t);
    standIn.receive({ from: ADA, body: 'before' });
    await arrived(1);
    // A fresh login takes Chromium some seconds to write down: the restart flushes it, as in the life of a real session.
    await client.stop();
    await client.start();
    await client.is('ready');
    for (const pid of client[victims]) process.kill(pid, 'SIGKILL');
    await until(async () => (await client.state()) !== 'ready', 'the loss to be noticed');
    standIn.receive({ from: ADA, body: 'meanwhile' });
    await client.is('ready');
    await arrived(2);
    assert.deepEqual(texts(), ['before', 'meanwhile']);
    assert.equal((await client.send({ number: ADA, message: 'hello' })).status, 200);
    assert.equal(ingress.messages.length, 2);
  });
}

test('a page that hangs is replaced, and what came meanwhile arrives', { skip }, async (t) => {
  const { client, standIn, arrived, texts } = await aLinkedWorld(t, { env: { WATCH_SECONDS: '1' } });
  await client.stop();
  await client.start();
  await client.is('ready');
  standIn.hang();
  standIn.receive({ from: ADA, body: 'to nobody' });
  await until(async () => (await client.state()) !== 'ready', 'the loss to be noticed', 40_000);
  await client.is('ready');
  await arrived(1);
  assert.deepEqual(texts(), ['to nobody']);
  assert.match(await (await client.get('/metrics')).text(), /^webclient_engine_restarts_total\{reason="hanging"\} 1$/m);
});

test('a page that is loaded anew and finds WhatsApp down is replaced when it is back', { skip }, async (t) => {
  const { client, standIn, arrived } = await aLinkedWorld(t, { env: { WATCH_SECONDS: '1' } });
  await client.stop();
  await client.start();
  await client.is('ready');
  standIn.reload();
  standIn.rules.down = true;
  await client.is('reconnecting');
  standIn.rules.down = false;
  await client.is('ready');
  standIn.receive({ from: ADA, body: 'hello' });
  await arrived(1);
});

test('the phone ends the link: a new code is shown, and a new link holds across a restart', { skip }, async (t) => {
  const { client, standIn, arrived } = await aLinkedWorld(t);
  standIn.unlink();
  await client.is('qr');
  assert.equal((await client.send({ number: ADA, message: 'hello' })).status, 503);
  await standIn.scan();
  await client.is('ready');
  await client.stop();
  await client.start();
  await client.is('ready');
  standIn.receive({ from: ADA, body: 'hello' });
  await arrived(1);
});

test('a network blip is no reason to begin anew', { skip }, async (t) => {
  const { client, standIn } = await aLinkedWorld(t);
  standIn.state('TIMEOUT');
  await client.is('reconnecting');
  assert.equal((await client.send({ number: ADA, message: 'hello' })).status, 503);
  standIn.state('CONNECTED');
  await client.is('ready');
  assert.equal((await client.send({ number: ADA, message: 'hello' })).status, 200);
  assert.ok(!client.output.includes('starting the browser anew'));
});

test('another browser that takes the session is taken over', { skip }, async (t) => {
  const { client, standIn } = await aLinkedWorld(t);
  standIn.state('CONFLICT');
  await client.is('reconnecting');
  await client.is('ready');
  assert.ok(!client.output.includes('starting the browser anew'));
});

test('a page that synced before the library listened becomes ready all the same', { skip }, async (t) => {
  const { client, standIn } = await aLinkedWorld(t);
  await client.stop();
  standIn.rules.early = true;
  await client.start();
  await client.is('ready');
});

test('a WhatsApp that is down is tried again until it is back', { skip }, async (t) => {
  const { client, standIn, arrived } = await aLinkedWorld(t);
  await client.stop();
  standIn.rules.down = true;
  await client.start();
  assert.equal((await client.send({ number: ADA, message: 'hello' })).status, 503);
  standIn.rules.down = false;
  await client.is('ready');
  standIn.receive({ from: ADA, body: 'hello' });
  await arrived(1);
});

test('locks of a container that no longer exists do not keep the browser from starting', { skip }, async (t) => {
  const { client, dataDir } = await aLinkedWorld(t);
  await client.stop();
  fs.symlinkSync('gone-host-1', `${client.profile}/SingletonLock`);
  fs.writeFileSync(`${dataDir}/owner`, '1 99999999999');
  await client.start();
  await client.is('ready');
});

test('a second client on the same folder is refused, and the first does not suffer', { skip }, async (t) => {
  const { client, dataDir, standIn } = await aLinkedWorld(t);
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, WEB_CLIENT_PORT: '0' };
  assert.throws(() => execFileSync(process.execPath, ['src/main.js'], { env, stdio: 'pipe' }), /DATA_DIR is in use/);
  assert.equal((await client.send({ number: ADA, message: 'hello' })).status, 200);
  assert.equal(standIn.sent.length, 1);
});

test('a wrong configuration ends the start with one line', () => {
  const env = { PATH: process.env.PATH, WEB_CLIENT_PORT: 'x', INGRESS_URL: 'y', CHROMIUM_PATH: '/none' };
  assert.throws(() => execFileSync(process.execPath, ['src/main.js'], { env, stdio: 'pipe' }), (error) => {
    const { stderr, status } = /** @type {any} */ (error);
    assert.equal(status, 1);
    assert.match(String(stderr), /^wrong configuration: WEB_CLIENT_PORT [^\n]+; INGRESS_URL [^\n]+; CHROMIUM_PATH [^\n]+\n$/);
    return true;
  });
});
