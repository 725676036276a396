/**
 * What git accepts as the name of a branch: the rules of git-check-ref-format(1), with
 * `--branch`'s that it may not begin with a dash or be `HEAD`.
 */
const RULES: readonly (readonly [broken: RegExp, why: string])[] = [
  [/^$/, 'it is empty'],
  [/^-/, 'it begins with "-"'],
  [/^@$|^HEAD$/, 'git keeps that name for itself'],
  [
    /[\u0000-\u0020\u007f~^:?*[\\]/,
    'it holds a space, a control character or one of ~^:?*[\\',
  ],
  [/\.\./, 'it holds ".."'],
  [/@\{/, 'it holds "@{"'],
  [/^\/|\/$|\/\//, 'it has an empty part between slashes'],
  [/(?:^|\/)\./, 'a part of it begins with "."'],
  [/\.$/, 'it ends with "."'],
  [/\.lock(?:\/|$)/, 'a part of it ends with ".lock"'],
];

/** The longest branch name: as a file its parts and the lock beside it must fit in 255 bytes. */
const MAX_LENGTH = 200;

/** Why git would refuse `name` as a branch, in words; undefined when it would not. */
export function branchFault(name: string): string | undefined {
  if (name.length > MAX_LENGTH) return `it has more than ${MAX_LENGTH} characters`;
  return RULES.find(([broken]) => broken.test(name))?.[1];
}
