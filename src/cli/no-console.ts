import { HOOK_SOCKET } from '../protocol/hook.js';
import type { Context } from './command.js';

/** What keeps any console from being shown in front, as the end of a sentence; else undefined. */
export function whyNoConsole({
  interactive,
  env,
}: Pick<Context, 'interactive' | 'env'>): string | undefined {
  if (!interactive) return 'needs a terminal';
  if (env['TERM'] === 'dumb')
    return 'needs a terminal that can place text, which TERM=dumb cannot';
  return undefined;
}

/**
 * The same for the console of the repository around the command. In a pane of its own it
 * would show itself in itself, give that pane ever less room and type to itself for ever.
 */
export async function whyNoConsoleHere(context: Context): Promise<string | undefined> {
  const why = whyNoConsole(context);
  const pane = context.env[HOOK_SOCKET];
  if (why !== undefined || pane === undefined) return why;
  const { paths } = await context.place();
  return paths.hookSocket === pane
    ? `needs a terminal that is no pane of its own (if this is none, unset ${HOOK_SOCKET})`
    : undefined;
}
