/**
 * The demonstration from end to end: a scratch repository, its plan brought up, then a
 * person at the console or the driver in his place, and the closing report.
 */
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from '../config/make-folder.js';
import { stateFolder } from '../config/paths.js';
import type { Demo } from '../demo/demo.js';
import { madeScratch, makeScratch, type Scratch } from '../demo/scratch.js';
import type { Milliseconds } from '../domain/time.js';
import { attachConsole } from './attach-console.js';
import { cannotWriteTo } from './cannot-write.js';
import type { EngineClient } from './client.js';
import type { Context } from './command.js';
import { down } from './commands/down.js';
import { bringUp, planFile } from './consent.js';
import { comparisonLines, comparisonOf } from './demo-comparison.js';
import { DemoDriver } from './demo-driver.js';
import { runningEngine, startedEngine } from './engine-of.js';
import { Complaint } from './complaint.js';
import { Interruption } from './interruption.js';
import { whyNoConsoleHere } from './no-console.js';
import { findPlace } from './place.js';
import { listens } from './processes.js';
import { outcomeLines, type Counted } from './outcome-lines.js';

export type DemoWish = {
  readonly demo: Demo;
  /** How long takes what the demonstration counts in. */
  readonly unitMs: Milliseconds;
  readonly auto: boolean;
  readonly json: boolean;
  readonly keep: boolean;
  /** Begins another one although one goes on. */
  readonly fresh: boolean;
};

export async function demoFor(context: Context, wish: DemoWish): Promise<number> {
  const { demo, unitMs } = wish;
  const left = wish.auto || wish.fresh ? undefined : await leftRunning(context, wish);
  if (left) return goneOn(within(context, left.repository), { ...wish, scratch: left });
  const name = `${demo.name}-${randomBytes(4).toString('hex')}`;
  const folder = join(demosFolder(context), name);
  const agent = [process.execPath, join(context.programs, 'demo-agent.js')] as const;
  await makeFolder(folder).catch((error: unknown) => {
    throw cannotWriteTo(folder, error);
  });
  const scratch = await makeScratch({ folder, demo, unitMs, agent: [...agent] });
  const there = within(context, scratch.repository);
  return wish.auto
    ? byItself(there, { ...wish, folder, scratch })
    : byPerson(there, { ...wish, scratch });
}

function demosFolder({ env }: Context): string {
  return join(stateFolder(env), 'demo');
}

/** The demonstration that a person detached from. */
async function leftRunning(
  context: Context,
  { demo, unitMs }: DemoWish,
): Promise<Scratch | undefined> {
  const names = await readdir(demosFolder(context)).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(`${demo.name}-`))) {
    const scratch = await madeScratch({
      folder: join(demosFolder(context), name),
      unitMs,
    });
    if (!scratch) continue;
    const { paths } = await findPlace(scratch.repository, context.env);
    if (await listens(paths.engineSocket)) return scratch;
  }
  return undefined;
}

/** The context of a command that runs in the scratch repository. */
function within(context: Context, cwd: string): Context {
  const place = findPlace(cwd, context.env);
  return { ...context, cwd, place: () => place };
}

type Prepared = DemoWish & { readonly scratch: Scratch };

async function byPerson(context: Context, wish: Prepared): Promise<number> {
  {
    using engine = await startedEngine(context);
    await start(context, engine, wish.scratch);
  }
  return goneOn(context, wish);
}

/** The console, until the person leaves, and then what became of the plan so far. */
async function goneOn(context: Context, wish: Prepared): Promise<number> {
  const why = await whyNoConsoleHere(context);
  if (why !== undefined) throw new Complaint(`demo ${why}`, 2);
  const status = await attachConsole(context);
  const { output } = context;
  using engine = await runningEngine(context);
  if (engine) {
    const report = await engine.ask({ type: 'report' });
    for (const line of outcomeLines(report, planned(wish))) output.line(line);
  }
  output.line('Its agents go on: the same command comes back, --fresh begins another.');
  output.line(`\`wtmux down --force\` ends them in ${wish.scratch.repository}`);
  return status;
}

async function byItself(
  context: Context,
  wish: Prepared & { readonly folder: string },
): Promise<number> {
  try {
    return await driven(context, wish);
  } finally {
    const quiet = {
      flag: () => true,
      argument: () => '',
      rest: [],
      afterDashes: [],
      value: () => undefined,
      values: () => [],
    };
    // What it says of worktrees that stay is not so here.
    const output = wish.keep ? context.output : { ...context.output, note: () => {} };
    await down.run({ ...context, output }, quiet);
    if (wish.keep) context.output.note(`kept: ${wish.scratch.repository}`);
    else await clear(context, wish.folder);
  }
}

/** The scratch repository, and what wtmux kept elsewhere for it. */
async function clear(context: Context, folder: string): Promise<void> {
  const { paths } = await context.place();
  for (const path of [folder, paths.state, dirname(paths.hostSocket)])
    await rm(path, { recursive: true, force: true });
}

async function driven(context: Context, wish: Prepared): Promise<number> {
  const { output } = context;
  const { json, scratch } = wish;
  const say = json ? () => {} : output.line;
  let client: EngineClient | undefined;
  const connected = () => {
    if (!client) throw new Error('The driver acts before it is connected');
    return client;
  };
  using driver = new DemoDriver(connected, say);
  using interruption = new Interruption();
  using engine = await startedEngine(context, (event) => {
    if (event.type === 'status' && client) driver.see(event.status);
  });
  await start(context, engine, scratch);
  client = engine;
  driver.see(await engine.ask({ type: 'status' }));
  await Promise.race([driver.done, lost(engine), interruption.came]);

  const report = await engine.ask({ type: 'report' });
  const machine = { load: loadavg()[0] ?? 0, cores: availableParallelism() };
  const comparison = comparisonOf(report, wish.demo, machine);
  if (json) output.json({ ...report, demo: comparison });
  else
    for (const line of [
      ...outcomeLines(report, planned(wish)),
      ...comparisonLines(report, comparison),
    ])
      output.line(line);
  return 0;
}

/** Measured times as the plan counts them. */
function planned({ demo, unitMs }: DemoWish): Counted {
  return { unit: demo.unit === 'd' ? 'days' : 'minutes', unitMs };
}

async function start(
  context: Context,
  engine: EngineClient,
  { plan }: Scratch,
): Promise<void> {
  await bringUp(context, engine, { ...(await planFile(context, plan)), agreed: true });
}

async function lost(engine: EngineClient): Promise<never> {
  await engine.closed;
  throw new Error('The engine went away; its log is in the state folder');
}
