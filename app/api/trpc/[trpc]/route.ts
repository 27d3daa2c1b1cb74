import { fetchApi } from "@/server/api/fetch-api";

export const dynamic = "force-dynamic";

export {
  fetchApi as DELETE,
  fetchApi as GET,
  fetchApi as HEAD,
  fetchApi as OPTIONS,
  fetchApi as PATCH,
  fetchApi as POST,
  fetchApi as PUT,
};
