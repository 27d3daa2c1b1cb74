import { procedure, router } from "@/server/api/trpc";
import { systemInfo } from "@/server/system-info";

export const systemRouter = router({
  info: procedure("system.read").query(() => systemInfo()),
});
