/** Lays an event down for an engine that is not there: a file that appears whole or not at all. */
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { HookMessage } from '../domain/hook.js';
import { MAX_SPOOLED, MAX_SPOOLED_CHARACTERS, SPOOLED } from '../protocol/hook.js';

/** Throws when the folder cannot be written or is somebody else's. */
export function spool(folder: string, message: HookMessage): void {
  makeFolder(folder);
  const { uid, mode } = lstatSync(folder);
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0) throw new Error('not our own');
  makeRoom(folder);
  const file = `${folder}/${message.id}`;
  writeFileSync(`${file}.tmp`, JSON.stringify(short(message)), { mode: 0o600 });
  renameSync(`${file}.tmp`, `${file}${SPOOLED}`);
}

/** What is above it is the engine's: a path made in full never ends where none can be made. */
function makeFolder(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined)
    mkdirSync(folder, { mode: 0o700 });
}

function short(message: HookMessage): HookMessage {
  const { text } = message;
  if (text.length <= MAX_SPOOLED_CHARACTERS) return message;
  return { ...message, text: text.slice(0, MAX_SPOOLED_CHARACTERS), cut: true };
}

function makeRoom(folder: string): void {
  const waiting = readdirSync(folder)
    .filter((name) => name.endsWith(SPOOLED))
    .sort();
  for (const name of waiting.slice(0, Math.max(0, waiting.length - MAX_SPOOLED + 1)))
    rmSync(`${folder}/${name}`, { force: true });
}
