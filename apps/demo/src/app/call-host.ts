import type { LocalCamera, LocalMicrophone, RtcAdapter } from '@jackfield/core';
import type { LocalSourceView, SessionView } from '@jackfield/svelte';
import type { CheckedWay } from './choose-way.ts';
import type { Carrier, Fault, Way } from './adapter-choice.ts';
import type { DeviceChoice } from './device-choice.svelte.ts';
import type { ActionName, FailedAction } from './failed-action.ts';

/** What the screens of a call may read of the app and ask of it. The app knows these screens; they know only this. */
export interface CallHost {
  readonly view: SessionView;
  readonly adapter: RtcAdapter;
  /** The name of the provider. */
  readonly provider: string;
  /** The carrier of its calls. */
  readonly carrier: Carrier;
  /** Tells whether its rooms have a host. */
  readonly hosted: boolean;
  /** Faults that it can bring about. */
  readonly trouble: readonly Fault[];
  /** The name of whoever sits here, for providers and servers. */
  readonly userId: string;
  readonly microphone: LocalSourceView<LocalMicrophone>;
  readonly camera: LocalSourceView<LocalCamera>;
  readonly devices: DeviceChoice;
  /** What the person, or the app for them, tried last in vain. */
  failedAction: FailedAction | undefined;
  /** The providers, where one failed and another one has taken over; undefined once that was seen. */
  tookOver: { readonly from: string; readonly to: string } | undefined;
  /** The link that brings others here; undefined where nobody else can come. */
  readonly link: string | undefined;
  /** The screen that is shown. */
  readonly screen: 'lobby' | 'call' | 'ended';
  /** Turns a device on or off. */
  toggle(kind: 'microphone' | 'camera'): Promise<void>;
  /** Loads a provider, and asks whether it is to be had. Rejects with `UnknownProvider`. */
  chooseWay(name: string): Promise<CheckedWay>;
  /** The call goes on another way. */
  goOn(way: Way): void;
  /** Does something that may fail, and shows the failure. */
  attempt(what: ActionName, run: () => Promise<void>): Promise<void>;
  /** Shows what failed and what to do. */
  tell(what: ActionName, failure: FailedAction['failure']): Promise<void>;
  /** Ends the call. */
  leave(): Promise<void>;
}
