import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classify } from '../../src/inbound/ingress.js';

const GOOD = '{"success":true,"message":"","data":{}}';

for (const [status, body, expected] of /** @type {const} */ ([
  [200, GOOD, 'stored'],
  [202, GOOD, 'stored'],
  [200, '{"success":false}', 'later'],
  [200, '<html>a proxy</html>', 'later'],
  [204, '', 'later'],
  [400, '', 'refused'],
  [413, '', 'refused'],
  [422, '', 'refused'],
  [401, '', 'later'],
  [403, '', 'later'],
  [404, '', 'later'],
  [408, '', 'later'],
  [429, '', 'later'],
  [500, '', 'later'],
  [503, '', 'later'],
])) test(`HTTP ${status} ${body.slice(0, 16)} means ${expected}`, () => assert.equal(classify(status, body, null).is, expected));

test('Retry-After is followed, within bounds', () => {
  assert.deepEqual(classify(503, '', '7'), { is: 'later', why: 'HTTP 503', afterMs: 7000 });
  assert.deepEqual(classify(503, '', '999999'), { is: 'later', why: 'HTTP 503', afterMs: 60_000 });
  assert.deepEqual(classify(503, '', 'soon'), { is: 'later', why: 'HTTP 503' });
});
