/**
 * Git commands in a document as what they say about a plan: which branch is merged onto
 * which, in which order. They are data; nothing here or elsewhere runs them.
 */
export type GitLine =
  /** From here on, merges go onto this branch. */
  | { readonly type: 'onto'; readonly branch: string; readonly from: string | undefined }
  | { readonly type: 'merge'; readonly branch: string }
  | {
      readonly type: 'worktree';
      readonly path: string;
      readonly branch: string | undefined;
    }
  | { readonly type: 'other' };

/** Undefined for a line that is no git command. */
export function gitLine(text: string): GitLine | undefined {
  const words = text
    .trim()
    .replace(/^\$\s+/, '')
    .replace(/\s#.*$/, '')
    .split(/\s+/);
  if (words[0] !== 'git') return undefined;
  const [, verb, ...rest] = words;
  const made = verb === 'worktree' ? branchOf(rest) : undefined;
  const plain = rest.filter((word) => !word.startsWith('-') && word !== made);
  const [first, second] = plain;
  if (first === undefined) return { type: 'other' };
  if (verb === 'checkout' || verb === 'switch')
    return { type: 'onto', branch: first, from: second };
  if (verb === 'merge') return { type: 'merge', branch: first };
  if (verb === 'worktree' && first === 'add' && second !== undefined)
    return { type: 'worktree', path: second, branch: made ?? plain[2] };
  return { type: 'other' };
}

function branchOf(words: readonly string[]): string | undefined {
  const at = words.indexOf('-b');
  return at < 0 ? undefined : words[at + 1];
}
