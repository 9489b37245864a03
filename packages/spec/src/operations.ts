// Generated from openapi/detect-regions.yaml by `pnpm generate`. Do not edit.

/** An operation of the API, as a row of the table. */
export interface OperationDescription {
  /** The name, unique in the spec. */
  readonly operationId: string;
  /** The HTTP method, in capitals. */
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** The path, from the root of the server. */
  readonly path: string;
  /** The group that it belongs to. */
  readonly tag: string;
  /** What it does, in a few words. */
  readonly summary: string;
  /** What it does, in full. */
  readonly description: string;
  /** Whether it needs a bearer token. */
  readonly authenticated: boolean;
  /** The parameters outside the body. */
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly description: string }[];
  /** What the body may be sent as; empty where there is no body. */
  readonly requestMediaTypes: readonly string[];
  /** The documented answers, by HTTP status. */
  readonly responses: readonly { readonly status: number; readonly mediaTypes: readonly string[]; readonly description: string }[];
}

/** The name of an operation. */
export type OperationId = 'postToken' | 'postDetectRegions' | 'getDetectRegions' | 'cancelDetectRegions' | 'getTaskStatus';

/** The table of all operations, by operationId, in the order of the spec. */
export const operations: { readonly [N in OperationId]: OperationDescription } = {
  "postToken": {
    "operationId": "postToken",
    "method": "POST",
    "path": "/connect/token",
    "tag": "Token",
    "summary": "Get an access token",
    "description": "Trades a client id and its secret for a bearer token (RFC 6749, section 4.4). One token serves any number of calls until it expires; asking for one per call is waste.",
    "authenticated": false,
    "parameters": [],
    "requestMediaTypes": [
      "application/x-www-form-urlencoded"
    ],
    "responses": [
      {
        "status": 200,
        "mediaTypes": [
          "application/json"
        ],
        "description": "A token, and for how long it is good."
      },
      {
        "status": 400,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The request is not one that RFC 6749 knows, or a member is missing."
      },
      {
        "status": 401,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The client id and the secret do not belong together."
      },
      {
        "status": 413,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The request is larger than the service takes."
      },
      {
        "status": 415,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The body is not in a media type that the operation takes."
      },
      {
        "status": 429,
        "mediaTypes": [
          "application/json"
        ],
        "description": "Too many calls at a time; nothing was accepted."
      },
      {
        "status": 500,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The service failed. Whether the call took effect is not known."
      },
      {
        "status": 503,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The service takes no calls for the moment; nothing was accepted."
      }
    ]
  },
  "postDetectRegions": {
    "operationId": "postDetectRegions",
    "method": "POST",
    "path": "/v5.0/ocr/DetectRegions",
    "tag": "DetectRegions",
    "summary": "Submit an image",
    "description": "Queues an image for detection and answers with the id of the task as bare text, without quotes. An accepted image is billed, whatever becomes of its task.",
    "authenticated": true,
    "parameters": [],
    "requestMediaTypes": [
      "application/json"
    ],
    "responses": [
      {
        "status": 200,
        "mediaTypes": [
          "text/plain"
        ],
        "description": "Accepted. The body is the id of the task."
      },
      {
        "status": 400,
        "mediaTypes": [
          "application/json"
        ],
        "description": "Something in the request is wrong; `detail` names the member and what is accepted."
      },
      {
        "status": 401,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The bearer token is missing, wrong or expired."
      },
      {
        "status": 402,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The plan's calls are used up. (Not documented by the cloud, but a client should expect it.)"
      },
      {
        "status": 403,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The token is good, but not for this. (Not documented by the cloud, but a client should expect it.)"
      },
      {
        "status": 413,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The request is larger than the service takes."
      },
      {
        "status": 415,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The body is not in a media type that the operation takes."
      },
      {
        "status": 429,
        "mediaTypes": [
          "application/json"
        ],
        "description": "Too many calls at a time; nothing was accepted."
      },
      {
        "status": 500,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The service failed. Whether the call took effect is not known."
      },
      {
        "status": 503,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The service takes no calls for the moment; nothing was accepted."
      }
    ]
  },
  "getDetectRegions": {
    "operationId": "getDetectRegions",
    "method": "GET",
    "path": "/v5.0/ocr/DetectRegions",
    "tag": "DetectRegions",
    "summary": "Fetch the answer of a task",
    "description": "Tells the task's status and, once it is completed, its regions. Asking for a task that is not done yet is fine, and billed like any call. An id that is unknown, cancelled or older than 24 hours is answered with status `NotExist`, not with an HTTP error.",
    "authenticated": true,
    "parameters": [
      {
        "name": "id",
        "in": "query",
        "required": true,
        "description": "The id of the task, as `postDetectRegions` gave it."
      }
    ],
    "requestMediaTypes": [],
    "responses": [
      {
        "status": 200,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The task as it stands."
      },
      {
        "status": 400,
        "mediaTypes": [
          "application/json"
        ],
        "description": "Something in the request is wrong; `detail` names the member and what is accepted."
      },
      {
        "status": 401,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The bearer token is missing, wrong or expired."
      },
      {
        "status": 402,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The plan's calls are used up. (Not documented by the cloud, but a client should expect it.)"
      },
      {
        "status": 403,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The token is good, but not for this. (Not documented by the cloud, but a client should expect it.)"
      },
      {
        "status": 429,
        "mediaTypes": [
          "application/json"
        ],
        "description": "Too many calls at a time; nothing was accepted."
      },
      {
        "status": 500,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The service failed. Whether the call took effect is not known."
      },
      {
        "status": 503,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The service takes no calls for the moment; nothing was accepted."
      }
    ]
  },
  "cancelDetectRegions": {
    "operationId": "cancelDetectRegions",
    "method": "DELETE",
    "path": "/v5.0/ocr/DetectRegions",
    "tag": "DetectRegions",
    "summary": "Give a task up",
    "description": "Stops a task that waits or runs, and drops the answer of one that is done. From then on its id is unknown. Giving up an unknown id is no error.",
    "authenticated": true,
    "parameters": [
      {
        "name": "id",
        "in": "query",
        "required": true,
        "description": "The id of the task, as `postDetectRegions` gave it."
      }
    ],
    "requestMediaTypes": [],
    "responses": [
      {
        "status": 200,
        "mediaTypes": [],
        "description": "The task is gone. There is no body."
      },
      {
        "status": 400,
        "mediaTypes": [
          "application/json"
        ],
        "description": "Something in the request is wrong; `detail` names the member and what is accepted."
      },
      {
        "status": 401,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The bearer token is missing, wrong or expired."
      },
      {
        "status": 402,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The plan's calls are used up. (Not documented by the cloud, but a client should expect it.)"
      },
      {
        "status": 403,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The token is good, but not for this. (Not documented by the cloud, but a client should expect it.)"
      },
      {
        "status": 429,
        "mediaTypes": [
          "application/json"
        ],
        "description": "Too many calls at a time; nothing was accepted."
      },
      {
        "status": 500,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The service failed. Whether the call took effect is not known."
      },
      {
        "status": 503,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The service takes no calls for the moment; nothing was accepted."
      }
    ]
  },
  "getTaskStatus": {
    "operationId": "getTaskStatus",
    "method": "GET",
    "path": "/v5.0/ocr/Utilities/GetTaskStatus",
    "tag": "DetectRegions",
    "summary": "Ask how far a task is",
    "description": "The same answer as `getDetectRegions`, but never with results, so it stays small for pages with many regions.",
    "authenticated": true,
    "parameters": [
      {
        "name": "id",
        "in": "query",
        "required": true,
        "description": "The id of the task, as `postDetectRegions` gave it."
      }
    ],
    "requestMediaTypes": [],
    "responses": [
      {
        "status": 200,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The task as it stands, without results."
      },
      {
        "status": 400,
        "mediaTypes": [
          "application/json"
        ],
        "description": "Something in the request is wrong; `detail` names the member and what is accepted."
      },
      {
        "status": 401,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The bearer token is missing, wrong or expired."
      },
      {
        "status": 402,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The plan's calls are used up. (Not documented by the cloud, but a client should expect it.)"
      },
      {
        "status": 403,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The token is good, but not for this. (Not documented by the cloud, but a client should expect it.)"
      },
      {
        "status": 429,
        "mediaTypes": [
          "application/json"
        ],
        "description": "Too many calls at a time; nothing was accepted."
      },
      {
        "status": 500,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The service failed. Whether the call took effect is not known."
      },
      {
        "status": 503,
        "mediaTypes": [
          "application/json"
        ],
        "description": "The service takes no calls for the moment; nothing was accepted."
      }
    ]
  }
};
