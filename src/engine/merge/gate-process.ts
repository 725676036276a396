/**
 * Runs a gate's command: a shell line that the user consented to, in a process group of
 * its own, its output in a log file. Whether it passed is judged elsewhere.
 */
import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { disposable } from '../../base/disposer.js';
import { startTime } from '../../config/lock.js';
import type { GateProcess } from '../../domain/merge.js';
import type { Milliseconds } from '../../domain/time.js';

export type GateRun = {
  readonly command: string;
  readonly folder: string;
  /** Appended to. */
  readonly log: string;
  readonly timeoutMs: Milliseconds;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told before the command can do anything that matters. */
  readonly started: (process: GateProcess) => Promise<void>;
};

export type ProgramRun = Omit<GateRun, 'command' | 'started'> & {
  readonly argv: readonly string[];
  readonly started?: GateRun['started'];
};

export type GateEnd = {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly timedOut: boolean;
  readonly ms: Milliseconds;
};

/** Between asking a gate to end and ending it: time for test runners to clean up. */
const GRACE_MS = 5000;

/** Resolves when the command and all that it left running are gone. */
export function runGate({ command, ...run }: GateRun): Promise<GateEnd> {
  return runProgram({ ...run, argv: ['sh', '-c', command] });
}

/** The same for a program and its arguments; rejects when there is no such program. */
export async function runProgram({
  argv: [program = '', ...args],
  started = () => Promise.resolve(),
  ...run
}: ProgramRun): Promise<GateEnd> {
  const log = await open(run.log, 'a', 0o600);
  const begin = performance.now();
  try {
    const child = spawn(program, args, {
      cwd: run.folder,
      env: gateEnv(run.env),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    const ended = new Promise<number | undefined>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? undefined));
    });
    const { pid } = child;
    using _with = endedWithUs(pid);
    if (pid !== undefined) await started({ pid, started: startTime(pid) });
    let timedOut = false;
    const timers =
      pid === undefined ? [] : endLater(pid, run.timeoutMs, () => (timedOut = true));
    const code = await ended.finally(() =>
      timers.forEach((timer) => clearTimeout(timer)),
    );
    return { code, timedOut, ms: Math.round(performance.now() - begin) };
  } finally {
    await log.close();
  }
}

/** Ends what a gate left running when its engine was killed. */
export function endLeftover({ pid, started }: GateProcess): void {
  if (started !== '' && startTime(pid) === started) signalGroup(pid, 'SIGKILL');
}

/** Ends the whole group when the result is disposed, or when this process ends before. */
function endedWithUs(pid: number | undefined): Disposable {
  if (pid === undefined) return disposable(() => {});
  const end = () => signalGroup(pid, 'SIGKILL');
  process.once('exit', end);
  return disposable(() => {
    process.off('exit', end);
    end();
  });
}

function endLater(
  pid: number,
  timeoutMs: Milliseconds,
  timedOut: () => void,
): readonly NodeJS.Timeout[] {
  return [
    setTimeout(() => {
      timedOut();
      signalGroup(pid, 'SIGTERM');
    }, timeoutMs),
    setTimeout(() => signalGroup(pid, 'SIGKILL'), timeoutMs + GRACE_MS),
  ];
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!gone) throw error;
  }
}

/** Without `GIT_*`, or the gate's git would work in the caller's repository. */
function gateEnv(env: GateRun['env']): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('GIT_')),
  );
}
