// What the build writes, for the type checker, which then needs no build.
import type { PythonManifest } from './assets';

declare const manifest: PythonManifest;
export default manifest;
