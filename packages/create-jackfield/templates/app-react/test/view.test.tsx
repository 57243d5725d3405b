import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Call } from '../src/Call.tsx';
import { joinCall } from '../src/join-call.ts';
import { roomWithZoe } from './room-with-zoe.ts';

const who = { room: 'studio', userId: 'ann' };

test('the call is drawn before the join and in it', async () => {
  const { session, settled } = roomWithZoe();
  const draw = (): string => renderToString(<Call session={session} who={who} />);
  expect(draw()).toContain('<p role="status">idle</p>');
  await settled(joinCall(session, who));
  expect(draw()).toContain('<p role="status">joined</p>');
  expect(draw()).toContain('Zoe');
  expect(draw()).toContain('Leave');
  await settled(session.leave());
  expect(draw()).not.toContain('Zoe');
  await settled(session.dispose());
});
