import { SessionView } from '@jackfield/svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Call from '../src/Call.svelte';
import { joinCall } from '../src/join-call.ts';
import { roomWithZoe } from './room-with-zoe.ts';

const who = { room: 'studio', userId: 'ann' };

test('the call is drawn before the join and in it', async () => {
  const { session, settled } = roomWithZoe();
  const view = new SessionView(session);
  const draw = (): string => render(Call, { props: { view, who } }).body.replaceAll(/<!--.*?-->/gu, '');
  expect(draw()).toContain('<p role="status">idle</p>');
  await settled(joinCall(session, who));
  expect(draw()).toContain('<p role="status">joined</p>');
  expect(draw()).toContain('Zoe');
  expect(draw()).toContain('Leave');
  await settled(session.leave());
  expect(draw()).not.toContain('Zoe');
  await settled(session.dispose());
});
