/**
 * Gives each workstream ports of its own, that no other repository has given out either. They stay its own until somebody else listens on
 * one of them when it is to start.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { fail, ok, type Result } from '../base/result.js';
import type { WorkstreamId } from '../domain/ids.js';
import {
  isIn,
  overlap,
  portsInWords,
  rangesIn,
  USUAL_PORTS,
  type PortRange,
  type PortSpace,
  type PortWish,
} from '../domain/ports.js';
import { workOf, type PlanState } from '../workflow/plan-state.js';
import { sessionOf } from '../workflow/work.js';
import type { EngineContext } from './context.js';
import type { Turn } from './port-claims.js';

/** A machine on which so many ranges are taken has other worries. */
const MAX_TRIED = 50;

/** What a dual-stack listener does not cover everywhere. */
const ADDRESSES = ['::', '127.0.0.1'];

type Why = { readonly why: string };

/** One call at a time: two would find the same ports free. */
export async function givePorts(
  context: EngineContext,
  id: WorkstreamId,
): Promise<Result<void, Why>> {
  const space = context.plan.state.plan.environment?.ports ?? USUAL_PORTS;
  if (space.each === 0) return ok(undefined);
  const given = await context.ports.inTurn((turn) => give(context, { id, space, turn }));
  return given ?? fail({ why: 'wtmux is going down' });
}

type Wanted = {
  readonly id: WorkstreamId;
  readonly space: PortSpace;
  readonly turn: Turn;
};

async function give(
  context: EngineContext,
  { id, space, turn }: Wanted,
): Promise<Result<void, Why>> {
  const { plan, feed, log } = context;
  const tell = (text: string) => {
    feed.notify('warning', text);
    // Who started it without a console finds it there.
    log(text);
  };
  const own = portsBeside(plan.state, id);
  const taken = [...own, ...turn.others];
  const before = workOf(plan.state, id)?.ports;
  const keeps =
    before && isIn(space, before) && !taken.some((one) => overlap(one, before));
  if (keeps && (await isFree(before))) {
    await turn.claim([...own, before]);
    return ok(undefined);
  }

  const isPlanned = plan.state.plan.environment?.ports !== undefined;
  const start = isPlanned ? 0 : placeOf(context.repo.commonDir);
  const ports = await firstFree({ space, taken, start });
  if (ports) {
    await turn.claim([...own, ports]);
    await plan.record({ type: 'portsGiven', workstream: id, ports });
    if (before) tell(movedText({ id, space, ports, before }));
    return ok(undefined);
  }
  const why = `no ${space.each} ports in a row are free from ${space.from} to ${space.to}`;
  if (isPlanned) return fail({ why });
  tell(`${id} gets no ports: ${why}`);
  return ok(undefined);
}

type Moved = {
  readonly id: WorkstreamId;
  readonly space: PortSpace;
  readonly ports: PortRange;
  readonly before: PortRange;
};

function movedText({ id, space, ports, before }: Moved): string {
  const why = isIn(space, before) ? 'are taken' : 'are none that the plan gives any more';
  return `${id} has the ports ${portsInWords(ports)} now, since ${portsInWords(before)} ${why}`;
}

/** Those of work that has landed are given again. */
function portsBeside(state: PlanState, id: WorkstreamId): readonly PortRange[] {
  return state.plan.workstreams.flatMap((other) => {
    const work = workOf(state, other.id);
    if (!work || other.id === id) return [];
    const isOver = work.life.phase === 'landed' && sessionOf(work) === undefined;
    return isOver ? [] : (work.ports ?? []);
  });
}

async function firstFree(wish: PortWish): Promise<PortRange | undefined> {
  let tried = 0;
  for (const ports of rangesIn(wish)) {
    if (await isFree(ports)) return ports;
    if (++tried === MAX_TRIED) return undefined;
  }
  return undefined;
}

/** Repositories begin in different places, so that they seldom meet. */
function placeOf(commonDir: string): number {
  return createHash('sha256').update(commonDir).digest().readUInt32BE() / 2 ** 32;
}

/** A moment later somebody may listen there: nothing holds a port but listening. */
async function isFree({ first, count }: PortRange): Promise<boolean> {
  for (let port = first; port < first + count; port++)
    for (const address of ADDRESSES) if (await isTaken(port, address)) return false;
  return true;
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // Without IPv6 there is no such address, and nobody on it.
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES'),
    );
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(false)),
    );
  });
}
