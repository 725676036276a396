import { describe, expect, it } from 'vitest';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

describe('a plan that leaves it to wtmux', () => {
  expectNothingLeftOpen();

  it('is worked on one after the other where its files are few', async () => {
    await using engine = await anEngine();
    await engine.up(`version: 1
name: small
execution: auto
agents: { mine: { command: cat } }
workstreams:
  - { id: A, agent: mine, owns: [a.ts] }
  - { id: B, agent: mine, owns: [b.ts] }
`);
    await engine.shows('A working', 'B ready');
    await expect
      .poll(() => engine.notices)
      .toContain('small: sequential, 1 at a time (at least 5 files: 2)');
  });
});
