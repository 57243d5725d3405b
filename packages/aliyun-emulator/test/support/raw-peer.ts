/** What a raw peer has received. */
export interface RawReception {
  readonly codec: string;
  readonly candidateType: string;
  readonly framesDecoded: number;
  readonly audioPackets: number;
  readonly hue: number;
}

/** A client of the service in a page, written against the wire protocol and the browser alone. */
export interface RawPeer {
  join(auth: {
    appid: string;
    channel: string;
    userid: string;
    nonce: string;
    timestamp: number;
    token: string;
    gslb: readonly string[];
  }): Promise<void>;
  publish(hue: number): Promise<void>;
  receive(userId: string): Promise<RawReception>;
  /** Candidate types found with this TURN password. */
  gather(password: string): Promise<readonly string[]>;
}

declare global {
  interface Window {
    rawPeer: RawPeer;
  }
}

/** Runs in the page; everything it needs is inside it. */
export function installRawPeer(): void {
  type Fields = Record<string, unknown>;
  const random = (): string => crypto.randomUUID().replaceAll('-', '');
  const session = random();
  const items: Fields[] = [];
  const waiting = new Set<() => void>();
  let base: Record<string, string> = {};
  let origin = '';
  let router = '';
  let turnUser = '';

  const fields = (value: unknown): Fields =>
    typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const post = async (path: string, query: Record<string, string>, body?: unknown): Promise<Fields> => {
    const response = await fetch(`${origin}${path}?${new URLSearchParams(query).toString()}`, {
      method: 'POST',
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const reply = fields(await response.json());
    if (reply['code'] !== 0) throw new Error(`${path}: ${JSON.stringify(reply)}`);
    return fields(reply['data']);
  };
  const waitFor = (fits: (item: Fields) => boolean): Promise<Fields> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        const found = items.find(fits);
        if (found === undefined) return;
        waiting.delete(check);
        resolve(found);
      };
      setTimeout(() => {
        reject(new Error(`waited in vain; ${JSON.stringify(items).slice(0, 500)}`));
      }, 8000);
      waiting.add(check);
      check();
    });
  const ask = async (name: string, query: Record<string, string>, body?: unknown): Promise<Fields> => {
    const tid = random();
    await post(`/signaling/v1/${name}`, { ...base, ...query, tid }, body);
    return waitFor((item) => item['tid'] === tid);
  };
  const poll = async (): Promise<void> => {
    for (let seq = 1; ; seq += 1) {
      const response = await fetch(
        `${origin}/signaling/v1/polling?${new URLSearchParams({ ...base, merge: 'true', seq: String(seq) }).toString()}`,
      );
      const { data } = fields(await response.json());
      const list: unknown = fields(data)['datalist'];
      for (const item of Array.isArray(list) ? list : []) items.push(fields(fields(item)['data']));
      for (const wake of [...waiting]) wake();
    }
  };
  const peer = (password = 'hello1234'): RTCPeerConnection =>
    new RTCPeerConnection({
      iceTransportPolicy: 'relay',
      iceServers: [{ urls: router, username: turnUser, credential: password }],
    });
  const trickle = (connection: RTCPeerConnection, query: Record<string, string>): void => {
    connection.addEventListener('icecandidate', ({ candidate }) => {
      const body =
        candidate === null ? { completed: true } : { completed: false, candidate: candidate.toJSON() };
      void ask('icecandidate', query, body);
    });
  };
  const connected = (connection: RTCPeerConnection): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (connection.connectionState === 'connected') resolve();
        if (connection.connectionState === 'failed') reject(new Error('connection failed'));
      };
      connection.addEventListener('connectionstatechange', check);
      setTimeout(() => {
        reject(new Error(`not connected: ${connection.connectionState}`));
      }, 8000);
    });

  window.rawPeer = {
    async join(auth) {
      [origin = ''] = auth.gslb;
      const { appid, channel, userid, nonce, token } = auth;
      const timestamp = String(auth.timestamp);
      const allocated = await post('/gslb/v1/allocate', {
        appid,
        room: channel,
        session,
        userid,
        nonce,
        timestamp,
        token,
      });
      const first = (value: unknown): string => text(Array.isArray(value) ? value[0] : undefined);
      origin = first(allocated['slbs']);
      router = first(allocated['routers']);
      turnUser = `${userid}?appid=${appid}&session=${session}&channel=${channel}&nonce=${nonce}&timestamp=${timestamp}&tokensid=false`;
      base = { appid, session, server: first(allocated['servers']), token };
      const tid = random();
      await post('/signaling/v1/join', { ...base, room: channel, userid, 'display-name': 'Raw', tid }, {});
      void poll().catch(() => undefined);
      await waitFor((item) => item['tid'] === tid);
    },
    async publish(hue) {
      const canvas = document.createElement('canvas');
      canvas.width = 320;
      canvas.height = 240;
      const drawing = canvas.getContext('2d');
      setInterval(() => {
        if (drawing === null) return;
        drawing.fillStyle = `hsl(${hue} 100% 50%)`;
        drawing.fillRect(0, 0, 320, 240);
        drawing.fillStyle = 'black';
        drawing.fillRect((performance.now() / 10) % 320, 200, 10, 40);
      }, 66);
      const audio = new AudioContext();
      const oscillator = audio.createOscillator();
      const sink = audio.createMediaStreamDestination();
      oscillator.connect(sink);
      oscillator.start();
      const stream = new MediaStream([...canvas.captureStream(15).getTracks(), ...sink.stream.getTracks()]);
      const connection = peer();
      for (const track of stream.getTracks()) connection.addTrack(track, stream);
      const callid = random();
      trickle(connection, { callid });
      await connection.setLocalDescription();
      const streams = stream.getTracks().map((track) => ({
        mslabel: stream.id,
        label: track.kind === 'audio' ? 'sophon_audio' : 'sophon_video_camera_large',
        type: track.kind,
        temporalLayers: 0,
        substreams: 0,
        state: 'active',
        videoprofile: '',
        alias: track.id,
      }));
      const ready = connected(connection);
      const result = await ask('publish', { callid }, { jsep: connection.localDescription, streams });
      await connection.setRemoteDescription({ type: 'answer', sdp: text(fields(result['jsep'])['sdp']) });
      await ready;
    },
    async receive(userId) {
      const publishersOf = (item: Fields): Fields[] =>
        Array.isArray(item['publishers']) ? item['publishers'].map(fields) : [];
      const item = await waitFor((entry) =>
        publishersOf(entry).some((publisher) => publisher['userid'] === userId),
      );
      const publisher = publishersOf(item).find((entry) => entry['userid'] === userId) ?? {};
      const callee = text(publisher['callid']);
      const callid = random();
      const wanted = (Array.isArray(publisher['streams']) ? publisher['streams'] : []).map(fields);
      await ask(
        'subscribe',
        { callid, callee },
        {
          streams: wanted.map(({ label, mslabel, type }) => ({
            label,
            mslabel,
            type,
            temporalLayer: 0,
            substream: 0,
          })),
        },
      );
      const offer = await waitFor((entry) => entry['event'] === 'offer' && entry['callid'] === callid);
      const connection = peer();
      const video = document.createElement('video');
      video.muted = true;
      connection.addEventListener('track', ({ track }) => {
        if (track.id !== 'sophon_video_camera_large') return;
        video.srcObject = new MediaStream([track]);
        void video.play();
      });
      trickle(connection, { callid, callee });
      const ready = connected(connection);
      await connection.setRemoteDescription({ type: 'offer', sdp: text(fields(offer['jsep'])['sdp']) });
      await connection.setLocalDescription();
      await ask('answer', { callid, callee }, { jsep: connection.localDescription });
      await ready;
      const read = async (): Promise<RawReception> => {
        const stats = [...(await connection.getStats()).values()].map(fields);
        const of = (type: string, kind?: string): Fields =>
          stats.find(
            (entry) =>
              entry['type'] === type &&
              (kind === undefined || (entry['kind'] === kind && Number(entry['packetsReceived']) > 0)),
          ) ?? {};
        const inbound = of('inbound-rtp', 'video');
        const codec = stats.find((entry) => entry['id'] === inbound['codecId']) ?? {};
        const pair =
          stats.find((entry) => entry['type'] === 'candidate-pair' && entry['nominated'] === true) ?? {};
        const local = stats.find((entry) => entry['id'] === pair['localCandidateId']) ?? {};
        const canvas = new OffscreenCanvas(4, 4);
        const drawing = canvas.getContext('2d');
        drawing?.drawImage(video, 0, 0, 4, 4);
        const [red = 0, green = 0, blue = 0] = drawing?.getImageData(2, 1, 1, 1).data ?? [];
        const high = Math.max(red, green, blue);
        const span = high - Math.min(red, green, blue) || 1;
        const sixth =
          high === red
            ? (green - blue) / span
            : high === green
              ? 2 + (blue - red) / span
              : 4 + (red - green) / span;
        return {
          codec: text(codec['mimeType']),
          candidateType: text(local['candidateType']),
          framesDecoded: Number(inbound['framesDecoded'] ?? 0),
          audioPackets: Number(of('inbound-rtp', 'audio')['packetsReceived'] ?? 0),
          hue: (sixth * 60 + 360) % 360,
        };
      };
      for (const deadline = performance.now() + 8000; performance.now() < deadline;) {
        const seen = await read();
        if (seen.framesDecoded > 5 && seen.audioPackets > 10) return seen;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return read();
    },
    async gather(password) {
      const connection = peer(password);
      connection.createDataChannel('x');
      const types: string[] = [];
      const done = new Promise<void>((resolve) => {
        connection.addEventListener('icecandidate', ({ candidate }) => {
          if (candidate === null) resolve();
          else types.push(candidate.type ?? '');
        });
      });
      await connection.setLocalDescription();
      await done;
      connection.close();
      return types;
    },
  };
}
