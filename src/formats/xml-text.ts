import { plainText } from '../base/plain-text.js';

/** Foreign text for SVG and HTML, between tags and inside of attributes. */
export function escaped(text: string): string {
  return plainText(text).replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
