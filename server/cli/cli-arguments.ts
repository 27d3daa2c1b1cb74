/** What every command gets; each uses what its line in the usage says. */
export interface CliArguments {
  readonly file: string;
  readonly input?: string;
  readonly allow: readonly string[];
  readonly out?: string;
  readonly isQuiet: boolean;
}
