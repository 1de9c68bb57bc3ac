import fs from 'node:fs';
import path from 'node:path';
import { writeDurably } from '../disk/files.js';

/**
 * What was accepted and is not yet delivered, on disk, in the order of acceptance: one small file of facts per entry, and,
 * for those that first need something from WhatsApp (a voice note, a phone number), a second one with the finished body.
 *
 * @typedef {{ seq: number, key: string, lane: string, at: number, finished: boolean, bytes: number }} Entry
 */

export class Outbox {
  #folder;
  #limits;
  #now;
  #next = 1;
  #bytes = 0;
  /** @type {Map<string, Entry>} by key, oldest first */
  #entries = new Map();

  /** @param {{ folder: string, limits: { entries: number, bytes: number }, now?: () => number }} options */
  constructor({ folder, limits, now = Date.now }) {
    this.#folder = folder;
    this.#limits = limits;
    this.#now = now;
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#load();
  }

  /** @returns {Entry[]} oldest first */
  entries() {
    return [...this.#entries.values()];
  }

  /** @param {string} key */
  has(key) {
    return this.#entries.has(key);
  }

  get size() {
    return this.#entries.size;
  }

  get bytes() {
    return this.#bytes;
  }

  /** @returns {number} milliseconds that the oldest entry has waited */
  get age() {
    const [oldest] = this.#entries.values();
    return oldest ? this.#now() - oldest.at : 0;
  }

  /** @param {number} [share] of the limits */
  isFull(share = 1) {
    return this.#entries.size >= this.#limits.entries * share || this.#bytes >= this.#limits.bytes * share;
  }

  /**
   * Synchronous on purpose: events are written down in the order in which they come, before anything else happens.
   *
   * @param {string} key
   * @param {string} lane entries of one lane keep their order
   * @param {object} facts
   * @returns {Entry} on disk when this returns
   */
  append(key, lane, facts) {
    const at = this.#now();
    const text = JSON.stringify({ key, lane, at, facts });
    const entry = { seq: this.#next, key, lane, at, finished: false, bytes: Buffer.byteLength(text) };
    writeDurably(this.#file(entry, 'json'), text);
    this.#next += 1;
    this.#bytes += entry.bytes;
    this.#entries.set(key, entry);
    return entry;
  }

  /** @param {Entry} entry @returns {any} */
  facts(entry) {
    return JSON.parse(fs.readFileSync(this.#file(entry, 'json'), 'utf8')).facts;
  }

  /** @param {Entry} entry @param {string} body */
  finish(entry, body) {
    writeDurably(this.#file(entry, 'body'), body);
    entry.finished = true;
    entry.bytes += Buffer.byteLength(body);
    this.#bytes += Buffer.byteLength(body);
  }

  /** @param {Entry} entry @returns {string} */
  body(entry) {
    return fs.readFileSync(this.#file(entry, 'body'), 'utf8');
  }

  /** @param {Entry} entry */
  remove(entry) {
    fs.rmSync(this.#file(entry, 'json'), { force: true });
    fs.rmSync(this.#file(entry, 'body'), { force: true });
    this.#entries.delete(entry.key);
    this.#bytes -= entry.bytes;
  }

  /** @param {{ seq: number }} entry @param {'json' | 'body'} kind */
  #file({ seq }, kind) {
    return path.join(this.#folder, `${String(seq).padStart(12, '0')}.${kind}`);
  }

  #load() {
    const names = fs.readdirSync(this.#folder).sort();
    const found = new Set(names);
    for (const name of names) {
      const [seqText, kind] = name.split('.');
      const file = path.join(this.#folder, name);
      // A draft was never promised to anybody; a body without facts was delivered, its removal was cut off.
      if (name.endsWith('.tmp') || (kind === 'body' && !found.has(`${seqText}.json`))) fs.rmSync(file);
      else if (kind === 'json') this.#loadEntry(Number(seqText), file, found.has(`${seqText}.body`));
    }
  }

  /** @param {number} seq @param {string} file @param {boolean} finished */
  #loadEntry(seq, file, finished) {
    const { key, lane, at } = JSON.parse(fs.readFileSync(file, 'utf8'));
    const entry = { seq, key, lane, at, finished, bytes: fs.statSync(file).size };
    if (finished) entry.bytes += fs.statSync(this.#file(entry, 'body')).size;
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
    this.#next = seq + 1;
  }
}
