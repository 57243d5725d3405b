import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession, type RemoteParticipant, type RtcSession } from '@jackfield/core';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import {
  useDevices,
  useLevels,
  useLocalSource,
  useParticipant,
  useParticipants,
  useRemoteSource,
  useSession,
} from '../src/index.ts';
import { Call } from './Call.tsx';

const waiting = { timeout: 10_000, interval: 20 };

/** A session in whose room somebody can be, and a count of who listens to it. */
function world(): {
  cloud: ReturnType<typeof createFakeCloud>;
  session: RtcSession;
  listeners: () => number;
} {
  const cloud = createFakeCloud();
  const session = createSession(fake(cloud));
  const subscribe = session.subscribe.bind(session);
  let listeners = 0;
  session.subscribe = (listener) => {
    listeners += 1;
    const undo = subscribe(listener);
    return () => {
      listeners -= 1;
      undo();
    };
  };
  return { cloud, session, listeners: () => listeners };
}

/** Draws into the page. Gives what takes it away again. */
function draw(content: ReactNode): () => void {
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  root.render(<StrictMode>{content}</StrictMode>);
  return () => {
    root.unmount();
    place.remove();
  };
}

const find = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(selector);
const video = (label: string): HTMLVideoElement | null =>
  document.querySelector<HTMLVideoElement>(`video[aria-label=${label}]`);
const button = (name: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);

it('is a call: preview, join, somebody who is seen, mutes and goes, and nothing is left behind', async () => {
  const { cloud, session, listeners } = world();
  const remove = draw(<Call session={session} room="studio" userId="ann" />);
  await vi.waitFor(() => expect(button('Camera')?.disabled).toBe(false), waiting);
  button('Camera')?.click();
  await vi.waitFor(() => expect(video('preview')?.videoWidth).toBeGreaterThan(0), waiting);
  button('Join')?.click();
  await vi.waitFor(() => expect(find('[role=status]')?.textContent).toBe('joined'), waiting);
  const zoe = cloud
    .room('studio')
    .addParticipant({ userId: 'zoe', displayName: 'Zoe', sources: ['camera', 'microphone'] });
  await vi.waitFor(() => {
    expect(video('zoe')?.videoWidth).toBeGreaterThan(0);
    expect(video('zoe')?.style.opacity).toBe('1');
    expect(find('li')?.textContent.trim()).toBe('Zoe');
  }, waiting);
  const tile = video('zoe');
  zoe.setMuted('microphone', true);
  await vi.waitFor(() => expect(find('li')?.textContent.trim()).toBe('Zoe (muted)'), waiting);
  expect(video('zoe'), 'the element stays').toBe(tile);
  zoe.leave();
  await vi.waitFor(() => expect(find('li')).toBeNull(), waiting);
  expect(tile?.srcObject).toBeNull();
  const preview = video('preview');
  expect(listeners()).toBeGreaterThan(0);
  remove();
  await vi.waitFor(() => expect(listeners()).toBe(0), waiting);
  expect(preview?.srcObject).toBeNull();
  await session.dispose();
});

it('renders a component again for what it reads and for nothing else', async () => {
  const { cloud, session } = world();
  const rendered = {
    session: 0,
    people: 0,
    name: 0,
    muted: 0,
    visible: 0,
    microphone: 0,
    levels: 0,
    devices: 0,
  };
  const Session = (): ReactNode => {
    rendered.session += 1;
    return <i id="state">{useSession(session).state.status}</i>;
  };
  const People = (): ReactNode => {
    rendered.people += 1;
    return useParticipants(session).map((person) => <Person key={person.id} person={person} />);
  };
  const Person = ({ person }: { person: RemoteParticipant }): ReactNode => (
    <>
      <Name person={person} />
      <Muted person={person} />
    </>
  );
  const Name = ({ person }: { person: RemoteParticipant }): ReactNode => {
    rendered.name += 1;
    return <i id="name">{useParticipant(session, person).displayName}</i>;
  };
  const Muted = ({ person }: { person: RemoteParticipant }): ReactNode => {
    rendered.muted += 1;
    return <i id="muted">{String(useRemoteSource(session, person.microphone).muted)}</i>;
  };
  const Microphone = (): ReactNode => {
    rendered.microphone += 1;
    return <i id="on">{String(useLocalSource(session, session.microphone).on)}</i>;
  };
  const Speaker = (): ReactNode => {
    rendered.levels += 1;
    return <i id="speaker">{useLevels(session).activeSpeakerId ?? 'nobody'}</i>;
  };
  const Devices = (): ReactNode => {
    rendered.devices += 1;
    return <i id="devices">{String(useDevices().ready)}</i>;
  };
  const remove = draw(
    <>
      <Session />
      <People />
      <Microphone />
      <Speaker />
      <Devices />
    </>,
  );
  const shows = (what: Record<string, string>): Promise<void> =>
    vi.waitFor(() => {
      for (const [id, text] of Object.entries(what)) expect(find(`#${id}`)?.textContent, id).toBe(text);
    }, waiting);
  await session.join({ room: 'studio', userId: 'ann' });
  const zoe = cloud
    .room('studio')
    .addParticipant({ userId: 'zoe', displayName: 'Zoe', sources: ['microphone'] });
  await shows({ state: 'joined', name: 'Zoe', muted: 'false', on: 'false', devices: 'true' });
  await vi.waitFor(
    () =>
      expect(
        session.participants.get([...session.participants.keys()][0] ?? '')?.sources.microphone?.subscription
          .status,
      ).toBe('subscribed'),
    waiting,
  );
  const before = { ...rendered };
  zoe.setMuted('microphone', true);
  await shows({ muted: 'true' });
  expect({ ...rendered, muted: before.muted }).toEqual(before);
  expect(rendered.muted).toBeGreaterThan(before.muted);
  const later = { ...rendered };
  await session.microphone.enable();
  await shows({ on: 'true' });
  expect({ ...rendered, microphone: later.microphone, devices: later.devices, levels: later.levels }).toEqual(
    later,
  );
  // The fake microphone beeps: levels came many times a second, and the one who reads who speaks was not rendered for each.
  expect(rendered.levels - later.levels).toBeLessThanOrEqual(4);
  remove();
  await session.dispose();
});

it('reads another session once it is given one', async () => {
  const one = world();
  const two = world();
  await two.session.join({ room: 'studio', userId: 'ann' });
  const State = ({ session }: { session: RtcSession }): ReactNode => (
    <i id="state">{useSession(session).state.status}</i>
  );
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  const show = (session: RtcSession): void =>
    root.render(
      <StrictMode>
        <State session={session} />
      </StrictMode>,
    );
  show(one.session);
  await vi.waitFor(() => expect(find('#state')?.textContent).toBe('idle'), waiting);
  show(two.session);
  await vi.waitFor(() => expect(find('#state')?.textContent).toBe('joined'), waiting);
  expect(one.listeners()).toBe(0);
  await two.session.leave();
  await vi.waitFor(() => expect(find('#state')?.textContent).toBe('ended'), waiting);
  root.unmount();
  place.remove();
  await Promise.all([one.session.dispose(), two.session.dispose()]);
});
