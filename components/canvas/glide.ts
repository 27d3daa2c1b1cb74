const glideMs = 200;

/** How the view moves to another place; at once for who wants less motion, which a style sheet cannot see to here. */
export function glide(): { duration: number } {
  return { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : glideMs };
}
