/** What the bundles have of their packages is not all as the packages have it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/**
 * Ink and its layout engine wait for something while they are loaded, which CommonJS has
 * no form for. Ink waits for developer tools that are not installed, when the user's
 * environment has `DEV`; for the layout engine `src/ui/yoga.ts` takes its place.
 */
export const withoutWaiting = {
  name: 'without-waiting',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^yoga-layout$/ }, ({ path }) => ({ path, namespace: 'yoga' }));
    onLoad({ filter: /.*/, namespace: 'yoga' }, () => ({
      contents: `export * from 'yoga-layout/load'; export { yoga as default } from './yoga.ts';`,
      resolveDir: join(root, 'src/ui'),
    }));
    onLoad({ filter: /ink\/build\/reconciler\.js$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8');
      if (code.split('isDev()').length !== 3)
        throw new Error('Ink has changed: look at what it waits for');
      return { contents: code.replaceAll('isDev()', 'false') };
    });
  },
};

const ownTextWidth = join(root, 'src/screen/text-width.ts');

/**
 * Ink measures and cuts text by the rules of the screens that its text is drawn into, and
 * not by the tables of its packages: those may differ, and to load ICU's rules of text and
 * a pattern of all emoji takes a third of a start.
 */
export const widthOfScreens = {
  name: 'width-of-screens',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, ({ path }) => ({ path, namespace: 'width' }));
    onLoad({ filter: /.*/, namespace: 'width' }, () => ({
      contents: `export { columnsOfText as default } from ${JSON.stringify(ownTextWidth)};`,
      resolveDir: root,
    }));
    const cutting = /(?:slice-ansi\/tokenize-ansi|ansi-tokenize\/build\/tokenize)\.js$/;
    onLoad({ filter: cutting }, ({ path }) => {
      const [before, after, ...more] = readFileSync(path, 'utf8').split(
        /new Intl\.Segmenter\(.*\)/,
      );
      if (after === undefined || more.length > 0)
        throw new Error(`${path} has changed: look at how it cuts text`);
      const own = `import { ClusterSegmenter } from ${JSON.stringify(ownTextWidth)};`;
      return { contents: `${own}\n${before}new ClusterSegmenter()${after}` };
    });
  },
};

/** Ink's pictures are lines of text at once, wherever `src/ui/side-by-side.ts` can tell them. */
export const linesAtOnce = {
  name: 'lines-at-once',
  setup({ onLoad }) {
    onLoad({ filter: /ink\/build\/output\.js$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8');
      if (!code.includes('    get() {\n') || !code.includes('height: output.length,'))
        throw new Error('Ink has changed: look at how it makes lines');
      const own = `import { sideBySide } from ${JSON.stringify(join(root, 'src/ui/side-by-side.ts'))};`;
      const first = `    get() {
        const columnsOf = (line) => this.caches.getStringWidth(line);
        const lines = sideBySide(this.operations, { height: this.height, columnsOf });
        if (lines !== undefined) return { output: lines, height: this.height };
`;
      return { contents: `${own}\n${code.replace('    get() {\n', first)}` };
    });
  },
};

/**
 * simple-git tells what it does to `debug`, which nobody listens to, and which begins with a
 * look at the terminal: as long as a call of git.
 */
export const withoutDebug = {
  name: 'without-debug',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^debug$/ }, ({ path }) => ({ path, namespace: 'debug' }));
    onLoad({ filter: /.*/, namespace: 'debug' }, () => ({
      contents: `const log = Object.assign(() => {}, { enabled: false, extend: () => log });
        module.exports = Object.assign(() => log, { formatters: {} });`,
    }));
  },
};
