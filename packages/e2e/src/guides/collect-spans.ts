// Loaded before an app with OpenTelemetry: keeps its spans, and writes them on standard output at the end.
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';

/** What tests look at. */
export interface CollectedSpan {
  readonly name: string;
  readonly kind: number;
  /** The name of the parent; `null` without one. */
  readonly parent: string | null;
  readonly status: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly {
    readonly name: string;
    readonly attributes: Readonly<Record<string, unknown>>;
  }[];
}

const exporter = new InMemorySpanExporter();
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
);

process.on('exit', () => {
  const spans = exporter.getFinishedSpans();
  const collected = spans.map(
    ({ name, kind, parentSpanContext, status, attributes, events }): CollectedSpan => ({
      name,
      kind,
      parent: spans.find((span) => span.spanContext().spanId === parentSpanContext?.spanId)?.name ?? null,
      status: status.code,
      attributes,
      events: events.map((event) => ({ name: event.name, attributes: event.attributes ?? {} })),
    }),
  );
  process.stdout.write(`${JSON.stringify(collected)}\n`);
});
