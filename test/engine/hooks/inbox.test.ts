import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { HookMessage } from '../../../src/domain/hook.js';
import { sessionId } from '../../../src/domain/ids.js';
import { Inbox } from '../../../src/engine/hooks/inbox.js';
import { spool } from '../../../src/hook/spool.js';
import { aFolder } from '../../helpers/folder.js';

it('takes what was laid down before what comes, in the order in which it happened', async () => {
  await using inbox = await anInbox();
  for (const id of ['03', '01', '02']) spool(inbox.spool, event(id));
  await inbox.receive(JSON.stringify(event('04')));
  expect(inbox.taken).toEqual(['01', '02', '03', '04']);
  expect(await readdir(inbox.spool)).toEqual([]);
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

function event(id: string): HookMessage {
  return { id, session: sessionId('A.1'), at: 1, text: '{}', cut: false };
}

async function anInbox() {
  const folder = await aFolder();
  const taken: string[] = [];
  const log: string[] = [];
  const state = { fails: false };
  const path = join(folder.path, 'spool');
  const inbox = new Inbox({
    spool: path,
    take({ id }) {
      if (state.fails) return Promise.reject(new Error('disk full'));
      taken.push(id);
      return Promise.resolve(undefined);
    },
    log: (line) => log.push(line),
  });
  return Object.assign(state, {
    spool: path,
    taken,
    log,
    receive: (line: string) => inbox.receive(line),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  });
}
