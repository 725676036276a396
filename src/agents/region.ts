/** The part of a screen that a rule looks at, so that quoted or old text does not count. */
import type { ScreenRule } from '../formats/agent-file.js';

/** The upper edge of a box around a prompt: a corner and a rule, or a rule alone. */
const EDGE = /^\s*[╭┌]?[─━]{8,}/u;

/** The mark before what a person types. */
export const PROMPT = /^\s*[│┃|]?\s*[❯›>](?:\s|$)/u;

/** Blank lines are left out. Empty when the screen has no such region. */
export function regionOf(
  lines: readonly string[],
  { region, lines: count }: Pick<ScreenRule, 'region' | 'lines'>,
): readonly string[] {
  const part = region === 'bottom' ? lines : lines.slice(0, boxTop(lines));
  return part.filter((line) => line.trim() !== '').slice(-count);
}

/** The line of the prompt box's upper edge: the edge right above the last prompt. */
function boxTop(lines: readonly string[]): number {
  const prompt = lines.findLastIndex((line) => PROMPT.test(line));
  const top = lines.findLastIndex((line, at) => at < prompt && EDGE.test(line));
  if (top >= 0) return top;
  return Math.max(0, prompt);
}
