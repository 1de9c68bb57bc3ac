import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ClientProcess, skip } from '../support/client-process.js';
import { StubIngress } from '../support/stub-ingress.js';
import { until } from '../support/support.js';
import { ADA } from './world.js';

test('as a program of its own the stand-in is driven over HTTP, and scans by itself', { skip }, async (t) => {
  const program = spawn(process.execPath, [fileURLToPath(new URL('../stand-in/main.js', import.meta.url))], {
    env: { PATH: process.env.PATH, STAND_IN_PORT: '0', STAND_IN_CONTROL_PORT: '0', STAND_IN_SCAN: 'true' }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ingress = await new StubIngress().start();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'web-client-'));
  const [line] = await once(createInterface(program.stdout), 'line');
  const { control, CHROMIUM_ARGS } = JSON.parse(line);
  const client = new ClientProcess({ dataDir, ingressUrl: ingress.url, standIn: /** @type {any} */ ({ chromiumArgs: () => CHROMIUM_ARGS }) });
  t.after(async () => {
    await client.stop();
    program.kill();
    await ingress.stop();
    fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });
  /** @param {string} route @param {object} body @returns {Promise<any>} */
  const ask = async (route, body) => (await fetch(`http://127.0.0.1:${control}${route}`, { method: 'POST', body: JSON.stringify(body) })).json();

  await client.start();
  await client.is('ready');
  const { message_id: id } = await ask('/receive', { from: ADA, body: 'hello' });
  await until(() => ingress.messages.length === 1, 'the message');
  assert.equal(ingress.messages[0].message_id, id);
  await client.send({ number: ADA, message: 'an answer' });
  const sent = /** @type {any} */ (await (await fetch(`http://127.0.0.1:${control}/sent`)).json());
  assert.deepEqual(sent.map((/** @type {any} */ { to, body }) => [to, body]), [[`${ADA}@c.us`, 'an answer']]);
  assert.match((await ask('/none', {})).error, /no such route/);
});
