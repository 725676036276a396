import { expect, it } from 'vitest';
import { readPlan } from '../../src/formats/plan-file.js';

const read = (environment: string) =>
  readPlan(`version: 1\nenvironment: ${environment}\nworkstreams: [{ id: A }]\n`, {
    file: 'wtmux.yaml',
    defaultBase: 'main',
  });

it('fills in what is not said of ports and of a set-up', () => {
  expect(
    read('{ ports: { from: 60000 }, setup: npm ci, link: [node_modules/] }'),
  ).toMatchObject({
    value: {
      environment: {
        ports: { from: 60_000, to: 65_535, each: 10 },
        setup: 'npm ci',
        timeoutMs: 600_000,
        link: ['node_modules'],
      },
    },
  });
  expect(read('{}')).toMatchObject({ value: { environment: {} } });
});

it.each([
  ['a link to outside', '{ link: [../up] }', 'link'],
  ['a link into .git', '{ link: [a/.git/hooks] }', 'link'],
  ['the whole of it', '{ link: [.] }', 'link'],
  ['a space too small', '{ ports: { from: 5000, to: 5005, each: 10 } }', 'ports.to'],
  ['a port of the system', '{ ports: { from: 80 } }', 'ports.from'],
])('refuses %s', (_what, environment, place) => {
  const plan = read(environment);
  expect(plan.ok ? [] : plan.failure.map(({ path }) => path)).toEqual([
    expect.stringContaining(`environment.${place}`),
  ]);
});
