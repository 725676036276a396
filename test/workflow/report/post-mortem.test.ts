import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../../src/domain/ids.js';
import { PlanMachine } from '../../../src/workflow/plan-machine.js';
import { reportOf } from '../../../src/workflow/report/report.js';
import { fact } from '../a-fact.js';
import { plan, play, wave, ws } from '../a-plan.js';

describe('a post-mortem', () => {
  it('tells afterwards what went well and wrong, what was decided and what is open', () => {
    const taken = plan([ws('A'), ws('B')], [wave('one: A'), wave('two: B')]);
    const played = play(taken, [
      'A runs',
      'B runs',
      'A plans r1',
      'A rejected',
      'A plans r2',
      'A approved r2',
      'A completes',
      'A doubted',
      'one merging',
      'one blocked',
      'one decided abort',
      'one merging',
      'one lands',
      'B exits 1',
      'one rolled-back',
    ]);
    const { postMortem, conflicts } = reportOf(played, 20_000);
    expect({
      well: postMortem.well.map(lines),
      wrong: postMortem.wrong.map(lines),
      decided: postMortem.decided.map(lines),
      open: postMortem.open.map(lines),
      recommended: postMortem.recommended.map(lines),
    }).toEqual({
      well: ['one: landed on integration/one'],
      wrong: [
        'A: its signal is doubtful: git knows better',
        'one: it could not merge: unruled (a.ts)',
        'B: its agent exited with 1',
        'one: its landing was rolled back',
        'week-2: 6s went by waiting for a person',
      ],
      decided: [
        'week-2: taken, with 2 workstreams',
        'A: its plan was sent back by me: no',
        'A: its plan was approved by me',
        'one: its merge was asked for by me',
        'one: "abort" was chosen by me',
        'one: its merge was asked for by me',
      ],
      open: [
        'A: one to merge',
        'B: its agent exited with 1',
        'one: rolled back; `wtmux redo one` lands it again, a merge what was mended',
        'two: waits for B',
      ],
      recommended: [
        'one: a rule or one owner for a.ts, where A and B met',
        'week-2: fewer approvals, or somebody who gives them sooner',
      ],
    });
    expect(conflicts).toEqual([
      { at: 10_000, wave: 'one', path: 'a.ts', rule: null, between: ['A', 'B'] },
    ]);
  });

  it('tells what asked for attention, and who has seen to it', () => {
    const machine = new PlanMachine();
    const workstream = workstreamId('A');
    const id = 'A:silent after 1h';
    machine.apply({ at: 0, type: 'planTaken', plan: plan([ws('A')]), made: [] });
    machine.apply({ at: 1000, ...fact('A runs') });
    machine.apply({
      at: 2000,
      type: 'escalated',
      workstream,
      id,
      text: 'A: no sign of life',
    });
    machine.apply({ at: 3000, type: 'acknowledged', workstream, by: 'me' });
    expect(reportOf(machine, 4000)).toMatchObject({
      escalations: [
        { workstream, text: 'A: no sign of life', since: 2000, acknowledgedBy: 'me' },
      ],
      postMortem: {
        wrong: [{ at: 2000, subject: 'A', text: 'no sign of life' }],
        decided: [{}, { text: 'what asked for attention was seen to by me' }],
      },
    });
  });
});

function lines({ subject, text }: { readonly subject: string; readonly text: string }) {
  return `${subject}: ${text}`;
}
