/** The engine of the repository around a command: the one that runs, or one started now. */
import { existsSync } from 'node:fs';
import type { EngineEvent } from '../protocol/engine.js';
import { connectEngine, type EngineClient } from './client.js';
import type { Context } from './command.js';
import { Complaint } from './complaint.js';
import type { Place } from './place.js';
import { ensureEngine, type Programs } from './processes.js';

type OnEvent = (event: EngineEvent) => void;

/** The running engine, or undefined. */
export async function runningEngine(
  context: Context,
  onEvent?: OnEvent,
): Promise<EngineClient | undefined> {
  const { paths } = await context.place();
  return connectEngine(paths.engineSocket, onEvent);
}

/** The engine, started where none runs. Throws when it cannot be. */
export async function startedEngine(
  context: Context,
  onEvent?: OnEvent,
): Promise<EngineClient> {
  const place = await context.place();
  await ensureEngine(programsOf(context, place));
  const client = await connectEngine(place.paths.engineSocket, onEvent);
  if (!client) throw new Error('The engine went away right after its start');
  return client;
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
