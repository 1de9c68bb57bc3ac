import fs from 'node:fs';
import path from 'node:path';

/**
 * One process per data folder: two would share one browser profile and one outbox.
 *
 * The owner is a process id with its start time, so a file left by a killed process, or by a container that no longer
 * exists, does not count. Two containers on one volume cannot see each other's processes: run one replica.
 *
 * @param {string} folder
 * @returns {{ release: () => void }}
 */
export function becomeSoleOwner(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'owner');
  const owner = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const [pid, started] = owner.split(' ');
  if (pid && Number(pid) !== process.pid && started === startTime(Number(pid))) {
    throw new Error(`DATA_DIR is in use by process ${pid}: one client per folder`);
  }
  fs.writeFileSync(file, `${process.pid} ${startTime(process.pid)}`);
  return { release: () => fs.rmSync(file, { force: true }) };
}

/**
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process
 */
function startTime(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold blanks.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined; // gone, or a system without /proc: then nothing can be said of another process
  }
}
