/** Breaks a line at blanks into lines of at most `width` characters; long words are cut. */
export function fold(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = Array.from(line);
  while (rest.length > width) {
    const blank = rest.lastIndexOf(' ', width);
    const cut = blank > width / 2 ? blank : width;
    lines.push(rest.slice(0, cut).join(''));
    rest = rest.slice(rest[cut] === ' ' ? cut + 1 : cut);
  }
  return [...lines, rest.join('')];
}
