import type { RemoteParticipant, RtcSession } from '@jackfield/core';
import { useState, type ReactNode } from 'react';
import { useDevices, useLevels, useLocalSource, useParticipant } from '@jackfield/react';
import { useParticipants, useRemoteSource, useSession, useVideo } from '@jackfield/react';

/** A call: lobby, tiles, who speaks, and the buttons. Made once, outside: `createSession(adapter)`. */
export function Call({
  session,
  room,
  userId,
}: {
  session: RtcSession;
  room: string;
  userId: string;
}): ReactNode {
  const { state, playbackBlocked } = useSession(session);
  const people = useParticipants(session);
  const [problem, setProblem] = useState('');
  const tell = (error: unknown): void => setProblem(error instanceof Error ? error.message : String(error));
  const joined = state.status === 'joined' || state.status === 'reconnecting';
  const enter = (): Promise<void> => (joined ? session.leave() : session.join({ room, userId }));
  return (
    <main>
      <p role="status">{state.status}</p>
      <video ref={useVideo(session.camera)} aria-label="preview" width={320} />
      <Microphone session={session} tell={tell} />
      <Camera session={session} tell={tell} />
      <button onClick={() => void enter().catch(tell)}>{joined ? 'Leave' : 'Join'}</button>
      {playbackBlocked && <button onClick={() => void session.playback.resume()}>Turn the sound on</button>}
      {problem && <p role="alert">{problem}</p>}
      <ul>
        {people.map((person) => (
          <Tile key={person.id} session={session} person={person} />
        ))}
      </ul>
    </main>
  );
}

interface Controls {
  session: RtcSession;
  tell: (error: unknown) => void;
}

function Microphone({ session, tell }: Controls): ReactNode {
  const { on, opening, toggle } = useLocalSource(session, session.microphone);
  const { speakingWhileMuted } = useLevels(session);
  return (
    <button aria-pressed={on} disabled={opening} onClick={() => void toggle().catch(tell)}>
      {speakingWhileMuted ? 'You are muted' : 'Microphone'}
    </button>
  );
}

function Camera({ session, tell }: Controls): ReactNode {
  const { on, toggle } = useLocalSource(session, session.camera);
  const { cameras } = useDevices();
  return (
    <button aria-pressed={on} disabled={cameras.length === 0} onClick={() => void toggle().catch(tell)}>
      Camera
    </button>
  );
}

function Tile({ session, person }: { session: RtcSession; person: RemoteParticipant }): ReactNode {
  const { displayName, userId } = useParticipant(session, person);
  const { visible } = useRemoteSource(session, person.camera);
  const { muted } = useRemoteSource(session, person.microphone);
  const { isSpeaking } = useLevels(session);
  return (
    <li data-speaking={isSpeaking(person.id)}>
      <video
        ref={useVideo(person.camera)}
        aria-label={userId}
        style={{ width: 320, opacity: visible ? 1 : 0 }}
      />
      {displayName || userId} {muted ? '(muted)' : ''}
    </li>
  );
}
