/** The plugin that opencode is given, with events as opencode 1.18.33 gives them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { hookFileOf } from '../../src/agents/hook-set-up.js';
import { toldBy } from '../../src/agents/told-by.js';
import { usageInEvent } from '../../src/agents/usage-told.js';
import { readHookEvent } from '../../src/formats/hook-event.js';
import { aFolder } from '../helpers/folder.js';
import { shipped } from './shipped.js';

const { hooks, usage } = shipped('opencode');

const called = z.custom<(given: object) => unknown>(
  (value) => typeof value === 'function',
);
const plugin = z.object({ wtmux: called });
const started = z.object({ event: called });

afterEach(() => vi.unstubAllEnvs());

/** What opencode answers when it is asked for its models. */
function clientWith(models: Readonly<Record<string, object>>) {
  const data = { providers: [{ id: 'loop', models }] };
  return { config: { providers: () => Promise.resolve({ data }) } };
}

const models: Record<string, object> = { big: { limit: { context: 9000 } } };
const client = clientWith(models);

const model = { providerID: 'loop', modelID: 'big' };
const cache = { read: 200, write: 0 };
const tokens = { input: 100, output: 40, reasoning: 10, cache };

it('tells what opencode does, what went wrong and what it uses', async () => {
  await using folder = await aFolder();
  const log = join(folder.path, 'told');
  await using told = await thePlugin(folder.path, log);

  await told.by('session.status', { sessionID: 's', status: { type: 'busy' } });
  await told.says('busy');
  const info = { role: 'assistant', sessionID: 's', tokens, ...model };
  await told.by('message.updated', { sessionID: 's', info });
  await told.says({ of: 's', context: 350, window: 9000 });
  await told.by('session.updated', {
    sessionID: 's',
    info: { id: 's', cost: 0.5, tokens },
  });
  const sums = { input: 100, output: 50, cacheRead: 200, cacheWrite: 0 };
  await told.says({ of: 's', tokens: sums, cost: 0.5, context: 350, window: 9000 });

  const data = { message: 'no entry', statusCode: 401 };
  await told.by('session.error', { sessionID: 's', error: { name: 'APIError', data } });
  await told.by('session.status', { sessionID: 's', status: { type: 'idle' } });
  await told.by('session.idle', { sessionID: 's' });
  await told.says('error: your login');
  await told.by('session.status', { sessionID: 's', status: { type: 'busy' } });
  const stopped = { name: 'MessageAbortedError', data: { message: 'Aborted' } };
  await told.by('session.error', { sessionID: 's', error: stopped });
  await told.by('session.idle', { sessionID: 's' });
  await told.says('busy', 'idle');

  const child = { id: 'c', parentID: 's', cost: 0, tokens };
  await told.by('session.created', { sessionID: 'c', info: child });
  await told.by('session.error', { sessionID: 'c', error: { name: 'APIError', data } });
  await told.by('session.updated', { sessionID: 'c', info: child });
  await told.by('session.idle', { sessionID: 'c' });
  await told.says({ of: 'c', tokens: sums });
  expect(await heard(log)).toHaveLength(7);
});

it('tells what a provider says that tells little, and a window once it is known', async () => {
  await using folder = await aFolder();
  const log = join(folder.path, 'told');
  await using told = await thePlugin(folder.path, log);
  const few = { input: 100, output: 40 };
  const sums = { input: 100, output: 40, cacheRead: 0, cacheWrite: 0 };
  await told.by('session.updated', { sessionID: 's', info: { id: 's', tokens: few } });
  await told.says({ of: 's', tokens: sums });

  const late = { role: 'assistant', sessionID: 's', ...model, modelID: 'late' };
  await told.by('message.updated', { sessionID: 's', info: { ...late, tokens: few } });
  await told.says({ of: 's', tokens: sums, context: 140 });
  models['late'] = { limit: { context: 5000 } };
  const more = { input: 200, output: 40 };
  await told.by('message.updated', { sessionID: 's', info: { ...late, tokens: more } });
  await told.says({ of: 's', tokens: sums, context: 240, window: 5000 });
  expect(await heard(log)).toHaveLength(3);
});

async function thePlugin(folder: string, log: string) {
  vi.stubEnv('WTMUX_SESSION', 'A');
  const words = ['sh', '-c', 'cat >> "$0"; echo >> "$0"', log];
  const file = join(folder, 'plugin.mjs');
  await writeFile(file, (hooks && hookFileOf(hooks, words)?.text) ?? '');
  const { wtmux } = plugin.parse(await import(file));
  const { event } = started.parse(await wtmux({ client }));
  let said: readonly unknown[] = [];
  return {
    by: (type: string, properties: object) => event({ event: { type, properties } }),
    /** What was told since it was asked last. */
    async says(...expected: readonly unknown[]) {
      const all = [...said, ...expected];
      await expect.poll(() => heard(log)).toEqual(all);
      said = all;
    },
    async [Symbol.asyncDispose]() {
      await expect.poll(() => heard(log)).toEqual(said);
    },
  };
}

async function heard(log: string): Promise<readonly unknown[]> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const read = readHookEvent({ text: line, cut: false });
    if (!read) return [];
    const does = toldBy(hooks, { event: read, at: 0 });
    if (!does) return usageInEvent(usage?.events, read) ?? 'nothing';
    return does.detail === '' ? does.doing : `${does.doing}: ${does.detail}`;
  });
}
