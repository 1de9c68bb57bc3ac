import fs from 'node:fs';
import path from 'node:path';
import { writeDurably } from '../disk/files.js';

/** What the ingress will never take, kept with the reason for a person to look at: the latest thousand. */
export class DeadLetters {
  #folder;
  #most;
  #count;

  /** @param {{ folder: string, most?: number }} options */
  constructor({ folder, most = 1000 }) {
    this.#folder = folder;
    this.#most = most;
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#count = this.#files().length;
  }

  get size() {
    return this.#count;
  }

  /** @param {{ key: string, why: string, at: number, body: string }} letter */
  add({ key, why, at, body }) {
    const name = `${String(at).padStart(15, '0')}-${process.pid}-${this.#count}.json`;
    writeDurably(path.join(this.#folder, name), JSON.stringify({ key, why, at: new Date(at).toISOString(), body }));
    this.#count += 1;
    for (const old of this.#count > this.#most ? this.#files().slice(0, this.#count - this.#most) : []) {
      fs.rmSync(path.join(this.#folder, old), { force: true });
      this.#count -= 1;
    }
  }

  #files() {
    return fs.readdirSync(this.#folder).filter((name) => name.endsWith('.json')).sort();
  }
}
