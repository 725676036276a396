/**
 * Gives permissions that a person gave beforehand, by rules of their own settings. Nothing
 * of a repository, a plan or an agent can add to those.
 */
import { lstat, realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Question } from '../../agents/question.js';
import { inTime } from '../../config/in-time.js';
import type { WorkstreamId } from '../../domain/ids.js';
import type { PermissionRule } from '../../domain/permission-rule.js';
import type { Milliseconds } from '../../domain/time.js';
import { matchesPath } from '../../workflow/merge-pattern.js';
import { workOf } from '../../workflow/plan-state.js';
import { agentOf } from '../agent-of.js';
import type { EngineContext } from '../context.js';
import { factsOf } from '../plan-facts.js';
import { answerByHook } from './answering.js';

const ASK_AGAIN_MS = 20;

/** Answers by a rule, if one gives what is asked; else a person is to. */
export async function permit(
  context: EngineContext,
  id: WorkstreamId,
  question: Question,
): Promise<void> {
  const facts = factsOf(context.plan.state, id);
  const agent = facts && agentOf(context, facts.workstream);
  if (!facts || !agent?.ok) return;
  const use = { agent: agent.value.name, worktree: facts.made.path, question };
  const rule = await ruleFor(context.permissions, use);
  if (rule === undefined) {
    if (!question.rule.waits) context.questions.letGo(id, question);
    return;
  }
  const by = `rule ${rule} of the settings`;
  const wish = { id, question, by, revision: null, answer: { type: 'yes' } } as const;
  // The answer before may be waiting for its proof, which this question need not be. Whoever
  // finds its turn free takes it before another can look.
  while (context.answering.has(id)) await sleep(ASK_AGAIN_MS);
  if (!context.questions.isOpen(id, question)) return;
  const given = await answerByHook(context, { ...wish, beforehand: true });
  if (!given.ok) context.log(`${by}: ${given.failure.message}`);
}

/** Tells of what the engine before this one was giving, whatever came of it. */
export async function tellOfGiven({ plan }: Pick<EngineContext, 'plan'>): Promise<void> {
  for (const { id } of plan.state.plan.workstreams) {
    const giving = workOf(plan.state, id)?.giving;
    if (!giving) continue;
    await plan.record({
      type: 'permissionAnswered',
      workstream: id,
      ...giving,
      given: true,
      message: '',
      unproven: true,
    });
  }
}

export type Use = {
  readonly agent: string;
  /** Absolute. */
  readonly worktree: string;
  readonly question: Pick<Question, 'kind' | 'rule' | 'event'>;
};

const MATCHING_MS: Milliseconds = 500;

/** The first rule that gives what is asked, counted from 1; undefined when a person must. */
export async function ruleFor(
  rules: readonly PermissionRule[],
  { agent, worktree, question }: Use,
): Promise<number | undefined> {
  if (question.kind !== 'permission' || rules.length === 0) return undefined;
  const { use } = question.rule;
  const field = (name: string | undefined) =>
    name === undefined ? '' : (question.event[name] ?? '');
  const tool = field(use.tool);
  const command = field(use.command);
  const place = await placeIn(worktree, field(use.folder));
  const path = place && (await inside(place, field(use.path)));
  const isOne = place !== undefined && isPlain(command);
  const gives = (rule: PermissionRule) =>
    (rule.agent === undefined || rule.agent === agent) &&
    rule.tool.test(tool) &&
    (rule.command === undefined || (isOne && rule.command.test(command))) &&
    (rule.path === undefined || (path !== undefined && matchesPath(rule.path, path)));
  // What is matched an agent has written, and may be what a pattern needs for ever on.
  const at = inTime(MATCHING_MS, () => rules.findIndex(gives)) ?? -1;
  return at < 0 ? undefined : at + 1;
}

/** What a shell would make more of than one command: lists, pipes, files, substitutions. */
const MORE = /[;&|<>`$\n\r\\(){}]/;

function isPlain(command: string): boolean {
  return command !== '' && !MORE.test(command);
}

type Place = {
  /** The worktree, with no link in its path. */
  readonly top: string;
  /** Where in it the agent stands, likewise. */
  readonly folder: string;
};

/** Undefined for an agent that stands elsewhere: the same words mean something else there. */
async function placeIn(worktree: string, folder: string): Promise<Place | undefined> {
  const top = await realpath(worktree).catch(() => undefined);
  const stands = await realpath(resolve(worktree, folder)).catch(() => undefined);
  if (top === undefined || stands === undefined) return undefined;
  return isWithin(top, stands) ? { top, folder: stands } : undefined;
}

/** Relative to the worktree; undefined outside of it, also by way of a symbolic link. */
async function inside({ top, folder }: Place, path: string): Promise<string | undefined> {
  if (!meansOneFile(path)) return undefined;
  const file = await real(resolve(folder, path));
  if (file === undefined || file === top || !isWithin(top, file)) return undefined;
  const parts = relative(top, file).split(sep);
  return parts.some((part) => GIT.test(part)) ? undefined : parts.join('/');
}

function isWithin(top: string, path: string): boolean {
  return path === top || path.startsWith(top + sep);
}

/** Whoever writes there decides what git does, for us as well; some disks know no capitals. */
const GIT = /^\.git$/i;

/**
 * What an agent may take for something else than we do: a home, an address, blanks that it
 * cuts off, several files (opencode names them with commas between).
 */
const AMBIGUOUS = /^$|^~|^[a-z][a-z\d+.-]*:\/\/|^\s|\s$|, |[\p{Cc}\u2028\u2029]/iu;

/** No system takes a longer path. */
const MAX_PATH = 4096;

function meansOneFile(path: string): boolean {
  if (path.length > MAX_PATH || path !== path.normalize()) return false;
  return !AMBIGUOUS.test(path) && !goesUpAgain(path);
}

/** Behind a link, `..` is above what it leads to, or above the link: programs differ. */
function goesUpAgain(path: string): boolean {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.lastIndexOf('..') > parts.findIndex((part) => part !== '..');
}

/** With the links of all that is there already; undefined for one that leads nowhere yet. */
async function real(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    if (await isThere(path)) return undefined;
    const above = await real(dirname(path));
    return above === undefined ? undefined : join(above, basename(path));
  }
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
