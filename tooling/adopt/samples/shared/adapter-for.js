import { broadcastSignalling, p2p } from '@jackfield/adapter-p2p';

const credential = () => Promise.reject(new Error('This sample has no account.'));

/** The adapter that a page asks for; each vendor's is a chunk of its own. */
export async function adapterFor(provider) {
  if (provider === 'livekit') return (await import('@jackfield/adapter-livekit')).livekit({ credential });
  if (provider === 'aliyun') return (await import('@jackfield/adapter-aliyun')).aliyun({ credential });
  if (provider === 'trtc') return (await import('@jackfield/adapter-trtc')).trtc({ credential });
  return p2p({ signalling: broadcastSignalling() });
}
