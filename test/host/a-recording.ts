/** Recordings of their own, and what they play. */
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { readRecorded } from '../../src/host/recorded.js';
import { olderPart, Recording, type RecordingOptions } from '../../src/host/recording.js';
import { playInto } from '../../src/host/revival.js';
import { Emulator } from '../../src/screen/emulator.js';
import { size } from './console.js';

/** Both parts of a recording. */
export async function written(path: string): Promise<string> {
  const parts = [olderPart(path), path].map((part) =>
    readFile(part, 'utf8').catch(() => ''),
  );
  return (await Promise.all(parts)).join('');
}

export function aRecording(
  options: Partial<RecordingOptions> & { readonly path: string },
) {
  return new Recording({
    title: 's',
    size,
    snapshot: () => 'the screen\r\n',
    settled: () => true,
    failed: (error) => expect.fail(error.message),
    ...options,
  });
}

export async function done(recording: Recording, text = ''): Promise<void> {
  recording.output(Buffer.from(text));
  recording[Symbol.dispose]();
  await recording.closed;
}

export async function played(path: string): Promise<Emulator> {
  const emulator = new Emulator({ size, scrollback: 1000 });
  const found = await readRecorded(path);
  if (found) await playInto(emulator, found);
  return emulator;
}
