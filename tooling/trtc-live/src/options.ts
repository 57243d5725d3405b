import { parseArgs } from 'node:util';
import type { TrtcSecrets } from '@jackfield/tokens/trtc';

/** What the programme does. */
export interface LiveOptions {
  /** The account; undefined for a dry run against the emulator. */
  readonly secrets: TrtcSecrets | undefined;
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
  let given: { 'dry-run': boolean; only?: string };
  try {
    given = parseArgs({
      args: [...args],
      options: { 'dry-run': { type: 'boolean', default: false }, only: { type: 'string' } },
      strict: true,
    }).values;
  } catch (cause) {
    const [sentence = ''] = (cause instanceof Error ? cause.message : String(cause)).split('. To specify');
    return { problems: [`${sentence}. There are --dry-run and --only T01,T02.`] };
  }
  const only = given.only?.split(',').map((id) => id.trim());
  const strangers = only?.filter((id) => !known.includes(id)) ?? [];
  if (strangers.length > 0) return { problems: [`There is no item ${strangers.join(', ')}.`] };
  if (given['dry-run']) return { secrets: undefined, only };
  const { TRTC_SDK_APP_ID: appId, TRTC_SECRET_KEY: secretKey } = environment;
  if (!appId || !secretKey) {
    const missing = [...(appId ? [] : ['TRTC_SDK_APP_ID']), ...(secretKey ? [] : ['TRTC_SECRET_KEY'])];
    return {
      problems: [
        `${missing.join(' and ')} must be set in the environment: the application's SDKAppID and SecretKey, from the vendor's console.`,
        'Without an account, "npm run trtc:live -- --dry-run" does the same against the emulator.',
      ],
    };
  }
  if (!/^[1-9]\d{0,9}$/.test(appId)) return { problems: ['TRTC_SDK_APP_ID must be a whole number.'] };
  return { secrets: { sdkAppId: Number(appId), secretKey }, only };
}
