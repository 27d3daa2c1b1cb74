import { publicInterface } from "@/server/http/app";

export const dynamic = "force-dynamic";

const handle = (request: Request) => publicInterface().fetch(request);

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
