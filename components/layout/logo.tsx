/** The mark: warp threads held by two heddles. Takes the color of the text around it. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      className={className}
    >
      <title>Heddle</title>
      <path d="M6 3v18M12 3v18M18 3v18M3 9c3 0 3 3 6 3s3-3 6-3 3 3 6 3M3 15c3 0 3-3 6-3" />
    </svg>
  );
}
