import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAgent } from '../../src/formats/agent-file.js';
import { agentsKept, keptAgents } from '../../src/formats/kept-agents.js';

const folder = join(import.meta.dirname, '../../agents');

it.each(readdirSync(folder))('%s is the same when it was kept', (file) => {
  const read = readAgent(readFileSync(join(folder, file), 'utf8'), { file });
  if (!read.ok) throw new Error('a shipped agent has faults');
  expect(agentsKept(keptAgents([read.value]))).toEqual([read.value]);
});
