/** The message that a workstream's agent is started with. */
import { handOver } from '../agents/hand-over.js';
import { fail, ok, type Result } from '../base/result.js';
import { readInside } from '../config/text-file.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Workstream } from '../domain/plan.js';
import type { EngineAnswers } from '../protocol/engine.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import type { Made } from '../workflow/event.js';
import type { EngineContext } from './context.js';
import { factsOf } from './plan-facts.js';

/** A longer message does not fit into an argument on every system. */
const MAX_PROMPT_BYTES = 100_000;

type Why = { readonly why: string };

/** Composed from the plan as it is at the moment. */
export async function messageFor(
  context: EngineContext,
  workstream: Workstream,
  made: Made,
): Promise<Result<string, Why>> {
  const prompt = await promptOf(workstream, made);
  if (!prompt.ok) return prompt;
  const { plan } = context.plan.state;
  const { path: worktree } = made;
  const message = handOver({ plan, workstream, worktree, prompt: prompt.value });
  const bytes = Buffer.byteLength(message);
  if (bytes > MAX_PROMPT_BYTES)
    return fail({
      why: `its first message has ${bytes} bytes, more than ${MAX_PROMPT_BYTES}`,
    });
  return ok(message);
}

export async function promptAnswer(
  context: EngineContext,
  id: WorkstreamId,
): Promise<Result<EngineAnswers['prompt'], Refusal>> {
  const facts = factsOf(context.plan.state, id);
  if (!facts) return usage(`there is no workstream "${id}"; \`wtmux status\` lists them`);
  const message = await messageFor(context, facts.workstream, facts.made);
  return message.ok
    ? ok({ workstream: id, text: message.value })
    : refused(`${id}: ${message.failure.why}`);
}

/** The prompt's text; where it names a file of the worktree, that file's. */
async function promptOf(
  { prompt }: Workstream,
  { path }: Made,
): Promise<Result<string, Why>> {
  const isPath = /^[\w./-]+$/.test(prompt) && !prompt.split('/').includes('..');
  const file = isPath ? await readInside(path, prompt, MAX_PROMPT_BYTES) : undefined;
  if (file?.whole === false)
    return fail({ why: `its prompt ${prompt} has more than ${MAX_PROMPT_BYTES} bytes` });
  return ok(file?.text ?? prompt);
}
