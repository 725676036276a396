import { describe, expect, it } from 'vitest';
import { graphMermaid } from '../../src/formats/graph-mermaid.js';
import { graphSvg } from '../../src/formats/graph-svg.js';
import { graphText } from '../../src/formats/graph-text.js';
import { workstreamId } from '../../src/domain/ids.js';
import { plan, wave, ws } from '../workflow/a-plan.js';

const week = plan(
  [
    ws('TD2', { name: 'Config' }),
    ws('TD1 < TD2'),
    ws('TD3 < TD2 TD1'),
    ws('WS1 < ~TD2'),
    ws('WS2 < TD2'),
  ],
  [wave('one: TD2'), wave('two: @one TD1 TD3 > main')],
);

describe('a plan drawn', () => {
  it('with its phases and groups', () => {
    const parted = {
      ...week,
      phases: [
        { id: 'p', name: 'base', members: ['TD2'].map(workstreamId), order: 'parallel' },
        {
          id: 'q',
          name: 'rest',
          order: 'sequential',
          members: ['TD1', 'WS2'].map(workstreamId),
        },
      ],
      groups: [{ id: 'g', name: '<b>', members: [workstreamId('WS2')] }],
    } as const;
    expect(graphText(parted)).toContain(
      '\n\nphase base: TD2\nphase rest: TD1, then WS2\n\none: TD2 ->',
    );
    expect(graphMermaid(parted)).toContain('["WS2<br/>rest · #60;b#62;"]');
    expect(graphSvg(parted)).toMatch(/text-anchor="end"[^>]*>rest · &#60;b/);
  });

  it('as a tree, each under the last that it waits for', () => {
    expect(`\n${graphText(week)}`).toBe(`
TD2 Config
├─ TD1
│  └─ TD3  also after TD2
└─ WS2
WS1  after (TD2)

one: TD2 -> integration/one
two: one + TD1 + TD3 -> main`);
  });

  it('as a Mermaid flowchart, with what it reads as syntax written as characters', () => {
    const quoted = plan([ws('end', { name: 'say "#1" <b>' })], [wave('one: end')]);
    expect(`\n${graphMermaid(week)}`).toBe(`
flowchart LR
  n3["WS1"]
  n4["WS2"]
  subgraph w0 ["one → integration/one"]
    n0["TD2 Config"]
  end
  subgraph w1 ["two → main"]
    n1["TD1"]
    n2["TD3"]
  end
  n0 --> n1
  n0 --> n2
  n1 --> n2
  n0 -.-> n3
  n0 --> n4
  w0 ==> w1`);
    expect(graphMermaid(quoted)).toContain('n0["end say #34;#35;1#34; #60;b#62;"]');
  });

  it('as a picture whose lines pass below the boxes between, and say what they are', () => {
    const lines = [...graphSvg(week).matchAll(/<path d="([^"]+)"/g)];
    const below = 20 + 44 + 18 / 2;
    expect(lines[1]?.[1]).toBe(
      `M210 42 C245 42 245 ${below} 280 ${below} H470 C505 ${below} 505 42 540 42`,
    );
    expect(graphSvg(week)).toContain('>dashed: order only<');
    expect(graphSvg(plan([ws('A'), ws('B < A')]))).not.toContain('dashed');
  });

  it('as a picture that tells what only has to be done from what has to land', () => {
    const dependsOn = [{ id: workstreamId('A'), soft: false, bySignal: true }];
    const drawn = graphSvg(plan([ws('A'), ws('B', { dependsOn }), ws('C < A')]));
    expect(drawn.match(/stroke-dasharray="1 3"/g)).toHaveLength(1);
    expect(drawn).toContain('>dotted: done is enough<');
  });

  it('as a picture, in columns by what waits for what, and no name is markup', () => {
    const columns = [...graphSvg(week).matchAll(/<rect x="(\d+)" y="(\d+)"/g)];
    expect(columns.map(([, x, y]) => `${x},${y}`)).toEqual([
      '20,20',
      '280,20',
      '540,20',
      '280,82',
      '280,144',
    ]);
    expect(graphSvg(plan([ws('A', { name: '<script>' })]))).not.toContain('<script');
  });

  it('also when 10,000 stand in a row', () => {
    const row = Array.from({ length: 10_000 }, (_, at) =>
      ws(at === 0 ? 'w0' : `w${at} < w${at - 1}`),
    );
    expect(graphSvg(plan(row.toReversed()))).toContain('>w9999<');
    expect(graphText(plan(row.slice(0, 1000))).split('\n')).toHaveLength(1000);
  });
});
