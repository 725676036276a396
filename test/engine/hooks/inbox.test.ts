import { mkdir, readdir, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { HookMessage } from '../../../src/domain/hook.js';
import { sessionId } from '../../../src/domain/ids.js';
import { readHookEvent, readLaidDown } from '../../../src/formats/hook-event.js';
import { Inbox } from '../../../src/engine/hooks/inbox.js';
import { spool } from '../../../src/hook/spool.js';
import { hookId } from '../../../src/protocol/hook.js';
import { aFolder } from '../../helpers/folder.js';

it('takes what was laid down before what comes, in the order in which it happened', async () => {
  await using inbox = await anInbox();
  for (const id of ['03', '01', '02']) spool(inbox.spool, event(id));
  await inbox.receive(JSON.stringify(event('04')));
  expect(inbox.taken).toEqual(['01', '02', '03', '04']);
  expect(await readdir(inbox.spool)).toEqual([]);
});

it('takes what hooks lay down beside, by when they started', async () => {
  await using inbox = await anInbox();
  await mkdir(inbox.spool, { mode: 0o700 });
  await laidDown(inbox.spool, { process: 20, started: 2, text: 'A.1\n{"n":2}' });
  await laidDown(inbox.spool, { process: 9, started: 3, text: 'A.1\n{"n":3}' });
  spool(inbox.spool, event(hookId(1_000_000_000n, 30)));
  using _open = await inbox.open();
  await expect.poll(() => inbox.taken).toHaveLength(3);
  await laidDown(inbox.spool, { process: 7, started: 4, text: 'A.1\n{"n":4}' });
  await expect
    .poll(() => inbox.taken.map((id) => Number(id.split('-')[1])))
    .toEqual([30, 20, 9, 7]);
  await expect.poll(() => readdir(inbox.spool)).toEqual([]);
});

it('knows that of what was too long it has the beginning', async () => {
  await using inbox = await anInbox();
  await mkdir(inbox.spool, { mode: 0o700 });
  const text = 'A.1\n{"event":"Read","text":"long and l';
  await laidDown(inbox.spool, { process: 20, started: 2, text, ending: 'part' });
  await inbox.receive('');
  const [message] = inbox.messages;
  expect(message).toMatchObject({ session: 'A.1', cut: true });
  expect(message && readHookEvent(message)).toEqual({ event: 'Read' });
  expect(await readdir(inbox.spool)).toEqual([]);
});

it('reads of whom and what was laid down', () => {
  const about = { id: '1-2', at: 5, whole: true };
  expect(readLaidDown({ ...about, text: 'A.1\n{"a":\n1}' })).toEqual({
    id: '1-2',
    at: 5,
    session: 'A.1',
    text: '{"a":\n1}',
    cut: false,
  });
  expect(readLaidDown({ ...about, text: '{"a":1}' })).toBeUndefined();
});

it('clears away what was begun long ago, and is for its owner alone', async () => {
  await using inbox = await anInbox();
  await mkdir(inbox.spool, { mode: 0o755 });
  for (const name of ['1.at', '2.at']) await writeFile(join(inbox.spool, name), '');
  await utimes(join(inbox.spool, '1.at'), 0, 0);
  using _open = await inbox.open();
  expect(await readdir(inbox.spool)).toEqual(['2.at']);
  expect((await stat(inbox.spool)).mode & 0o777).toBe(0o700);
});

it('takes an event once that is told twice', async () => {
  await using inbox = await anInbox();
  await inbox.receive(JSON.stringify(event('01')));
  spool(inbox.spool, event('01'));
  await inbox.receive('');
  expect(inbox.taken).toEqual(['01']);
});

it('keeps an event whose taking failed, and what came after it', async () => {
  await using inbox = await anInbox();
  for (const id of ['01', '02']) spool(inbox.spool, event(id));
  inbox.fails = true;
  await expect(inbox.receive(JSON.stringify(event('03')))).rejects.toThrow('disk full');
  inbox.fails = false;
  await inbox.receive('');
  expect(inbox.taken).toEqual(['01', '02']);
});

it('looks again after it failed, though nothing else comes', async () => {
  await using inbox = await anInbox();
  spool(inbox.spool, event('01'));
  inbox.fails = true;
  using _open = await inbox.open();
  await expect.poll(() => inbox.log).toContain('hook: Error: disk full');
  inbox.fails = false;
  await expect.poll(() => inbox.taken).toEqual(['01']);
});

it('lets go of what is no event, and leaves alone what is still being written', async () => {
  await using inbox = await anInbox();
  await mkdir(inbox.spool);
  await writeFile(join(inbox.spool, '01.json'), '{"id":');
  await writeFile(join(inbox.spool, '02.tmp'), '{"id":');
  await inbox.receive('what is this');
  expect(inbox.taken).toEqual([]);
  expect(await readdir(inbox.spool)).toEqual(['02.tmp']);
  expect(inbox.log).toEqual(['hook: 01.json is not an event']);
});

it('finds no more than the spool has room for: the newest', async () => {
  await using inbox = await anInbox();
  const ids = Array.from({ length: 1003 }, (_, n) => String(n).padStart(5, '0'));
  for (const id of ids) spool(inbox.spool, event(id));
  await inbox.receive('');
  expect(inbox.taken).toEqual(ids.slice(3));
});

type Laid = {
  readonly process: number;
  readonly started: number;
  readonly text: string;
  readonly ending?: 'event' | 'part';
};

/** As `hook.sh` does it; `started` in seconds. */
async function laidDown(
  folder: string,
  { process, started, text, ending = 'event' }: Laid,
): Promise<void> {
  const file = join(folder, String(process));
  await writeFile(`${file}.at`, '');
  await utimes(`${file}.at`, started, started);
  await writeFile(`${file}.tmp`, text);
  await rename(`${file}.tmp`, `${file}.${ending}`);
}

function event(id: string): HookMessage {
  return { id, session: sessionId('A.1'), at: 1, text: '{}', cut: false };
}

async function anInbox() {
  const folder = await aFolder();
  const taken: string[] = [];
  const messages: HookMessage[] = [];
  const log: string[] = [];
  const state = { fails: false };
  const path = join(folder.path, 'spool');
  const inbox = new Inbox({
    spool: path,
    take(message) {
      if (state.fails) return Promise.reject(new Error('disk full'));
      taken.push(message.id);
      messages.push(message);
      return Promise.resolve(undefined);
    },
    log: (line) => log.push(line),
  });
  return Object.assign(state, {
    spool: path,
    taken,
    messages,
    log,
    receive: (line: string) => inbox.receive(line),
    open: () => inbox.open(),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  });
}
