/**
 * Has an agent tell its events for one launch: what it needs for that is a file of wtmux's
 * own, never one of the user's or of his repository.
 */
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  hookFileOf,
  hookLaunchOf,
  hooksAsked,
  type HookFile,
} from '../../agents/hook-set-up.js';
import type { HookLaunch } from '../../agents/launch.js';
import type { AgentSpec } from '../../formats/agent-file.js';
import type { ResolvedAgent } from '../agent-of.js';
import type { EngineContext } from '../context.js';
import { ownOf } from './own-settings.js';

/**
 * Undefined for an agent that has no hooks, whose variables for them a person uses, or for
 * which nobody agreed to them.
 */
export async function setUpHooks(
  context: EngineContext,
  { spec, change }: Pick<ResolvedAgent, 'spec' | 'change'>,
  worktree: string,
): Promise<HookLaunch | undefined> {
  const { paths, receiver, env } = context;
  const { name, hooks } = spec;
  if (!hooks || Object.keys(hooks.env).some((key) => isTaken(key, env))) return undefined;
  if (!(await isAgreed(context, spec))) return undefined;
  const all = { ...env, ...spec.env, ...change.env };
  const own = hooks.keeps && (await ownOf(hooks.keeps, { env: all, worktree }));
  const wanted = hookFileOf(hooks, receiver, own);
  const folder = join(paths.state, 'hooks');
  const file = wanted && (await written(folder, name, wanted));
  return hookLaunchOf(hooks, receiver, file);
}

async function isAgreed(
  { hookConsent, feed }: EngineContext,
  spec: AgentSpec,
): Promise<boolean> {
  const asked = hooksAsked(spec);
  if (asked === undefined) return true;
  const answer = await hookConsent.answerTo(asked);
  const how = `\`wtmux agents hooks ${spec.name}\``;
  if (answer === undefined)
    feed.notify('info', `${spec.title} could tell what it does: ${how}`);
  return answer === 'yes';
}

/** Those of an outer session of wtmux are nobody's. */
function isTaken(key: string, env: EngineContext['env']): boolean {
  return !key.startsWith('WTMUX_') && env[key] !== undefined;
}

/** Named by what it says: a file that an agent has read never changes. */
async function written(
  folder: string,
  name: string,
  { text, ending }: HookFile,
): Promise<string> {
  const key = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const file = join(folder, `${name}-${key}.${ending}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.${process.pid}`, text, { mode: 0o600 });
  await rename(`${file}.${process.pid}`, file);
  return file;
}
