import fs from 'node:fs';
import path from 'node:path';

/**
 * The environment, read once. Every variable can also be given as NAME_FILE, the path of a mounted secret.
 *
 * @typedef {ReturnType<typeof readConfig>} Config
 * @typedef {Record<string, string | undefined>} Environment
 */

/** All that is wrong with the environment, in one line. Names only, never values. */
export class WrongConfig extends Error {}

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const MEGABYTE = 1024 * 1024;

/**
 * @param {Environment} env
 * @param {{ readFile?: (file: string) => string, isFile?: (file: string) => boolean }} [files]
 */
export function readConfig(env, { readFile = (file) => fs.readFileSync(file, 'utf8'), isFile = fs.existsSync } = {}) {
  const read = new Reader(env, readFile);
  const token = read.text('WEB_CLIENT_TOKEN');
  const config = {
    http: {
      port: read.whole('WEB_CLIENT_PORT', 3001, 0, 65535),
      // Without a token whoever reaches the port could write in the owner's name: then only this machine may.
      host: read.text('WEB_CLIENT_HOST') ?? (token ? '0.0.0.0' : '127.0.0.1'),
      token,
      bodyBytes: read.whole('MAX_BODY_MB', 24, 1, 256) * MEGABYTE,
    },
    ingress: {
      url: read.httpUrl('INGRESS_URL', 'http://localhost:8080'),
      token: read.text('WEBHOOK_TOKEN'),
      timeoutMs: read.whole('INGRESS_TIMEOUT_SECONDS', 30, 1, 600) * SECOND,
    },
    session: read.matching('SESSION_NAME', 'web', /^[-\w]{1,40}$/, 'letters, digits, - and _, at most 40'),
    dataDir: path.resolve(read.text('DATA_DIR') ?? 'data'),
    browser: {
      path: read.text('CHROMIUM_PATH') ?? '/usr/bin/chromium',
      // Each begins with --, so one may hold blanks.
      args: (read.text('CHROMIUM_ARGS') ?? '').split(/\s+(?=--)/).filter(Boolean),
      // Chromium's own sandbox does not work for root, nor in most containers.
      sandbox: read.oneOf('CHROMIUM_SANDBOX', 'auto', ['auto', 'on', 'off']),
      watchMs: read.whole('WATCH_SECONDS', 30, 1, 600) * SECOND,
      memoryMb: read.whole('MEMORY_LIMIT_MB', 1200, 0, 65536),
    },
    inbound: {
      groups: read.flag('GROUPS', false),
      mediaBytes: read.whole('MEDIA_MAX_MB', 16, 0, 100) * MEGABYTE,
      catchUpMs: read.whole('CATCH_UP_HOURS', 72, 0, 168) * HOUR,
      outboxEntries: read.whole('OUTBOX_MAX_ENTRIES', 10_000, 10, 1_000_000),
      outboxBytes: read.whole('OUTBOX_MAX_MB', 2048, 1, 1024 * 1024) * MEGABYTE,
    },
    outbound: {
      gap: read.range('SEND_GAP_MS', '1000-3000'),
      queue: read.whole('SEND_QUEUE_MAX', 200, 1, 10_000),
      waitMs: read.whole('SEND_WAIT_SECONDS', 25, 1, 600) * SECOND,
      timeoutMs: read.whole('SEND_TIMEOUT_SECONDS', 30, 1, 600) * SECOND,
      typingMs: read.whole('TYPING_MAX_MS', 5000, 0, 25_000),
      mediaHosts: (read.text('MEDIA_URL_HOSTS') ?? '').split(/[\s,]+/).filter(Boolean),
    },
    log: {
      format: /** @type {'text' | 'json'} */ (read.oneOf('LOG_FORMAT', 'text', ['text', 'json'])),
      level: read.oneOf('LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error']),
    },
  };
  if (!token && !['127.0.0.1', '::1', 'localhost'].includes(config.http.host)) {
    read.problems.push('WEB_CLIENT_TOKEN is needed when WEB_CLIENT_HOST is not a loopback address');
  }
  if (!isFile(config.browser.path)) read.problems.push('CHROMIUM_PATH names no file (Debian: package chromium)');
  if (read.problems.length > 0) throw new WrongConfig(`wrong configuration: ${read.problems.join('; ')}`);
  return config;
}

class Reader {
  /** @type {string[]} */
  problems = [];
  #env;
  #readFile;

  /** @param {Environment} env @param {(file: string) => string} readFile */
  constructor(env, readFile) {
    this.#env = env;
    this.#readFile = readFile;
  }

  /** @param {string} name @returns {string | undefined} undefined when unset or empty */
  text(name) {
    const file = this.#env[`${name}_FILE`];
    if (file && this.#env[name]) this.problems.push(`${name} and ${name}_FILE are both set`);
    if (!file) return this.#env[name]?.trim() || undefined;
    try {
      return this.#readFile(file).trim() || undefined;
    } catch {
      this.problems.push(`${name}_FILE cannot be read`);
      return undefined;
    }
  }

  /** @param {string} name @param {number} standard @param {number} least @param {number} most */
  whole(name, standard, least, most) {
    const text = this.text(name);
    if (text === undefined) return standard;
    const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) this.problems.push(`${name} must be a whole number from ${least} to ${most}`);
    return value;
  }

  /** @param {string} name @param {string} standard @param {RegExp} form @param {string} words */
  matching(name, standard, form, words) {
    const text = this.text(name) ?? standard;
    if (!form.test(text)) this.problems.push(`${name} must be ${words}`);
    return text;
  }

  /** @param {string} name @param {string} standard @param {string[]} known */
  oneOf(name, standard, known) {
    const text = this.text(name) ?? standard;
    if (!known.includes(text)) this.problems.push(`${name} must be one of ${known.join(', ')}`);
    return text;
  }

  /** @param {string} name @param {boolean} standard */
  flag(name, standard) {
    return this.oneOf(name, String(standard), ['true', 'false']) === 'true';
  }

  /** @param {string} name @param {string} standard @returns {{ least: number, most: number }} */
  range(name, standard) {
    const [least, most] = this.matching(name, standard, /^\d{1,6}-\d{1,6}$/, 'two numbers as 1000-3000').split('-').map(Number);
    if (least > most) this.problems.push(`${name} must begin with the smaller number`);
    return { least, most };
  }

  /** @param {string} name @param {string} standard */
  httpUrl(name, standard) {
    const text = this.text(name) ?? standard;
    if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
      this.problems.push(`${name} must be an http or https address`);
    }
    return text.replace(/\/+$/, '');
  }
}
