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
