// How components reach what the whole site or the whole lesson shares. The root layout provides the runtime and the shelf (both do
// nothing until they are asked, so they may be made while a page is prerendered); a lesson's page provides its notebook.
import { createContext } from 'svelte';
import type { Runtime } from '#lib/runtime/runtime';
import type { Shelf } from '#lib/progress/shelf.svelte';
import type { Notebook } from './notebook.svelte';

/** `const runtime = runtimeHere()` while a component is set up. Throws where the root layout has not provided one. */
export const [runtimeHere, provideRuntime] = createContext<Runtime>();

/** What is kept on the reader's device. */
export const [shelfHere, provideShelf] = createContext<Shelf>();

/** The notebook of the lesson whose page this is. */
export const [notebookHere, provideNotebook, hasNotebook] = createContext<Notebook>();
