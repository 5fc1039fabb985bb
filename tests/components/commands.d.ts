// What vitest.config.ts lets a test ask of the browser besides.
import 'vitest/browser';

declare module 'vitest/browser' {
	interface BrowserCommands {
		emulateMedia: (media: 'screen' | 'print') => Promise<void>;
	}
}
