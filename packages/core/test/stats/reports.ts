/** Entries as Chromium gives them, of one peer connection that sends and receives; `second` moves the counters on. */
export function chromiumReport({ second = false }: { readonly second?: boolean } = {}): RTCStatsReport {
  const timestamp = second ? 3_000 : 1_000;
  return report([
    { id: 'CO1', type: 'codec', timestamp, mimeType: 'audio/opus', clockRate: 48_000 },
    { id: 'CO2', type: 'codec', timestamp, mimeType: 'video/VP8', clockRate: 90_000 },
    { id: 'SA', type: 'media-source', timestamp, kind: 'audio', trackIdentifier: 'own-microphone' },
    { id: 'SV', type: 'media-source', timestamp, kind: 'video', trackIdentifier: 'own-camera' },
    {
      ...{
        id: 'OA',
        type: 'outbound-rtp',
        timestamp,
        kind: 'audio',
        mid: '0',
        mediaSourceId: 'SA',
        codecId: 'CO1',
      },
      ...{ bytesSent: second ? 18_000 : 10_000, packetsSent: second ? 200 : 100, remoteId: 'RA' },
    },
    {
      ...{ id: 'RA', type: 'remote-inbound-rtp', timestamp, kind: 'audio', localId: 'OA' },
      ...{ packetsLost: second ? 15 : 5, jitter: 0.004, roundTripTime: 0.08, fractionLost: 0.02 },
    },
    {
      ...{
        id: 'OV1',
        type: 'outbound-rtp',
        timestamp,
        kind: 'video',
        mid: '1',
        rid: 'q',
        mediaSourceId: 'SV',
      },
      ...{ codecId: 'CO2', bytesSent: second ? 35_000 : 10_000, packetsSent: second ? 80 : 20 },
      ...{ frameWidth: 320, frameHeight: 180, framesPerSecond: 15, qualityLimitationReason: 'none' },
    },
    {
      ...{
        id: 'OV2',
        type: 'outbound-rtp',
        timestamp,
        kind: 'video',
        mid: '1',
        rid: 'f',
        mediaSourceId: 'SV',
      },
      ...{ codecId: 'CO2', bytesSent: second ? 290_000 : 90_000, packetsSent: second ? 380 : 80 },
      ...{ frameWidth: 1280, frameHeight: 720, framesPerSecond: 30, qualityLimitationReason: 'bandwidth' },
    },
    {
      ...{
        id: 'IA',
        type: 'inbound-rtp',
        timestamp,
        kind: 'audio',
        mid: '2',
        trackIdentifier: 'ann-microphone',
      },
      ...{ codecId: 'CO1', bytesReceived: second ? 16_000 : 8_000, packetsReceived: second ? 190 : 100 },
      ...{ packetsLost: second ? 12 : 2, jitter: 0.012 },
    },
    {
      ...{ id: 'T', type: 'transport', timestamp, selectedCandidatePairId: 'CP2' },
    },
    {
      id: 'CP1',
      type: 'candidate-pair',
      timestamp,
      nominated: true,
      state: 'succeeded',
      currentRoundTripTime: 9,
    },
    {
      ...{ id: 'CP2', type: 'candidate-pair', timestamp, localCandidateId: 'L', remoteCandidateId: 'R' },
      ...{ state: 'succeeded', currentRoundTripTime: 0.05, availableOutgoingBitrate: 2_500_000 },
    },
    {
      id: 'L',
      type: 'local-candidate',
      timestamp,
      candidateType: 'relay',
      protocol: 'udp',
      relayProtocol: 'tls',
    },
    { id: 'R', type: 'remote-candidate', timestamp, candidateType: 'host', protocol: 'udp' },
  ]);
}

/** As Firefox gives them: no `transport`, `selected` on the pair, no media source on what is sent. */
export function firefoxReport(): RTCStatsReport {
  const timestamp = 1_000;
  return report([
    {
      id: 'o',
      type: 'outbound-rtp',
      timestamp,
      kind: 'video',
      bytesSent: 1_000,
      packetsSent: 10,
      framesPerSecond: 24,
    },
    {
      id: 'p',
      type: 'candidate-pair',
      timestamp,
      selected: true,
      localCandidateId: 'l',
      remoteCandidateId: 'r',
    },
    { id: 'l', type: 'local-candidate', timestamp, candidateType: 'host', protocol: 'udp' },
    { id: 'r', type: 'remote-candidate', timestamp, candidateType: 'srflx', protocol: 'udp' },
  ]);
}

/**
 * As Chromium gives them where a second transceiver waits for a screen: its idle ends come first, and their numbers are missing
 * (measured with two tabs over `adapter-p2p`).
 */
export function waitingReport(): RTCStatsReport {
  const timestamp = 1_000;
  const video = { kind: 'video', timestamp };
  return report([
    { id: 'I2', type: 'inbound-rtp', mid: '2', trackIdentifier: 'waiting', bytesReceived: 0, ...video },
    {
      ...{ id: 'I1', type: 'inbound-rtp', mid: '1', trackIdentifier: 'ann-camera', ...video },
      ...{ bytesReceived: 9_000, framesPerSecond: 20 },
    },
    { id: 'O2', type: 'outbound-rtp', mid: '2', bytesSent: 0, ...video },
    { id: 'SV', type: 'media-source', trackIdentifier: 'own-camera', ...video },
    {
      ...{ id: 'O1', type: 'outbound-rtp', mid: '1', mediaSourceId: 'SV', ...video },
      ...{ bytesSent: 8_000, framesPerSecond: 19 },
    },
  ]);
}

/** What no browser should give. */
export function brokenReport(): RTCStatsReport {
  return report([
    { id: 'x' },
    { type: 'outbound-rtp' },
    { id: 'y', type: 'inbound-rtp', kind: 'data' },
    { id: 'z', type: 'inbound-rtp', kind: 'audio', bytesReceived: 'many', packetsLost: NaN, codecId: 7 },
  ]);
}

/** Makes a report of entries, as a browser gives it. */
export function report(entries: readonly unknown[]): RTCStatsReport {
  return new Map(entries.map((entry, index) => [String(index), entry]));
}
