import { publicInterface } from "@/server/http/app";

export const dynamic = "force-dynamic";

export const GET = (request: Request) => publicInterface().fetch(request);
