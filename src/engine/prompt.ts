/** The message that a workstream's agent is started with. */
import { handOver, type HandOver } from '../agents/hand-over.js';
import { takingOver } from '../agents/taking-over.js';
import { fail, ok, type Result } from '../base/result.js';
import { readInside } from '../config/text-file.js';
import type { WorkstreamId } from '../domain/ids.js';
import { isVerifier, type Workstream } from '../domain/plan.js';
import { subjectsSince } from '../git/history.js';
import { uncommitted } from '../git/worktree-state.js';
import type { EngineAnswers } from '../protocol/engine-answers.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { mergedContext } from '../workflow/contexts/merge.js';
import type { Made } from '../workflow/event.js';
import { workOf } from '../workflow/plan-state.js';
import type { EngineContext } from './context.js';
import { keptPlan } from './kept-plans.js';
import { groundsHeld, groundsOf, type Ground } from './taking-up.js';
import { factsOf, type WorkstreamFacts } from './plan-facts.js';

/** A longer message does not fit into an argument on every system. */
const MAX_PROMPT_BYTES = 100_000;

type Why = { readonly why: string };

/** Composed from the plan as it is at the moment. */
export async function messageFor(
  context: EngineContext,
  facts: WorkstreamFacts,
): Promise<Result<string, Why>> {
  const { workstream, made, ports } = facts;
  const prompt = await promptOf(workstream, made);
  if (!prompt.ok) return prompt;
  const { plan } = context.plan.state;
  const { path: worktree } = made;
  const grounds = await toldGrounds(context, facts);
  const message = handOver({
    plan,
    workstream,
    worktree,
    prompt: prompt.value,
    ports,
    ...grounds,
    ...(isVerifier(workstream) ? { merged: mergedContext(context.plan.state) } : {}),
  });
  const text = [message, await takenOverBy(context, facts)].filter(Boolean).join('\n\n');
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_PROMPT_BYTES)
    return fail({
      why: `its first message has ${bytes} bytes, more than ${MAX_PROMPT_BYTES}`,
    });
  return ok(text);
}

/**
 * What has landed is the base of all work and not told, unless its worktree lacks it. One that
 * is yet to start has nothing of it, and will.
 */
async function toldGrounds(
  context: EngineContext,
  { workstream, made, state }: WorkstreamFacts,
): Promise<Pick<HandOver, 'upon' | 'lacking'>> {
  const grounds = groundsOf(context, workstream);
  const begun = workOf(context.plan.state, workstream.id)?.firstStart !== undefined;
  const has = await groundsHeld(context, grounds, made);
  const holds = (one: Ground) => has.has(one) || (!begun && state !== 'starting');
  return {
    upon: grounds.filter((one) => holds(one) && one.of !== undefined),
    lacking: grounds.filter((one) => !holds(one)),
  };
}

/** What it is told besides when it takes over what another agent began; else nothing. */
async function takenOverBy(
  context: EngineContext,
  { workstream: { id }, made, handed }: WorkstreamFacts,
): Promise<string> {
  if (!handed) return '';
  const since = workOf(context.plan.state, id)?.firstStart ?? 0;
  const planFile = context.agents.get(handed.from ?? '')?.planFile;
  const written = planFile && (await readInside(made.path, planFile, MAX_PROMPT_BYTES));
  const progress = await readInside(made.path, 'progress.md', MAX_PROMPT_BYTES);
  return takingOver({
    ...handed,
    plan: written ? written.text : await keptPlan(context, id, since),
    progress: progress?.text,
    commits: await subjectsSince(made.path, made.start),
    uncommitted: await uncommitted(made.path),
  });
}

export async function promptAnswer(
  context: EngineContext,
  id: WorkstreamId,
): Promise<Result<EngineAnswers['prompt'], Refusal>> {
  const facts = factsOf(context.plan.state, id);
  if (!facts) return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  const message = await messageFor(context, facts);
  return message.ok
    ? ok({ workstream: id, text: message.value })
    : refused(`${id}: ${message.failure.why}`);
}

/** The prompt's text; where it names a file of the worktree, that file's. */
export async function promptOf(
  { prompt }: Workstream,
  { path }: Pick<Made, 'path'>,
): Promise<Result<string, Why>> {
  const isPath = /^[\w./-]+$/.test(prompt) && !prompt.split('/').includes('..');
  const file = isPath ? await readInside(path, prompt, MAX_PROMPT_BYTES) : undefined;
  if (file?.whole === false)
    return fail({ why: `its prompt ${prompt} has more than ${MAX_PROMPT_BYTES} bytes` });
  return ok(file?.text ?? prompt);
}
