/** What the build gives: addresses of workers, and the version it was made of. */

declare module "*?worker&url" {
  const address: string;
  export default address;
}

declare const __APP_VERSION__: string;
