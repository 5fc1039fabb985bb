// Every page is made at build time.
export const prerender = true;
export const trailingSlash = 'never';
