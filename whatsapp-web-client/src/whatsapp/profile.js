import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * The browser's profile folder holds the login. A killed process leaves it locked, a re-created container leaves a lock of
 * a host that no longer exists, and a Chromium that outlived its parent still writes to it: all three keep the next one
 * from starting.
 */
const LOCKS = ['SingletonLock', 'SingletonCookie', 'SingletonSocket'];

/** How long a Chromium may take to write its store before it is killed: what it loses is the proof of what was sent. */
const GRACE_MS = 5000;

/**
 * Ends whatever still uses the profile and takes its locks away.
 *
 * @param {string} profile
 * @returns {Promise<number>} how many left-over browsers were ended
 */
export async function freeProfile(profile) {
  const orphans = browsersOf(profile);
  for (const pid of orphans) signal(pid, 'SIGTERM');
  const patience = Date.now() + GRACE_MS;
  while (browsersOf(profile).length > 0 && Date.now() < patience) await pause(50);
  for (const pid of browsersOf(profile)) signal(pid, 'SIGKILL');
  const end = Date.now() + GRACE_MS;
  while (browsersOf(profile).length > 0 && Date.now() < end) await pause(20);
  for (const lock of LOCKS) fs.rmSync(path.join(profile, lock), { force: true });
  return orphans.length;
}

/**
 * Chromium's main process names the profile on its command line; its children (`--type=...`) end with it.
 *
 * @param {string} profile
 * @returns {number[]}
 */
export function browsersOf(profile) {
  return processes().filter((pid) => {
    const args = commandLine(pid);
    return args.includes(`--user-data-dir=${profile}`) && !args.some((arg) => arg.startsWith('--type='));
  });
}

/**
 * The browser and all its descendants.
 *
 * @param {string} profile
 * @returns {number[]}
 */
export function processTreeOf(profile) {
  const found = new Set(browsersOf(profile));
  const all = processes().map((pid) => ({ pid, parent: parentOf(pid) }));
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

/**
 * @param {number[]} pids
 * @returns {number} megabytes, memory shared between them counted once
 */
export function memoryOf(pids) {
  const kilobytes = pids.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(readProc(pid, 'smaps_rollup'))?.[1] ?? 0));
  return Math.round(kilobytes.reduce((sum, kb) => sum + kb, 0) / 1024);
}

function processes() {
  try {
    return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  } catch {
    return []; // no /proc on this system: left-over browsers are then the operator's to end
  }
}

/** @param {number} pid */
const commandLine = (pid) => readProc(pid, 'cmdline').split('\0');

/** @param {number} pid */
function parentOf(pid) {
  const stat = readProc(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

/** @param {number} pid @param {string} name */
function readProc(pid, name) {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return ''; // ended while we looked, or not ours
  }
}

/** @param {number} pid @param {NodeJS.Signals} name */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error; // ESRCH: ended by itself
  }
}
