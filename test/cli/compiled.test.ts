/** Programs that run from the code that an earlier run left beside them. */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { aFolder } from '../helpers/folder.js';

const built = join(import.meta.dirname, '../../dist/compiled.js');
const program = `process.stdout.write(require('node:path').basename(__filename) + process.argv[2]);
  if (process.argv[2] === 'wrong') process.exitCode = 2;`;

it('keeps a program’s code once for each part of it', async () => {
  await using it = await aProgram();
  expect(await it.run('one')).toBe('program.cjsone');
  const first = await it.kept();
  expect(first).toHaveLength(1);
  expect(await it.run('one')).toBe('program.cjsone');
  expect(await it.kept()).toEqual(first);
  await it.run('two');
  await it.run('../../outside');
  expect((await it.kept()).map(({ name }) => name.split('.')[2]?.split('-')[0])).toEqual([
    'any',
    'one',
    'two',
  ]);
});

it('loads programs of nothing but ASCII, regular expressions too', async () => {
  const programs = (await readdir(dirname(built))).filter((name) => name.endsWith('.js'));
  expect(programs).toContain('main.js');
  for (const name of programs)
    expect(await readFile(join(dirname(built), name), 'utf8')).toMatch(/^[\0-\x7f]*$/);
});

it('loads a pack when something of it is called for, and each chunk once', async () => {
  await using it = await aFolder();
  const noted = `process.stdout.write(__filename.slice(-6) + ' ');`;
  const first = `process.stdout.write(require('./b').word + require('./b').word);
    setTimeout(() => process.stdout.write(require('./c').word + require('node:path').sep), 1);`;
  await writeFile(
    join(it.path, '1.js'),
    `${noted} module.exports = { './a'(exports, require) { ${first} },
      './b'(exports) { process.stdout.write('once '); exports.word = 'two '; } };`,
  );
  const later = `${noted} module.exports = { './c'(exports, require, module) { module.exports = { word: 'later' }; } };`;
  await writeFile(join(it.path, '2.js'), later);
  const where = { './a': '1.js', './b': '1.js', './c': '2.js' };
  const packs = { where, late: {}, first: './a' };
  const start = `require(${JSON.stringify(built)}).runPacked(${JSON.stringify(it.path)}, ${JSON.stringify(packs)}, 'x')`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', start]);
  expect(stdout.replaceAll(/\S*(\d\.js)/g, '$1')).toBe('1.js once two two 2.js later/');
});

it('runs a chunk that comes late when the first of its exports is read, and once', async () => {
  await using it = await aFolder();
  const first = `const late = require('./b'); require('./b'); process.stdout.write('before ');
    process.stdout.write(late.word + require('./b').other);`;
  const late = `process.stdout.write('run '); let other = 'two'; other = 'other';
    module.exports = { get other() { return other; }, word: 'word ' };`;
  await writeFile(
    join(it.path, '1.js'),
    `module.exports = { './a'(exports, require) { ${first} }, './b'(exports, require, module) { ${late} } };`,
  );
  const where = { './a': '1.js', './b': '1.js' };
  const packs = { where, late: { './b': ['word', 'other'] }, first: './a' };
  const start = `require(${JSON.stringify(built)}).runPacked(${JSON.stringify(it.path)}, ${JSON.stringify(packs)}, 'x')`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', start]);
  expect(stdout).toBe('before run word other');
});

const marks = {
  react: 'react.transitional.element',
  ink: 'Ink',
  emulator: 'EscapeSequenceParser',
  commander: 'commander.unknownOption',
  yaml: 'YAMLParseError',
  zod: 'ZodError',
};

type Start = readonly [
  program: string,
  early: readonly string[],
  late: readonly string[],
];

const starts: readonly Start[] = [
  ['main', ['start', 'console'], Object.values(marks)],
  ['host', ['program'], [marks.react, marks.ink, marks.commander, marks.yaml, marks.zod]],
  ['engine', ['program'], Object.values(marks)],
];

it.each(starts)('starts %s without what it needs later', async (name, early, late) => {
  const folder = dirname(built);
  const files = (await readdir(folder)).filter((file) =>
    RegExp(`^${name}-\\w+-\\w+\\.js$`).test(file),
  );
  const isEarly = (file: string) =>
    early.some((pack) => file.startsWith(`${name}-${pack}-`));
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    const found = Object.values(marks).filter((mark) =>
      RegExp(`\\b${mark}\\b`).test(text),
    );
    const hasLate = found.some((mark) => late.includes(mark));
    expect({ file, hasLate }).toEqual({ file, hasLate: !isEarly(file) });
  }
  expect(files.filter(isEarly)).toHaveLength(early.length);
});

it('keeps nothing of what failed', async () => {
  await using it = await aProgram();
  await expect(it.run('wrong')).rejects.toThrow('Command failed');
  expect(await it.kept()).toEqual([]);
});

it.each([
  ['empty', () => Buffer.alloc(0)],
  ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['of zeros', (bytes: Buffer) => Buffer.alloc(bytes.length)],
])('takes no notice of a file that is %s, and replaces it', async (_what, broken) => {
  await using it = await aProgram();
  await it.run('one');
  const [whole] = await it.kept();
  await writeFile(whole?.path ?? '', broken(Buffer.alloc(whole?.size ?? 0, 7)));
  expect(await it.run('one')).toBe('program.cjsone');
  expect(await it.kept()).toMatchObject([{ name: whole?.name, size: whole?.size }]);
});

it('runs where nothing can be kept, and leaves no piece of it', async () => {
  await using it = await aProgram();
  await it.run('one');
  const [kept] = await it.kept();
  await using other = await aProgram();
  await mkdir(join(other.folder, kept?.name ?? ''));
  expect(await other.run('one')).toBe('program.cjsone');
  expect(await readdir(other.folder)).toEqual(['program.cjs', kept?.name]);
});

type Kept = {
  readonly name: string;
  readonly path: string;
  readonly inode: number;
  readonly size: number;
};

async function aProgram() {
  const folder = await aFolder();
  const path = join(folder.path, 'program.cjs');
  await writeFile(path, program);
  return {
    folder: folder.path,
    async run(word: string): Promise<string> {
      const start = `require(process.env.BUILT).runCompiled(process.env.PROGRAM, process.argv[2])`;
      const env = { ...process.env, BUILT: built, PROGRAM: path };
      const args = ['-e', start, '', word];
      return (await promisify(execFile)(process.execPath, args, { env })).stdout;
    },
    async kept(): Promise<readonly Kept[]> {
      const names = (await readdir(folder.path)).filter((name) => name !== 'program.cjs');
      return Promise.all(
        names.toSorted().map(async (name) => {
          const file = join(folder.path, name);
          const { ino: inode, size } = await stat(file);
          return { name, path: file, inode, size };
        }),
      );
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
