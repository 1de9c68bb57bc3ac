import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readConfig } from '../../src/config.js';
import { createLog } from '../../src/log.js';
import { mayAsk } from '../../src/http/access.js';
import { NotSent, Uncertain } from '../../src/whatsapp/engine.js';
import { wire } from '../../src/wiring.js';
import { FakeEngine } from '../support/fake-engine.js';
import { StubIngress } from '../support/stub-ingress.js';
import { aReceived, folderFor, until } from '../support/support.js';

/** The whole client over a fake engine. @param {import('node:test').TestContext} t @param {Record<string, string>} [env] */
async function client(t, env = {}) {
  const ingress = await new StubIngress().start();
  const engine = new FakeEngine();
  const dataDir = folderFor(t);
  /** @type {string[]} */
  const log = [];
  const config = readConfig({ DATA_DIR: dataDir, INGRESS_URL: ingress.url, SEND_GAP_MS: '0-0', WEB_CLIENT_PORT: '0', ...env }, { isFile: () => true });
  const { server, supervisor, start, stop } = wire(config, createLog({ format: 'json', level: 'debug', out: (line) => log.push(line) }), () => engine);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  start();
  t.after(async () => {
    await stop();
    await ingress.stop();
  });
  const base = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  /** @type {Record<string, string>} */
  const authorization = env.WEB_CLIENT_TOKEN ? { authorization: `Bearer ${env.WEB_CLIENT_TOKEN}` } : {};
  const get = (/** @type {string} */ what, headers = {}) => fetch(`${base}${what}`, { headers: { ...authorization, ...headers } });
  const post = (/** @type {any} */ body, headers = {}) => fetch(`${base}/send-message`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...authorization, ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { base, ingress, engine, supervisor, log, dataDir, get, post };
}

const GOOD = { number: '923001234567', message: 'hi', id: 'o-1' };

test('the answers of a send', async (t) => {
  const { engine, post, get } = await client(t);
  const early = await post(GOOD);
  assert.equal(early.status, 503);
  assert.equal(early.headers.get('retry-after'), '5');
  engine.emit('ready');
  const sent = await post(GOOD);
  assert.equal(sent.status, 200);
  const { message_id: messageId, ...rest } = /** @type {any} */ (await sent.json());
  assert.deepEqual(rest, { success: true, message: 'Message sent successfully', to: '923001234567@c.us' });
  assert.deepEqual(await (await post(GOOD)).json(), { ...rest, message_id: messageId, duplicate: true });
  assert.deepEqual(await (await get('/messages/o-1')).json(), { id: 'o-1', state: 'sent', to: '923001234567@c.us', message_id: messageId });
  assert.deepEqual(await (await get('/messages/none')).json(), { id: 'none', state: 'unknown' });
  assert.equal((await post({ ...GOOD, message: 'ho' })).status, 409);
  engine.unknown.add('15550009999@c.us');
  assert.equal((await post({ ...GOOD, id: 'o-2', number: '15550009999' })).status, 422);
  engine.failures = [{ before: new NotSent('refused') }];
  assert.equal((await post({ ...GOOD, id: 'o-3' })).status, 500);
  engine.failures = [{ after: new Uncertain('hung') }];
  assert.equal((await post({ ...GOOD, id: 'o-4' })).status, 504);
  assert.equal((await post({ ...GOOD, id: 'o-4' })).status, 200);
  assert.deepEqual(await (await post({ number: '923001234567' })).json(), { error: 'Both number and message are required' });
  assert.equal((await post({ message: 'hi' })).status, 400);
  assert.equal((await post('{"number":')).status, 400);
  assert.equal((await post('"923001234567"')).status, 400);
  assert.equal((await post(JSON.stringify(GOOD), { 'content-type': 'text/plain' })).status, 400);
});

test('a message with a file larger than 100 kB, where the seed ended, is sent', async (t) => {
  const { engine, post } = await client(t);
  engine.emit('ready');
  const data = Buffer.alloc(1_000_000).toString('base64');
  assert.equal((await post({ ...GOOD, attachments: { transcript_file: data } })).status, 200);
  assert.equal(engine.sent[0].file?.data, data);
});

test('a body over the limit is refused, declared or not', async (t) => {
  const { base, post } = await client(t, { MAX_BODY_MB: '1' });
  const large = 'x'.repeat(1024 * 1024 + 1);
  assert.equal((await post(large)).status, 413);
  const chunked = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(large));
      controller.close();
    },
  });
  const options = /** @type {RequestInit} */ ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: chunked, duplex: 'half' });
  assert.equal((await fetch(`${base}/send-message`, options)).status, 413);
});

test('routes that are none, methods that are wrong, addresses that are broken', async (t) => {
  const { base, get } = await client(t);
  assert.equal((await get('/none')).status, 404);
  assert.equal((await get('/send-message')).status, 405);
  assert.equal((await get('/messages/%E0%A4%A')).status, 400);
  assert.equal((await fetch(`${base}/qr`, { method: 'POST' })).status, 405);
});

test('with a token everything but health needs it', async (t) => {
  const { base, get } = await client(t, { WEB_CLIENT_TOKEN: 'right' });
  for (const what of ['/qr', '/metrics', '/messages/a', '/none']) {
    assert.equal((await fetch(`${base}${what}`)).status, 401, what);
    assert.equal((await fetch(`${base}${what}`, { headers: { authorization: 'Bearer wrong' } })).status, 401, what);
  }
  assert.equal((await fetch(`${base}/send-message`, { method: 'POST', body: '{}' })).status, 401);
  assert.equal((await get('/qr')).status, 200);
  assert.equal((await fetch(`${base}/live`)).status, 200);
  assert.equal((await fetch(`${base}/ready`)).status, 503);
});

for (const [headers, token, expected] of /** @type {Array<[any, string | undefined, boolean]>} */ ([
  [{ authorization: 'Bearer t' }, 't', true],
  [{ authorization: 'bearer t' }, 't', true],
  [{ authorization: `Basic ${Buffer.from('anybody:t').toString('base64')}` }, 't', true],
  [{ authorization: `Basic ${Buffer.from('t:other').toString('base64')}` }, 't', false],
  [{ authorization: 'Bearer' }, 't', false],
  [{}, 't', false],
  [{ host: 'localhost:3001' }, undefined, true],
  [{ host: '127.0.0.1:3001' }, undefined, true],
  [{ host: 'evil.example:3001' }, undefined, false],
  [{ host: 'localhost.evil.example' }, undefined, false],
  [{}, undefined, false],
])) test(`${JSON.stringify(headers)} ${token ? 'with' : 'without'} a token: ${expected}`, () => assert.equal(mayAsk(headers, token), expected));

test('the page shows the code, then that it is connected', async (t) => {
  const { engine, get } = await client(t);
  assert.match(await (await get('/qr')).text(), /data-state="starting"/);
  engine.emit('qr', 'ref,key,key,secret,1');
  const page = await get('/qr');
  assert.match(await page.text(), /data-state="qr"[\s\S]*data:image\/png;base64,/);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  engine.emit('ready');
  assert.match(await (await get('/qr')).text(), /data-state="ready"/);
});

test('health and metrics', async (t) => {
  const { engine, get } = await client(t);
  assert.equal((await get('/ready')).status, 503);
  engine.emit('ready');
  const ready = await get('/ready');
  assert.equal(ready.status, 200);
  assert.equal(/** @type {any} */ (await ready.json()).state, 'ready');
  const text = await (await get('/metrics')).text();
  assert.match(text, /^webclient_up 1$/m);
  assert.match(text, /^webclient_outbox_entries\{of="messages"\} 0$/m);
});

test('an ack of our message goes to the ingress with our id, one of another does not', async (t) => {
  const { engine, ingress, post } = await client(t);
  engine.emit('ready');
  await post(GOOD);
  const { messageId } = engine.own[0];
  engine.emit('ack', { messageId: 'true_1@c.us_TYPEDONPHONE', recipient: '1@c.us', ack: 2, timestamp: 1 });
  engine.emit('ack', { messageId, recipient: '923001234567@c.us', ack: 3, timestamp: 9 });
  await until(() => ingress.statuses.length > 0, 'the status');
  assert.deepEqual(ingress.statuses, [{ message_id: messageId, id: 'o-1', ack: 3, recipient: '923001234567@c.us', timestamp: 9, session: 'web' }]);
});

test('the outbox is full: not ready, alarm, and what was left in WhatsApp comes when there is room', async (t) => {
  const { engine, ingress, get } = await client(t, { OUTBOX_MAX_ENTRIES: '10' });
  engine.emit('ready');
  ingress.answer = { status: 503, headers: { 'Retry-After': '0' } };
  const written = Array.from({ length: 15 }, (_, n) => aReceived({ messageId: `m${n}`, text: `text ${n}`, timestamp: Date.now() }));
  for (const one of written) engine.emit('message', one);
  engine.earlier = written;
  assert.equal((await get('/ready')).status, 503);
  assert.match(await (await get('/metrics')).text(), /^webclient_outbox_full 1$/m);
  ingress.stores();
  await until(() => ingress.messages.length === 15, 'all messages');
  assert.deepEqual(ingress.messages.map(({ raw_msg: text }) => text), written.map(({ text }) => text));
});

test('a wrong token to the ingress is an outage, not a loss', async (t) => {
  const { engine, ingress } = await client(t, { WEBHOOK_TOKEN: 'ours' });
  ingress.answer = { status: 401, headers: { 'Retry-After': '0' } };
  engine.emit('ready');
  engine.emit('message', aReceived());
  await until(() => ingress.requests.length > 1, 'tries');
  assert.equal(ingress.requests[0].authorization, 'Bearer ours');
  ingress.stores();
  await until(() => ingress.messages.length === 1, 'the message');
});

test('no secret, text or number reaches log, metrics or health', async (t) => {
  const canaries = ['canary-client-token', 'canary-ingress-token', 'canary-text', '923009876543'];
  const { engine, ingress, log, get, post } = await client(t, { WEB_CLIENT_TOKEN: canaries[0], WEBHOOK_TOKEN: canaries[1] });
  engine.emit('ready');
  const [, , text, number] = canaries;
  engine.emit('message', aReceived({ messageId: `false_${number}@c.us_A`, senderId: `${number}@c.us`, chatId: `${number}@c.us`, text }));
  await until(() => ingress.messages.length === 1, 'the message');
  ingress.answer = { status: 400, body: text };
  engine.emit('message', aReceived({ messageId: `false_${number}@c.us_B`, chatId: `${number}@c.us`, text }));
  engine.failures = [{ before: new NotSent(`No LID for user ${number}`) }];
  await post({ number, message: text });
  await post({ number, message: text });
  await post('{"broken', { authorization: `Bearer ${canaries[0]}` });
  engine.emit('dead', `evaluation failed for ${number}@c.us`);
  await until(() => log.some((line) => line.includes('dead letters')), 'the refusal');
  const seen = [log.join(''), await (await get('/metrics')).text(), await (await get('/live')).text(), await (await get('/qr')).text()].join();
  for (const canary of canaries) assert.ok(!seen.includes(canary), canary);
});

test('what is on disk is for its owner alone', async (t) => {
  const { engine, ingress, dataDir } = await client(t);
  ingress.answer = { status: 503 };
  engine.emit('ready');
  engine.emit('message', aReceived());
  const folder = path.join(dataDir, 'outbox');
  await until(() => fs.readdirSync(folder).length > 0, 'the entry');
  assert.equal(fs.statSync(folder).mode & 0o077, 0);
  for (const name of fs.readdirSync(folder)) assert.equal(fs.statSync(path.join(folder, name)).mode & 0o077, 0);
});
