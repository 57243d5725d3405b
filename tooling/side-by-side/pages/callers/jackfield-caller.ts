import { createSession } from '@jackfield/core';
import type { RtcAdapter } from '@jackfield/core/adapter';
import { setQuality } from '@jackfield/core/quality';
import type { Caller, Views } from './caller.ts';

/** Makes somebody who calls over an adapter, as an app does; nothing is asked for but what the picture is. */
export function createJackfieldCaller(adapter: RtcAdapter, views: Views): Caller {
  const session = createSession(adapter);
  session.on('participant-joined', ({ participant: { id, userId } }) => {
    for (const source of ['camera', 'screen'] as const)
      session.participant(id)?.[source].attach(views.of(userId, source));
  });
  return {
    join: ({ room, userId }) => session.join({ room, userId, displayName: userId }),
    async publish(sources) {
      const isFilm = views.picture().kind === 'film';
      if (isFilm) await setQuality(session, 'microphone', { music: true });
      const enable = {
        microphone: () => session.microphone.enable(),
        camera: () => session.camera.enable(),
        screen: () => session.screen.enable({ audio: isFilm, contentHint: isFilm ? 'motion' : 'text' }),
      };
      await Promise.all(sources.map((source) => enable[source]()));
    },
    unpublish: (source) => session[source].disable(),
    setMuted: (muted) => (muted ? session.microphone.mute() : session.microphone.unmute()),
    leave: () => session.leave(),
  };
}
