/** Verifies what a plan says must hold before an agent starts. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { unreachable } from '../base/assert.js';
import { plainText } from '../base/plain-text.js';
import { readInside } from '../config/text-file.js';
import type { Precondition, Workstream } from '../domain/plan.js';
import { isComplete } from '../domain/report.js';
import { readSignal } from '../formats/signal-file.js';
import { isAncestor, resolveCommit } from '../git/refs.js';
import type { Made } from '../workflow/event.js';
import type { EngineContext } from './context.js';

/** Signals have a few hundred bytes. */
const MAX_SIGNAL_BYTES = 1024 * 1024;

/** Why the first condition that does not hold does not; undefined when all do. */
export async function unmetCondition(
  context: EngineContext,
  { preconditions = [] }: Workstream,
  made: Made,
): Promise<string | undefined> {
  for (const condition of preconditions) {
    const why = await unmet(context, condition, made);
    if (why !== undefined) return plainText(`its pre-condition does not hold: ${why}`);
  }
  return undefined;
}

async function unmet(
  context: EngineContext,
  condition: Precondition,
  made: Made,
): Promise<string | undefined> {
  switch (condition.type) {
    case 'said':
      return undefined;
    case 'file':
      return isInside(made.path, condition.path)
        ? undefined
        : `there is no ${condition.path} in its worktree`;
    case 'landed':
      return unmetLanding(context, condition.branch, made);
    case 'signal':
      return unmetSignal(context, condition.file, made);
    default:
      return unreachable(condition);
  }
}

/** What a symbolic link outside leads to is no file of the worktree. */
function isInside(root: string, path: string): boolean {
  const file = join(root, path);
  return existsSync(file) && realpathSync(file).startsWith(realpathSync(root) + sep);
}

async function unmetLanding(
  { repo }: EngineContext,
  branch: string,
  made: Made,
): Promise<string | undefined> {
  const [tip, own] = await Promise.all([
    resolveCommit(repo, branch),
    resolveCommit(repo, `refs/heads/${made.branch}`),
  ]);
  if (!tip) return `there is no branch ${branch}`;
  const has = own !== undefined && (await isAncestor(repo, tip, own));
  return has ? undefined : `${branch} has commits that its branch lacks`;
}

/** In its own worktree, where landed signals are, or as read from another's. */
async function unmetSignal(
  { plan }: EngineContext,
  file: string,
  made: Made,
): Promise<string | undefined> {
  const read = await readInside(made.path, file, MAX_SIGNAL_BYTES);
  const own = read?.whole === true ? readSignal(read.text, file) : undefined;
  const others = plan.state.works
    .flat()
    .flatMap(({ signal }) => signal ?? [])
    .filter((signal) => basename(signal.file) === basename(file));
  const signals = own?.ok === true ? [own.value, ...others] : others;
  if (signals.some(isComplete)) return undefined;
  const [first] = signals;
  if (!first) return `there is no signal ${file}`;
  const passed = first.validationPassed === false ? ', its validation failed' : '';
  return `the signal ${file} says "${first.status}"${passed}`;
}
