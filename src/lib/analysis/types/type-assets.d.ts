// What the build writes, for TypeScript, which then needs no build.
import type { TypeAssets } from './assets';

declare const manifest: TypeAssets;
export default manifest;
