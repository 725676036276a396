/** What every way of answering an agent holds to: one answer at a time, to what was read. */
import { createHash } from 'node:crypto';
import type { Result } from '../base/result.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused } from '../protocol/refusal.js';
import type { EngineContext } from './context.js';
import { factsOf } from './plan-facts.js';

/** Of what was asked, in the journal: a command is told whole, the contents of a file need not be. */
export const MAX_ASKED = 500;

/** One answer at a time. */
export async function once<Value>(
  context: EngineContext,
  id: WorkstreamId,
  answer: () => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
  if (context.answering.has(id)) return refused(`${id} is being answered already`);
  context.answering.add(id);
  try {
    return await answer();
  } finally {
    context.answering.delete(id);
  }
}

/** Whatever the answer is, it sets the agent to work. */
export function heldBack(
  context: EngineContext,
  id: WorkstreamId,
): Result<never, Refusal> | undefined {
  const hold = factsOf(context.plan.state, id)?.hold;
  if (!hold) return undefined;
  if (hold.resumed)
    return refused(`${id} goes on as soon as a session is free; answer it then`);
  return refused(`${id} is on hold; \`wtmux resume ${id}\` first`);
}

/** Names exactly this text. */
export function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
