import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ClientProcess } from '../support/client-process.js';
import { StubIngress } from '../support/stub-ingress.js';
import { until } from '../support/support.js';
import { StandIn } from '../stand-in/stand-in.js';

/**
 * A stand-in of WhatsApp, an ingress and the client between them.
 *
 * @param {import('node:test').TestContext} t
 * @param {{ env?: Record<string, string>, rules?: Partial<StandIn['rules']> }} [given]
 */
export async function aWorld(t, { env, rules } = {}) {
  const standIn = await new StandIn().start();
  Object.assign(standIn.rules, rules);
  const ingress = await new StubIngress().start();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'web-client-'));
  const client = new ClientProcess({ dataDir, standIn, ingressUrl: ingress.url, env });
  t.after(async () => {
    await client.stop();
    const { leftOvers } = client;
    for (const pid of leftOvers) process.kill(pid, 'SIGKILL');
    await Promise.all([standIn.stop(), ingress.stop()]);
    fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    assert.deepEqual(leftOvers, [], 'a browser is left over');
  });
  const arrived = (/** @type {number} */ count) => until(() => ingress.messages.length >= count, `${count} messages; there are ${ingress.messages.length}`, 60_000);
  const texts = () => ingress.messages.map(({ raw_msg: text }) => text);
  return { standIn, ingress, client, dataDir, arrived, texts };
}

/** The same, with the phone linked. @param {import('node:test').TestContext} t @param {Parameters<typeof aWorld>[1]} [given] */
export async function aLinkedWorld(t, given) {
  const world = await aWorld(t, given);
  await world.client.start();
  await world.standIn.scan();
  await world.client.is('ready');
  return world;
}

export const ADA = '923001234567';
