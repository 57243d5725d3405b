import { internalsOf } from '../../../../packages/core/src/session/internals.ts';
import { FakeMediaStreamTrack } from '@jackfield/core/testing';
import type { SourceKind } from '@jackfield/core';
import { allKinds, roomName, selfId } from '../game/names.ts';
import { must } from '../search/violation.ts';
import type { Site } from '../site.ts';
import { legOf, type World } from '../game/world.ts';

/** What the app is told is let go is let go. */
export function checkClosed({ session, browser }: World): void {
  const { local } = session.snapshot;
  for (const { source, kind } of browser.tracks.live) {
    const origin = `${source.origin} ${kind}`;
    const owner = allKinds.find((each) => originOf(each) === origin);
    const status = owner && local[owner].capture.status;
    must(
      status !== 'off' && status !== 'released' && status !== 'failed',
      'open-untold',
      () => `${origin} is open, ${String(owner)} is ${String(status)}`,
    );
  }
}

/** What is open is what somebody wants, and what the app is told of it is true. */
export function checkDevices({ session, browser }: World): void {
  const { local } = session.snapshot;
  const open = browser.tracks.live.filter(
    ({ source: { origin } }) => origin === 'device' || origin === 'display',
  );
  const wanted = new Set<string>();
  for (const source of allKinds) {
    const { enabled, capture, track, deviceId } = local[source];
    must(capture.status !== 'requesting', 'not-at-rest', () => `${source} is requesting`);
    const isOpen = capture.status === 'live' || capture.status === 'interrupted';
    must(!isOpen || enabled, 'open-unwanted', () => `${source} is ${capture.status} and not enabled`);
    must(isOpen === (track !== undefined), 'untrue-track', () => `${source} is ${capture.status}`);
    must(
      !isOpen || track?.readyState === 'live',
      'untrue-capture',
      () => `${source} is ${capture.status} and ended`,
    );
    if (!isOpen) continue;
    wanted.add(originOf(source));
    if (deviceId === undefined || (source !== 'microphone' && source !== 'camera')) continue;
    const found = open.some(({ source: opened }) => opened.settings.deviceId === deviceId);
    must(found, 'untrue-device', () => `${source} says ${deviceId}`);
  }
  for (const { source, kind } of open) {
    must(wanted.has(`${source.origin} ${kind}`), 'left-open', () => `${source.origin} ${kind}`);
  }
  for (const origin of wanted) {
    const raws = new Set(
      open.filter(({ source, kind }) => `${source.origin} ${kind}` === origin).map(({ source }) => source),
    );
    must(raws.size <= 1, 'opened-twice', () => origin);
  }
}

/** What is published is what is wanted, live, with its mute, over every leg; and what the app is told of it is true. */
export function checkPublications(world: World): void {
  const { session, sites, excuses } = world;
  const { state, local } = session.snapshot;
  if (state.status !== 'joined') {
    for (const source of allKinds) {
      const { status } = local[source].publication;
      must(status === 'unpublished', 'untrue-publication', () => `${source} is ${status} without a call`);
    }
    return;
  }
  if (excuses.has('vendor-lies') || excuses.has('facts-lost')) return;
  for (const site of sites) {
    const leg = legOf(world, site);
    if (leg !== undefined) for (const source of allKinds) checkPublication(world, { site, leg, source });
  }
}

function checkPublication(
  { session, setup, counts }: World,
  { site, leg, source }: { readonly site: Site; readonly leg: number; readonly source: SourceKind },
): void {
  const { cloud, adapter, screenAudio } = site;
  const { store } = internalsOf(session);
  const { enabled, muted, capture, publication: told } = session.snapshot.local[source];
  const there = cloud
    .room(roomName)
    .published(selfId)
    .find((entry) => entry.source === source);
  const { status } = store.state.legs.get(leg)?.publications[source] ?? { status: 'unpublished' };
  const facts = (): string =>
    `${source} at ${adapter.name}: ${JSON.stringify({ enabled, muted, capture: capture.status, status, there })}`;
  if (leg === store.state.leading) must(status === told.status, 'untold-publication', facts);
  must(status !== 'publishing' && status !== 'interrupted', 'not-at-rest', () => `${source} is ${status}`);
  if (source === 'screen-audio' && screenAudio !== 'separate') return;
  must((status === 'published') === (there !== undefined), 'untrue-publication', facts);
  if (screenAudio === 'mixed' && source === 'microphone') return;
  counts?.add(`at rest: ${source} ${status} over ${adapter.name}`);
  // Without a device there may be a muted publication, or none.
  const wanted = enabled && capture.status !== 'failed';
  if (!wanted) {
    must(there === undefined || enabled, 'published-unwanted', facts);
    return;
  }
  if (status === 'failed') return;
  // A switch leaves a camera out that its vendor cannot have beside the screen.
  const isLeftOut = source === 'camera' && !adapter.capabilities.cameraWithScreen;
  if (isLeftOut && !there && session.snapshot.local.screen.enabled) return;
  must(status === 'published' && there !== undefined, 'unpublished-wanted', facts);
  const announced = setup.cameraMute === 'announced' || source !== 'camera';
  if (announced) must(there.muted === muted, 'untrue-mute', facts);
  const track = cloud.room(roomName).sentTrack(selfId, source);
  // A relay waits for the person where the browser blocks sound.
  if (muted || (adapter.capabilities.audioRelayNeeded && setup.playbackBlocked)) return;
  must(track?.readyState === 'live', 'sends-nothing', facts);
  const silent = track instanceof FakeMediaStreamTrack && !track.emits && capture.status === 'live';
  must(!silent, 'live-is-silent', facts);
}

function originOf(source: SourceKind): string {
  const kind = source === 'microphone' || source === 'screen-audio' ? 'audio' : 'video';
  return `${source.startsWith('screen') ? 'display' : 'device'} ${kind}`;
}
