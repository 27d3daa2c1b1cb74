import { env } from "@/server/env";
import { type Actor, localAdmin } from "@/server/security/roles";

/** Who sends a request, told by its headers; undefined for nobody. */
export type ActorOf = (headers: Headers) => Actor | undefined;

/** Who sends a request. With authentication off: the person at this machine. With it on nobody can sign in yet. */
export const actorOf: ActorOf = () => (env().auth ? undefined : localAdmin);
