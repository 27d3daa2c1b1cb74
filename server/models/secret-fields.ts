/** What stands for a value that is write-only. */
export const mask = "••••••••";

/** Whether a header is likely to carry a key. */
export function isSecretHeader(name: string): boolean {
  return /auth|key|token|secret|cookie|password|credential/i.test(name);
}

/** `${NAME}` names a variable of the environment: that is no secret itself. */
export function isEnvironmentReference(value: string): boolean {
  return /^(Bearer )?\$\{[A-Za-z_][A-Za-z0-9_]*\}$/.test(value);
}
