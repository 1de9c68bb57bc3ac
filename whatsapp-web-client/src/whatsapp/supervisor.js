import { EventEmitter } from 'node:events';
import { reason } from '../log.js';
import { masked } from '../mask.js';
import { backoff } from '../time.js';
import { memoryOf } from './profile.js';

/**
 * Keeps WhatsApp alive: starts an engine, watches it, and starts a new one when it died, hangs, was logged out or eats the
 * machine. A network blip is left to the page, which reconnects by itself.
 *
 * Events: those of the engine that concern others (`message`, `edit`, `revoke`, `reaction`, `ack`), `entering` (a page is
 * being loaded; it will be `ready` when older messages can be looked up), `ready`, `linked` (a phone was linked anew), `heard` (up to now nothing was missed).
 *
 * @typedef {import('./engine.js').Engine} Engine
 * @typedef {'starting' | 'qr' | 'authenticating' | 'ready' | 'reconnecting' | 'failing' | 'stopped'} State
 */

const WATCH = {
  everyMs: 30_000,
  /** A page that synced before the library listened never says `ready` by itself. */
  nudgeAfterMs: 10_000,
  readyWithinMs: 180_000,
  startWithinMs: 120_000,
  reconnectWithinMs: 10 * 60_000,
  reenterWithinMs: 60_000,
  /** The page needs a while to write a fresh login to disk. */
  settledAfterMs: 20_000,
};
const RESTART = { first: 1000, most: 60_000 };
const FAILING_AFTER = 20;

const PASSED_ON = ['message', 'edit', 'revoke', 'reaction', 'ack'];

export class Supervisor extends EventEmitter {
  #parts;
  /** @type {Engine | undefined} */
  #engine;
  /** @type {State} */
  #state = 'starting';
  /** On a clock that nobody sets. */
  #since;
  #sinceTime = new Date().toISOString();
  #why = '';
  /** @type {string | undefined} */
  #qr;
  #linking = false;
  /** The library has done its part of the start: the page is on its own until it says `authenticated`. */
  #entered = false;
  #nudged = false;
  #failures = 0;
  #memoryMb = 0;
  #stopped = false;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #probing = false;
  /** @type {Promise<void>} */
  #ending = Promise.resolve();

  /**
   * @param {{ createEngine: () => Engine, memoryMb: number, idle: () => boolean, log: import('../log.js').Log,
   *   countRestart: (labels: { reason: string }) => void, watch?: Partial<typeof WATCH>, now?: () => number,
   *   restart?: { first: number, most: number } }} parts
   */
  constructor(parts) {
    super();
    this.#parts = { now: () => performance.now(), restart: RESTART, ...parts, watch: { ...WATCH, ...parts.watch } };
    this.#since = this.#parts.now();
  }

  /** @returns {Engine | undefined} only while messages can go in and out */
  get engine() {
    return this.#state === 'ready' ? this.#engine : undefined;
  }

  get status() {
    return { state: this.#state, since: this.#sinceTime, reason: masked(this.#why), restartsInARow: this.#failures };
  }

  /** @returns {State} */
  get state() {
    return this.#state;
  }

  /** @returns {string | undefined} the text of the QR code, while one is to be scanned */
  get qr() {
    return this.#qr;
  }

  get memoryMb() {
    return this.#memoryMb;
  }

  /** @returns {boolean} whether it can still be hoped for without anybody's help */
  get alive() {
    return this.#failures < FAILING_AFTER;
  }

  start() {
    this.#begin();
    this.#timer = setInterval(() => this.#watch(), Math.min(this.#parts.watch.everyMs, 5000));
  }

  async stop() {
    this.#stopped = true;
    clearInterval(this.#timer);
    clearTimeout(this.#restartTimer);
    this.#become('stopped');
    const engine = this.#engine;
    this.#engine = undefined;
    engine?.removeAllListeners();
    await engine?.stop();
    await this.#ending;
  }

  /**
   * @param {number} patienceMs
   * @param {AbortSignal} [signal]
   * @returns {Promise<Engine | undefined>} undefined when it was not ready in time
   */
  readyEngine(patienceMs, signal) {
    if (this.engine || this.#stopped || signal?.aborted) return Promise.resolve(this.engine);
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.off('ready', done);
        signal?.removeEventListener('abort', done);
        resolve(this.engine);
      };
      const timer = setTimeout(done, patienceMs);
      this.on('ready', done);
      signal?.addEventListener('abort', done);
    });
  }

  /**
   * Something went wrong that no engine event told: the library rejects promises that nobody holds, for example when it
   * could not enter a page that was loaded anew. A page that works is looked at first; one that is not yet in use is not
   * worth it. While an engine starts, it may be the last word of the one before.
   *
   * @param {string} why
   */
  engineFailed(why) {
    if (this.#state === 'qr' || this.#state === 'authenticating') this.#restart('unhandled', why);
    this.#checkedAt = 0;
  }

  /** @type {NodeJS.Timeout | undefined} */
  #restartTimer;

  #begin() {
    const engine = this.#parts.createEngine();
    this.#engine = engine;
    this.emit('entering');
    this.#entered = false;
    this.#nudged = false;
    this.#become('starting');
    const mine = (/** @type {(...args: any[]) => void} */ work) => (/** @type {any[]} */ ...args) => {
      if (this.#engine === engine) work(...args);
    };
    engine.on('qr', mine((qr) => this.#showQr(qr)));
    engine.on('authenticated', mine(() => this.#authenticated()));
    engine.on('ready', mine(() => this.#ready()));
    engine.on('state', mine((state) => this.#heardState(state)));
    engine.on('logged-out', mine((why) => this.#loggedOut(why)));
    engine.on('dead', mine((why) => this.#restart('dead', why)));
    for (const event of PASSED_ON) engine.on(event, mine((value) => this.emit(event, value)));
    engine.start().then(mine(() => { this.#entered = true; }), mine((error) => this.#restart('start', reason(error))));
  }

  /** @param {string} qr */
  #showQr(qr) {
    this.#qr = qr;
    this.#linking = true;
    this.#failures = 0;
    if (this.#state !== 'qr') this.#become('qr');
    this.emit('qr', qr);
  }

  #authenticated() {
    this.#qr = undefined;
    this.emit('entering');
    this.#become('authenticating');
  }

  #ready() {
    this.#qr = undefined;
    this.#failures = 0;
    if (this.#linking) this.emit('linked');
    this.#linking = false;
    this.#become('ready');
    this.emit('ready');
  }

  /** @param {string} state WhatsApp's word; what it means for the login comes as an event of its own */
  #heardState(state) {
    if (this.#state === 'ready' && state !== 'CONNECTED') this.#become('reconnecting', state);
    else if (this.#state === 'reconnecting' && state === 'CONNECTED') this.#become('ready');
    else if (this.#state === 'reconnecting') this.#why = state;
  }

  /** @param {string} why */
  #loggedOut(why) {
    this.#parts.log.warn('the phone ended the link: a QR code must be scanned again', { reason: why });
    this.#failures = 0;
    this.#restart('logged-out', why);
  }

  /**
   * @param {string} kind for the metric
   * @param {string} why
   */
  #restart(kind, why) {
    const engine = this.#engine;
    if (!engine || this.#stopped) return;
    this.#engine = undefined;
    this.#qr = undefined;
    engine.removeAllListeners();
    this.#failures += 1;
    this.#parts.countRestart({ reason: kind });
    this.#become(this.alive ? 'reconnecting' : 'failing', why);
    const wait = kind === 'logged-out' ? 500 : backoff(this.#failures, this.#parts.restart);
    this.#parts.log.warn('starting the browser anew', { kind, reason: why, failures: this.#failures, waitMs: wait });
    this.#ending = engine.stop().catch((error) => {
      this.#parts.log.error('the old browser could not be ended', { reason: reason(error) });
    }).then(() => {
      if (!this.#stopped) this.#restartTimer = setTimeout(() => this.#begin(), wait);
    });
  }

  /** @param {State} state @param {string} [why] */
  #become(state, why = '') {
    if (state !== this.#state) {
      this.#since = this.#parts.now();
      this.#sinceTime = new Date().toISOString();
    }
    this.#state = state;
    this.#why = why;
    this.#parts.log.info('WhatsApp', { state, ...(why && { reason: why }) });
  }

  #checkedAt = 0;

  async #watch() {
    const engine = this.#engine;
    const { watch, now } = this.#parts;
    if (!engine || this.#probing) return;
    this.#probing = true;
    try {
      if (this.#state === 'starting' && !this.#entered) this.#expect(watch.startWithinMs, 'start');
      else if (['starting', 'authenticating'].includes(this.#state)) await this.#watchLogin(engine);
      if (this.#state === 'reconnecting') this.#expect(watch.reconnectWithinMs, 'disconnected');
      if (now() >= this.#checkedAt + watch.everyMs) {
        this.#checkedAt = now();
        if (['ready', 'reconnecting'].includes(this.#state)) await this.#check(engine);
        if (this.#state === 'qr') await engine.probe();
      }
    } catch (error) {
      if (this.#engine === engine) this.#restart('hanging', reason(error));
    } finally {
      this.#probing = false;
    }
  }

  /** @param {number} ms @param {string} kind */
  #expect(ms, kind) {
    if (this.#parts.now() - this.#since > ms) this.#restart(kind, `still ${this.#state} after ${ms / 1000} s`);
  }

  /** @param {Engine} engine */
  async #watchLogin(engine) {
    const { watch, now, log } = this.#parts;
    this.#expect(watch.readyWithinMs, 'login');
    if (this.#nudged || this.#engine !== engine || now() - this.#since < watch.nudgeAfterMs) return;
    const { state, synced, injected } = await engine.probe();
    if (state !== 'CONNECTED' || !synced || injected) return;
    log.warn('the page was ready before anybody listened: repeating its signal');
    this.#nudged = true;
    await engine.nudge();
  }

  /** The page was loaded anew. The library enters it again by itself, as a rule. */
  #deaf() {
    if (this.#state === 'ready') this.#become('reconnecting', 'the page was loaded anew');
    else this.#expect(this.#parts.watch.reenterWithinMs, 'deaf');
  }

  /** @param {Engine} engine */
  async #check(engine) {
    const { watch, now, memoryMb: limit, idle } = this.#parts;
    const { state, injected } = await engine.probe();
    if (this.#engine !== engine) return;
    if (!injected) return this.#deaf();
    this.#heardState(state ?? 'unknown');
    this.#memoryMb = memoryOf([process.pid, ...engine.processes()]);
    const settled = now() - this.#since > watch.settledAfterMs;
    if (limit > 0 && this.#memoryMb > limit && settled && idle()) {
      return this.#restart('memory', `${this.#memoryMb} MB of ${limit} MB`);
    }
    if (this.#state === 'ready') this.emit('heard');
  }
}
