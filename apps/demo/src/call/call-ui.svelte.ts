import { recall, remember } from '../app/remembered.ts';

/** What the side panel shows. */
export type Panel = 'people' | 'chat' | 'stats' | 'trouble';

/** What a person arranged on the call's screen. */
export class CallUi {
  /** Everybody alike, or whoever speaks large. */
  view: 'grid' | 'speaker' = $state('grid');
  /** `Participant.id` of whoever is always large. */
  pinnedId: string | undefined = $state();
  /** The page of tiles, from 0. It may be past the last one: the stage shows the last one then. */
  page: number = $state(0);
  /** What the side panel shows; undefined while it is closed. */
  panel: Panel | undefined = $state();
  /** How many people the call had when its person was told last that these are nearly too many; 0 before. */
  crowdSeen: number = $state(0);
  /** The dialog that is open. */
  dialog: 'settings' | 'shortcuts' | 'provider' | 'everyone' | undefined = $state();
  /** Whether the microphone is on only while the space bar is held. */
  pushToTalk: boolean = $state(recall('push-to-talk') === 'on');

  /** Tells whether the own picture is shown to oneself. */
  selfHidden: boolean = $state(recall('self-hidden') === 'on');
  /** Tells whether no pictures of people are received. */
  audioOnly: boolean = $state(recall('audio-only') === 'on');
  /** Tells whether a chime tells that somebody joined or left. */
  doorSounds: boolean = $state(recall('door-sounds') !== 'off');
  /** Whether single keys do something, as the list under `?` says. */
  singleKeys: boolean = $state(recall('single-keys') !== 'off');

  /** @param setup - the panel to begin with. */
  constructor(setup: { readonly panel?: Panel | undefined } = {}) {
    this.panel = setup.panel;
  }

  /** Opens a panel, or closes it if it is the one that is open. */
  togglePanel(panel: Panel): void {
    this.panel = this.panel === panel ? undefined : panel;
  }

  /** Makes somebody large until this is called again. */
  togglePin(id: string): void {
    this.pinnedId = this.pinnedId === id ? undefined : id;
  }

  /** Changes between grid and speaker. */
  toggleView(): void {
    this.view = this.view === 'grid' ? 'speaker' : 'grid';
  }

  /** Chosen for the next visit too. */
  setPushToTalk(on: boolean): void {
    this.pushToTalk = on;
    remember('push-to-talk', on ? 'on' : 'off');
  }

  /** Chosen for the next visit too. */
  setSelfHidden(on: boolean): void {
    this.selfHidden = on;
    remember('self-hidden', on ? 'on' : 'off');
  }

  /** Chosen for the next visit too. */
  setAudioOnly(on: boolean): void {
    this.audioOnly = on;
    remember('audio-only', on ? 'on' : 'off');
  }

  /** Chosen for the next visit too. */
  setDoorSounds(on: boolean): void {
    this.doorSounds = on;
    remember('door-sounds', on ? 'on' : 'off');
  }

  /** Chosen for the next visit too. */
  setSingleKeys(on: boolean): void {
    this.singleKeys = on;
    remember('single-keys', on ? 'on' : 'off');
  }
}
