import { expect, it } from 'vitest';
import type { HostEvent } from '../../src/protocol/host.js';
import { aHost, size, type Console } from './console.js';

it('tells observers what a screen says when it is quiet, and nothing when nothing happens', async () => {
  await using host = await aHost();
  using console = await host.connect();
  await console.peer.ask({ type: 'observe', on: true });
  const id = await console.runs('s', 'echo working; read go; echo done; read wait');
  await expect
    .poll(() => texts(console).at(-1))
    .toMatchObject({ lines: ['working'], quiet: true });
  const told = texts(console).length;
  // The key's echo and the answer to it are each told once, and when it is quiet after them.
  const most = told + 4;
  console.types(id, '\r');
  await expect
    .poll(() => texts(console).at(-1))
    .toMatchObject({ lines: ['working', '', 'done'], quiet: true });
  expect(texts(console).length).toBeLessThanOrEqual(most);
});

it('tells what a screen says after a resize that its program did not answer', async () => {
  await using host = await aHost();
  using console = await host.connect();
  await console.peer.ask({ type: 'observe', on: true });
  const id = await console.runs('s', 'echo some words that wrap; read wait');
  await expect
    .poll(() => texts(console).at(-1))
    .toMatchObject({ lines: ['some words that wrap'] });
  const narrow = { ...size, columns: 10 };
  await console.peer.ask({ type: 'view', panes: [{ session: id, size: narrow }] });
  await expect
    .poll(() => texts(console).at(-1))
    .toMatchObject({ lines: ['some words', ' that wrap'], quiet: true });
});

it('tells an observer who comes late what all screens say', async () => {
  await using host = await aHost();
  using console = await host.connect();
  const id = await console.runs('s', 'echo here; read wait');
  await expect.poll(() => console.shows(id)[0]).toBe('here');
  using observer = await host.connect();
  await observer.peer.ask({ type: 'observe', on: true });
  expect(texts(observer)).toEqual([
    { type: 'screenText', session: id, title: '', lines: ['here'], quiet: true },
  ]);
});

it('tells titles and bells at most so often, the last title always', async () => {
  await using host = await aHost();
  using console = await host.connect();
  const started = performance.now();
  const id = await console.runs(
    's',
    'for i in $(seq 2000); do printf "\\033]2;title $i\\007\\007"; done; read wait',
  );
  await expect
    .poll(() => console.knows(id))
    .toMatchObject({ session: { title: 'title 2000' } });
  // Ten titles and two bells a second, the first ones, and what is told of its start.
  const seconds = (performance.now() - started) / 1000;
  expect(console.events.length).toBeLessThan(12 * seconds + 10);
  expect(console.events).toContainEqual({ type: 'bell', session: id });
});

function texts({ events }: Console): readonly HostEvent[] {
  return events.filter(({ type }) => type === 'screenText');
}
