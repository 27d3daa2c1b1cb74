/**
 * Joins class names, leaving out what is falsy.
 *
 * The `className` of a component here is for its place (margin, width, grid area). Tailwind decides between two
 * classes for one property by its own order, so a caller cannot count on overriding a component's look.
 */
export function cn(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}
