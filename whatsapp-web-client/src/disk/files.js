import fs from 'node:fs';
import path from 'node:path';

/**
 * Writes a file so that it is there whole or not at all, also after a crash or a power cut.
 *
 * @param {string} file
 * @param {string} text
 */
export function writeDurably(file, text) {
  const draft = `${file}.tmp`;
  const fd = fs.openSync(draft, 'w', 0o600);
  try {
    fs.writeFileSync(fd, text);
    fs.fsyncSync(fd);
  } catch (error) {
    fs.rmSync(draft, { force: true }); // a full disk is not helped by half a file
    throw error;
  } finally {
    fs.closeSync(fd);
  }
  fs.renameSync(draft, file);
  syncFolder(path.dirname(file));
}

/**
 * A new or renamed entry is only durable once its folder is.
 *
 * @param {string} folder
 */
export function syncFolder(folder) {
  const fd = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
