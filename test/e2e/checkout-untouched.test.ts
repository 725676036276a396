import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wtmux, type Wtmux } from '../helpers/wtmux.js';

const WORK = `
set -e
echo work > "$WTMUX_WORKSTREAM.txt"
git add . && git commit --quiet -m "work of $WTMUX_WORKSTREAM"
mkdir -p .claude/handoff
echo '{"workstream":"'$WTMUX_WORKSTREAM'","status":"complete"}' > .claude/handoff/x.tmp
mv .claude/handoff/x.tmp ".claude/handoff/$WTMUX_WORKSTREAM-complete.signal"
exec sleep 1000
`;

const PLAN = `version: 1
agents: { worker: { command: sh, args: [work.sh] } }
workstreams:
  - { id: one, agent: worker, approval: none }
  - { id: two, agent: worker, approval: none }
waves: [{ id: all, members: [one, two] }]
`;

it('leaves a dirty checkout and a rebase under way byte by byte as they were', async () => {
  const ignored = '.claude/\n';
  await using app = await wtmux({
    files: { 'wtmux.yaml': PLAN, 'work.sh': WORK, '.gitignore': ignored, 'a.txt': 'a\n' },
  });
  const elsewhere = await rebaseUnderWay(app);
  await appendFile(join(app.repo.folder, 'a.txt'), 'dirty\n');
  await writeFile(join(app.repo.folder, 'staged.txt'), 'staged\n');
  await app.repo.git.add('staged.txt');
  await writeFile(join(app.repo.folder, 'untracked.txt'), 'untracked\n');
  const before = await fingerprint(app, elsewhere);

  expect(await app.run('up', '--detach', '--yes')).toMatchObject({ code: 0 });
  await app.until(({ waves }) => waves[0]?.state === 'ready', 'the wave is ready');
  expect(await app.run('merge', 'all', '--yes')).toMatchObject({ code: 0 });
  expect(await app.run('down', '--force')).toMatchObject({ code: 0 });

  expect(await fingerprint(app, elsewhere)).toEqual(before);
  const landed = await app.repo.git.raw('ls-tree', '--name-only', 'integration/all');
  expect(landed).toMatch(/one\.txt\ntwo\.txt\n/);
});

/** A worktree that stands in the middle of a rebase, at a conflict. */
async function rebaseUnderWay({ repo }: Wtmux): Promise<string> {
  const { folder, git, commit } = await repo.worktree('theirs');
  await commit({ 'c.txt': 'theirs\n' });
  await repo.commit({ 'c.txt': 'ours\n' });
  await git.raw('rebase', 'main').catch(() => '');
  return folder;
}

/** Files, index, HEAD and what git says of both worktrees. */
async function fingerprint({ repo }: Wtmux, elsewhere: string) {
  const gitDir = join(repo.folder, '.git');
  const rebase = join(gitDir, 'worktrees/theirs');
  const status = (folder: string) =>
    repo.git.raw(
      '-C',
      folder,
      '--no-optional-locks',
      'status',
      '--porcelain=v2',
      '--branch',
    );
  return {
    files: await contentOf(repo.folder),
    elsewhere: await contentOf(elsewhere),
    index: await bytesOf(join(gitDir, 'index')),
    head: await bytesOf(join(gitDir, 'HEAD')),
    rebaseHead: await bytesOf(join(rebase, 'HEAD')),
    rebaseIndex: await bytesOf(join(rebase, 'index')),
    rebase: await contentOf(join(rebase, 'rebase-merge')),
    status: await status(repo.folder),
    statusElsewhere: await status(elsewhere),
  };
}

const bytesOf = (file: string) => readFile(file, 'base64');

async function contentOf(folder: string): Promise<Readonly<Record<string, string>>> {
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(async ({ name }) => [
    name,
    await readFile(join(folder, name), 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(texts));
}
