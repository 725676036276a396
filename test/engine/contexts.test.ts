import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { anEngine } from './an-engine.js';

const agent = (context: string) =>
  JSON.stringify({
    command: 'sh',
    args: [
      '-c',
      [
        'mkdir -p .claude/context .claude/handoff',
        `printf '%s' '${context}' > .claude/context/tmp && mv .claude/context/tmp ".claude/context/$WTMUX_WORKSTREAM.json"`,
        `printf '{"workstream":"%s","status":"complete"}' "$WTMUX_WORKSTREAM" > .claude/handoff/tmp`,
        'mv .claude/handoff/tmp .claude/handoff/x-complete.signal',
        'exec cat',
      ].join('; '),
    ],
  });

const frontend = JSON.stringify({
  task_id: 'frontend',
  files_modified: ['view.tsx', 'shared.ts'],
  decisions: ['Zod on the client'],
  api_contract_assumptions: {
    'GET /profile/:id': { response: '{ id: string, bio: string }', error_codes: [404] },
    'GET /avatar/:id': {},
  },
});

const backend = JSON.stringify({
  task_id: 'backend',
  files_modified: ['api.py', 'shared.ts'],
  decisions: ['JWT'],
  implementation_details: {
    endpoints: {
      'GET /profile/<id>': { response: '{ id: string }', error_codes: [404] },
    },
  },
});

const plan = `
version: 1
name: profile
agents:
  front: ${agent(frontend)}
  back: ${agent(backend)}
  last: { command: cat }
workstreams:
  - { id: frontend, agent: front, approval: none, prompt: Make the views. }
  - { id: backend, agent: back, approval: none, prompt: Make the endpoints. }
  - { id: check, agent: last, role: integration-verifier, approval: none, prompt: Verify it. }
`;

describe('what agents tell of their work', () => {
  expectNothingLeftOpen();

  it('is put together, checked, and handed to the last, who verifies it', async () => {
    await using engine = await anEngine();
    const { peer } = engine;
    expect(await engine.up(plan)).toMatchObject({ ok: true });
    await engine.shows('frontend done', 'backend done');

    const problems = [
      'GET /profile/:id: the answer has no bio',
      'GET /avatar/:id: nobody provides it',
      'shared.ts: changed by frontend and backend',
    ];
    await expect
      .poll(() =>
        engine.status()?.concerns.map(({ subject, text }) => `${subject}: ${text}`),
      )
      .toEqual(problems);
    await expect
      .poll(() => engine.notices)
      .toEqual(
        expect.arrayContaining([
          'frontend, backend: shared.ts: changed by frontend and backend',
        ]),
      );

    const prompt = await peer.ask({ type: 'prompt', workstream: workstreamId('check') });
    const { text } = prompt.ok ? prompt.value : { text: '' };
    expect(text).toContain('They decided:\n- Zod on the client\n- JWT');
    expect(text).toContain(
      [
        'This does not fit together:',
        '- frontend: GET /profile/:id: the answer has no bio',
        '- frontend: GET /avatar/:id: nobody provides it',
        '- frontend, backend: shared.ts: changed by frontend and backend',
      ].join('\n'),
    );

    const report = await peer.ask({ type: 'report' });
    expect(report).toMatchObject({
      value: {
        concerns: [{ status: 'differs' }, { status: 'missing' }, { status: 'shared' }],
      },
    });
    const file = join(
      engine.repo.folder,
      '.git/wtmux/outputs/.claude/context/profile.json',
    );
    const written = async (): Promise<unknown> =>
      existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined;
    await expect.poll(written).toMatchObject({
      workflow_id: 'profile',
      phase: 'parallel-complete-merge',
      next_agent: 'check',
      files_modified: ['view.tsx', 'shared.ts', 'api.py'],
      decisions: ['Zod on the client', 'JWT'],
    });
  });
});
