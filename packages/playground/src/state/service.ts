import { limits, servers } from '@detect-regions/spec';
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** Which service is asked: the one that this page came from, or the one in the cloud, which bills each call. */
export type ServiceName = 'own' | 'cloud';

/** What the service of this page says of itself. */
export interface OwnService {
  /** Whether the page gets its token by itself, or the user must bring credentials. */
  readonly signIn: 'automatic' | 'token';
  /** The largest image, in bytes. */
  readonly maxImageBytes: number;
}

/** What the user signs in with. */
export type SignIn =
  | { readonly token: string }
  | { readonly clientId: string; readonly clientSecret: string };

/** Who detects. */
export interface Service {
  readonly name: ServiceName;
  /** Its address, without a slash at the end. */
  readonly baseUrl: string;
  /** Whether each call costs money. */
  readonly billed: boolean;
  /** Whether it can be called: credentials are there, or are not needed. */
  readonly ready: boolean;
  /** The largest image, in bytes. */
  readonly maxImageBytes: number;
  /** The user's token of the cloud, when that is asked. */
  readonly cloudToken?: string;
}

/** The service of this page; `undefined` until it has answered, `null` when there is none. */
export const ownService: Signal<OwnService | null | undefined> = signal(undefined);

/** Which service is asked. */
export const chosenService: Signal<ServiceName> = signal('own');

/** What the user has signed in with at each. It is kept here and nowhere else, and goes to its service alone. */
export const signIns: Signal<{ readonly own?: SignIn; readonly cloud?: { readonly token: string } }> = signal(
  {},
);

/** The service that is asked. */
export const service: ReadonlySignal<Service> = computed(() => {
  const name = chosenService.value;
  const { own, cloud } = signIns.value;
  if (name === 'cloud') {
    const cloudToken = cloud?.token;
    return {
      name,
      baseUrl: servers.cloud,
      billed: true,
      ready: cloudToken !== undefined,
      maxImageBytes: limits.imageBytes,
      ...(cloudToken === undefined ? {} : { cloudToken }),
    };
  }
  const { signIn, maxImageBytes = limits.imageBytes } = ownService.value ?? {};
  return {
    name,
    baseUrl: ownUrl(),
    billed: false,
    ready: signIn === 'automatic' || own !== undefined,
    maxImageBytes,
  };
});

/** Where the page came from, without a slash at the end. */
function ownUrl(): string {
  return new URL('.', document.baseURI).href.replace(/\/+$/, '');
}
