/** The tree without entries, which git knows without having it, by the length of names. */
const EMPTY_TREES = new Map([
  [40, '4b825dc642cb6eb9a060e54bf8d69288fbee4904'],
  [64, '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'],
]);

/** Its name in the repository of the object `like`. */
export function emptyTree(like: string): string {
  return EMPTY_TREES.get(like.length) ?? '';
}
