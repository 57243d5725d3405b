import type { RtcError } from '@jackfield/core/adapter';
import { errors } from './map/map-errors.ts';

/** The file `dist/aliyun-webrtc-sdk.js` of the package `aliyun-webrtc-sdk` 1.16.0, which is the one that this adapter was driven with. */
export const sdkIntegrity = 'sha384-o/WY+zNxE7jQWVIgaBFrJFoexv77cYDN7CyDBG/DbOFpnMKiu3o/rL41cuNZO2Nm';

/** The options of a script. */
export interface ScriptSource {
  readonly src: string;
  readonly integrity: string;
}

/** Scripts on their way, by address: two joins share one script. */
const loading = new Map<string, Promise<void>>();

/** Adds the script to the page, which takes it only where its bytes are the known ones. Rejects `sdk-missing`; the next call tries again. */
export function loadScript({ src, integrity }: ScriptSource): Promise<void> {
  const known = loading.get(src);
  if (known) return known;
  const element = document.createElement('script');
  // Without CORS a browser may not compare the bytes of another origin's script.
  Object.assign(element, { async: true, crossOrigin: 'anonymous', integrity, src });
  const loaded = new Promise<void>((resolve, reject) => {
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => {
      loading.delete(src);
      element.remove();
      reject(missing(src));
    });
  });
  loading.set(src, loaded);
  document.head.append(element);
  return loaded;
}

function missing(src: string): RtcError {
  const message = `The script of aliyun-webrtc-sdk did not load from ${src}. Serve dist/aliyun-webrtc-sdk.js of version 1.16.0 there, unaltered, with Access-Control-Allow-Origin where it is another origin; for another file give its \`integrity\`.`;
  return errors.make('sdk-missing', message);
}
