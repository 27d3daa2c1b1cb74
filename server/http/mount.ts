import { publicInterface } from "@/server/http/app";

/** The public interface as the handlers of a route of the web framework, one for each method that it knows. */
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
