import type { AudioContextPort } from '../environment/rtc-environment.ts';
import {
  FakeAnalyserNode,
  FakeDestinationNode,
  FakeGainNode,
  FakeSourceNode,
  type FakeAudioNode,
} from './fake-audio-nodes.ts';
import type { FakeClock } from './fake-clock.ts';
import { ListenerCounter } from './listener-counter.ts';
import type { TrackRegistry } from './track-registry.ts';

/** An audio context that knows whether sound would pass, and no more. */
export class FakeAudioContext extends ListenerCounter implements AudioContextPort {
  readonly sampleRate = 48_000;
  /** Every node that was made. */
  readonly nodes: FakeAudioNode[] = [];
  readonly #init: FakeAudioContextInit;
  #state: AudioContextState;

  constructor(init: FakeAudioContextInit) {
    super();
    this.#init = init;
    this.#state = init.blocked() ? 'suspended' : 'running';
  }

  get state(): AudioContextState {
    return this.#state;
  }

  get currentTime(): number {
    return this.#init.clock.now() / 1000;
  }

  createMediaStreamSource(stream: MediaStream): FakeSourceNode {
    const [track] = stream.getAudioTracks();
    if (!track) throw new DOMException('The stream has no audio track.', 'InvalidStateError');
    return this.#add(new FakeSourceNode(track));
  }

  createMediaStreamDestination(): FakeDestinationNode {
    return this.#add(
      new FakeDestinationNode({ tracks: this.#init.tracks, running: () => this.#state === 'running' }),
    );
  }

  createGain(): FakeGainNode {
    return this.#add(new FakeGainNode());
  }

  createAnalyser(): FakeAnalyserNode {
    return this.#add(new FakeAnalyserNode(() => this.#state === 'running'));
  }

  async resume(): Promise<void> {
    await Promise.resolve();
    if (this.#state === 'closed') throw new DOMException('The context is closed.', 'InvalidStateError');
    if (!this.#init.blocked()) this.#change('running');
  }

  async suspend(): Promise<void> {
    await Promise.resolve();
    if (this.#state === 'closed') throw new DOMException('The context is closed.', 'InvalidStateError');
    this.#change('suspended');
  }

  async close(): Promise<void> {
    await Promise.resolve();
    if (this.#state === 'closed') throw new DOMException('The context is closed.', 'InvalidStateError');
    this.#change('closed');
  }

  #change(state: AudioContextState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  #add<Node extends FakeAudioNode>(node: Node): Node {
    this.nodes.push(node);
    return node;
  }
}

/** The parts that an audio context is made from. */
export interface FakeAudioContextInit {
  readonly clock: FakeClock;
  readonly tracks: TrackRegistry;
  /** Tells whether it stays suspended until the user acts. */
  readonly blocked: () => boolean;
}
