import { fetchApi } from "@/server/api/fetch-api";

export const dynamic = "force-dynamic";

export { fetchApi as GET, fetchApi as POST };
