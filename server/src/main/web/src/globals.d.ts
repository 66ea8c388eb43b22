/** Where the build put the icons. */
declare const __SPRITE__: string;

interface Window {
  /** For tests and support: counts of the running call, nothing about who. */
  rapport?: { stats: () => Promise<unknown> };
}
