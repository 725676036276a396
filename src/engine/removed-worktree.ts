/** What is said of a worktree that somebody removed by hand, and how it comes back. */
import { plainText } from '../base/plain-text.js';
import type { Made } from '../workflow/event.js';

/** Only what was committed is there again; its branch is safe. */
export function removedText({ path, branch }: Made): string {
  const again = `git worktree add -f ${word(path)} ${word(branch)}`;
  return plainText(`its worktree ${path} was removed; \`${again}\` makes it again`);
}

/** As a shell takes it for one word. */
function word(text: string): string {
  return /^[\w./@:+-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
