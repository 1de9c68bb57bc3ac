import fs from 'node:fs';
import path from 'node:path';
import { writeDurably, syncFolder } from './files.js';

/**
 * Facts that must outlive the process: an append-only file of JSON lines, on disk before `append` returns.
 *
 * A crash can leave half a last line; it is cut off on the next start, since its append never returned. The file is
 * rewritten on start without what its owner no longer keeps.
 *
 * @template {object} Fact
 */
export class Journal {
  #fd;

  /**
   * @param {string} file
   * @param {(facts: Fact[]) => Fact[]} kept which of the facts found are still wanted
   */
  constructor(file, kept) {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const { facts, torn } = read(file);
    /** @type {Fact[]} what was on disk at the start */
    this.facts = kept(/** @type {Fact[]} */ (facts));
    if (torn || this.facts.length < facts.length) {
      writeDurably(file, this.facts.map((fact) => `${JSON.stringify(fact)}\n`).join(''));
    }
    this.#fd = fs.openSync(file, 'a', 0o600);
    syncFolder(path.dirname(file));
  }

  /** @param {Fact} fact */
  append(fact) {
    const { size } = fs.fstatSync(this.#fd);
    try {
      fs.writeFileSync(this.#fd, `${JSON.stringify(fact)}\n`);
      fs.fdatasyncSync(this.#fd);
    } catch (error) {
      fs.ftruncateSync(this.#fd, size); // half a line, of a full disk, would spoil the next one too
      throw error;
    }
  }

  close() {
    fs.closeSync(this.#fd);
  }
}

/** @param {string} file */
function read(file) {
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const lines = text.split('\n');
  const tail = lines.pop();
  const facts = [];
  let torn = tail !== '';
  for (const line of lines) {
    const fact = parsed(line);
    if (fact === undefined) torn = true;
    else facts.push(fact);
  }
  return { facts, torn };
}

/** @param {string} line */
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // half a line of a write that never returned: the fact was never promised
  }
}
