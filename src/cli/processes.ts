/**
 * Starts the background processes of a repository, and finds them when they run. Each is
 * a session leader with its output in a log file, so that it outlives the terminal it was
 * started from.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { plainText } from '../base/plain-text.js';
import type { Result } from '../base/result.js';
import { takeLock, type Holder, type Lock } from '../config/lock.js';
import { makeFolder } from '../config/make-folder.js';
import type { Paths } from '../config/paths.js';
import { connect } from '../connection/socket.js';
import { cannotWriteTo } from './cannot-write.js';

export type Program = {
  readonly name: 'host' | 'engine';
  readonly socketPath: string;
  /** The command line, without the one that runs it. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly state: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called once: it has been started, and will be some time in coming up, or need not be. */
  readonly begun?: () => void;
};

export type Programs = {
  /** The folder of the built programs. */
  readonly folder: string;
  readonly commonDir: string;
  readonly paths: Paths;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Longer than a start takes where twenty agents build and test; after it something is wrong. */
const START_LIMIT_MS = 30_000;

/** One that was at work before has its socket within this, if it has the one looked for. */
const OTHER_LIMIT_MS = 5000;

/** A socket is asked this often whether it answers; most starts take 100 to 300 ms. */
const ASK_AGAIN_MS = 5;

/** The command line that starts a program: also what restarts it after a crash. */
export function commandLine(
  programs: Programs,
  name: Program['name'],
): readonly [string, ...string[]] {
  return [process.execPath, join(programs.folder, `${name}.js`), programs.commonDir];
}

/** Resolves when a host listens. Throws with the log's name when none can be started. */
export function ensureHost(programs: Programs): Promise<void> {
  return ensure(hostOf(programs));
}

/**
 * Resolves when an engine listens; `begun` is called as soon as all that had to be started
 * has been. Throws with the log's name when none can be started.
 */
export async function ensureEngine(programs: Programs, begun = () => {}): Promise<void> {
  const { paths } = programs;
  if (await listens(paths.engineSocket)) return begun();
  // The engine's first wish is a host: the two start side by side, the engine first, which
  // takes longer. Where there may be one that uses other sockets, a host would be left
  // without one.
  const mayBeRefused = existsSync(join(paths.repository, 'engine.lock'));
  const wanted = [engineOf(programs), ...(mayBeRefused ? [] : [hostOf(programs)])];
  let left = wanted.length;
  const oneBegun = () => void (--left === 0 && begun());
  await Promise.all(wanted.map((one) => ensure({ ...one, begun: oneBegun })));
}

function hostOf(programs: Programs): Program {
  const { paths, env } = programs;
  const [, ...args] = commandLine(programs, 'host');
  const where = { cwd: '/', state: paths.state, env };
  return { name: 'host', socketPath: paths.hostSocket, args, ...where };
}

function engineOf(programs: Programs): Program {
  const { paths, env, commonDir } = programs;
  const [, ...args] = commandLine(programs, 'engine');
  const where = { cwd: commonDir, state: paths.state, env };
  return { name: 'engine', socketPath: paths.engineSocket, args, ...where };
}

async function ensure(program: Program): Promise<void> {
  const begun = once(program.begun);
  try {
    if (await listens(program.socketPath)) return;
    const lock = await turnToStart(program);
    if (!lock.ok) {
      begun();
      return await waitFor(program, {});
    }
    try {
      if (await listens(program.socketPath)) return;
      await start({ ...program, begun });
    } finally {
      await lock.value.release();
    }
  } finally {
    begun();
  }
}

function once(call = () => {}): () => void {
  let called = false;
  return () => {
    if (!called) call();
    called = true;
  };
}

/** Only one of several starts it. Throws where the state's folder cannot be written to. */
async function turnToStart({ state, name }: Program): Promise<Result<Lock, Holder>> {
  try {
    await makeFolder(state);
    return await takeLock(join(state, `${name}.start`));
  } catch (error) {
    throw cannotWriteTo(state, error);
  }
}

async function start(program: Program): Promise<void> {
  const { args, cwd, env } = program;
  const log = openSync(logOf(program), 'a', 0o600);
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const outcome: Outcome = {};
  child.on('error', ({ message }) => (outcome.failure = message));
  child.on('exit', (code, signal) => {
    if (code !== 0) outcome.failure ??= `ended with ${signal ?? code}`;
    else outcome.foundAnotherAt = Date.now();
  });
  child.unref();
  program.begun?.();
  await waitFor(program, outcome);
}

/** What has become of a process that was started. */
type Outcome = {
  failure?: string;
  /** It ended in peace, since another is at work that may be about to answer. */
  foundAnotherAt?: number;
};

async function waitFor(program: Program, outcome: Outcome): Promise<void> {
  const { name, socketPath } = program;
  const deadline = Date.now() + START_LIMIT_MS;
  // To look for the file costs the starting program less than a try to connect.
  while (!existsSync(socketPath) || !(await listens(socketPath))) {
    const { failure, foundAnotherAt = Infinity } = outcome;
    const isLate = Date.now() > Math.min(deadline, foundAnotherAt + OTHER_LIMIT_MS);
    const why = failure ?? (isLate ? 'does not answer' : undefined);
    if (why !== undefined)
      throw new Error(
        `The ${name} ${why}${await lastWords(program)}; see ${logOf(program)}`,
      );
    await sleep(ASK_AGAIN_MS);
  }
}

/** Whether a process answers there. */
export async function listens(socketPath: string): Promise<boolean> {
  const socket = await connect(socketPath);
  socket?.destroy();
  return socket !== undefined;
}

function logOf({ state, name }: Program): string {
  return join(state, `${name}.log`);
}

/** How Node.js begins to print what was thrown; the properties of it follow, indented. */
const THROWN = /^(?:\S+ )?\[?\w*Error\b[^:]*: /;

async function lastWords(program: Program): Promise<string> {
  const lines = (await readFile(logOf(program), 'utf8')).trim().split('\n');
  const telling =
    lines.findLast((line) => THROWN.test(line)) ??
    lines.findLast((line) => /error/i.test(line)) ??
    lines.at(-1) ??
    '';
  return telling === '' ? '' : ` (${plainText(telling, 200)})`;
}

/** The words that start the receiver of agents' events. */
export function receiverIn(folder: string): readonly string[] {
  return ['/bin/sh', join(folder, 'hook.sh'), process.execPath, join(folder, 'hook.cjs')];
}
