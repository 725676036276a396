import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAgent, type AgentSpec } from '../../src/formats/agent-file.js';
import { problemLine } from '../../src/formats/problem.js';

/** An agent of `agents/`, by name. */
export function shipped(name: string): AgentSpec {
  const file = join(import.meta.dirname, '../../agents', `${name}.yaml`);
  const read = readAgent(readFileSync(file, 'utf8'), { file });
  if (read.ok) return read.value;
  throw new Error(read.failure.map(problemLine).join('\n'));
}
