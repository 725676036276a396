/** The keys of the console as a table for the documents, made from the keymap. */
import { keymap, type Binding } from '../console/keymap.js';

const COMMAND = 'Ctrl+Space, then';

/** Markdown. Dialogs show their own keys, so the table has those outside of them. */
export function keyTable(): string {
  const rows = [
    ...bound(({ modes }) => modes.includes('pane')).map((one) => row('', one)),
    ...bound(({ modes }) => modes.includes('prefix') && !modes.includes('pane')).map(
      (one) => row(COMMAND, one),
    ),
  ];
  const lines = [['key', 'what it does'], ['---', '---'], ...rows];
  return lines.map(([key, help]) => `| ${key} | ${help} |`).join('\n');
}

function bound(isWanted: (binding: Binding) => boolean): readonly Binding[] {
  return keymap.filter((binding) => isWanted(binding) && !isLaterNumber(binding));
}

/** One row stands for the nine keys that differ in their number. */
function isLaterNumber({ help }: Binding): boolean {
  return /^go into pane [2-9]$/.test(help);
}

function row(before: string, { keys, help }: Binding): readonly [string, string] {
  const isNumber = help === 'go into pane 1';
  const names = keys.map((key) => `\`${named(key)}\``).join(' or ');
  const shown = isNumber ? `${names} to \`9\`` : names;
  return [`${before} ${shown}`.trim(), isNumber ? 'go into a pane' : help];
}

/** `ctrl+space` as it stands on a keyboard. */
function named(key: string): string {
  if (key.length === 1) return key;
  return key.replaceAll(
    /(^|\+)(\w)(?=\w)/g,
    (_, plus: string, first: string) => plus + first.toUpperCase(),
  );
}
