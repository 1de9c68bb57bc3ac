import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig, WrongConfig } from '../../src/config.js';

const read = (/** @type {Record<string, string>} */ env, files = {}) => readConfig(env, {
  readFile: (file) => {
    if (!(file in files)) throw new Error('ENOENT');
    return /** @type {Record<string, string>} */ (files)[file];
  },
  isFile: () => true,
});

test('an empty environment works, for this machine only', () => {
  const { http, ingress, session, inbound } = read({});
  assert.deepEqual({ port: http.port, host: http.host, token: http.token }, { port: 3001, host: '127.0.0.1', token: undefined });
  assert.equal(ingress.url, 'http://localhost:8080');
  assert.equal(session, 'web');
  assert.equal(inbound.groups, false);
});

test('with a token the network is answered', () => assert.equal(read({ WEB_CLIENT_TOKEN: 't' }).http.host, '0.0.0.0'));

test('a secret can be a file', () => {
  assert.equal(read({ WEBHOOK_TOKEN_FILE: '/run/secrets/w' }, { '/run/secrets/w': 'secret\n' }).ingress.token, 'secret');
});

test('a browser argument may hold blanks', () => {
  assert.deepEqual(read({ CHROMIUM_ARGS: '--rules=MAP a b, MAP c d --lang=en' }).browser.args, ['--rules=MAP a b, MAP c d', '--lang=en']);
});

test('all that is wrong is named in one line, without a value', () => {
  const env = {
    WEB_CLIENT_PORT: '99999', INGRESS_URL: 'ftp://x', SESSION_NAME: 'a b', SEND_GAP_MS: '3000-1000', GROUPS: 'yes', LOG_FORMAT: 'xml',
    WEBHOOK_TOKEN_FILE: '/none', WEB_CLIENT_HOST: '0.0.0.0', SEND_WAIT_SECONDS: '1e3', WEB_CLIENT_TOKEN: '',
  };
  assert.throws(() => read(env), (error) => {
    assert.ok(error instanceof WrongConfig);
    for (const name of ['WEB_CLIENT_PORT', 'INGRESS_URL', 'SESSION_NAME', 'SEND_GAP_MS', 'GROUPS', 'LOG_FORMAT', 'WEBHOOK_TOKEN_FILE', 'WEB_CLIENT_TOKEN', 'SEND_WAIT_SECONDS']) {
      assert.ok(error.message.includes(name), name);
    }
    assert.ok(!error.message.includes('\n') && !error.message.includes('99999') && !error.message.includes('ftp'));
    return true;
  });
});

test('a secret given twice is a mistake', () => {
  assert.throws(() => read({ WEBHOOK_TOKEN: 'a', WEBHOOK_TOKEN_FILE: '/f' }, { '/f': 'b' }), /WEBHOOK_TOKEN and WEBHOOK_TOKEN_FILE/);
});
