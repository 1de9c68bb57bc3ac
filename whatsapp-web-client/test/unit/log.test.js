import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../../src/log.js';

/** @param {'text' | 'json'} format @param {(log: import('../../src/log.js').Log) => void} write */
function written(format, write) {
  /** @type {string[]} */
  const lines = [];
  write(createLog({ format, level: 'info', now: () => new Date(0), out: (line) => lines.push(line) }));
  return lines;
}

test('numbers are masked wherever they stand', () => {
  const [line] = written('json', (log) => log.info('sent', { messageId: 'true_923325727426@c.us_3EB0AA', reason: 'No LID for user 923325727426' }));
  assert.ok(!line.includes('923325727426'));
  assert.ok(line.includes('9233*****26@c.us'));
});

test('times and counts, which are numbers, stay', () => {
  assert.match(written('json', (log) => log.info('x', { at: 1795000000000 }))[0], /1795000000000/);
});

for (const format of /** @type {const} */ (['text', 'json'])) {
  test(`nobody forges a line of ${format}`, () => {
    const lines = written(format, (log) => log.info('x', { reason: 'a\n2026 INFO forged\u001b[2J\u2028\u202e' }));
    assert.equal(lines.length, 1);
    assert.equal(lines[0].split('\n').length, 2);
    assert.ok(!/[\u001b\u2028\u202e]/.test(lines[0]));
  });
}

test('what is below the level is not written', () => assert.deepEqual(written('text', (log) => log.debug('x')), []));
