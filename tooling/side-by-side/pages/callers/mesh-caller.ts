import { open, type Caller, type Source, type Views } from './caller.ts';

/** Makes somebody in a mesh written by hand: one connection to each other person, by the pattern of "perfect negotiation" (W3C). */
export function createMeshCaller(address: string, views: Views): Caller {
  const sent = new Map<Source, MediaStream>();
  let socket: WebSocket | undefined;
  let name = '';
  const say = (to: string, word: object): void => socket?.send(JSON.stringify({ to, ...word }));

  function send(link: RTCPeerConnection, source: Source, stream: MediaStream): void {
    for (const track of stream.getTracks()) {
      if (source === 'screen' && track.kind === 'video')
        track.contentHint = views.picture().kind === 'film' ? 'motion' : 'text';
      link.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
    }
  }

  function linkTo(userId: string): Link {
    const connection = new RTCPeerConnection();
    const sounds = new Audio();
    const link: Link = { connection, making: false, sources: {} };
    known.set(userId, link);
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) say(userId, { candidate });
    };
    connection.onnegotiationneeded = async () => {
      link.making = true;
      await connection.setLocalDescription();
      const sources = Object.fromEntries([...sent].map(([source, { id }]) => [id, source]));
      say(userId, { description: connection.localDescription, sources });
      link.making = false;
    };
    connection.ontrack = ({ track, streams: [stream = new MediaStream([track])] }) => {
      const source = link.sources[stream.id] === 'screen' ? 'screen' : 'camera';
      const element = track.kind === 'video' ? views.of(userId, source) : sounds;
      element.srcObject = new MediaStream([track]);
      void element.play();
    };
    for (const [source, stream] of sent) send(connection, source, stream);
    return link;
  }
  const known = new Map<string, Link>();

  async function hear(from: string, { description, candidate, sources }: Word): Promise<void> {
    const link = known.get(from) ?? linkTo(from);
    const { connection } = link;
    if (sources) link.sources = sources;
    if (candidate) await connection.addIceCandidate(candidate).catch(() => undefined);
    if (!description) return;
    const collides = description.type === 'offer' && (link.making || connection.signalingState !== 'stable');
    if (collides && name > from) return;
    await connection.setRemoteDescription(description);
    if (description.type !== 'offer') return;
    await connection.setLocalDescription(withMusic(await connection.createAnswer(), views));
    say(from, { description: connection.localDescription });
  }

  return {
    async join({ room, userId }) {
      name = userId;
      const opened = new WebSocket(`${address}?room=${room}&user=${userId}`);
      socket = opened;
      let queue = Promise.resolve();
      const others = await new Promise<readonly string[]>((resolve) => {
        opened.onmessage = ({ data }) => {
          const word = JSON.parse(String(data)) as Word & { people?: string[]; from?: string; left?: string };
          if (word.people) resolve(word.people);
          else if (word.left !== undefined) {
            known.get(word.left)?.connection.close();
            known.delete(word.left);
          } else if (word.from !== undefined) {
            const { from } = word;
            queue = queue.then(() => hear(from, word));
          }
        };
      });
      for (const other of others) linkTo(other);
      for (const { connection } of known.values()) if (sent.size === 0) connection.createDataChannel('there');
    },
    async publish(sources) {
      for (const source of sources) {
        const stream = await open(source);
        sent.set(source, stream);
        for (const { connection } of known.values()) send(connection, source, stream);
      }
    },
    unpublish(source) {
      const stream = sent.get(source);
      sent.delete(source);
      for (const { connection } of known.values())
        for (const transceiver of connection.getTransceivers())
          if (transceiver.sender.track && stream?.getTracks().includes(transceiver.sender.track))
            transceiver.stop();
      for (const track of stream?.getTracks() ?? []) track.stop();
      return Promise.resolve();
    },
    setMuted(muted) {
      for (const track of sent.get('microphone')?.getTracks() ?? []) track.enabled = !muted;
      return Promise.resolve();
    },
    leave() {
      for (const { connection } of known.values()) connection.close();
      known.clear();
      socket?.close();
      return Promise.resolve();
    },
  };
}

interface Link {
  readonly connection: RTCPeerConnection;
  making: boolean;
  sources: Readonly<Record<string, string>>;
}

interface Word {
  readonly description?: RTCSessionDescriptionInit;
  readonly candidate?: RTCIceCandidateInit;
  readonly sources?: Readonly<Record<string, string>>;
}

/** Asks for a film's sound in stereo with the bits that it needs. */
function withMusic({ type, sdp = '' }: RTCSessionDescriptionInit, views: Views): RTCSessionDescriptionInit {
  if (views.picture().kind !== 'film') return { type, sdp };
  return { type, sdp: sdp.replaceAll('useinbandfec=1', 'useinbandfec=1;stereo=1;maxaveragebitrate=128000') };
}
