import { describe, expect, it } from 'vitest';
import { NO_ANSWERS, readAnswer, withAnswer } from '../../src/console/answers.js';
import { InputDecoder } from '../../src/console/input-decoder.js';
import { Interview } from '../../src/console/interview.js';

describe('what a terminal says of itself', () => {
  it.each([
    ['\x1b[?0u', { type: 'kittyKeyboard' }],
    ['\x1b[?2026;2$y', { type: 'synchronized', known: true }],
    ['\x1b[?2026;0$y', { type: 'synchronized', known: false }],
    ['\x1b[?997;1n', { type: 'theme' }],
    ['\x1b[?1036;2$y', { type: 'altLetters' }],
    ['\x1b[?1036;1$y', undefined],
    ['\x1b[?1036;0$y', undefined],
    ['\x1b[?62;22c', { type: 'attributes' }],
    [
      '\x1b]11;rgb:1e1e/1e1e/ffff\x07',
      { type: 'colour', of: 'background', rgb: 0x1e1eff },
    ],
    ['\x1b]10;rgb:f/0/8\x1b\\', { type: 'colour', of: 'foreground', rgb: 0xff0088 }],
    [
      '\x1b]11;rgba:1e1e/0000/ffff/8080\x07',
      { type: 'colour', of: 'background', rgb: 0x1e00ff },
    ],
    ['\x1b]11;?\x07', undefined],
    ['\x1b[?1;2R', undefined],
  ])('%j is read', (sequence, answer) => {
    expect(readAnswer(sequence)).toEqual(answer);
  });

  it('is told apart from what is typed meanwhile', () => {
    const inputs = new InputDecoder().push(
      Buffer.from('a\x1b[?0u\x1b]11;rgb:0/0/0\x07\x1b[Ab\x1b[?1c'),
    );
    expect(inputs.map(({ type }) => type).join(' ')).toBe(
      'key answer answer key key answer',
    );
  });
});

const never = {
  ask: () => {
    throw new Error('asked');
  },
  tell: () => {
    throw new Error('told');
  },
};

describe('an interview', () => {
  it('goes on with the colours when the terminal says that they are others', () => {
    const said: string[] = [];
    using interview = new Interview(() => said.push('learned'), {
      ask: (questions) => said.push(questions.replaceAll('\x1b', '␛')),
      tell: () => said.push(`told ${interview.answers.background}`),
    });
    interview.take({ type: 'colour', of: 'background', rgb: 0 });
    interview.take({ type: 'attributes' });
    interview.take({ type: 'theme' });
    interview.take({ type: 'colour', of: 'foreground', rgb: 1 });
    interview.take({ type: 'colour', of: 'background', rgb: 2 });
    expect(said).toEqual(['learned', '␛]10;?␛\\␛]11;?␛\\', 'told 2']);
  });

  it('ends with the answer that every terminal gives, once', () => {
    const learned: unknown[] = [];
    using interview = new Interview((answers) => learned.push(answers), never);
    interview.take({ type: 'kittyKeyboard' });
    expect(learned).toEqual([]);
    interview.take({ type: 'attributes' });
    interview.take({ type: 'attributes' });
    expect(learned).toEqual([withAnswer(NO_ANSWERS, { type: 'kittyKeyboard' })]);
  });

  it('ends by itself with a terminal that says nothing', async () => {
    const learned: unknown[] = [];
    using _interview = new Interview((answers) => learned.push(answers), never);
    await expect.poll(() => learned).toEqual([NO_ANSWERS]);
  });
});
