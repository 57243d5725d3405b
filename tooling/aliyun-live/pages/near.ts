// The near side: a session, driven by the code of docs/aliyun.md as it stands there.
import { content, opened, stopFromBrowser } from './devices.ts';
import { testAudio } from '@jackfield/contract/browser';
import { createSession, type RtcSession } from '@jackfield/core';
import { setRole } from '@jackfield/core/profile';
import { aliyun } from '@jackfield/adapter-aliyun';
import { enter } from 'aliyun-document/enter';
import { leave } from 'aliyun-document/leave';
import { obstacles } from 'aliyun-document/obstacles';
import { preview } from 'aliyun-document/preview';
import { setCamera } from 'aliyun-document/setCamera';
import { setPublished } from 'aliyun-document/setPublished';
import { setSharing } from 'aliyun-document/setSharing';
import { showPeople } from 'aliyun-document/showPeople';
import { vendor } from 'aliyun-document/vendor';
import { watch } from 'aliyun-document/watch';
import { askCredential } from './ask-credential.ts';
import { countConnections, readSent, type Sent } from './connections.ts';
import { Senses } from './senses.ts';

/** Somebody who joins. */
export interface Joiner {
  readonly room: string;
  readonly userId: string;
  readonly displayName: string;
}

/** Somebody in the room, plain. */
export interface Person {
  readonly userId: string;
  readonly displayName: string;
  readonly existing: boolean;
  /** `camera`, `microphone muted` and the like, in order of the alphabet. */
  readonly sources: readonly string[];
}

countConnections();

class Near {
  #session: RtcSession | undefined;
  readonly #senses = new Senses();
  readonly #told: string[] = [];
  readonly #events: string[] = [];

  /** A session, with what it shows and sounds like. `roles` asks for the profile that has some. */
  begin(look: { hue: number; tone: number; roles?: boolean }): void {
    Object.assign(content, look, { screenHue: (look.hue + 60) % 360 });
    this.#session = createSession(
      look.roles ? aliyun({ credential: askCredential, profile: 'interactive-live' }) : vendor(),
    );
    const began = performance.now();
    watch(this.#session, (text) => this.#told.push(text));
    showPeople(this.#session, document.body);
    for (const name of ['participant-joined', 'participant-left'] as const) {
      this.#session.on(name, ({ participant }) => {
        this.#events.push(
          `${name} ${participant.userId} at ${String(Math.round(performance.now() - began))} ms`,
        );
      });
    }
    for (const name of ['source-published', 'source-unpublished'] as const) {
      this.#session.on(name, ({ participant, source }) => {
        this.#events.push(`${name} ${participant.userId} ${source}`);
      });
    }
  }

  obstacles(): Promise<readonly string[]> {
    return obstacles(vendor());
  }

  /** Opens devices as a lobby does. Resolves with the size of the preview's picture and what went wrong. */
  async preview(): Promise<{ width: number; devices: number; told: readonly string[]; sdk: boolean }> {
    await testAudio(window).resume();
    const video = document.createElement('video');
    document.body.append(video);
    const told: string[] = [];
    const shown = new Promise((resolve) => {
      video.addEventListener('resize', resolve, { once: true });
    });
    await preview(this.#must(), video, (code) => told.push(code));
    await shown;
    return {
      width: video.videoWidth,
      devices: opened.devices,
      told,
      sdk: 'AliRtcEngine' in window,
    };
  }

  async join(who: Joiner): Promise<{ outcome: string; ms: number }> {
    const began = performance.now();
    const outcome = await enter(this.#must(), who);
    return { outcome, ms: Math.round(performance.now() - began) };
  }

  /** Joins in a role; there is no such step in the walkthrough. */
  async joinAs(who: Joiner, role: string): Promise<void> {
    await this.#must().join({ ...who, role });
  }

  setRole(role: string): Promise<void> {
    return setRole(this.#must(), role);
  }

  async leave(): Promise<{ ms: number }> {
    const began = performance.now();
    await leave(this.#must());
    return { ms: Math.round(performance.now() - began) };
  }

  setPublished(wanted: boolean): Promise<void> {
    return setPublished(this.#must(), wanted);
  }

  setCamera(wanted: boolean): Promise<void> {
    return setCamera(this.#must(), wanted);
  }

  setSharing(wanted: boolean): Promise<boolean> {
    return setSharing(this.#must(), wanted);
  }

  shareBeside(): Promise<void> {
    return this.#must().screen.enable({ camera: 'keep' });
  }

  stopShareFromBrowser(): void {
    stopFromBrowser();
  }

  setMuted(muted: boolean): Promise<void> {
    const { microphone } = this.#must();
    return muted ? microphone.mute() : microphone.unmute();
  }

  changeCamera(hue: number): Promise<void> {
    content.hue = hue;
    return this.#must().camera.setDevice(`camera of ${String(hue)}`);
  }

  hue(userId: string, source: 'camera' | 'screen'): number | undefined {
    return this.#senses.hue(`${userId} ${source}`, this.#handle(userId)?.[source].mediaStream);
  }

  tone(userId: string): number {
    return this.#senses.tone(userId, this.#handle(userId)?.microphone.mediaStream);
  }

  people(): readonly Person[] {
    return [...this.#must().participants.values()].map(({ userId, displayName, existing, sources }) => ({
      userId,
      displayName,
      existing,
      sources: Object.values(sources)
        .map(({ source, muted }) => (muted ? `${source} muted` : source))
        .sort(),
    }));
  }

  /** The elements that the walkthrough's fifth step keeps, by their titles. */
  tiles(): readonly string[] {
    return [...document.querySelectorAll('video')].map(({ title }) => title).filter(Boolean);
  }

  /** How far the publication of the camera has come. */
  publication(): string {
    return this.#must().camera.state.publication.status;
  }

  state(): string {
    const { state } = this.#must();
    return state.status === 'ended' ? `ended: ${state.reason}` : state.status;
  }

  told(): readonly string[] {
    return this.#told;
  }

  events(): readonly string[] {
    return this.#events;
  }

  sent(): Promise<Sent> {
    return readSent();
  }

  #must(): RtcSession {
    if (!this.#session) throw new Error('There is no session yet.');
    return this.#session;
  }

  #handle(userId: string) {
    const session = this.#must();
    const found = [...session.participants.values()].find((person) => person.userId === userId);
    return found && session.participant(found.id);
  }
}

/** What the programme calls. */
export type NearMethods = Pick<Near, Exclude<keyof Near, symbol>>;

declare global {
  interface Window {
    near: NearMethods;
  }
}

window.near = new Near();
