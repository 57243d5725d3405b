// The SDK's worker, which encrypts and decrypts every frame.
import 'livekit-client/e2ee-worker';
