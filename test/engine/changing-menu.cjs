/**
 * Asks one question after the other: the next after Enter. Told by a signal it changes what
 * it asks, each time in another way. Of each key it writes down what it showed then, of
 * each change what it showed first.
 */
const { appendFileSync } = require('node:fs');

/** Of whose menus: Claude Code's, Codex's, Gemini's. */
const MARK = process.argv[2] ?? '❯';

let question = 0;
let cursor = 0;
let labels = ['Yes', 'No'];
let changes = 0;
let shown = '';
/** What stands there at once, of what is drawn slowly as well. */
let first = '';
let timer;

const row = (label, at) => `${cursor === at ? MARK : ' '} ${at + 1}. ${label}`;
const rows = () => [`Question ${question}?`, ...labels.map(row)];
const print = (text) => process.stdout.write(text);

function draw(lines = rows()) {
  shown = first = lines.join('|');
  // Whole, as agents draw: a part of this one could be a menu.
  print(`\x1b[?2026h\x1b[H\x1b[2J${lines.join('\r\n')}\x1b[?2026l`);
}

function next() {
  question++;
  cursor = 0;
  labels = ['Yes', 'No'];
}

/** Row by row, as on a slow line; what is half there is no menu. */
function drawSlowly([top, ...rest]) {
  shown = 'half of a menu';
  first = top;
  print(`\x1b[H\x1b[2J${top}`);
  const go = () => {
    print(`\r\n${rest.shift()}`);
    if (rest.length === 0) shown = rows().join('|');
    else timer = setTimeout(go, 2);
  };
  timer = setTimeout(go, 2);
}

const CHANGES = [
  () => (next(), draw()),
  // The same question, whose answers have changed places.
  () => ((labels = labels.toReversed()), draw()),
  // Somebody moved the cursor.
  () => ((cursor = 1 - cursor), draw()),
  () => (next(), drawSlowly(rows())),
  // Two answers that could be meant.
  () => (next(), labels.push('No, and never again'), draw()),
  // It was left, and stands above a prompt.
  () => draw([...rows(), '', '> ']),
  () => (next(), (cursor = 1), draw()),
  // An answer more, above those that were there.
  () => (labels.unshift('Always'), draw()),
];

process.stdin.setRawMode(true);
process.stdin.on('data', (bytes) => {
  appendFileSync('keys', `${shown} ${JSON.stringify(String(bytes))}\n`);
  clearTimeout(timer);
  if (String(bytes) === '\r') next();
  else
    cursor = Math.min(
      labels.length - 1,
      Math.max(0, cursor + (String(bytes) === '\x1b[B' ? 1 : -1)),
    );
  draw();
});
process.on('SIGUSR2', () => {
  clearTimeout(timer);
  CHANGES[changes++ % CHANGES.length]();
  appendFileSync('changes', `${first}\n`);
});
draw();
