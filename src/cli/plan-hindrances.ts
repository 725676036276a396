/**
 * What would keep a sound plan from starting in this repository: found before anything is
 * made, in the words in which `wtmux up` would refuse.
 */
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CommitId } from '../domain/ids.js';
import type { Plan, Workstream } from '../domain/plan.js';
import { worktreePath } from '../formats/worktree-checks.js';
import { branchTips, resolveCommit } from '../git/refs.js';
import type { Repository } from '../git/repository.js';
import { treeEntries } from '../git/tree-entries.js';
import { worktrees } from '../git/worktrees.js';
import { matchesPath } from '../workflow/merge-pattern.js';
import { agentsOf } from './agents-of.js';
import type { Context } from './command.js';

/** One line each; none when it could start. What its own agents made is no hindrance. */
export async function hindrancesTo(
  context: Context,
  plan: Plan,
  repo: Repository,
): Promise<readonly string[]> {
  const unknown = await unknownAgents(context, plan);
  const start = await resolveCommit(repo, plan.base);
  if (!start)
    return [...unknown, `base: there is no commit "${plan.base}" in ${repo.root}`];
  return [
    ...unknown,
    ...(await missingPrompts(plan, repo, start)),
    ...(await takenPlaces(plan, repo, start)),
  ];
}

async function unknownAgents(
  { programs, env, output }: Context,
  { workstreams, agents }: Plan,
): Promise<readonly string[]> {
  if (workstreams.every(({ agent }) => agent === undefined)) return [];
  const shipped = join(programs, 'agents.json');
  const known = await agentsOf({ shipped, env, complain: output.note });
  return workstreams.flatMap(({ id, agent }) => {
    if (agent === undefined || known.has(agent)) return [];
    if (agents[agent]?.command !== undefined) return [];
    const names = [...known.keys(), ...Object.keys(agents)].join(', ');
    return [`workstream ${id}: unknown agent "${agent}"; known: ${names}`];
  });
}

/** A path with an ending, and nothing else: nobody writes a task in such words. */
const PROMPT_FILE = /^[\w.-]+(?:\/[\w.-]+)*\.\w{1,5}$/;

async function missingPrompts(
  plan: Plan,
  repo: Repository,
  start: CommitId,
): Promise<readonly string[]> {
  const named = plan.workstreams.filter(({ prompt }) => PROMPT_FILE.test(prompt));
  if (named.length === 0) return [];
  const there = await treeEntries(repo, start);
  return named
    .filter(({ prompt }) => !there.has(prompt.replace(/^\.\//, '')))
    .filter((one) => !isMadeBefore(plan, one))
    .map(
      ({ id, prompt }) =>
        `${id}: ${plan.base} has no file ${prompt}, so that its agent would be told just these words`,
    );
}

/** Whether the file that its prompt names is of one that has landed when it starts. */
function isMadeBefore(plan: Plan, { prompt, dependsOn }: Workstream): boolean {
  const landed = dependsOn.filter(({ soft, bySignal = false }) => !soft && !bySignal);
  return plan.workstreams.some(
    ({ id, owns }) =>
      landed.some((before) => before.id === id) &&
      owns.some((pattern) => matchesPath(pattern, prompt)),
  );
}

/** Branches with other content and folders that are in the way of worktrees. */
async function takenPlaces(
  plan: Plan,
  repo: Repository,
  start: CommitId,
): Promise<readonly string[]> {
  const tips = await branchTips(
    repo,
    plan.workstreams.map(({ branch }) => branch),
  );
  const holders = new Map<string, string>();
  for (const { branch, path, prunable } of await worktrees(repo))
    if (branch !== undefined && !prunable) holders.set(branch, path);
  return plan.workstreams.flatMap((workstream) => {
    const { id, branch } = workstream;
    const path = pathOf(plan, repo, workstream);
    const holder = holders.get(branch);
    if (existsSync(path) && holder === realpathSync(path)) return [];
    if (holder !== undefined)
      return [`${id}: branch ${branch} is checked out in ${holder}`];
    const tip = tips.get(branch);
    if (tip !== undefined && tip !== start)
      return [`${id}: branch ${branch} exists already, at ${tip.slice(0, 12)}`];
    return existsSync(path) ? [`${id}: ${path} exists already`] : [];
  });
}

function pathOf(plan: Plan, repo: Repository, workstream: Workstream): string {
  return resolve(repo.root, worktreePath(plan.worktrees, repo.name, workstream));
}
