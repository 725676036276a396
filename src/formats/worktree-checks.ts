/**
 * Where worktrees go: beside the repository or in it, never elsewhere on the disk, never
 * in its `.git`, and each in a folder of its own.
 */
import type { Plan, Workstream } from '../domain/plan.js';
import { quote, type Fault } from './problem.js';
import { slug } from './slug.js';

const PATH = ['worktrees'];

/** The path of a workstream's worktree, relative to the repository's top folder. */
export function worktreePath(
  template: string,
  repo: string,
  { id, name }: Pick<Workstream, 'id' | 'name'>,
): string {
  return template
    .replaceAll('{repo}', () => repo)
    .replaceAll('{id}', () => id)
    .replaceAll('{slug}', () => slug(name) || id);
}

export function worktreeProblems(plan: Plan): readonly Fault[] {
  const { worktrees } = plan;
  const unknown = /\{(?!(?:repo|id|slug)\})[^}]*\}?/.exec(worktrees)?.[0];
  if (unknown !== undefined)
    return [[PATH, `unknown ${quote(unknown)}; known: {repo}, {id}, {slug}`]];
  const place = placeFault(worktrees);
  if (place !== undefined) return [[PATH, `${quote(worktrees)} ${place}`]];
  return shared(plan);
}

function placeFault(template: string): string | undefined {
  if (/^[/~\\]|^[A-Za-z]:/.test(template)) return 'must be relative to the repository';
  if (/[\u0000-\u001f\u007f\\]/.test(template))
    return 'holds a character that paths should not';
  const parts = normalized(template);
  if (parts.filter((part) => part === '..').length > 1)
    return 'leads out of the folder that holds the repository';
  if (parts[0] === '.git') return 'lies in the git folder';
  if (parts.length === 0 || parts.join('/') === '..')
    return 'is a folder that is there already';
  return undefined;
}

/** The parts of a relative path with `.` and inner `..` resolved. */
function normalized(path: string): readonly string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts;
}

function shared({ worktrees, workstreams }: Plan): readonly Fault[] {
  const users = new Map<string, string>();
  return workstreams.flatMap((workstream, index): readonly Fault[] => {
    const path = worktreePath(worktrees, 'repository', workstream);
    const user = users.get(path);
    users.set(path, workstream.id);
    if (user === undefined || user === workstream.id) return [];
    const why = `the same worktree as ${quote(user)}; use {id} in worktrees`;
    return [[['workstreams', index, 'id'], `${quote(workstream.id)} would get ${why}`]];
  });
}
