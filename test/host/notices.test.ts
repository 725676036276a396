import { describe, expect, it } from 'vitest';
import { NOTICE_INTERVAL_MS } from '../../src/host/limits.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { aHost } from './console.js';

describe('what programs say beside their screens', () => {
  expectNothingLeftOpen();

  it('is told to every console', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const session = await console.runs(
      's',
      String.raw`printf '\033]777;notify;Agent;done\007\033]9;4;1;50\007\033]52;c;aGk=\007\007'; read wait`,
    );
    await expect
      .poll(() => console.events)
      .toEqual(
        expect.arrayContaining([
          { type: 'notification', session, title: 'Agent', body: 'done' },
          { type: 'progress', session, progress: { state: 'normal', percent: 50 } },
          { type: 'clipboard', session, text: 'hi', selection: 'clipboard' },
          { type: 'bell', session },
        ]),
      );
  });

  it('is bounded in time, and the newest of it is told', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const started = performance.now();
    await console.runs(
      's',
      String.raw`i=0; while [ $i -le 3000 ]; do printf '\033]9;%d times\007' $i; i=$((i+1)); done; printf '\033]9;last\007'; read wait`,
    );
    const notes = () => console.events.filter((event) => event.type === 'notification');
    await expect.poll(() => notes().at(-1)?.body).toBe('last');
    const intervals = (performance.now() - started) / NOTICE_INTERVAL_MS;
    expect(notes().length).toBeLessThan(intervals + 3);
  });

  it('is told when they become dark or light, if it asked for that (2031)', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const colour = (foreground: number, background: number) =>
      console.peer.ask({ type: 'colours', colours: { foreground, background } });
    await colour(0xffffff, 0);
    const id = await console.runs(
      's',
      String.raw`stty raw -echo; printf '\033[?2031h.'; head -c 9 | tr -d '\033'; printf '\033[?2031l,'; head -c 1; read wait`,
    );
    await expect.poll(() => console.shows(id)[0]).toBe('.');
    await colour(0xffffff, 0x111111);
    await colour(0, 0xffffff);
    await expect.poll(() => console.shows(id)[0]).toBe('.[?997;2n,');
    await colour(0xffffff, 0);
    console.types(id, 'x');
    await expect.poll(() => console.shows(id)[0]).toBe('.[?997;2n,x');
  });

  it('is answered in the colours that a console told', async () => {
    await using host = await aHost();
    using console = await host.connect();
    await console.peer.ask({
      type: 'colours',
      colours: { foreground: 0, background: 0xffffff },
    });
    const id = await console.runs(
      's',
      String.raw`stty raw -echo; printf '\033]11;?\007'; head -c 24 | tr -d '\033\134'; read wait`,
    );
    await expect.poll(() => console.shows(id)[0]).toBe(']11;rgb:ffff/ffff/ffff');
  });
});
