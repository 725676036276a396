/**
 * What stands at an agent's prompt. A line that a person has begun there would be sent
 * along with whatever is typed after it.
 */

/** The mark before what a person types. */
export const PROMPT = /^\s*[│┃|]?\s*[❯›>](?:\s|$)/u;

/** What agents show in an empty prompt: claude, codex, gemini. */
const HINT =
  /^(?:Try ["“]|Type your message|Ask \w+ to do anything|Explain this codebase|Press up to (?:edit|select a) queued message|(?:Once fixed, r|R)esend your message|Run \/rewind to go back$)/;

/**
 * Whether nothing is typed at the last prompt of a screen; so too where there is none, unless
 * the agent's file says what an empty one looks like.
 */
export function isPromptEmpty(lines: readonly string[], empty?: RegExp): boolean {
  if (empty) return empty.test(lines.join('\n'));
  const typed = typedAt(lines);
  return typed === '' || HINT.test(typed);
}

/** A command of the agent's own, such as `/clear`, need not set it to work. */
export function isCommand(line: string): boolean {
  return /^\s*\//.test(line);
}

/** Whether a prompt stands on a screen, with or without something typed. */
export function hasPrompt(lines: readonly string[]): boolean {
  return lines.some((line) => PROMPT.test(line));
}

/** The first line of what stands at the last prompt of a screen; empty where there is none. */
export function typedAt(lines: readonly string[]): string {
  const line = lines.findLast((one) => PROMPT.test(one)) ?? '';
  return line
    .replace(PROMPT, '')
    .replace(/[│┃|▌█]?\s*$/u, '')
    .trim();
}

/** Above a prompt box whose text is so long that its beginning is not to be seen (Claude Code). */
const MORE_ABOVE = /^─{2,} ↑ \d+ more ─{2,}$/;
const BELOW_BOX = /^─{8,}$/;

/**
 * Whether all that is to be seen at the last prompt of a screen is of `text`: its beginning,
 * or its end where the beginning is scrolled away. A few characters say nothing.
 */
export function isTyped(text: string, lines: readonly string[]): boolean {
  const typed = typedAt(lines);
  if (typed.length >= MIN_TYPED && text.startsWith(typed)) return true;
  const end = withoutBlanks(endTypedAt(lines));
  return end.length >= MIN_TYPED && withoutBlanks(text).endsWith(end);
}

/** A shorter one could be what a person has typed. */
const MIN_TYPED = 8;

function endTypedAt(lines: readonly string[]): string {
  const below = lines.findLastIndex((line) => BELOW_BOX.test(line));
  const above = lines.slice(0, Math.max(0, below)).findLastIndex(isRule);
  return MORE_ABOVE.test(lines[above] ?? '')
    ? lines.slice(above + 1, below).join('')
    : '';
}

function isRule(line: string): boolean {
  return MORE_ABOVE.test(line) || BELOW_BOX.test(line);
}

/** Wrapped anywhere, and set in from the left. */
function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
