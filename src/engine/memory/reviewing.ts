/** Lets a person judge what was learned: kept ones are written first, then recorded. */
import { createHash } from 'node:crypto';
import { ok, type Result } from '../../base/result.js';
import type { Memory, MemoryId, Verdict } from '../../domain/memory.js';
import type { MemoryEntry } from '../../formats/memory-file.js';
import type { Reviewed } from '../../protocol/engine-answers.js';
import type { Refusal } from '../../protocol/envelope.js';
import { refused, usage } from '../../protocol/refusal.js';
import type { EngineContext } from '../context.js';
import { addMemories } from './store.js';

type Judgement = {
  readonly memories: readonly MemoryId[] | 'all';
  readonly verdict: Verdict;
  readonly by: string;
  readonly text?: string;
};

/** A longer one belongs into a document that a memory names. */
const MAX_CHARACTERS = 16_000;

/** All that are named, or none. A kill in between has them judged again, and written once. */
export async function review(
  context: EngineContext,
  { memories: named, verdict, by, text }: Judgement,
): Promise<Result<Reviewed, Refusal>> {
  const { plan, now } = context;
  const fault = text === undefined ? undefined : faultOf(text, named);
  if (fault !== undefined) return usage(fault);
  const found = candidates(plan.state.memories, named);
  if (!found.ok) return found;
  let file: string | null = null;
  if (verdict === 'accepted' && found.value.length > 0) {
    const entries = found.value.map((memory) =>
      entryOf(text === undefined ? memory : { ...memory, text }, by, now()),
    );
    const added = await addMemories(context, entries);
    if (!added.ok) return refused(added.failure.why);
    file = added.value;
  }
  const changed = text === undefined ? {} : { text };
  for (const { id } of found.value)
    await plan.record({ type: 'memoryReviewed', memory: id, verdict, by, ...changed });
  return ok({ memories: found.value.map(({ id }) => id), file });
}

function faultOf(text: string, named: readonly MemoryId[] | 'all'): string | undefined {
  if (named === 'all' || named.length !== 1)
    return 'only one memory is changed at a time';
  if (text.trim() === '') return 'the changed memory is empty; nothing was kept';
  if (text.length > MAX_CHARACTERS)
    return `the changed memory is longer than ${MAX_CHARACTERS} characters`;
  return undefined;
}

function candidates(
  all: readonly Memory[],
  named: readonly MemoryId[] | 'all',
): Result<readonly Memory[], Refusal> {
  if (named === 'all') return ok(all.filter(({ review }) => review === null));
  const found: Memory[] = [];
  for (const id of new Set(named)) {
    const memory = all.find((one) => one.id === id);
    if (!memory) return usage(`there is no memory "${id}"; \`wtmux memory\` lists them`);
    if (memory.review)
      return refused(`${id} was ${memory.review.verdict} by ${memory.review.by} already`);
    found.push(memory);
  }
  return ok(found);
}

function entryOf(
  { kind, text, plan, workstream, file, at }: Memory,
  by: string,
  now: number,
): MemoryEntry {
  return {
    id: createHash('sha256').update(`${kind}\n${text}`).digest('hex').slice(0, 16),
    type: kind,
    content: text,
    source: { plan, workstream, file },
    created_at: new Date(at).toISOString(),
    reviewed_by: by,
    reviewed_at: new Date(now).toISOString(),
  };
}
