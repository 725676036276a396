import { describe, expect, it } from 'vitest';
import { readContextFile } from '../../src/formats/context-file.js';

const where = { name: '.claude/context/profile-frontend.json', writtenAt: 7 };

const read = (content: object | string) =>
  readContextFile(typeof content === 'string' ? content : JSON.stringify(content), where);

describe('a context file', () => {
  it('of one who expects interfaces, as in seed 001', () => {
    const frontend = {
      version: '1.0',
      workflow_id: 'profile-frontend',
      parent_workflow_id: 'profile',
      task_id: 'frontend-impl',
      next_agent: null,
      files_modified: ['src/routes/profile/index.tsx'],
      decisions: ['Use TanStack Query', { id: 'D1', decision: 'Zod on the client' }],
      pending_actions: ['Accessibility audit'],
      error_log: [{ error: 'flaky test', at: 'now' }],
      checkpoints: [{ id: 'c1', rollback_cmd: 'git reset --hard' }],
      api_contract_assumptions: {
        'PUT /api/profile/:userId': {
          request: '{ name: string, bio?: string }',
          response: '{ id: string, tags: Array<{ a: string, b: string }>, bio?: string }',
          error_codes: [400, 404],
        },
        'POST /api/profile/:userId/avatar': {
          request: "multipart/form-data with 'avatar'",
        },
      },
      context_summary: 'Views and forms.',
    };
    expect(read(frontend)).toEqual({
      ok: true,
      value: {
        file: where.name,
        task: 'frontend-impl',
        workflow: 'profile-frontend',
        summary: 'Views and forms.',
        filesModified: ['src/routes/profile/index.tsx'],
        decisions: ['Use TanStack Query', 'Zod on the client'],
        pendingActions: ['Accessibility audit'],
        errors: ['flaky test'],
        expects: [
          {
            name: 'PUT /api/profile/:userId',
            request: [
              { name: 'name', optional: false },
              { name: 'bio', optional: true },
            ],
            response: [
              { name: 'id', optional: false },
              { name: 'tags', optional: false },
              { name: 'bio', optional: true },
            ],
            errors: [400, 404],
          },
          {
            name: 'POST /api/profile/:userId/avatar',
            request: null,
            response: null,
            errors: null,
          },
        ],
        provides: [],
        writtenAt: 7,
      },
    });
  });

  it('of one who provides them, whose models stand apart', () => {
    const backend = {
      task_id: 'backend-impl',
      implementation_details: {
        endpoints: {
          'PUT /api/profile/{user_id}': {
            request_model: 'ProfileUpdateRequest',
            response_model: 'ProfileResponse',
          },
          'GET /other': { response_model: 'constructor' },
        },
        schemas: {
          ProfileResponse: { fields: 'id: UUID, bio: Optional[str], at: datetime' },
          ProfileUpdateRequest: {
            fields: 'name: str (min 1, max 100), bio: Optional[str] (max 5)',
          },
        },
      },
    };
    const found = read(backend);
    expect(found.ok && found.value.provides).toEqual([
      {
        name: 'PUT /api/profile/{user_id}',
        request: [
          { name: 'name', optional: false },
          { name: 'bio', optional: true },
        ],
        response: [
          { name: 'id', optional: false },
          { name: 'bio', optional: true },
          { name: 'at', optional: false },
        ],
        errors: null,
      },
      { name: 'GET /other', request: null, response: null, errors: null },
    ]);
  });

  it.each([
    ['half of one is being written', '{"task_id": "a", "decisi', { partial: true }],
    ['junk', '\u0000\u0001', { partial: false }],
    ['no object', '[]', { why: 'a context must be a JSON object' }],
    ['too long', `"${'x'.repeat(300_000)}"`, { why: 'larger than 256 KB' }],
  ])('that is none is told: %s', (_what, content, failure) => {
    expect(read(content)).toMatchObject({ ok: false, failure });
  });

  it('whose fields have other types tells what it can, made harmless', () => {
    const odd = {
      task_id: 3,
      decisions: 'none',
      files_modified: ['a\u001b[2J'],
      error_log: {},
    };
    expect(read(odd)).toMatchObject({
      ok: true,
      value: { task: '', decisions: [], filesModified: ['a\u{fffd}[2J'], errors: [] },
    });
  });

  it.each([
    [{ toString: 1 }, undefined],
    ['1000', undefined],
    ['12/40', undefined],
    ['87% of lines', '87%'],
    [91.5, '91.5%'],
  ])('tells of coverage only what is a percentage (%j)', (total, coverage) => {
    const told = read({ implementation_details: { test_coverage: { total } } });
    expect(told.ok && told.value.coverage).toBe(coverage);
    expect(read({ test_coverage: { total } })).toEqual(told);
  });

  it.each([[[{ toString: 1 }]], [[null]]])('takes no %j for codes of errors', (codes) => {
    const told = read({ api_contract_assumptions: { 'GET /a': { error_codes: codes } } });
    expect(told.ok && told.value.expects[0]?.errors).toBe(null);
  });
});
