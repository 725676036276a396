/**
 * Asks a person, once, whether an agent may be set up to tell wtmux its events where a launch
 * alone cannot do that, and does what was answered.
 */
import { join } from 'node:path';
import { hooksAsked } from '../agents/hook-set-up.js';
import { HookConsent, type HookAnswer } from '../config/hook-consent.js';
import { hookFolder, putHookFiles, takeHookFiles } from '../config/hook-files.js';
import { stateFolder } from '../config/paths.js';
import type { AgentSpec } from '../formats/agent-file.js';
import { agentNames, agentsOf } from './agents-of.js';
import type { Context } from './command.js';

/**
 * Of the agents that are about to be started, undefined for the usual one. Nobody is asked
 * twice, nor where nobody sits in front: then screens alone say what they do.
 */
export async function askAboutHooks(
  context: Context,
  names: readonly (string | undefined)[],
): Promise<void> {
  if (!context.interactive) return;
  const { env, programs } = context;
  const known = await agentsOf({
    shipped: join(programs, 'agents.json'),
    env,
    complain: () => undefined,
  });
  for (const name of await agentNames(env, names)) {
    const spec = known.get(name);
    if (spec && (await hookAnswer(context, spec)) === undefined)
      await askAboutOne(context, spec);
  }
}

/** Undefined when it was never asked; yes where nothing needs to be. */
export async function hookAnswer(
  { env }: Pick<Context, 'env'>,
  spec: AgentSpec,
): Promise<HookAnswer | undefined> {
  const asked = hooksAsked(spec);
  return asked === undefined ? 'yes' : new HookConsent(stateFolder(env)).answerTo(asked);
}

export async function askAboutOne(context: Context, spec: AgentSpec): Promise<void> {
  for (const line of questionLines(spec)) context.output.note(line);
  const agreed = await context.confirm(`Have ${spec.title} tell wtmux what it does?`);
  await answerHooks(context, spec, agreed ? 'yes' : 'no');
}

export async function answerHooks(
  { env }: Pick<Context, 'env'>,
  spec: AgentSpec,
  answer: HookAnswer,
): Promise<void> {
  const asked = hooksAsked(spec);
  if (asked === undefined) return;
  const install = spec.hooks?.install;
  if (install) await (answer === 'yes' ? putHookFiles : takeHookFiles)(install);
  await new HookConsent(stateFolder(env)).remember(asked, answer);
}

function questionLines({ hooks, name }: AgentSpec): readonly string[] {
  const consent = hooks?.consent ?? '';
  const install = hooks?.install;
  const files = Object.keys(install?.files ?? {});
  return [
    consent,
    ...(install ? files.map((file) => `  ${hookFolder(install)}/${file}`) : []),
    `\`wtmux agents hooks ${name} --no\` takes it back.`,
  ];
}
