/** The log of a background process: a file of bounded size, a line an entry. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import { disposable } from '../base/disposer.js';

export type Log = (message: string, error?: unknown) => void;

/** Then the file is set aside as `.old`, so that both together stay small enough to send. */
const MAX_LOG_BYTES = 1024 * 1024;

/** Writes to `path`. Never throws: a full disk must not end what the log is about. */
export function fileLog(path: string): Log {
  return (message, error) => {
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES)
        renameSync(path, `${path}.old`);
      appendFileSync(path, entry(message, error), { mode: 0o600 });
    } catch {
      // There is nowhere to say it.
    }
  };
}

/**
 * Lets this process outlive a logout and its own faults, which go to the log: a host that
 * dies takes every agent with it.
 */
export function outlive(log: Log): Disposable {
  const hungUp = () => log('SIGHUP ignored');
  const fault = (error: unknown) => log('fault', error);
  process.on('SIGHUP', hungUp);
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
  return disposable(() => {
    process.off('SIGHUP', hungUp);
    process.off('uncaughtException', fault);
    process.off('unhandledRejection', fault);
  });
}

function entry(message: string, error: unknown): string {
  const time = new Date().toISOString();
  if (error === undefined) return `${time} ${message}\n`;
  return `${time} ${message}\n${inspect(error).replaceAll(/^/gm, '  ')}\n`;
}
