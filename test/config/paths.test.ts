import { expect, it } from 'vitest';
import { pathsOf } from '../../src/config/paths.js';

it.each([
  ['/home/me/project/.git', /^project-[0-9a-f]{12}$/],
  ['/srv/project.git', /^project-[0-9a-f]{12}$/],
  ['/x/a b;c/.git', /^a-b-c-[0-9a-f]{12}$/],
])('names the state of %s by repository and hash', (commonDir, name) => {
  const { state } = pathsOf(commonDir, { XDG_STATE_HOME: '/state' });
  expect(state.replace('/state/wtmux/', '')).toMatch(name);
});

it('puts sockets where XDG says', () => {
  const { hostSocket } = pathsOf('/a/.git', { XDG_RUNTIME_DIR: '/run/user/1000' });
  expect(hostSocket).toMatch(/^\/run\/user\/1000\/wtmux\/[0-9a-f]{12}\/host\.sock$/);
});

it.each([
  ['none', {}],
  ['one too deep for the name of a socket', { XDG_RUNTIME_DIR: `/${'x'.repeat(90)}` }],
  ['one that is not absolute', { XDG_RUNTIME_DIR: 'run' }],
])('finds a short folder of the user where the runtime folder is %s', (_case, env) => {
  const { engineSocket } = pathsOf('/a/.git', env);
  expect(Buffer.byteLength(engineSocket)).toBeLessThanOrEqual(103);
  expect(engineSocket).toContain(`wtmux-${process.getuid?.()}`);
});

it('keeps users of two deep runtime folders apart', () => {
  const [one, other] = ['a', 'b'].map(
    (name) => pathsOf('/a/.git', { XDG_RUNTIME_DIR: `/${name.repeat(90)}` }).hostSocket,
  );
  expect(one).not.toBe(other);
});
