/**
 * Where sockets, state and settings lie. XDG's variables decide (XDG Base Directory
 * Specification 0.8), so that tests and several users live side by side. What belongs to
 * one repository is named by a hash of its git common directory.
 */
import { createHash } from 'node:crypto';
import { homedir, tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export type Paths = {
  /** Owner-only; short enough for the names of unix sockets. */
  readonly hostSocket: string;
  readonly engineSocket: string;
  /** Where the engine hears of agents' events. */
  readonly hookSocket: string;
  /** Logs, gates' worktrees, the spool. */
  readonly state: string;
  /** Agents' events that wait for an engine. */
  readonly spool: string;
  /** Which ports each repository has given out; one folder for all. */
  readonly ports: string;
  /** What sessions showed. */
  readonly recordings: string;
  /** Under the git common directory: journal, lock, waves. */
  readonly repository: string;
};

/**
 * `sun_path` holds 108 bytes on Linux and 104 on macOS, the closing zero included; a
 * longer name is cut silently by some systems.
 */
const MAX_SOCKET_PATH_BYTES = 103;

export function pathsOf(commonDir: string, env: Environment): Paths {
  const key = createHash('sha256').update(commonDir).digest('hex').slice(0, 12);
  const sockets = join(socketsFolder(env), key);
  const state = join(stateFolder(env), `${repositoryName(commonDir)}-${key}`);
  return {
    hostSocket: join(sockets, 'host.sock'),
    engineSocket: join(sockets, 'engine.sock'),
    hookSocket: join(sockets, 'hook.sock'),
    state,
    spool: join(state, 'spool'),
    ports: join(stateFolder(env), 'ports'),
    recordings: join(state, 'recordings'),
    repository: join(commonDir, 'wtmux'),
  };
}

/** Holds what wtmux keeps outside repositories. */
export function stateFolder(env: Environment): string {
  return join(
    absolute(env['XDG_STATE_HOME']) ?? join(homedir(), '.local/state'),
    'wtmux',
  );
}

/** Holds the user's settings, layouts and agents. */
export function settingsFolder(env: Environment): string {
  return join(absolute(env['XDG_CONFIG_HOME']) ?? join(homedir(), '.config'), 'wtmux');
}

/** Where the user's settings are, if there are any. */
export function settingsFileOf(env: Environment): string {
  return join(settingsFolder(env), 'config.yaml');
}

function socketsFolder(env: Environment): string {
  const runtime = absolute(env['XDG_RUNTIME_DIR']);
  const folder = runtime === undefined ? undefined : join(runtime, 'wtmux');
  const longest = 12 + '/engine.sock'.length + 1;
  if (
    folder !== undefined &&
    Buffer.byteLength(folder) + longest <= MAX_SOCKET_PATH_BYTES
  )
    return folder;
  // Without a runtime folder, or with one too deep: one of our own, told apart by the wish.
  const wish = runtime === undefined ? '' : `-${shortHash(runtime)}`;
  return join(tmpdir().length < 40 ? tmpdir() : '/tmp', `wtmux-${userInfo().uid}${wish}`);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** XDG: a path that is not absolute is to be ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') ? path : undefined;
}

/** `project` for `/x/project/.git` and for the bare `/x/project.git`. */
export function repositoryName(commonDir: string): string {
  const name = basename(commonDir);
  const own =
    name === '.git' ? basename(join(commonDir, '..')) : name.replace(/\.git$/, '');
  return own.replaceAll(/[^\w.-]/g, '-') || 'repository';
}
