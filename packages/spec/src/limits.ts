// Generated from openapi/detect-regions.yaml by `pnpm generate`. Do not edit.

/** What the service holds its clients to. */
export const limits: {
  /** The largest image, decoded, in bytes. */
  readonly imageBytes: number;
  /** For how long the answer of a task is kept after the task has ended, in seconds. */
  readonly resultSeconds: number;
  /** For how long an access token is good, in seconds, where its answer does not say. */
  readonly tokenSeconds: number;
  /** The longest id of a task, in characters. */
  readonly taskIdLength: number;
} = {
  imageBytes: 104857600,
  resultSeconds: 86400,
  tokenSeconds: 3600,
  taskIdLength: 200,
};

/** Where the service is, without a slash at the end. */
export const servers: {
  /** The service in the cloud. */
  readonly cloud: string;
  /** The service on this machine, by its usual port. */
  readonly local: { readonly url: string; readonly port: number };
} = {
  "cloud": "https://api.aspose.cloud",
  "local": {
    "url": "http://127.0.0.1:8707",
    "port": 8707
  }
};

/** The formats that an image may have, by their usual names in small letters. */
export const imageFormats = [
  "bmp",
  "gif",
  "jpeg",
  "pdf",
  "png",
  "svg",
  "tiff"
] as const;

/** A format that an image may have. */
export type ImageFormat = (typeof imageFormats)[number];
