/**
 * The extras of a row as JSON, for packed rows and for frames. A link is in it once: the cells
 * of a long one that fills a row would be half a megabyte.
 */
import type { Extra } from './row.js';

type Linked = {
  readonly links: readonly string[];
  /** A link by its index. */
  readonly extras: readonly (Omit<Extra, 'link'> & { readonly link?: number })[];
};

export function packExtras(extras: readonly Extra[]): string {
  if (extras.every(({ link }) => link === undefined)) return JSON.stringify(extras);
  const links = new Map<string, number>();
  const indexOf = (link: string) => {
    const index = links.get(link) ?? links.size;
    links.set(link, index);
    return index;
  };
  const packed = extras.map(({ link, ...extra }) =>
    link === undefined ? extra : { ...extra, link: indexOf(link) },
  );
  return JSON.stringify({ links: [...links.keys()], extras: packed } satisfies Linked);
}

export function unpackExtras(text: string): readonly Extra[] {
  const packed: readonly Extra[] | Linked = JSON.parse(text);
  if (!('links' in packed)) return packed;
  return packed.extras.map((extra) => withLink(extra, packed.links));
}

function withLink(
  { link: index, ...extra }: Linked['extras'][number],
  links: readonly string[],
): Extra {
  const link = index === undefined ? undefined : links[index];
  return link === undefined ? extra : { ...extra, link };
}
