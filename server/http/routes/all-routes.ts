import type { AnyRoute } from "@/server/http/route";
import { agentRoutes } from "@/server/http/routes/agent-routes";
import { allowanceRoutes } from "@/server/http/routes/allowance-routes";
import { conversationRoutes } from "@/server/http/routes/conversation-routes";
import { documentRoutes } from "@/server/http/routes/document-routes";
import { fileRoutes } from "@/server/http/routes/file-routes";
import { memoryRoutes } from "@/server/http/routes/memory-routes";
import { modelRoutes } from "@/server/http/routes/model-routes";
import { runRoutes } from "@/server/http/routes/run-routes";
import { systemRoutes } from "@/server/http/routes/system-routes";
import { triggerRoutes } from "@/server/http/routes/trigger-routes";
import { workflowRoutes } from "@/server/http/routes/workflow-routes";

/** Every route of the public interface. */
export const allRoutes: readonly AnyRoute[] = [
  ...systemRoutes,
  ...workflowRoutes,
  ...allowanceRoutes,
  ...triggerRoutes,
  ...runRoutes,
  ...conversationRoutes,
  ...fileRoutes,
  ...documentRoutes,
  ...agentRoutes,
  ...modelRoutes,
  ...memoryRoutes,
];
