/** The engine of the repository around a command: the one that runs, or one started now. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineEvent } from '../protocol/engine.js';
import { connectEngine, connectHost, ended, type EngineClient } from './client.js';
import type { Context } from './command.js';
import { Complaint } from './complaint.js';
import type { Place } from './place.js';
import { ensureEngine, listens, type Programs } from './processes.js';

type OnEvent = (event: EngineEvent) => void;

/** A host has a killed engine back within this; one that is not then will not come. */
const RETURN_LIMIT_MS = 3000;

/** Between two looks at the sockets; a start takes 100 to 300 ms. */
const ASK_AGAIN_MS = 20;

/** The running engine, also one that its host is bringing back; else undefined. */
export async function runningEngine(
  context: Context,
  onEvent?: OnEvent,
): Promise<EngineClient | undefined> {
  const { engineSocket, hostSocket } = (await context.place()).paths;
  const deadline = Date.now() + RETURN_LIMIT_MS;
  for (;;) {
    const engine = await connectEngine(engineSocket, onEvent);
    if (engine || Date.now() > deadline) return engine;
    using host = await connectHost(hostSocket);
    if (!host) return undefined;
    await sleep(ASK_AGAIN_MS);
  }
}

/** The engine, started where none runs. Throws when it cannot be. */
export async function startedEngine(
  context: Context,
  onEvent?: OnEvent,
): Promise<EngineClient> {
  const place = await context.place();
  for (let tries = 0; tries < 2; tries++) {
    await ensureEngine(programsOf(context, place));
    const client = await connectEngine(place.paths.engineSocket, onEvent);
    if (client) return client;
    // Whoever had started it ended it again.
  }
  throw new Error('The engine went away right after its start');
}

/**
 * What `use` makes of the engine. One that was started for this and that nobody uses goes
 * again when it fails: where nothing ran, nothing is left running by what was refused.
 */
export async function onStartedEngine<Made>(
  context: Context,
  use: (engine: EngineClient) => Promise<Made>,
  onEvent?: OnEvent,
): Promise<Made> {
  const { paths } = await context.place();
  const ranBefore = await listens(paths.engineSocket);
  using engine = await startedEngine(context, onEvent);
  try {
    return await use(engine);
  } catch (error) {
    // Why it was refused is what a person is to read.
    const down = { type: 'down', force: false, unlessUsed: true } as const;
    if (!ranBefore) await ended(engine, engine.ask(down)).catch(() => {});
    throw error;
  }
}

/** Why there is nothing to be told by an engine that does not run. */
export async function whyNothingRuns(context: Context): Promise<string> {
  const { paths } = await context.place();
  if (await listens(paths.hostSocket))
    return 'the engine has not come back yet; agents go on in their host, and `wtmux` starts it again or tells why';
  return existsSync(paths.repository)
    ? 'nothing runs here now; `wtmux` shows what there is and starts it again'
    : 'nothing runs here; `wtmux up` starts a plan, `wtmux new NAME` an agent';
}

/** Whether wtmux does, or did, something in the repository around the command. */
export async function isKnown(context: Context): Promise<boolean> {
  const { paths } = await context.place();
  return existsSync(paths.repository) || (await listens(paths.engineSocket));
}

/**
 * Starts the engine of a plan that was taken before, and its host. Resolves as soon as they
 * have begun, with what resolves when the engine answers; undefined when none is known here.
 */
export async function knownStarts(
  context: Context,
): Promise<{ readonly starting: Promise<void> } | undefined> {
  const place = await context.place();
  if (!existsSync(place.paths.repository)) return undefined;
  return new Promise((resolve) => {
    const starting = ensureEngine(programsOf(context, place), () =>
      resolve({ starting }),
    );
    // Whoever waits for it meets the failure.
    starting.catch(() => {});
  });
}

/** The engine for a command that needs a plan: started only where one was taken before. */
export async function knownEngine(
  context: Context,
  onEvent?: OnEvent,
): Promise<EngineClient> {
  const { paths } = await context.place();
  if (existsSync(paths.repository)) return startedEngine(context, onEvent);
  const running = await runningEngine(context, onEvent);
  if (running) return running;
  throw new Complaint(
    'wtmux does nothing in this repository yet; start a plan with `wtmux up`, ' +
      'or an agent with `wtmux new NAME`',
  );
}

export function programsOf(context: Context, { commonDir, paths }: Place): Programs {
  return { folder: context.programs, commonDir, paths, env: context.env };
}
