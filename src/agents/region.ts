/** The part of a screen that a rule looks at, so that quoted or old text does not count. */
import { unreachable } from '../base/assert.js';
import type { ScreenRule } from '../formats/agent-file.js';
import { findMenu } from './menu.js';
import { PROMPT } from './prompt-line.js';

/** An edge of a box around a prompt: a corner and a rule, or a rule alone. */
const EDGE = /^\s*[╭┌╰└]?[─━]{8,}/u;

/** Blank lines are left out. Empty when the screen has no such region. */
export function regionOf(
  lines: readonly string[],
  { region, lines: count }: Pick<ScreenRule, 'region' | 'lines'>,
): readonly string[] {
  return partOf(lines, region)
    .filter((line) => line.trim() !== '')
    .slice(-count);
}

function partOf(
  lines: readonly string[],
  region: ScreenRule['region'],
): readonly string[] {
  switch (region) {
    case 'bottom':
      return lines;
    case 'aboveBox':
      return lines.slice(0, boxTop(lines));
    case 'box':
      return boxStart(lines);
    case 'belowBox':
      return lines.slice(boxBottom(lines));
    case 'menu':
      return findMenu(lines) ? lines : [];
    default:
      return unreachable(region);
  }
}

/** The last prompt; -1 where there is none. */
function promptLine(lines: readonly string[]): number {
  return lines.findLastIndex((line) => PROMPT.test(line));
}

/** The line of the prompt box's upper edge: the edge right above the last prompt. */
function boxTop(lines: readonly string[]): number {
  const prompt = promptLine(lines);
  const top = lines.findLastIndex((line, at) => at < prompt && EDGE.test(line));
  if (top >= 0) return top;
  return Math.max(0, prompt);
}

/** The last prompt, if an edge is below it: alone, since what is typed may have many lines. */
function boxStart(lines: readonly string[]): readonly string[] {
  const prompt = promptLine(lines);
  return boxBottom(lines) < lines.length ? lines.slice(prompt, prompt + 1) : [];
}

/** The first line below its prompt box; what is typed there may have several. */
function boxBottom(lines: readonly string[]): number {
  const prompt = promptLine(lines);
  const bottom = lines.findIndex((line, at) => at > prompt && EDGE.test(line));
  return prompt < 0 || bottom < 0 ? lines.length : bottom + 1;
}
