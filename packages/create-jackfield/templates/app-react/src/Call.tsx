import type { LocalCamera, LocalMicrophone, LocalScreen, RtcSession } from '@jackfield/core';
import { useLocalSource, useParticipants, useSession, useVideo } from '@jackfield/react';
import { useState, type ReactNode } from 'react';
import { joinCall, messageOf } from './join-call.ts';
import { Tile } from './Tile.tsx';
import type { Who } from './who.ts';

/** A call: a preview, the buttons, and a tile for each of the others. */
export function Call({ session, who }: { session: RtcSession; who: Who }): ReactNode {
  const { state, playbackBlocked } = useSession(session);
  const people = useParticipants(session);
  const [problem, setProblem] = useState('');
  const isIn = state.status === 'joined' || state.status === 'reconnecting';
  const run = (work: () => Promise<unknown>) => (): void => {
    setProblem('');
    work().catch((error: unknown) => setProblem(messageOf(error)));
  };
  const enter = async (): Promise<void> => {
    if (isIn) await session.leave();
    else setProblem((await joinCall(session, who)).join(' '));
  };
  return (
    <>
      <h1>A call</h1>
      <p role="status">{state.status}</p>
      <video className="preview" aria-label="You" ref={useVideo(session.camera)} />
      <p>
        <button onClick={run(enter)}>{isIn ? 'Leave' : 'Join'}</button>
        <Toggle session={session} source={session.microphone} name="Microphone" run={run} />
        <Toggle session={session} source={session.camera} name="Camera" run={run} />
        <Share session={session} source={session.screen} run={run} />
        {playbackBlocked && <button onClick={run(() => session.playback.resume())}>Turn the sound on</button>}
      </p>
      <p role="alert">{problem}</p>
      <ul className="tiles">
        {people.map((person) => (
          <Tile key={person.id} session={session} person={person} />
        ))}
      </ul>
      <p>Open this page in a second tab and join there, too: both are in one call.</p>
    </>
  );
}

type Run = (work: () => Promise<unknown>) => () => void;

function Toggle({
  session,
  source,
  name,
  run,
}: {
  session: RtcSession;
  source: LocalMicrophone | LocalCamera;
  name: string;
  run: Run;
}): ReactNode {
  const { on, opening, toggle } = useLocalSource(session, source);
  return (
    <button aria-pressed={on} disabled={opening} onClick={run(toggle)}>
      {name}
    </button>
  );
}

function Share({ session, source, run }: { session: RtcSession; source: LocalScreen; run: Run }): ReactNode {
  const { on } = useLocalSource(session, source);
  return (
    <button aria-pressed={on} onClick={run(() => (on ? source.disable() : source.enable()))}>
      Share the screen
    </button>
  );
}
