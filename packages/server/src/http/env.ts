import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { RequestIdVariables } from 'hono/request-id';

/** What requests carry through the routes. */
export interface Env {
  Bindings: Partial<HttpBindings>;
  Variables: RequestIdVariables & {
    /** Who asks; set once the token was found good. */
    clientId: string;
    /** What is asked for; set once there is a route for it. */
    operation: string;
    /** The task that it is about; set once it is known. */
    taskId: string;
  };
}

/** A request on its way through the routes. */
export type RequestContext = Context<Env>;
