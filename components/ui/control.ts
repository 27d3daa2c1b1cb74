/** The box that every control with a value shares: input, textarea, select, number. */
export const controlBox =
  "w-full min-w-0 rounded-md border border-line-strong bg-canvas text-ink transition-colors " +
  "hover:border-edge focus-visible:outline-offset-0 aria-invalid:border-bad " +
  "disabled:pointer-events-none disabled:opacity-50 [&[readonly]]:bg-panel";
