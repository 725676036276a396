import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../../src/domain/ids.js';
import type { Outcome } from '../../../src/domain/outcome.js';
import { mergedContextFile } from '../../../src/formats/outputs/merged-context.js';
import { outcomeOf } from '../../../src/workflow/report/outcome.js';
import { plan, play, wave, ws } from '../../workflow/a-plan.js';

const nothing = { work: new Map(), cleaned: new Map(), decision: null };
const [ui, api] = [workstreamId('ui'), workstreamId('api')];

/** 45 and 60 minutes, then a verifier of 15. */
const taken = plan(
  [
    ws('ui', { role: 'react-dev' }),
    ws('api'),
    ws('check < ui api', { role: 'integration-verifier' }),
  ],
  [wave('one: ui api'), wave('two: check')],
);

const built = [
  'ui runs @0',
  'api runs @0',
  'ui completes @2700',
  'api completes @3600',
  'one merging @3600',
  'one lands @3600',
];

describe('the contexts of all as one', () => {
  it('have the form of a parent context', () => {
    expect(written(built)).toEqual({
      version: '1.0',
      workflow_id: 'profile',
      timestamp: '1970-01-01T01:00:00.000Z',
      current_agent: 'wtmux',
      next_agent: 'check',
      phase: 'parallel-complete-merge',
      feature_spec: { name: 'week-2', status: 'implementation-complete' },
      parallel_execution_summary: {
        started_at: '1970-01-01T00:00:00.000Z',
        completed_at: '1970-01-01T01:00:00.000Z',
        total_duration_minutes: 60,
        tasks: [
          {
            task_id: 'ui',
            agent: 'react-dev',
            duration_minutes: 45,
            status: 'completed',
            files_count: 2,
            test_coverage: '87%',
          },
          {
            task_id: 'api',
            agent: 'demo',
            duration_minutes: 60,
            status: 'completed',
            files_count: 1,
            test_coverage: '94%',
          },
        ],
      },
      files_modified: ['a.tsx', 'b.tsx', 'c.py'],
      decisions: ['Zod', 'JWT'],
      pending_actions: ['CORS'],
      error_log: [{ task_id: 'api', error: 'flaky' }],
      integration_concerns: [
        {
          concern: 'GET /profile',
          frontend_expects: 'ui: GET /profile',
          backend_provides: 'api: GET /profile',
          status: 'differs',
          between: ['ui'],
          provided_by: 'api',
          difference: 'the answer has no bio',
        },
        {
          concern: 'shared.ts',
          frontend_expects: null,
          backend_provides: null,
          status: 'shared',
          between: ['ui', 'api'],
          provided_by: null,
          difference: 'changed by ui and api',
        },
      ],
      metrics: {
        total_files_modified: 3,
        total_test_coverage: '90.5% average',
        development_time: '60 minutes parallel (vs 105 minutes sequential)',
        speedup: '1.8x faster',
      },
      context_summary:
        '2 of 2 told of their work, 3 files in all; 2 things do not fit together. ui: Views. api: Routes.',
    });
  });

  it('say what was verified once the verifier is done', () => {
    const events = [...built, 'check runs @3600', 'check completes @4500'];
    expect(written(events)).toMatchObject({
      current_agent: 'check',
      next_agent: null,
      phase: 'integration-verified',
      parallel_execution_summary: { total_duration_minutes: 60 },
      verification_results: {
        api_contract_alignment: {
          status: 'failed',
          checks: ['GET /profile: the answer has no bio'],
        },
      },
    });
  });

  it('tell no times while somebody is at work', () => {
    const told = written(['ui runs @0', 'api runs @0', 'ui completes @2700'], [api]);
    expect(told).toMatchObject({
      phase: 'parallel-in-progress',
      next_agent: null,
      feature_spec: { status: 'in-progress' },
      parallel_execution_summary: { completed_at: null, total_duration_minutes: null },
    });
    expect(told).not.toHaveProperty('metrics.speedup');
  });
});

function written(
  events: readonly string[],
  missing: Outcome['merged']['missing'] = [],
): unknown {
  const outcome = outcomeOf(play(taken, events), nothing, 'profile');
  const file = mergedContextFile({ ...outcome, merged: { ...merged, missing } });
  expect(file?.path).toBe('.claude/context/profile.json');
  return JSON.parse(file?.text ?? 'null');
}

const merged: Outcome['merged'] = {
  parts: [
    { workstream: ui, summary: 'Views.', files: 2, coverage: '87%' },
    { workstream: api, summary: 'Routes.', files: 1, coverage: '94%' },
  ],
  missing: [],
  filesModified: ['a.tsx', 'b.tsx', 'c.py'],
  decisions: ['Zod', 'JWT'],
  pendingActions: ['CORS'],
  errors: [{ workstream: api, text: 'flaky' }],
  concerns: [
    {
      subject: 'GET /profile',
      kind: 'interface',
      between: [ui],
      provider: api,
      status: 'differs',
      text: 'the answer has no bio',
    },
    {
      subject: 'shared.ts',
      kind: 'file',
      between: [ui, api],
      provider: null,
      status: 'shared',
      text: 'changed by ui and api',
    },
  ],
};
