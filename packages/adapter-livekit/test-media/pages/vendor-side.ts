import type { Room } from 'livekit-client';

/** The word for a source, which is that of core. */
const wordOf = ({ source }: { readonly source: string }): string => source;

/** What only the vendor's own room tells, or can do to a session. */
export abstract class VendorSide {
  protected abstract room(): Room;
  /** The heights of layers by their reports: one that rests has none of its own. */
  readonly #heights = new Map<string, number>();

  /** The simulcast layers of the camera that are encoded now, by their heights, with the frames sent so far. */
  async layers(): Promise<Record<number, number>> {
    const publication = [...this.room().localParticipant.trackPublications.values()].find(
      (entry) => wordOf(entry) === 'camera',
    );
    const layers: Record<number, number> = {};
    const report = await publication?.track?.getRTCStatsReport();
    report?.forEach((entry: { id: string; type: string; frameHeight?: number; framesSent?: number }) => {
      if (entry.type !== 'outbound-rtp') return;
      const height = entry.frameHeight ?? this.#heights.get(entry.id);
      if (height === undefined) return;
      this.#heights.set(entry.id, height);
      layers[height] = entry.framesSent ?? 0;
    });
    return layers;
  }

  /** Everything that the vendor could do to make a muted source sound. */
  async forceOpen(source: 'microphone' | 'camera'): Promise<{ enabled: boolean; live: boolean }> {
    const publication = [...this.room().localParticipant.trackPublications.values()].find(
      (entry) => wordOf(entry) === source,
    );
    const track = publication?.track;
    if (!track) throw new Error(`The vendor has no ${source}.`);
    await track.unmute();
    await track.resumeUpstream();
    track.mediaStreamTrack.enabled = true;
    const copy = track.mediaStreamTrack.clone();
    copy.enabled = true;
    await track.sender?.replaceTrack(copy);
    return { enabled: copy.enabled, live: copy.readyState === 'live' };
  }

  /** What the sender of a source has taken from the track: how much sound, in seconds, and its energy. */
  async sent(source: 'microphone'): Promise<{ duration: number; energy: number }> {
    const publication = [...this.room().localParticipant.trackPublications.values()].find(
      (entry) => wordOf(entry) === source,
    );
    const totals = { duration: 0, energy: 0 };
    const report = await publication?.track?.getRTCStatsReport();
    report?.forEach((entry: { type: string; totalSamplesDuration?: number; totalAudioEnergy?: number }) => {
      if (entry.type !== 'media-source') return;
      totals.duration += entry.totalSamplesDuration ?? 0;
      totals.energy += entry.totalAudioEnergy ?? 0;
    });
    return totals;
  }

  /** The sources of somebody that the server sends to this page. */
  received(userId: string): readonly string[] {
    const publications = this.room().remoteParticipants.get(userId)?.trackPublications.values() ?? [];
    return [...publications].filter(({ isSubscribed }) => isSubscribed).map(wordOf);
  }

  /** The vendor stops what it was given. */
  vendorStops(): void {
    for (const { track } of this.room().localParticipant.trackPublications.values()) track?.stop();
  }

  /** Cuts a connection as the SDK's own tests do. */
  async simulate(scenario: 'signal-reconnect' | 'full-reconnect'): Promise<void> {
    await this.room().simulateScenario(scenario);
  }
}
