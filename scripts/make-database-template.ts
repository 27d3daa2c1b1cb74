// Part of a build: what a new data folder begins as a copy of.
import { makeTemplate } from "@/server/db/make-template";

await makeTemplate();
