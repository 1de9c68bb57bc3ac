import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Journal } from '../../src/disk/journal.js';
import { MemoryOfIds } from '../../src/disk/memory-of-ids.js';
import { becomeSoleOwner } from '../../src/disk/sole-owner.js';
import { folderFor } from '../support/support.js';

/** @type {(facts: object[]) => object[]} */
const all = (facts) => facts;

test('facts outlive the process', (t) => {
  const file = path.join(folderFor(t), 'facts.log');
  new Journal(file, all).append({ n: 1 });
  assert.deepEqual(new Journal(file, all).facts, [{ n: 1 }]);
});

test('half a line, left by a crash, is cut off and the next fact stands on a line of its own', (t) => {
  const file = path.join(folderFor(t), 'facts.log');
  fs.writeFileSync(file, '{"n":1}\n{"n":2');
  const journal = new Journal(file, all);
  journal.append({ n: 3 });
  assert.deepEqual(new Journal(file, all).facts, [{ n: 1 }, { n: 3 }]);
});

test('a line that a full disk cut does not spoil the next one', (t) => {
  const file = path.join(folderFor(t), 'facts.log');
  const journal = new Journal(file, all);
  const { fdatasyncSync } = fs;
  t.after(() => { fs.fdatasyncSync = fdatasyncSync; });
  fs.fdatasyncSync = () => { throw new Error('ENOSPC'); };
  assert.throws(() => journal.append({ n: 1 }), /ENOSPC/);
  fs.fdatasyncSync = fdatasyncSync;
  journal.append({ n: 2 });
  assert.deepEqual(new Journal(file, all).facts, [{ n: 2 }]);
});

test('what is no longer kept leaves the file', (t) => {
  const file = path.join(folderFor(t), 'facts.log');
  fs.writeFileSync(file, '{"n":1}\n{"n":2}\n');
  new Journal(file, (facts) => facts.slice(-1));
  assert.equal(fs.readFileSync(file, 'utf8'), '{"n":2}\n');
});

test('ids are remembered across restarts, for a time and up to a number', (t) => {
  const file = path.join(folderFor(t), 'ids.log');
  let now = 1000;
  const open = () => new MemoryOfIds({ file, keepMs: 100, most: 2, now: () => now });
  const ids = open();
  for (const id of ['a', 'b', 'c']) ids.add(id);
  assert.deepEqual(['a', 'b', 'c'].map((id) => ids.has(id)), [false, true, true]);
  assert.equal(open().has('c'), true);
  now = 1101;
  assert.equal(open().has('c'), false);
});

test('a data folder has one owner, and a dead one does not count', (t) => {
  const folder = folderFor(t);
  const started = fs.readFileSync('/proc/1/stat', 'utf8').split(') ')[1].split(' ')[19];
  fs.writeFileSync(path.join(folder, 'owner'), `1 ${started}`);
  assert.throws(() => becomeSoleOwner(folder), /DATA_DIR is in use/);
  fs.writeFileSync(path.join(folder, 'owner'), '1 12345678901');
  becomeSoleOwner(folder).release();
  assert.equal(fs.existsSync(path.join(folder, 'owner')), false);
});
