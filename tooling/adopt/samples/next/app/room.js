'use client';

import { broadcastSignalling, p2p } from '@jackfield/adapter-p2p';
import { createSession } from '@jackfield/core';
import { useParticipants, useSession, useVideo } from '@jackfield/react';
import { useEffect, useState } from 'react';
import { adapterFor } from './adapter-for.js';

const session = createSession(p2p({ signalling: broadcastSignalling() }));

export function Call({ userId, provider }) {
  const { state } = useSession(session);
  const people = useParticipants(session);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const enter = async () => {
      const used = provider ? createSession(await adapterFor(provider)) : session;
      await Promise.all([used.camera.enable(), used.microphone.enable()]);
      await used.join({ room: 'studio', userId });
    };
    enter().catch((error) => setProblem(`${error.code}: ${error.message}`));
  }, [userId, provider]);
  return (
    <main>
      <p role="status">{state.status}</p>
      {problem && <p role="alert">{problem}</p>}
      {people.map((person) => (
        <Tile key={person.id} person={person} />
      ))}
    </main>
  );
}

function Tile({ person }) {
  return <video ref={useVideo(person.camera)} data-user={person.info.userId} />;
}
