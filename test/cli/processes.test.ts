import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ensureHost, type Programs } from '../../src/cli/processes.js';
import { aFolder } from '../helpers/folder.js';

/** Listens on the socket that stands first in its folder, and notes that it was started. */
const LISTENS = `
const { appendFileSync } = require('node:fs');
const { createServer } = require('node:net');
appendFileSync(__dirname + '/started', process.pid + ' ' + process.cwd() + '\\n');
setTimeout(() => createServer((socket) => socket.end()).listen(__dirname + '/host.sock'), 50);
`;

it('starts one process for all who ask at once, with a session of its own', async () => {
  await using folder = await aFolder();
  const programs = await programsIn(folder.path, LISTENS);

  await Promise.all([ensureHost(programs), ensureHost(programs), ensureHost(programs)]);

  const started = (await readFile(join(folder.path, 'started'), 'utf8'))
    .trim()
    .split('\n');
  const pid = Number(started[0]?.split(' ')[0]);
  try {
    expect(started).toEqual([`${pid} /`]);
    expect(await sessionOf(pid)).toBe(pid);
  } finally {
    process.kill(pid, 'SIGKILL');
  }
});

it('says why a process did not start, and names its log', async () => {
  await using folder = await aFolder();
  const programs = await programsIn(folder.path, `throw new Error('no such luck');`);

  await expect(ensureHost(programs)).rejects.toThrow(
    `The host ended with 1 (Error: no such luck); see ${folder.path}/host.log`,
  );
});

it('finds the error among what is printed with it', async () => {
  await using folder = await aFolder();
  const error = `Object.assign(new RangeError('no such luck'), { errors: () => [] })`;
  const programs = await programsIn(folder.path, `throw ${error};`);

  await expect(ensureHost(programs)).rejects.toThrow(
    'The host ended with 1 (RangeError: no such luck); see ',
  );
});

it('says so of a folder that the system lets nobody write to', async () => {
  await using folder = await aFolder();
  const programs = await programsIn(folder.path, '');
  const state = '/proc/.local/state';
  const elsewhere = { ...programs, paths: { ...programs.paths, state } };
  await expect(ensureHost(elsewhere)).rejects.toThrow(`Cannot write to ${state} (`);
});

it('says where it cannot write, and what to do', async () => {
  await using folder = await aFolder();
  const programs = await programsIn(folder.path, '');
  const state = join(folder.path, 'host.js', 'of a file');
  const elsewhere = { ...programs, paths: { ...programs.paths, state } };
  await expect(ensureHost(elsewhere)).rejects.toThrow(
    `Cannot write to ${state} (ENOTDIR: not a directory); make room and have it be yours, ` +
      'or set XDG_STATE_HOME to another folder',
  );
});

async function programsIn(folder: string, program: string): Promise<Programs> {
  await writeFile(join(folder, 'host.js'), program);
  return {
    folder,
    commonDir: folder,
    env: process.env,
    paths: {
      hostSocket: join(folder, 'host.sock'),
      engineSocket: join(folder, 'engine.sock'),
      hookSocket: join(folder, 'hook.sock'),
      spool: folder,
      state: folder,
      recordings: folder,
      ports: folder,
      repository: folder,
    },
  };
}

/** Field 6 of /proc/PID/stat (proc(5)). */
async function sessionOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
}
