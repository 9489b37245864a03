// Generated from openapi/detect-regions.yaml by `pnpm generate`. Do not edit.

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [member: string]: Json;
}

/** The OpenAPI 3.1 document that describes the API, as plain data. */
export const document: JsonObject = {
  "openapi": "3.1.0",
  "info": {
    "title": "DetectRegions",
    "version": "5.0.0",
    "summary": "Finds where the text is on a page image.",
    "description": "An image goes in, a task comes back, and when the task is done its answer holds the\nrectangles that contain text. Three calls make the whole job: get a token\n(`postToken`), hand in an image (`postDetectRegions`), and ask for the answer until it\nis there (`getDetectRegions`).\n\nEvery call is billed by the cloud, polls included. The answer of a task is kept for\n24 hours; after that its id is unknown.\n\nThis document is maintained by hand by the detect-regions project, which is\nindependent of Aspose. It describes the operations of Aspose.OCR Cloud 24.11 that the\nproject uses, and the local service that speaks the same API.\n",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    },
    "x-limits": {
      "imageBytes": {
        "value": 104857600,
        "description": "The largest image, decoded, in bytes."
      },
      "resultSeconds": {
        "value": 86400,
        "description": "For how long the answer of a task is kept after the task has ended, in seconds."
      },
      "tokenSeconds": {
        "value": 3600,
        "description": "For how long an access token is good, in seconds, where its answer does not say."
      }
    }
  },
  "servers": [
    {
      "url": "https://api.aspose.cloud",
      "description": "Aspose.OCR Cloud"
    },
    {
      "url": "http://127.0.0.1:{port}",
      "description": "The local service of this project",
      "variables": {
        "port": {
          "default": "8707",
          "description": "The port that the service listens on."
        }
      }
    }
  ],
  "security": [
    {
      "clientCredentials": []
    }
  ],
  "tags": [
    {
      "name": "Token",
      "description": "Access tokens for all other operations."
    },
    {
      "name": "DetectRegions",
      "description": "Tasks that find the text regions of an image."
    }
  ],
  "paths": {
    "/connect/token": {
      "post": {
        "operationId": "postToken",
        "tags": [
          "Token"
        ],
        "summary": "Get an access token",
        "description": "Trades a client id and its secret for a bearer token (RFC 6749, section 4.4). One\ntoken serves any number of calls until it expires; asking for one per call is\nwaste.\n",
        "security": [],
        "requestBody": {
          "required": true,
          "content": {
            "application/x-www-form-urlencoded": {
              "schema": {
                "$ref": "#/components/schemas/TokenRequest"
              },
              "example": {
                "grant_type": "client_credentials",
                "client_id": "00000000-0000-4000-8000-000000000000",
                "client_secret": "not-a-real-secret"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "A token, and for how long it is good.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TokenResponse"
                },
                "example": {
                  "access_token": "eyJhbGciOiJIUzI1NiJ9.e30.signature",
                  "expires_in": 3600,
                  "token_type": "Bearer"
                }
              }
            }
          },
          "400": {
            "description": "The request is not one that RFC 6749 knows, or a member is missing.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TokenError"
                },
                "example": {
                  "error": "unsupported_grant_type",
                  "error_description": "grant_type must be client_credentials"
                }
              }
            }
          },
          "401": {
            "description": "The client id and the secret do not belong together.",
            "headers": {
              "WWW-Authenticate": {
                "description": "The scheme to authenticate the client with (RFC 6749, section 5.2).",
                "schema": {
                  "type": "string"
                },
                "example": "Basic realm=\"detect-regions\""
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TokenError"
                },
                "example": {
                  "error": "invalid_client",
                  "error_description": "The client id or the client secret is wrong."
                }
              }
            }
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/v5.0/ocr/DetectRegions": {
      "post": {
        "operationId": "postDetectRegions",
        "tags": [
          "DetectRegions"
        ],
        "summary": "Submit an image",
        "description": "Queues an image for detection and answers with the id of the task as bare text,\nwithout quotes. An accepted image is billed, whatever becomes of its task.\n",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DetectRegionsRequest"
              },
              "example": {
                "image": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==",
                "settings": {
                  "language": "English",
                  "makeSkewCorrect": true,
                  "rotate": 0,
                  "makeBinarization": false,
                  "makeContrastCorrection": true,
                  "makeUpsampling": false,
                  "dsrMode": "Regions",
                  "dsrConfidence": "Default"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Accepted. The body is the id of the task.",
            "content": {
              "text/plain": {
                "schema": {
                  "type": "string",
                  "description": "The id of the task, an opaque text (a GUID in practice).",
                  "minLength": 1,
                  "example": "7ef0a2a6-3a0f-4a7c-9f54-1d7a0a3b7c21"
                },
                "example": "7ef0a2a6-3a0f-4a7c-9f54-1d7a0a3b7c21"
              }
            },
            "links": {
              "getDetectRegions": {
                "operationId": "getDetectRegions",
                "description": "The answer of the task.",
                "parameters": {
                  "id": "$response.body"
                }
              },
              "getTaskStatus": {
                "operationId": "getTaskStatus",
                "description": "How far the task is.",
                "parameters": {
                  "id": "$response.body"
                }
              },
              "cancelDetectRegions": {
                "operationId": "cancelDetectRegions",
                "description": "Give the task up.",
                "parameters": {
                  "id": "$response.body"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "413": {
            "$ref": "#/components/responses/ContentTooLarge"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      },
      "get": {
        "operationId": "getDetectRegions",
        "tags": [
          "DetectRegions"
        ],
        "summary": "Fetch the answer of a task",
        "description": "Tells the task's status and, once it is completed, its regions. Asking for a task\nthat is not done yet is fine, and billed like any call. An id that is unknown,\ncancelled or older than 24 hours is answered with status `NotExist`, not with an\nHTTP error.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/TaskId"
          }
        ],
        "responses": {
          "200": {
            "description": "The task as it stands.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OCRResponse"
                },
                "example": {
                  "id": "7ef0a2a6-3a0f-4a7c-9f54-1d7a0a3b7c21",
                  "taskStatus": "Completed",
                  "responseStatusCode": "Ok",
                  "results": [
                    {
                      "type": "Other",
                      "data": "W1swLCA4LCA2OTcsIDQ0MV1d"
                    }
                  ]
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      },
      "delete": {
        "operationId": "cancelDetectRegions",
        "tags": [
          "DetectRegions"
        ],
        "summary": "Give a task up",
        "description": "Stops a task that waits or runs, and drops the answer of one that is done. From\nthen on its id is unknown. Giving up an unknown id is no error.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/TaskId"
          }
        ],
        "responses": {
          "200": {
            "description": "The task is gone. There is no body."
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    },
    "/v5.0/ocr/Utilities/GetTaskStatus": {
      "get": {
        "operationId": "getTaskStatus",
        "tags": [
          "DetectRegions"
        ],
        "summary": "Ask how far a task is",
        "description": "The same answer as `getDetectRegions`, but never with results, so it stays small\nfor pages with many regions.\n",
        "parameters": [
          {
            "$ref": "#/components/parameters/TaskId"
          }
        ],
        "responses": {
          "200": {
            "description": "The task as it stands, without results.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OCRResponse"
                },
                "example": {
                  "id": "7ef0a2a6-3a0f-4a7c-9f54-1d7a0a3b7c21",
                  "taskStatus": "Processing",
                  "responseStatusCode": "NotReady"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "402": {
            "$ref": "#/components/responses/PaymentRequired"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/InternalError"
          },
          "503": {
            "$ref": "#/components/responses/Unavailable"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "clientCredentials": {
        "type": "oauth2",
        "description": "OAuth 2.0 client credentials (RFC 6749, section 4.4). The token goes into the Authorization header as a bearer token (RFC 6750).",
        "flows": {
          "clientCredentials": {
            "tokenUrl": "https://api.aspose.cloud/connect/token",
            "scopes": {}
          }
        }
      }
    },
    "parameters": {
      "TaskId": {
        "name": "id",
        "in": "query",
        "required": true,
        "description": "The id of the task, as `postDetectRegions` gave it.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        },
        "example": "7ef0a2a6-3a0f-4a7c-9f54-1d7a0a3b7c21"
      }
    },
    "headers": {
      "WWWAuthenticate": {
        "description": "The scheme to authenticate with (RFC 9110, section 11.6.1).",
        "schema": {
          "type": "string"
        },
        "example": "Bearer"
      },
      "RetryAfter": {
        "description": "When to try again, in seconds or as a date (RFC 9110, section 10.2.3).",
        "schema": {
          "type": "string"
        },
        "example": "2"
      }
    },
    "responses": {
      "BadRequest": {
        "description": "Something in the request is wrong; `detail` names the member and what is accepted.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProblemDetails"
            },
            "example": {
              "type": "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.1",
              "title": "Bad Request",
              "status": 400,
              "detail": "settings.dsrMode must be one of: Regions, DsrNoFilter, DsrAndFilter",
              "instance": "/v5.0/ocr/DetectRegions"
            }
          }
        }
      },
      "Unauthorized": {
        "description": "The bearer token is missing, wrong or expired.",
        "headers": {
          "WWW-Authenticate": {
            "$ref": "#/components/headers/WWWAuthenticate"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProblemDetails"
            },
            "example": {
              "type": "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2",
              "title": "Unauthorized",
              "status": 401,
              "detail": "The access token has expired.",
              "instance": "/v5.0/ocr/DetectRegions"
            }
          }
        }
      },
      "PaymentRequired": {
        "description": "The plan's calls are used up. (Not documented by the cloud, but a client should expect it.)",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProblemDetails"
            },
            "example": {
              "type": "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.3",
              "title": "Payment Required",
              "status": 402,
              "detail": "This month's calls are used up.",
              "instance": "/v5.0/ocr/DetectRegions"
            }
          }
        }
      },
      "Forbidden": {
        "description": "The token is good, but not for this. (Not documented by the cloud, but a client should expect it.)",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProblemDetails"
            },
            "example": {
              "type": "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4",
              "title": "Forbidden",
              "status": 403,
              "detail": "This client may not detect regions.",
              "instance": "/v5.0/ocr/DetectRegions"
            }
          }
        }
      },
      "ContentTooLarge": {
        "description": "The request is larger than the service takes.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProblemDetails"
            },
            "example": {
              "type": "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.14",
              "title": "Content Too Large",
              "status": 413,
              "detail": "The image may have at most 104857600 bytes.",
              "instance": "/v5.0/ocr/DetectRegions"
            }
          }
        }
      },
      "UnsupportedMediaType": {
        "description": "The body is not in a media type that the operation takes.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProblemDetails"
            },
            "example": {
              "type": "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16",
              "title": "Unsupported Media Type",
              "status": 415,
              "detail": "Content-Type must be application/json.",
              "instance": "/v5.0/ocr/DetectRegions"
            }
          }
        }
      },
      "TooManyRequests": {
        "description": "Too many calls at a time; nothing was accepted.",
        "headers": {
          "Retry-After": {
            "$ref": "#/components/headers/RetryAfter"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProblemDetails"
            },
            "example": {
              "type": "https://www.rfc-editor.org/rfc/rfc6585#section-4",
              "title": "Too Many Requests",
              "status": 429,
              "detail": "Try again in 2 seconds.",
              "instance": "/v5.0/ocr/DetectRegions"
            }
          }
        }
      },
      "InternalError": {
        "description": "The service failed. Whether the call took effect is not known.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProblemDetails"
            },
            "example": {
              "type": "https://www.rfc-editor.org/rfc/rfc9110#section-15.6.1",
              "title": "Internal Server Error",
              "status": 500,
              "detail": "The service failed.",
              "instance": "/v5.0/ocr/DetectRegions"
            }
          }
        }
      },
      "Unavailable": {
        "description": "The service takes no calls for the moment; nothing was accepted.",
        "headers": {
          "Retry-After": {
            "$ref": "#/components/headers/RetryAfter"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ProblemDetails"
            },
            "example": {
              "type": "https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4",
              "title": "Service Unavailable",
              "status": 503,
              "detail": "The queue is full.",
              "instance": "/v5.0/ocr/DetectRegions"
            }
          }
        }
      }
    },
    "schemas": {
      "TokenRequest": {
        "type": "object",
        "description": "A request for a token by client credentials.",
        "required": [
          "grant_type",
          "client_id",
          "client_secret"
        ],
        "properties": {
          "grant_type": {
            "type": "string",
            "description": "The only grant that there is.",
            "enum": [
              "client_credentials"
            ],
            "example": "client_credentials"
          },
          "client_id": {
            "type": "string",
            "description": "The client's id.",
            "minLength": 1,
            "example": "00000000-0000-4000-8000-000000000000"
          },
          "client_secret": {
            "type": "string",
            "description": "The client's secret.",
            "minLength": 1,
            "format": "password",
            "example": "not-a-real-secret"
          }
        }
      },
      "TokenResponse": {
        "type": "object",
        "description": "An access token.",
        "required": [
          "access_token",
          "expires_in",
          "token_type"
        ],
        "properties": {
          "access_token": {
            "type": "string",
            "description": "The token, opaque to clients.",
            "minLength": 1,
            "example": "eyJhbGciOiJIUzI1NiJ9.e30.signature"
          },
          "expires_in": {
            "type": "integer",
            "description": "For how long the token is good, in seconds from now.",
            "minimum": 0,
            "example": 3600
          },
          "token_type": {
            "type": "string",
            "description": "Always bearer; the case varies between services.",
            "example": "Bearer"
          }
        }
      },
      "TokenError": {
        "type": "object",
        "description": "Why no token was given (RFC 6749, section 5.2).",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "string",
            "description": "The reason, as a code of RFC 6749.",
            "example": "invalid_client"
          },
          "error_description": {
            "type": "string",
            "description": "The reason in words.",
            "example": "The client id or the client secret is wrong."
          }
        }
      },
      "DetectRegionsRequest": {
        "type": "object",
        "description": "An image, and how to look at it. Members that are not listed are ignored.",
        "required": [
          "image"
        ],
        "properties": {
          "image": {
            "type": "string",
            "description": "The file's bytes as Base64 (RFC 4648, section 4, padded). BMP, GIF, JPEG, PDF, PNG, SVG or single-page TIFF.",
            "x-formats": [
              "bmp",
              "gif",
              "jpeg",
              "pdf",
              "png",
              "svg",
              "tiff"
            ],
            "contentEncoding": "base64",
            "minLength": 4,
            "example": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
          },
          "settings": {
            "$ref": "#/components/schemas/DetectRegionsSettings"
          }
        }
      },
      "DetectRegionsSettings": {
        "type": "object",
        "description": "How to prepare the image and what to look for. Each member may be left out; members that are not listed are ignored.",
        "example": {
          "language": "English",
          "makeSkewCorrect": true,
          "rotate": 0,
          "makeBinarization": false,
          "makeContrastCorrection": true,
          "makeUpsampling": false,
          "dsrMode": "Regions",
          "dsrConfidence": "Default"
        },
        "properties": {
          "language": {
            "$ref": "#/components/schemas/Language",
            "default": "English",
            "description": "The language of the text. It tells in which direction lines and columns are read.",
            "example": "English"
          },
          "makeSkewCorrect": {
            "type": "boolean",
            "default": true,
            "description": "Straighten a page that was scanned at a slant of up to 15 degrees. Turn by `rotate` first where the slant is larger.",
            "example": true
          },
          "rotate": {
            "type": "integer",
            "format": "int32",
            "default": 0,
            "minimum": -2147483648,
            "maximum": 2147483647,
            "description": "Turn the image clockwise by so many whole degrees before anything else.",
            "example": 0
          },
          "makeBinarization": {
            "type": "boolean",
            "default": false,
            "description": "Reduce the image to black and white first. Helps where the paper is stained or unevenly lit.",
            "example": false
          },
          "makeContrastCorrection": {
            "type": "boolean",
            "default": true,
            "description": "Raise the contrast first. Helps where print is faint.",
            "example": true
          },
          "makeUpsampling": {
            "type": "boolean",
            "default": false,
            "description": "Enlarge the image first. Helps where letters are small or lines are dense.",
            "example": false
          },
          "dsrMode": {
            "$ref": "#/components/schemas/DsrMode",
            "default": "Regions",
            "description": "What a region is: `Regions` paragraphs, columns, captions and notes; `DsrNoFilter`\nlarge blocks; `DsrAndFilter` large blocks in a large image, one region in a small\none; `NoDsrNoFilter` the page as one region; `TextDetector` words, phrases and\nlines; `DsrPlusDetector` blocks, and the text that no block holds;\n`PolygonalTextDetector` and its synonym `CraftPoly` small pieces of curved or\ndistorted text; `LineDetector` lines.\n",
            "example": "Regions"
          },
          "dsrConfidence": {
            "$ref": "#/components/schemas/DsrConfidence",
            "default": "Default",
            "description": "How sure the detector must be to keep a region. `All` keeps everything, `Ultra` only the surest; `Default` is `Mid`.",
            "example": "Default"
          }
        }
      },
      "OCRResponse": {
        "type": "object",
        "description": "A task as it stands.",
        "required": [
          "taskStatus",
          "responseStatusCode"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "The id of the task.",
            "example": "7ef0a2a6-3a0f-4a7c-9f54-1d7a0a3b7c21"
          },
          "taskStatus": {
            "$ref": "#/components/schemas/OCRTaskStatus",
            "description": "How far the task is.",
            "example": "Completed"
          },
          "responseStatusCode": {
            "$ref": "#/components/schemas/ResponseStatusCode",
            "description": "What kind of answer this is.",
            "example": "Ok"
          },
          "results": {
            "type": "array",
            "description": "What was found, once the task is completed.",
            "items": {
              "$ref": "#/components/schemas/OCRResult"
            },
            "example": [
              {
                "type": "Other",
                "data": "W1swLCA4LCA2OTcsIDQ0MV1d"
              }
            ]
          },
          "error": {
            "$ref": "#/components/schemas/OCRError",
            "description": "What went wrong, and what the service warns of. Warnings may come with a completed task.",
            "example": {
              "messages": [
                "The image could not be decoded."
              ]
            }
          }
        }
      },
      "OCRResult": {
        "type": "object",
        "description": "One result of a task.",
        "required": [
          "type",
          "data"
        ],
        "properties": {
          "type": {
            "type": "string",
            "description": "The kind of the data; regions are `Other`.",
            "example": "Other"
          },
          "data": {
            "type": "string",
            "description": "Base64 of a JSON array of `[left, top, right, bottom]`, in pixels of the image that was sent. Rectangles may reach a few pixels beyond the image.",
            "contentEncoding": "base64",
            "example": "W1swLCA4LCA2OTcsIDQ0MV1d"
          }
        }
      },
      "OCRError": {
        "type": "object",
        "description": "Messages about a task. A member is left out, never null, where there is nothing to say.",
        "example": {
          "messages": [
            "The image could not be decoded."
          ]
        },
        "properties": {
          "messages": {
            "type": "array",
            "description": "What went wrong.",
            "items": {
              "type": "string",
              "example": "The image could not be decoded."
            },
            "example": [
              "The image could not be decoded."
            ]
          },
          "warnings": {
            "type": "array",
            "description": "What to be wary of.",
            "items": {
              "type": "string",
              "example": "The image is very small."
            },
            "example": [
              "The image is very small."
            ]
          }
        }
      },
      "ProblemDetails": {
        "type": "object",
        "description": "What went wrong with a call (RFC 9457). Further members may come.",
        "properties": {
          "type": {
            "type": [
              "string",
              "null"
            ],
            "description": "A URI that names the kind of the problem.",
            "example": "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2"
          },
          "title": {
            "type": [
              "string",
              "null"
            ],
            "description": "The kind of the problem in words.",
            "example": "Unauthorized"
          },
          "status": {
            "type": [
              "integer",
              "null"
            ],
            "description": "The HTTP status.",
            "example": 401
          },
          "detail": {
            "type": [
              "string",
              "null"
            ],
            "description": "This problem in words.",
            "example": "The access token has expired."
          },
          "instance": {
            "type": [
              "string",
              "null"
            ],
            "description": "A URI that names this occurrence.",
            "example": "/v5.0/ocr/DetectRegions"
          }
        }
      },
      "OCRTaskStatus": {
        "type": "string",
        "description": "How far a task is. There is no status for a cancelled task; it is `NotExist`.",
        "enum": [
          "Pending",
          "Processing",
          "Completed",
          "Error",
          "NotExist"
        ],
        "example": "Completed"
      },
      "ResponseStatusCode": {
        "type": "string",
        "description": "What kind of answer an OCRResponse is. `Ok` goes with a completed task, `NotReady` with a pending or processing one, `TaskNotFound` with an unknown one, `Error` with a failed one.",
        "enum": [
          "Ok",
          "PartiallyNotFound",
          "NoAnyResultData",
          "ResultDataLost",
          "TaskNotFound",
          "NotReady",
          "Error"
        ],
        "example": "Ok"
      },
      "DsrMode": {
        "type": "string",
        "description": "An algorithm of document structure analysis.",
        "enum": [
          "Regions",
          "DsrNoFilter",
          "DsrAndFilter",
          "NoDsrNoFilter",
          "TextDetector",
          "DsrPlusDetector",
          "PolygonalTextDetector",
          "LineDetector",
          "CraftPoly"
        ],
        "example": "Regions"
      },
      "DsrConfidence": {
        "type": "string",
        "description": "How sure the detector must be to keep a region.",
        "enum": [
          "Default",
          "Low",
          "LowMid",
          "Mid",
          "MidHigh",
          "High",
          "Ultra",
          "All"
        ],
        "example": "Default"
      },
      "Language": {
        "type": "string",
        "description": "A language of text. Some names are spelt oddly; they are given as the service takes them.",
        "example": "English",
        "enum": [
          "English",
          "German",
          "French",
          "Italian",
          "Spanish",
          "Portuguese",
          "Polish",
          "Slovene",
          "Slovak",
          "Netherlands",
          "Lithuanian",
          "Latvian",
          "Danish",
          "Norwegian",
          "Finnish",
          "Serbian",
          "Croatian",
          "Czech",
          "Swedish",
          "Estonian",
          "Romanian",
          "Chinese",
          "Russian",
          "Arabic",
          "Hindi",
          "Ukrainan",
          "Bengali",
          "Tibetan",
          "Thai",
          "Urdu",
          "Turkish",
          "Korean",
          "Indonesian",
          "Hebrew",
          "Javanese",
          "Greek",
          "Japanese",
          "Persian",
          "Albanian",
          "Latin",
          "Vietnamese",
          "Uzbek",
          "Georgian",
          "Bulgarian",
          "Azerbaijani",
          "Kazah",
          "Macedonian",
          "Belorussian",
          "Malay",
          "Hausa",
          "Sundanese",
          "Swahili",
          "Tagalog",
          "Yoruba",
          "Oromo",
          "Cebuano",
          "Dutch",
          "Kurdish",
          "Serbo_Croatian",
          "Malagasy",
          "Zhuang",
          "Turkmen",
          "Somali",
          "Hungarian",
          "Chichewa",
          "Rwanda",
          "Min_Bei",
          "Zulu",
          "Ilocano",
          "Min_Dong",
          "Quechua",
          "Hiligaynon",
          "Hmong",
          "Shona",
          "Xhosa",
          "Betawi",
          "Catalan",
          "Afrikaans",
          "Minangkabau",
          "Sotho_Southern",
          "Bikol",
          "Makua",
          "Kanuri",
          "Tswana",
          "Kikongo",
          "Luo",
          "Sukuma",
          "Tsonga",
          "Bosnian",
          "Bemba",
          "Nandi",
          "Palembang",
          "Umbundu",
          "Sotho_Northern",
          "Waray_Waray",
          "Lamani",
          "Low_German",
          "Gilaki",
          "Musi",
          "HWT_ENG",
          "Pu_Xian",
          "Kapampangan",
          "Bouyei",
          "Galician",
          "Ndebele",
          "Yao",
          "Sasak",
          "Swati",
          "Gusii",
          "Meru",
          "Wolaytta",
          "Dong",
          "Pangasinan",
          "Dimli",
          "Makassar",
          "Tumbuka",
          "Serer_Sine",
          "Occitan",
          "Tonga",
          "Muong",
          "Kiche",
          "Luguru",
          "Wu",
          "Cantonese",
          "Min_Nan",
          "Xiang",
          "Hakka",
          "Gan",
          "Chechen",
          "Kabardian",
          "Marathi",
          "Bhojpuri",
          "Maithili",
          "Awadhi",
          "Nepali",
          "Marwari",
          "Magahi",
          "Haryanvi",
          "Chattisgarhi",
          "Dhundari",
          "Konkani",
          "Kanauji",
          "Mewati",
          "Rajbanshi",
          "Garhwali",
          "Kumauni",
          "Wagdi",
          "Malvi",
          "Mewari",
          "Uyghur",
          "Telugu",
          "Kannada",
          "Tamil",
          "Devanagari"
        ]
      }
    }
  }
};
