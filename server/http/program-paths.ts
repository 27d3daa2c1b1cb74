/** Where programs ask, not pages; `/api/auth` belongs to the library that signs people in. */
const programs = /^\/(?:api(?!\/auth(?:[/?]|$))|v1|mcp|metrics)(?:[/?]|$)/;

/** Whether a request's address (its path, as it stands in the request line) is one of the interfaces for programs. */
export function isForPrograms(url: string): boolean {
  return programs.test(url);
}
