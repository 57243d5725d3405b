import type {
  LocalCamera,
  LocalMicrophone,
  LocalScreen,
  Participant,
  RtcSession,
  SelfInfo,
  SessionAction,
  SessionSnapshot,
  SessionState,
} from '@jackfield/core';
import { LocalSourceView } from './local-source-view.ts';
import { ParticipantView } from './participant-view.ts';
import { tracker } from './tracker.ts';

/**
 * A session whose reads are reactive: what an effect or a template reads of it is read again once that has changed. It
 * listens only while something reads.
 */
export class SessionView {
  /** The session itself, for commands. */
  readonly session: RtcSession;
  /** The own microphone. */
  readonly microphone: LocalSourceView<LocalMicrophone>;
  /** The own camera. */
  readonly camera: LocalSourceView<LocalCamera>;
  /** The own screen. */
  readonly screen: LocalSourceView<LocalScreen>;
  /** The sound of the own screen. */
  readonly screenAudio: LocalSourceView;
  private readonly views = new Map<string, ParticipantView>();
  private readonly readSnapshot: () => SessionSnapshot;
  private readonly readState: () => SessionState;
  private readonly readIds: () => string;
  private readonly readSelf: () => SelfInfo | undefined;

  /** Makes the views of everything in a session; they live as long as it. */
  constructor(session: RtcSession) {
    const listen = (notify: () => void): (() => void) => session.subscribe(notify);
    this.session = session;
    this.microphone = new LocalSourceView(session, session.microphone);
    this.camera = new LocalSourceView(session, session.camera);
    this.screen = new LocalSourceView(session, session.screen);
    this.screenAudio = new LocalSourceView(session, session.screenAudio);
    this.readSnapshot = tracker(listen, () => session.snapshot);
    this.readState = tracker(listen, () => session.snapshot.state);
    this.readSelf = tracker(listen, () => session.snapshot.self);
    this.readIds = tracker(listen, () => [...session.snapshot.participants.keys()].join(' '));
  }

  /** Everything at once, immutable; read again after every change. */
  get snapshot(): SessionSnapshot {
    return this.readSnapshot();
  }

  /** Where the session is in its life. */
  get state(): SessionState {
    return this.readState();
  }

  /** The room and the own identity; undefined before the first join. */
  get self(): SelfInfo | undefined {
    return this.readSelf();
  }

  /** The others, in the order in which they came, as plain data; read again after every change of any of them. */
  get participants(): readonly Participant[] {
    return [...this.snapshot.participants.values()];
  }

  /** The others, each with a view of their own; read again only when somebody comes or goes. */
  get people(): readonly ParticipantView[] {
    this.readIds();
    const { participants } = this.session.snapshot;
    for (const id of this.views.keys()) if (!participants.has(id)) this.views.delete(id);
    return [...participants.keys()].flatMap((id) => {
      const handle = this.session.participant(id);
      if (!handle) return [];
      const known = this.views.get(id);
      if (known?.handle === handle) return [known];
      const made = new ParticipantView(this.session, handle);
      this.views.set(id, made);
      return [made];
    });
  }

  /** Whether something can be done now. */
  can(action: SessionAction): boolean {
    this.readSnapshot();
    return this.session.can(action);
  }
}
