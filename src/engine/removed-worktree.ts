/** What is said of a worktree that somebody removed by hand, and when it came back. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { plainText } from '../base/plain-text.js';
import type { Made } from '../workflow/event.js';
import { madeAgainBy } from '../workflow/stalls.js';
import type { WorkstreamFacts } from './plan-facts.js';

export function removedText(made: Made): string {
  const path = plainText(made.path);
  return `its worktree ${path} was removed; \`${madeAgainBy(made)}\` makes it again`;
}

export function isWorktree({ path }: Made): boolean {
  return existsSync(join(path, '.git'));
}

/** An agent that was started in the folder that is gone may still be there, which is nowhere. */
export function backText(
  { workstream: id }: Made,
  facts: WorkstreamFacts | undefined,
): string {
  const again = `; \`wtmux stop ${id}\` and \`wtmux restart ${id}\` start its agent in it`;
  return `${id}: its worktree is there again${facts?.session === undefined ? '' : again}`;
}
