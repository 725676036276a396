import { expect, it } from 'vitest';
import { saidBefore } from '../../src/agents/said-before.js';
import { shipped } from './shipped.js';

const prompt = { type: 'user', message: { content: 'Fix "type":"tool_result"' } };
const old = said([{ type: 'text', text: '# Old' }]);
const result = {
  type: 'user',
  message: { content: [{ tool_use_id: 't1', type: 'tool_result', content: 'a.ts' }] },
};
const plan = said([{ type: 'text', text: '# Plan\n\n1. Look\n' }]);
const looks = said([{ type: 'tool_use', name: 'Read', input: { file_path: 'a.ts' } }]);
const asks = (input: object) => said([{ type: 'tool_use', name: 'ExitPlanMode', input }]);
const beside = { type: 'permission-mode', permissionMode: 'plan' };

/** As Claude Code 2.1.332 writes its transcripts, less what no rule reads. */
it.each([
  ['what it said', [prompt, plan, asks({}), beside], '# Plan\n\n1. Look'],
  ['what its call brings', [prompt, asks({ plan: '# Plan' })], '# Plan'],
  ['both', [prompt, plan, asks({ plan: '2. Do' })], '# Plan\n\n1. Look\n\n2. Do'],
  ['also before it looked', [prompt, plan, looks, result, asks({})], '# Plan\n\n1. Look'],
  [
    'not what it said before it was told',
    [old, prompt, plan, asks({})],
    '# Plan\n\n1. Look',
  ],
  ['nothing', [prompt, asks({})], ''],
  ['not yet what is being written', [prompt, plan], undefined],
  [
    'lines of another form',
    [null, 7, 'x', { type: 'assistant', message: [] }],
    undefined,
  ],
])("finds of Claude Code's plan %s", (_what, lines, text) => {
  const rule = shipped('claude').hooks?.answers.find(({ kind }) => kind === 'plan')?.said;
  expect(rule && saidBefore(rule, lines)).toBe(text);
});

function said(content: readonly object[]) {
  return { type: 'assistant', message: { role: 'assistant', content } };
}
