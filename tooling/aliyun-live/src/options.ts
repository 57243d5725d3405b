import { parseArgs } from 'node:util';
import type { AliyunSecrets } from '@jackfield/tokens/aliyun';

/** What the programme does. */
export interface LiveOptions {
  /** The account; undefined for a dry run against the emulator. */
  readonly secrets: AliyunSecrets | undefined;
  /** Whether a person is there to do what only the vendor's console can do. */
  readonly byHand: boolean;
  /** The items to run; all where left out. */
  readonly only: readonly string[] | undefined;
}

/** What is missing or wrong, one sentence each. */
export interface OptionProblems {
  readonly problems: readonly string[];
}

/** Reads arguments and environment. Values of secrets appear in no sentence. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): LiveOptions | OptionProblems {
  const options = {
    'dry-run': { type: 'boolean', default: false },
    'by-hand': { type: 'boolean', default: false },
    only: { type: 'string' },
  } as const;
  let given: { 'dry-run': boolean; 'by-hand': boolean; only?: string };
  try {
    given = parseArgs({ args: [...args], options, strict: true }).values;
  } catch (cause) {
    const [sentence = ''] = (cause instanceof Error ? cause.message : String(cause)).split('. To specify');
    return { problems: [`${sentence}. There are --dry-run, --by-hand and --only L01,L02.`] };
  }
  const only = given.only?.split(',').map((id) => id.trim());
  const strangers = only?.filter((id) => !known.includes(id)) ?? [];
  if (strangers.length > 0) return { problems: [`There is no item ${strangers.join(', ')}.`] };
  const rest = { byHand: given['by-hand'], only };
  if (given['dry-run']) return { secrets: undefined, ...rest };
  const { ALIYUN_APP_ID: appId, ALIYUN_APP_KEY: appKey, ALIYUN_GSLB: gslb } = environment;
  if (!appId || !appKey) {
    const missing = [...(appId ? [] : ['ALIYUN_APP_ID']), ...(appKey ? [] : ['ALIYUN_APP_KEY'])];
    return {
      problems: [
        `${missing.join(' and ')} must be set in the environment: the application's AppId and AppKey, from the vendor's console.`,
        'Without an account, "npm run aliyun:live -- --dry-run" does the same against the emulator.',
      ],
    };
  }
  if (gslb && !/^https?:\/\/[^/]+$/.test(gslb)) {
    return {
      problems: ['ALIYUN_GSLB must be an address such as https://rgslb.rtc.aliyuncs.com, without a path.'],
    };
  }
  return { secrets: { appId, appKey, ...(gslb ? { gslb: [gslb] } : {}) }, ...rest };
}
