/**
 * Gives a worktree what `.worktreeinclude` of the main checkout names: settings, keys,
 * dependencies, which git ignores and so no worktree has. What is there already stays as
 * it is, and nothing leads out of either folder.
 */
import { constants, type Stats } from 'node:fs';
import { copyFile, lstat, mkdir, readlink, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { readInside } from '../config/text-file.js';
import { ignoredIn, includedFiles } from '../git/included.js';
import type { Repository } from '../git/repository.js';
import { readable } from '../git/run.js';

export const INCLUDE_FILE = '.worktreeinclude';

/** Patterns, not a list of files. */
const MAX_BYTES = 256 * 1024;

export type Given = {
  readonly files: number;
  readonly links: readonly string[];
  /** What it did not get, and why: lines for a person. */
  readonly left: readonly string[];
};

const TOO_LARGE = `${INCLUDE_FILE} was left out: it is larger than 256 KB`;

const NOTHING: Given = { files: 0, links: [], left: [] };

/** `link`: relative paths of what is linked in place of copied. */
export async function giveFiles(
  repo: Repository,
  worktree: string,
  link: readonly string[],
): Promise<Given> {
  const patterns = repo.bare
    ? undefined
    : await readInside(repo.root, INCLUDE_FILE, MAX_BYTES);
  if (!patterns?.whole)
    return {
      ...NOTHING,
      left: [...(patterns ? [TOO_LARGE] : []), ...link.map(unnamed)],
    };
  const names = await includedFiles(repo, join(repo.root, INCLUDE_FILE));
  const places = { from: repo.root, to: worktree };
  const linked = await linkAll(places, names.map(readable), link);
  const rest = names.filter((name) => !linked.links.some((top) => isBelow(name, top)));
  const copied = await copyAll(places, rest);
  return {
    files: copied.files,
    links: linked.links,
    left: [...linked.left, ...copied.left],
  };
}

type Places = { readonly from: string; readonly to: string };

type Linked = Pick<Given, 'links' | 'left'>;

/** What cannot be linked is left to be copied. */
async function linkAll(
  places: Places,
  names: readonly string[],
  link: readonly string[],
): Promise<Linked> {
  const isThere = (top: string) => names.some((name) => isBelow(name, top));
  const wanted = link.filter(isThere);
  const ignored = await ignoredIn(places.to, wanted);
  const links: string[] = [];
  const left = link.filter((top) => !isThere(top)).map(unnamed);
  for (const top of wanted) {
    if (!ignored.has(top))
      left.push(
        `${top} was copied: git would not ignore a link there (is it "${top}/"?)`,
      );
    else if (await linkOne(places, top)) links.push(top);
  }
  return { links, left };
}

function unnamed(top: string): string {
  return `${top} was not linked: ${INCLUDE_FILE} names nothing there that git ignores`;
}

/** Whether the worktree has the link; not where something else stands there. */
async function linkOne({ from, to }: Places, path: string): Promise<boolean> {
  const source = join(from, path);
  if (!(await hasFolders(from, dirname(path)))) return false;
  if (!(await makeFolders(to, dirname(path)))) return false;
  const there = await about(join(to, path));
  if (there) return there.isSymbolicLink() && (await readlink(join(to, path))) === source;
  await symlink(source, join(to, path));
  return true;
}

async function copyAll(
  places: Places,
  names: readonly string[],
): Promise<Omit<Given, 'links'>> {
  const ignored = await ignoredIn(places.to, names);
  const left = names
    .filter((name) => !ignored.has(name))
    .map((name) => `${readable(name)} was left out: git does not ignore it there`);
  let files = 0;
  for (const name of ignored) {
    const path = readable(name);
    const why = await copyOne(places, path);
    if (why === undefined) files++;
    else if (why !== THERE) left.push(`${path} was left out: ${why}`);
  }
  return { files, left };
}

const THERE = 'it is there';

/** Why it was not copied; undefined when it was. */
async function copyOne({ from, to }: Places, path: string): Promise<string | undefined> {
  const source = join(from, path);
  const target = join(to, path);
  const stats = await about(source);
  if (!stats || !(await hasFolders(from, dirname(path))))
    return path.includes('\u{fffd}') ? 'its name is no UTF-8' : 'it is gone';
  if (await about(target)) return THERE;
  if (!(await makeFolders(to, dirname(path)))) return 'a link stands in its way';
  if (stats.isSymbolicLink()) return copyLink(source, { target, path });
  if (!stats.isFile()) return 'it is no file';
  // Where the file system can, the two share their bytes until one is changed.
  const mode = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;
  await copyFile(source, target, mode);
  return undefined;
}

/** As it is, where it leads to the same place of the worktree. */
async function copyLink(
  source: string,
  { target, path }: { readonly target: string; readonly path: string },
): Promise<string | undefined> {
  const end = await readlink(source);
  const leads = isAbsolute(end) ? '..' : normalize(join(dirname(path), end));
  if (leads === '..' || leads.startsWith('../')) return 'it is a link that leads out';
  await symlink(end, target);
  return undefined;
}

/** Whether every part of a path is a folder itself, and no link to one. */
async function hasFolders(top: string, path: string): Promise<boolean> {
  for (const folder of foldersOf(path))
    if (!(await about(join(top, folder)))?.isDirectory()) return false;
  return true;
}

/** Makes what is missing of a path; false where something else stands in the way. */
async function makeFolders(top: string, path: string): Promise<boolean> {
  for (const folder of foldersOf(path)) {
    const stats = await about(join(top, folder));
    if (!stats) await mkdir(join(top, folder));
    else if (!stats.isDirectory()) return false;
  }
  return true;
}

/** `a`, `a/b`, `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  const parts = path === '.' ? [] : path.split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** Of the entry itself, a link not followed; undefined when there is none. */
async function about(path: string): Promise<Stats | undefined> {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
}

function isBelow(name: string, top: string): boolean {
  return name === top || name.startsWith(`${top}/`);
}
