/** pino-roll 4 ships no types: what we use of it. */
declare module "pino-roll" {
  import type { EventEmitter } from "node:events";

  export interface RollingFileOptions {
    readonly file: string;
    readonly extension?: string;
    readonly frequency?: "daily" | "hourly" | number;
    readonly dateFormat?: string;
    readonly size?: string | number;
    readonly limit?: { readonly count: number; readonly removeOtherLogFiles?: boolean };
    readonly mode?: number;
    readonly sync?: boolean;
  }

  export interface RollingFile extends EventEmitter {
    write(text: string): boolean;
    end(): void;
  }

  export default function buildRollingFile(options: RollingFileOptions): Promise<RollingFile>;
}
