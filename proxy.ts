import { type NextRequest, NextResponse } from "next/server";
import { foreignRequest } from "@/server/security/local-requests";
import { pageHeaders } from "@/server/security/page-headers";

/**
 * Stands before pages alone. The interfaces for programs check for themselves: to pass here would cost each of their
 * requests 0.4 ms and cut large uploads. The pages' files are looked at by the gate (`server/security/gate.ts`).
 */
export const config = { matcher: ["/((?!api(?:/|$)|v1/|mcp|metrics|_next/static/).*)"] };

export function proxy(request: NextRequest): NextResponse {
  const refusal = foreignRequest(request.headers);
  if (refusal !== undefined) return new NextResponse(refusal, { status: 403 });
  const headers = pageHeaders({ isDev: process.env.NODE_ENV === "development" });
  const forwarded = new Headers(request.headers);
  // Next reads the nonce from the request and puts it on every script that it writes.
  forwarded.set("content-security-policy", headers["content-security-policy"]);
  return NextResponse.next({ request: { headers: forwarded }, headers });
}
