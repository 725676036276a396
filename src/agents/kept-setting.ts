/**
 * A setting that there is but once, and that a person may have made: it goes on as before,
 * with ours beside it.
 */
import type { Keeps } from '../formats/agent-hooks.js';

/** What the settings of the user and of the repository say of what `keeps` names. */
export type Own =
  | { readonly type: 'none' }
  /** The user's own. */
  | { readonly type: 'kept'; readonly value: object; readonly line: string }
  /** It is not ours to start. */
  | { readonly type: 'left' };

/** `file` as the agent is given it. */
export function keeping(file: unknown, keeps: Keeps | undefined, own: Own): unknown {
  if (!keeps || own.type === 'none' || typeof file !== 'object') return file;
  const { [keeps.key]: ours, ...others }: Record<string, unknown> = { ...file };
  if (own.type === 'left') return others;
  const line = lineIn(ours, keeps.line);
  return { ...others, [keeps.key]: { ...own.value, [keeps.line]: both(line, own.line) } };
}

function lineIn(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const line: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return typeof line === 'string' ? line : '';
}

/** Both read the same; only the user's is shown, and does not wait for ours. */
function both(ours: string, users: string): string {
  return [
    'read_once=$(cat)',
    `{ printf %s "$read_once" | { ${ours}; }; } >/dev/null 2>&1 &`,
    `printf %s "$read_once" | {\n${users}\n}`,
  ].join('\n');
}
