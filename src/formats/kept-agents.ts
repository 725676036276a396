/**
 * Agents as they are when their files have been read, as text that the build writes for
 * the shipped ones: to read YAML and check it takes an engine longer than all else it
 * does before it answers. JSON has no patterns, so they are marked.
 */
import type { AgentSpec } from './agent-file.js';

export function keptAgents(agents: readonly AgentSpec[]): string {
  return JSON.stringify(agents, (_key, value: unknown) =>
    value instanceof RegExp ? { [PATTERN]: value.source, flags: value.flags } : value,
  );
}

type MakePattern = (source: string, flags: string) => RegExp;

/** `text` is what `keptAgents` gave, and is not checked again. */
export function agentsKept(
  text: string,
  make: MakePattern = (source, flags) => new RegExp(source, flags),
): readonly AgentSpec[] {
  const agents: readonly AgentSpec[] = JSON.parse(text, (_key, value: unknown) =>
    isPattern(value) ? make(value[PATTERN], value.flags) : value,
  );
  return agents;
}

const PATTERN = '\u0000pattern';

type Pattern = { readonly [PATTERN]: string; readonly flags: string };

function isPattern(value: unknown): value is Pattern {
  return typeof value === 'object' && value !== null && PATTERN in value;
}
