/** The folder in which agents' hooks lay events down for the engine. */
import { watch } from 'node:fs';
import { chmod, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { disposable } from '../../base/disposer.js';
import { isMissing, readStart } from '../../config/text-file.js';
import { MAX_EVENT_CHARACTERS, type HookMessage } from '../../domain/hook.js';
import { readHookMessage, readLaidDown } from '../../formats/hook-event.js';
import {
  ASKED,
  BEGINNING,
  hookId,
  LAID_DOWN,
  MAX_SPOOLED_CHARACTERS,
  SPOOLED,
  STARTED_AT,
} from '../../protocol/hook.js';
import { WaitingHook } from './waiting-hook.js';

export type LaidDown = {
  /** Sorts as the events happened. */
  readonly id: string;
  readonly name: string;
  /** Undefined when the file holds no event. */
  readonly read: () => Promise<HookMessage | undefined>;
  readonly remove: () => Promise<void>;
  /** Undefined where it waits for no answer. */
  readonly hook: WaitingHook | undefined;
};

/** JSON writes a control character with six. */
const MAX_FILE_BYTES = 6 * MAX_SPOOLED_CHARACTERS + 1024;

/** A hook that was ended halfway leaves its beginnings behind. */
const HALF_MS = 60 * 60 * 1000;

/** Has the folder be there, and of its owner alone. */
export async function makeSpool(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const old = Date.now() - HALF_MS;
  const names = await readdir(folder);
  const whole = new Set(names.filter(isWhole).map(partOf));
  for (const name of names) {
    if (whole.has(partOf(name))) continue;
    const file = join(folder, name);
    const about = await unlessMissing(lstat(file));
    if (about && about.mtimeMs < old) await rm(file, { force: true });
  }
}

/** What waits there, the oldest first. */
export async function laidDownIn(folder: string): Promise<readonly LaidDown[]> {
  const names = (await unlessMissing(readdir(folder))) ?? [];
  const told = names.filter((name) => name.endsWith(SPOOLED));
  const laid = names.filter((name) => isWhole(name) && !name.endsWith(SPOOLED));
  const found = await Promise.all(laid.map((name) => laidDown(folder, name)));
  const all = [
    ...told.map((name) => spooled(folder, name)),
    ...found.flatMap((one) => one ?? []),
  ];
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Calls `look` when something was laid down, until the result is disposed of. */
export function watchSpool(folder: string, look: () => void): Disposable {
  const watcher = watch(folder, (_event, name) => {
    if (name === null || isWhole(name)) look();
  });
  // Whoever removes the folder gets another one at the next event of a socket.
  watcher.on('error', () => watcher.close());
  return disposable(() => watcher.close());
}

function isWhole(name: string): boolean {
  return [SPOOLED, LAID_DOWN, BEGINNING, ASKED].some((ending) => name.endsWith(ending));
}

/** Of what belongs together the names begin with the same. */
function partOf(name: string): string {
  return name.slice(0, name.indexOf('.'));
}

function spooled(folder: string, name: string): LaidDown {
  const file = join(folder, name);
  return {
    id: name.slice(0, -SPOOLED.length),
    name,
    read: async () =>
      readHookMessage((await readStart(file, MAX_FILE_BYTES))?.text ?? ''),
    remove: () => rm(file, { force: true }),
    hook: undefined,
  };
}

/** Undefined when it is gone. */
async function laidDown(folder: string, name: string): Promise<LaidDown | undefined> {
  const process = partOf(name);
  const file = join(folder, name);
  const started = join(folder, `${process}${STARTED_AT}`);
  const about =
    (await unlessMissing(lstat(started, { bigint: true }))) ??
    (await unlessMissing(lstat(file, { bigint: true })));
  if (!about) return undefined;
  const id = hookId(about.mtimeNs, Number(process));
  const at = Number(about.mtimeMs);
  const hook = name.endsWith(ASKED) ? new WaitingHook(join(folder, process)) : undefined;
  return {
    id,
    name,
    hook,
    async read() {
      const start = await readStart(file, 4 * MAX_EVENT_CHARACTERS);
      if (!start) return undefined;
      const whole = start.whole && !name.endsWith(BEGINNING);
      return readLaidDown({ id, at, text: start.text, whole });
    },
    async remove() {
      await rm(file, { force: true });
      await rm(started, { force: true });
    },
  };
}

async function unlessMissing<Value>(found: Promise<Value>): Promise<Value | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
