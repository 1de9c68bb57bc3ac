import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { browsersOf, processTreeOf } from '../../src/whatsapp/profile.js';
import { until } from './support.js';

export const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** For `test(name, { skip })`: a machine without Chromium runs the rest; where it must be there, its absence is a failure. */
export const skip = !fs.existsSync(CHROMIUM) && process.env.CI !== 'true' && `no Chromium at ${CHROMIUM} (Debian: apt-get install chromium)`;

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** The client as it is run: a process of its own, with a true browser, known only by its ports and its output. */
export class ClientProcess {
  output = '';
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  /** @type {Promise<number | null>} */
  #ended = Promise.resolve(null);
  #base = '';
  #options;

  /** @param {{ dataDir: string, standIn: import('../stand-in/stand-in.js').StandIn, ingressUrl: string, env?: Record<string, string> }} options */
  constructor(options) {
    this.#options = options;
  }

  get profile() {
    return `${this.#options.dataDir}/auth/session-web`;
  }

  /** @returns {number[]} browsers that still use the profile */
  get leftOvers() {
    return browsersOf(this.profile);
  }

  /** @returns {number[]} the renderer processes, where the page lives */
  get renderers() {
    return processTreeOf(this.profile).filter((pid) => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'));
  }

  async start() {
    const { dataDir, standIn, ingressUrl, env } = this.#options;
    this.output = '';
    const child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env.PATH, HOME: dataDir, DATA_DIR: dataDir, WEB_CLIENT_PORT: '0', INGRESS_URL: ingressUrl, LOG_FORMAT: 'json',
        CHROMIUM_PATH: CHROMIUM, CHROMIUM_ARGS: standIn.chromiumArgs(), CHROMIUM_SANDBOX: 'off', SEND_GAP_MS: '0-0', TYPING_MAX_MS: '50', ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => { this.output += chunk; });
    this.#ended = new Promise((resolve) => child.once('exit', resolve));
    await until(() => this.#port() || child.exitCode !== null, 'the client to listen', 60_000);
    if (!this.#port()) throw new Error(`the client did not start: ${this.output}`);
    this.#base = `http://127.0.0.1:${this.#port()}`;
    return this;
  }

  #port() {
    return /"message":"listening".*?"port":(\d+)/.exec(this.output)?.[1];
  }

  /** @param {NodeJS.Signals} [signal] @returns {Promise<number | null>} the exit code */
  async stop(signal = 'SIGTERM') {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal);
    return this.#ended;
  }

  kill() {
    return this.stop('SIGKILL');
  }

  async state() {
    const { state } = /** @type {any} */ (await (await fetch(`${this.#base}/live`)).json());
    return state;
  }

  /** @param {string} state */
  async is(state) {
    await until(async () => (await this.state()) === state, `the state ${state}; the client said: ${this.output.slice(-2000)}`, 90_000);
    return this;
  }

  /** @param {string} path */
  async get(path) {
    return fetch(`${this.#base}${path}`);
  }

  /** @param {object} body @returns {Promise<{ status: number, body: any }>} */
  async send(body) {
    const response = await fetch(`${this.#base}/send-message`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  /** What became of an id. @param {string} id @returns {Promise<any>} */
  async fate(id) {
    return (await this.get(`/messages/${id}`)).json();
  }
}
