/** The signals that stand in a worktree. What cannot be read is told, or read again when it is whole. */
import { join } from 'node:path';
import { plainText } from '../base/plain-text.js';
import { namesIn, readInside } from '../config/text-file.js';
import type { Signal } from '../domain/report.js';
import { readSignal } from '../formats/signal-file.js';
import type { Made } from '../workflow/event.js';
import type { Voice } from './voice.js';

/** An honest signal has a few hundred bytes; lists of files may make it some thousands. */
const MAX_SIGNAL_BYTES = 1024 * 1024;

const SIGNALS = '.claude/handoff';

export async function signalsIn(made: Made, voice: Voice): Promise<readonly Signal[]> {
  const names = await namesIn(join(made.path, SIGNALS), '.signal');
  const signals = names.map((name) => readOneSignal(made, join(SIGNALS, name), voice));
  return (await Promise.all(signals)).filter((signal) => signal !== undefined);
}

async function readOneSignal(
  made: Made,
  file: string,
  voice: Voice,
): Promise<Signal | undefined> {
  const read = await readInside(made.path, file, MAX_SIGNAL_BYTES);
  if (!read) return undefined;
  const path = join(made.path, file);
  const where = `${made.workstream}: ${plainText(path)}`;
  if (!read.whole) {
    voice.tell(`${where} is larger than ${MAX_SIGNAL_BYTES} bytes; not read`);
    return undefined;
  }
  const signal = readSignal(read.text, path);
  if (signal.ok) return { ...signal.value, writtenAt: read.writtenAt };
  if (signal.failure.partial) voice.cutOff(where);
  else voice.tell(`${where}: ${signal.failure.why}`);
  return undefined;
}
