/**
 * Drives the real program end to end: bin/wtmux.cjs in a real pty on a real repository,
 * with sockets, state and settings of its own. What it started is gone when it is.
 */
import { execFile, type ExecFileException } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import { connectEngine, connectHost, ended } from '../../src/cli/client.js';
import { pathsOf, type Paths } from '../../src/config/paths.js';
import { demos } from '../../src/demo/demos.js';
import { makeScratch } from '../../src/demo/scratch.js';
import type { Size } from '../../src/domain/session.js';
import type { Status } from '../../src/domain/status.js';
import { aRepo, type Files, type Repo } from './repo.js';
import { PATIENCE_MS, Terminal } from './terminal.js';

export const program = join(import.meta.dirname, '../../bin/wtmux.cjs');

export type Wtmux = AsyncDisposable & {
  readonly repo: Repo;
  /** The environment that keeps this run apart from all others. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs a command to its end, without a terminal. */
  readonly run: (...args: readonly string[]) => Promise<Finished>;
  /** The same with other variables. */
  readonly runWith: (
    env: Readonly<Record<string, string>>,
    ...args: readonly string[]
  ) => Promise<Finished>;
  /** Starts another program in a terminal. */
  readonly start: (command: readonly string[], size?: Size) => Terminal;
  /** Starts a command in a terminal. */
  readonly open: (args: readonly string[], size?: Size) => Terminal;
  readonly status: () => Promise<Status>;
  /** Waits until `judge` is content with the status, of which the engine is asked at once. */
  readonly until: (judge: (status: Status) => boolean, what: string) => Promise<void>;
  /** The processes of this run that are alive, by what they are. */
  readonly processes: () => Promise<readonly Process[]>;
  /** Kills the one that there is; gives its id. */
  readonly kill: (what: 'host' | 'engine') => Promise<number>;
};

export type Finished = {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
};

export type Process = { readonly pid: number; readonly command: string };

export type Start = {
  /** Committed on `main` before anything starts. */
  readonly files?: Files;
  readonly env?: Readonly<Record<string, string>>;
  /** Works in the demonstration's repository, whose days take this long. */
  readonly demoDayMs?: number;
};

/** A repository with nothing started in it yet. */
export async function wtmux({
  files = {},
  env: more = {},
  demoDayMs,
}: Start = {}): Promise<Wtmux> {
  const repo = await aRepo();
  if (Object.keys(files).length > 0) await repo.commit(files);
  const env = { ...(await surroundings(repo.outside)), ...more };
  const terminals: Terminal[] = [];
  const cwd =
    demoDayMs === undefined ? repo.folder : await demoIn(repo.outside, demoDayMs);
  const run = (...args: readonly string[]) => finished(args, { cwd, env });
  const paths = pathsOf(join(cwd, '.git'), env);

  function start(command: readonly string[], size?: Size): Terminal {
    const terminal = new Terminal({ command, cwd, env, ...(size ? { size } : {}) });
    terminals.push(terminal);
    return terminal;
  }

  async function status(): Promise<Status> {
    const { code, stdout, stderr } = await run('status', '--json');
    if (code !== 0) throw new Error(stderr);
    const parsed: Status = JSON.parse(stdout);
    return parsed;
  }

  return {
    repo,
    env,
    run,
    runWith: (other, ...args) => finished(args, { cwd, env: { ...env, ...other } }),
    status,
    start,
    open: (args, size) => start([process.execPath, program, ...args], size),
    until: (judge, what) =>
      vi.waitFor(
        async () => {
          using engine = await connectEngine(paths.engineSocket);
          const seen = await engine?.ask({ type: 'status' });
          if (!seen || !judge(seen))
            throw new Error(`not so: ${what}\n${JSON.stringify(seen, null, 1)}`);
        },
        { timeout: PATIENCE_MS, interval: 50 },
      ),
    processes: () => processesOf(repo.outside),
    kill: (what) => killed(what, repo.outside),
    async [Symbol.asyncDispose]() {
      for (const terminal of terminals) terminal[Symbol.dispose]();
      const gone = async () => {
        await endAll(paths);
        await nothingLeft(repo.outside);
      };
      await vi.waitFor(gone, { timeout: PATIENCE_MS });
      await repo[Symbol.asyncDispose]();
    },
  };
}

/** The demonstration's repository with its plan; gives its folder. */
async function demoIn(outside: string, dayMs: number): Promise<string> {
  const agent = join(import.meta.dirname, '../../dist/demo-agent.js');
  const { repository } = await makeScratch({
    folder: join(outside, 'demo'),
    demo: demos[0],
    unitMs: dayMs,
    agent: [process.execPath, agent],
  });
  return repository;
}

/** The user's PATH and nothing of his that could reach this run, or be reached by it. */
async function surroundings(outside: string): Promise<Readonly<Record<string, string>>> {
  const home = join(outside, 'home');
  const config = join(outside, 'gitconfig');
  await writeFile(config, '[user]\n\tname = Test\n\temail = test@localhost\n');
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    USER: 'tester',
    GIT_CONFIG_GLOBAL: config,
    GIT_CONFIG_NOSYSTEM: '1',
    XDG_RUNTIME_DIR: join(outside, 'run'),
    XDG_STATE_HOME: join(outside, 'state'),
    XDG_CONFIG_HOME: join(outside, 'config'),
  };
}

function finished(
  args: readonly string[],
  where: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, ...args],
      where,
      (error, stdout, stderr) => resolve({ code: exitCodeOf(error), stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** One that could not be started, or was ended by a signal, has failed. */
function exitCodeOf(error: ExecFileException | null): number {
  if (error === null) return 0;
  return typeof error.code === 'number' ? error.code : 1;
}

async function killed(what: 'host' | 'engine', folder: string): Promise<number> {
  const running = await processesOf(folder);
  const found = running.filter(({ command }) => command.includes(`dist/${what}.js`));
  const [one, ...more] = found;
  if (!one || more.length > 0) throw new Error(`not one ${what}: ${found.length}`);
  process.kill(one.pid, 'SIGKILL');
  return one.pid;
}

/** As `wtmux down --force` does it, in a process less. */
async function endAll({ engineSocket, hostSocket }: Paths): Promise<void> {
  using engine = await connectEngine(engineSocket);
  if (engine) await ended(engine, engine.ask({ type: 'down', force: true }));
  using host = await connectHost(hostSocket);
  if (host) await ended(host, host.ask({ type: 'shutdown', force: true }));
}

async function nothingLeft(folder: string): Promise<void> {
  const left = await processesOf(folder);
  if (left.length > 0) throw new Error(`still running: ${JSON.stringify(left)}`);
}

/** Processes whose command line or environment names `folder`: proc(5). */
export async function processesOf(folder: string): Promise<readonly Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => processOf(pid, folder)));
  return found.filter((process) => process !== undefined);
}

async function processOf(pid: string, folder: string): Promise<Process | undefined> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const [command, environment] = await Promise.all([read('cmdline'), read('environ')]);
  if (!command.includes(folder) && !environment.includes(folder)) return undefined;
  return { pid: Number(pid), command: command.replaceAll('\0', ' ').trim() };
}
