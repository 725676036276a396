import { expect, it } from 'vitest';
import { noteLine, readNote } from '../../src/formats/note-file.js';

it.each([
  ['{"to":"TD2","text":"409 now"}', ['TD2'], '409 now'],
  ['{"to":["TD2","TD3"],"text":"two\\n lines"}', ['TD2', 'TD3'], 'two lines'],
  ['{"to":"all","text":"frozen","more":1}', 'all', 'frozen'],
  ['{"to":"TD2","text":"\\u001b[2J\\u0003 gone"}', ['TD2'], '\ufffd[2J\ufffd gone'],
])('reads %s', (content, to, text) => {
  expect(readNote(content)).toEqual({ ok: true, value: { to, text } });
});

it.each([
  ['{"to":"TD2","te', 'not complete yet', true],
  ['nonsense', 'not valid JSON', false],
  ['[]', 'a note must be a JSON object', false],
  ['{"text":"x"}', '"to" must name a workstream, several in a list, or "all"', false],
  [
    '{"to":[],"text":"x"}',
    '"to" must name a workstream, several in a list, or "all"',
    false,
  ],
  ['{"to":"TD2","text":" "}', '"text" must be a text that says something', false],
  ['{"to":"TD2","text":7}', '"text" must be a text that says something', false],
])('says of %s: %s', (content, why, partial) => {
  expect(readNote(content)).toEqual({ ok: false, failure: { why, partial } });
});

it('takes no note that is a document', () => {
  expect(noteLine('x'.repeat(2001))).toMatchObject({
    failure: { why: expect.stringContaining('more than 2000') },
  });
});
