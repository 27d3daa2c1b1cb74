import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { servingForMs } from "@/server/boot-state";
import { database } from "@/server/db/database";
import { env } from "@/server/env";
import { countModels } from "@/server/models/count-models";
import { projectRoot } from "@/server/project-root";
import { singleton } from "@/server/singleton";

export const modelCountSchema = z.object({
  configured: z.number().int(),
  reachable: z.number().int().describe("By the last use: nothing is probed for this."),
});

export const systemInfoSchema = z.object({
  version: z.string(),
  database: z.enum(["pglite", "postgres"]),
  dataDir: z.string(),
  url: z.string(),
  nodeVersion: z.string(),
  uptimeS: z.number().describe("Since this process began to serve."),
  models: modelCountSchema,
});
export type SystemInfo = z.infer<typeof systemInfoSchema>;

export async function systemInfo(): Promise<SystemInfo> {
  return {
    version: version(),
    database: (await database()).kind,
    dataDir: env().dataDir,
    url: serverUrl() ?? "",
    nodeVersion: process.version,
    uptimeS: Math.round(servingForMs() / 1000),
    models: await countModels(),
  };
}

/** Where this process serves, as its starter told it; undefined outside of a server. */
export function serverUrl(): string | undefined {
  return process.env.HEDDLE_URL;
}

export function version(): string {
  return singleton("version", () => {
    const file = join(/* turbopackIgnore: true */ projectRoot(), "package.json");
    return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, "utf8"))).version;
  });
}
