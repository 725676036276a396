/**
 * Makes a checkout ready to run: installs what is missing and builds what is stale. Plain
 * Node without packages, so that it works on a fresh clone. All it says goes to stderr.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname ?? '.', '..');
const NEEDED_NODE = [20, 19];

/** Names the process whose turn it is, by its id and its start. */
const TURN = '.preparing';
const ASK_AGAIN_MS = 100;

try {
  process.chdir(root);
  checkNode();
  checkGit();
  if (!isInstalled() || !isBundled()) await inTurn(prepare);
} catch (error) {
  process.stderr.write(`wtmux: ${error.message}\n`);
  process.exitCode = 1;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [neededMajor, neededMinor] = NEEDED_NODE;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  throw new Error(
    `Node ${process.versions.node} is too old; install Node ${NEEDED_NODE.join('.')} or later`,
  );
}

function checkGit() {
  if (spawnSync('git', ['--version']).error)
    throw new Error('git is not on PATH; install git and try again');
}

async function prepare() {
  if (!isInstalled()) install();
  if (!isBundled()) await bundle();
}

/** Of several at once the first does it and the others find it done: npm takes away what another installs. */
async function inTurn(deed) {
  const own = `${TURN}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${startOf(process.pid)}`);
  try {
    let waits = false;
    while (!taken(own)) {
      if (!waits) process.stderr.write('wtmux: waiting for another start of it\n');
      waits = true;
      await sleep(ASK_AGAIN_MS);
    }
    try {
      await deed();
    } finally {
      rmSync(TURN, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Whether it is the turn of who made the file `own`. A turn that a killed process left is none. */
function taken(own) {
  try {
    linkSync(own, TURN);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = contentOf(TURN);
  if (holder !== '' && !isAlive(holder) && contentOf(TURN) === holder)
    rmSync(TURN, { force: true });
  return false;
}

/** Empty where there is none, or where another start has just taken it away. */
function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return '';
    throw error;
  }
}

/** Whether the process that `holder` names lives: another one may have its id by now. */
function isAlive(holder) {
  const [pid, started = ''] = holder.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  return startOf(pid) === started;
}

/** Clock ticks after boot, as proc(5) tells it; empty where there is no /proc. */
function startOf(pid) {
  const stat = contentOf(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function install() {
  const how = existsSync('package-lock.json') ? 'ci' : 'install';
  process.stderr.write('wtmux: installing packages, once\n');
  const { status, error, stderr } = spawnSync('npm', [how, '--loglevel=error'], {
    stdio: ['ignore', 2, 'pipe'],
    encoding: 'utf8',
  });
  if (error) throw new Error(`npm cannot be started: ${error.message}`);
  if (status !== 0) throw new Error(`npm ${how} failed: ${reason(stderr)}`);
}

/**
 * Whether node_modules holds what the lock file asks for. npm keeps a lock file in it, which
 * may stand although packages are gone: another install at the same time took them away.
 */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  const wanted = packagesOf('package-lock.json');
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = installed[path];
    if (path === '') return true;
    return found ? found.version === version && existsSync(path) : optional === true;
  });
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/** The line of npm's report that names the cause. */
function reason(report) {
  const lines = report
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .map((line) => line.slice('npm error'.length).trim());
  return lines.find((line) => line !== '' && !line.startsWith('code ')) ?? 'see above';
}

function isBundled() {
  return contentOf('dist/.stamp') === sourceHash();
}

async function bundle() {
  const stamp = sourceHash();
  process.stderr.write('wtmux: building\n');
  const { buildAll } = await import('../build.js');
  // Beside dist and then in its place: a build that fails leaves the last good one.
  const fresh = `dist.${process.pid}`;
  try {
    await buildAll(fresh);
    writeFileSync(join(fresh, '.stamp'), stamp);
    rmSync('dist', { recursive: true, force: true });
    renameSync(fresh, 'dist');
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`build failed: ${error.message}`, { cause: error });
  }
}

function sourceHash() {
  const hash = createHash('sha256');
  const sources = ['build', 'src', 'layouts', 'agents']
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort((one, other) => (one < other ? -1 : 1));
  for (const file of ['build.js', 'package.json', 'package-lock.json', ...sources]) {
    hash.update(`${file}\0`);
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}
