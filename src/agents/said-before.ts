/**
 * What an agent said before it asked, in the lines of its own file: of those since it was
 * told something last, what the rule of its file names.
 */
import type { SaidRule } from '../formats/agent-hooks.js';
import { fieldOf, fits, textOf } from './json-line.js';

/** Undefined while the part that asks is not written down yet; empty when it said nothing. */
export function saidBefore(
  rule: SaidRule,
  lines: readonly unknown[],
): string | undefined {
  const begins = lines.findLastIndex((line) => fits(rule.since, fieldsOf(line)));
  const parts = lines
    .slice(begins + 1)
    .filter((line) => fits(rule.lines, fieldsOf(line)))
    .flatMap((line) => listOf(fieldOf(line, rule.parts)));
  if (!parts.some((part) => fits(rule.asks, fieldsOf(part)))) return undefined;
  return parts
    .flatMap((part) => rule.texts.map((name) => textOf(fieldOf(part, name)).trim()))
    .filter((text) => text !== '')
    .join('\n\n');
}

function fieldsOf(value: unknown): (name: string) => unknown {
  return (name) => fieldOf(value, name);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
