import type { Context } from './command.js';

/** What keeps the console from being shown in front, as the end of a sentence; else undefined. */
export function whyNoConsole({
  interactive,
  env,
}: Pick<Context, 'interactive' | 'env'>): string | undefined {
  if (!interactive) return 'needs a terminal';
  if (env['TERM'] === 'dumb')
    return 'needs a terminal that can place text, which TERM=dumb cannot';
  return undefined;
}
