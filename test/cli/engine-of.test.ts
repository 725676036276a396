import { mkdir } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { runningEngine } from '../../src/cli/engine-of.js';
import { findPlace } from '../../src/cli/place.js';
import { aRepo } from '../helpers/repo.js';
import { aContext } from './a-context.js';

it('waits for an engine that its host is bringing back', async () => {
  await using repo = await aRepo();
  const { context, paths } = await inRepo(repo);
  await using host = await listening(paths.hostSocket);
  const found = runningEngine(context);
  // It found no engine, and looks whether there is a host that starts it again.
  await host.asked;
  await using _engine = await listening(paths.engineSocket);
  using engine = await found;
  expect(engine).toBeDefined();
});

it('finds no engine at once where no host runs', async () => {
  await using repo = await aRepo();
  const { context } = await inRepo(repo);
  expect(await runningEngine(context)).toBeUndefined();
});

async function inRepo({ folder, outside }: { folder: string; outside: string }) {
  const env = {
    ...process.env,
    XDG_RUNTIME_DIR: join(outside, 'run'),
    XDG_STATE_HOME: join(outside, 'state'),
  };
  const place = findPlace(folder, env);
  const { paths } = await place;
  await mkdir(dirname(paths.hostSocket), { recursive: true, mode: 0o700 });
  return { context: { ...aContext(folder), env, place: () => place }, paths };
}

async function listening(path: string) {
  const server = createServer((socket) => socket.on('error', () => {}).resume());
  const asked = once(server, 'connection');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
      }),
  };
}
