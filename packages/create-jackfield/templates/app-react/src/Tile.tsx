import type { RemoteParticipant, RtcSession } from '@jackfield/core';
import { useParticipant, useRemoteSource, useVideo } from '@jackfield/react';
import type { ReactNode } from 'react';

/** Shows a person's camera and, while they share, their screen. It is drawn again for them alone. */
export function Tile({ session, person }: { session: RtcSession; person: RemoteParticipant }): ReactNode {
  const { displayName, userId } = useParticipant(session, person);
  const { published: sharing } = useRemoteSource(session, person.screen);
  const { published: heard, muted } = useRemoteSource(session, person.microphone);
  return (
    <li>
      <video ref={useVideo(person.camera)} data-user={userId} data-source="camera" />
      {sharing && <Screen person={person} />}
      <p>
        {displayName || userId}
        {heard && !muted ? '' : ' (muted)'}
      </p>
    </li>
  );
}

function Screen({ person }: { person: RemoteParticipant }): ReactNode {
  return <video ref={useVideo(person.screen)} data-user={person.info.userId} data-source="screen" />;
}
