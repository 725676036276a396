/** Runs what may need for ever, such as a pattern that somebody wrote, and ends it when it does. */
import { createContext, Script, type Context } from 'node:vm';
import type { Milliseconds } from '../domain/time.js';

const room: { job: () => void } = { job: () => undefined };
const script = new Script('job()');

/** Made when something is run first: most engines never run anything here. */
let context: Context | undefined;

/** What `job` gives; undefined when it was ended, as it is anywhere, after `limit`. */
export function inTime<Value>(limit: Milliseconds, job: () => Value): Value | undefined {
  let value: Value | undefined;
  room.job = () => {
    value = job();
  };
  try {
    context ??= createContext(room);
    script.runInContext(context, { timeout: limit });
    return value;
  } catch (error) {
    if (isTimeout(error)) return undefined;
    throw error;
  } finally {
    room.job = () => undefined;
  }
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
