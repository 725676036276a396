/**
 * What has an agent call the receiver of its events, of the receiver's command line:
 * arguments, environment and the text of a file, as `hooks` in its file says.
 */
import { shellWord } from '../base/shell-word.js';
import type { AgentSpec } from '../formats/agent-file.js';
import type { AgentHooks } from '../formats/agent-hooks.js';
import { keeping, type Own } from './kept-setting.js';
import type { HookLaunch } from './launch.js';

/** The words that start the receiver; what an event may have in it that is answered follows. */
export type Receiver = readonly string[];

/** Exactly what a person is asked about its hooks; undefined where nobody needs to be. */
export function hooksAsked({
  name,
  hooks,
}: Pick<AgentSpec, 'name' | 'hooks'>): string | undefined {
  if (hooks?.consent === undefined) return undefined;
  const { consent, args, install } = hooks;
  return JSON.stringify([name, consent, args, install ?? null]);
}

export type HookFile = { readonly text: string; readonly ending: 'json' | 'js' };

/** The file that the agent is given: JSON, or a script as it is; undefined when it needs none. */
export function hookFileOf(
  hooks: AgentHooks,
  receiver: Receiver,
  own: Own = { type: 'none' },
): HookFile | undefined {
  const { file, keeps } = hooks;
  const words = wordsOf(hooks, receiver);
  if (file === undefined) return undefined;
  if (typeof file === 'string') return { text: filled(file, words), ending: 'js' };
  const settings = keeping(filledIn(file, words), keeps, own);
  return { text: JSON.stringify(settings, null, 2), ending: 'json' };
}

function filledIn(file: unknown, receiver: Receiver): unknown {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return filled(value, receiver);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, fill(part)]),
    );
  };
  return fill(file);
}

/** `file` is where what `hookFileOf` gives was written. */
export function hookLaunchOf(
  hooks: AgentHooks,
  receiver: Receiver,
  file: string | undefined,
): HookLaunch {
  const words = wordsOf(hooks, receiver);
  const fill = (text: string) =>
    filled(text, words)
      .replaceAll('{file}', () => file ?? '')
      .replaceAll('{url}', () => urlOf(file ?? ''));
  return {
    args: hooks.args.map(fill),
    env: Object.fromEntries(
      Object.entries(hooks.env).map(([name, value]) => [name, fill(value)]),
    ),
  };
}

/** An event that may be answered has its name in one of these forms. */
function wordsOf({ name, answers }: AgentHooks, receiver: Receiver): Receiver {
  const answered = answers.filter(({ yes }) => yes !== undefined);
  const events = new Set(answered.flatMap(({ on }) => on));
  const parts = [...events].flatMap((event) =>
    [':', ': '].map((colon) => JSON.stringify(name) + colon + JSON.stringify(event)),
  );
  return [...receiver, ...parts];
}

function urlOf(path: string): string {
  return `file://${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** A receiver that cannot be started is no matter of the agent, which would complain each time. */
function filled(text: string, receiver: Receiver): string {
  const line = `${receiver.map(shellWord).join(' ')} 2>/dev/null || true`;
  return text
    .replaceAll('{hook}', () => line)
    .replaceAll('{words}', () => JSON.stringify(receiver));
}
