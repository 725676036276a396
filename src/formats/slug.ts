/** The longest slug; it becomes part of a branch's and a folder's name. */
const MAX_LENGTH = 60;

/** `Config management!` as a part of a branch or folder name: `config-management`. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain.slice(0, MAX_LENGTH).replaceAll(/^-|-$/g, '');
}
