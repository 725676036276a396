/**
 * A list that is cheap to change and keep: a change copies one chunk and the list of
 * chunks, so that a state of 10,000 records can be replaced at every event.
 */
export type Chunks<Item> = readonly (readonly Item[])[];

/** About the square root of the longest list expected, where a change copies the least. */
const SIZE = 128;

export function chunked<Item>(items: readonly Item[]): Chunks<Item> {
  const count = Math.ceil(items.length / SIZE);
  return Array.from({ length: count }, (_, at) =>
    items.slice(at * SIZE, (at + 1) * SIZE),
  );
}

export function itemAt<Item>(chunks: Chunks<Item>, index: number): Item | undefined {
  return chunks[Math.floor(index / SIZE)]?.[index % SIZE];
}

/** Changes to a list, each chunk copied once. */
export class ChunksDraft<Item> {
  readonly #before: Chunks<Item>;
  readonly #copies = new Map<number, Item[]>();

  constructor(before: Chunks<Item>) {
    this.#before = before;
  }

  get(index: number): Item | undefined {
    const copy = this.#copies.get(Math.floor(index / SIZE));
    return copy ? copy[index % SIZE] : itemAt(this.#before, index);
  }

  set(index: number, item: Item): void {
    const chunk = Math.floor(index / SIZE);
    const copy = this.#copies.get(chunk) ?? [...(this.#before[chunk] ?? [])];
    copy[index % SIZE] = item;
    this.#copies.set(chunk, copy);
  }

  /** The list with the changes in it; the same list when there were none. */
  finish(): Chunks<Item> {
    if (this.#copies.size === 0) return this.#before;
    return this.#before.map((chunk, at) => this.#copies.get(at) ?? chunk);
  }
}
