/** Says whether a gate's run counts as passed: its exit, what it left, what it measured. */
import { open } from 'node:fs/promises';
import type { GateReport } from '../../domain/merge.js';
import type { Gate } from '../../domain/plan.js';
import { shortTime, type Milliseconds } from '../../domain/time.js';
import { inTime } from '../../config/in-time.js';
import { readable } from '../../git/run.js';
import type { GateEnd } from './gate-process.js';

/** What a run left behind. */
export type Remains = {
  /** Tracked files that are not the commit's any more. */
  readonly changed: readonly string[];
  readonly output: string;
};

/** What a run of `gate` came to, as part of its report. */
export type Verdict = Pick<GateReport, 'measured'> & {
  /** Why it does not count as passed; undefined when it does. */
  readonly fault: string | undefined;
};

export function verdictOf(gate: Gate, end: GateEnd, remains: Remains): Verdict {
  const { measure } = gate;
  const match = measure && lastMatch(remains.output, measure.pattern);
  const value = match && numberOf(match);
  const fault = endFault(end, gate.timeoutMs) ?? changeFault(remains.changed);
  return {
    fault: fault ?? (measure && measureFault(measure, match, value)),
    ...(value === undefined ? {} : { measured: value }),
  };
}

function changeFault([first]: readonly string[]): string | undefined {
  if (first === undefined) return undefined;
  return `it changed tracked files (${readable(first)}), so it judged another commit`;
}

function measureFault(
  { pattern, min }: NonNullable<Gate['measure']>,
  match: readonly string[] | undefined,
  value: number | undefined,
): string | undefined {
  if (!match) return `${pattern} took too long on its output`;
  if (value === undefined) return `its output has no match of ${pattern}`;
  return value >= min ? undefined : `${value} is below ${min}`;
}

/** Why a command did not end well; undefined when it did. */
export function endFault(
  { code, timedOut }: GateEnd,
  timeoutMs: Milliseconds,
): string | undefined {
  if (timedOut) return `it was ended after ${shortTime(timeoutMs)}`;
  return code === 0 ? undefined : `it exited with ${code ?? 'a signal'}`;
}

/** Results stand at the end; a test run that prints gigabytes must not fill the memory. */
const LAST_BYTES = 1024 * 1024;

/** The last megabyte of a log. */
export async function endOf(log: string): Promise<string> {
  const file = await open(log);
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - LAST_BYTES);
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(Math.min(size, LAST_BYTES)),
      position: start,
    });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Of a megabyte; a plan may bring a pattern that needs for ever. */
const MATCHING_MS: Milliseconds = 1000;

/** What it fits last, nothing where it fits nowhere; undefined when it took too long. */
function lastMatch(output: string, pattern: string): readonly string[] | undefined {
  if (!isPattern(pattern)) return [];
  const all = new RegExp(pattern, 'gm');
  return inTime(MATCHING_MS, () => [...output.matchAll(all)].at(-1) ?? []);
}

function numberOf([, text]: readonly string[]): number | undefined {
  const value = Number(text);
  return text === undefined || Number.isNaN(value) ? undefined : value;
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
