import type { JsonObject } from '@detect-regions/spec/document';
import { AnswerChecker } from './answer-checker.ts';
import { ApiDescription } from './api-description.ts';
import { Talk } from './talk.ts';
import type { Case, Failure, Target } from './types.ts';

/**
 * Holds a service to a description of the API: every case is run, every answer is checked, and
 * whatever the description says of answers must have been seen in one.
 *
 * @param document - an OpenAPI document, which need not be the one that the service was made from
 * @param options - `stopAtFirst` ends with the first case that fails: where it is enough to know that one does
 * @returns what the service does otherwise; empty when it keeps to the description
 */
export async function runContract(
  cases: readonly Case[],
  target: Target,
  document: JsonObject,
  { stopAtFirst = false }: { readonly stopAtFirst?: boolean } = {},
): Promise<readonly Failure[]> {
  let description: ApiDescription;
  try {
    description = new ApiDescription(document);
  } catch (error) {
    return [{ title: 'the description', problem: wording(error) }];
  }
  const checker = new AnswerChecker(description);
  const seen = new Set<string>();
  const failures: Failure[] = [];
  for (const one of cases.filter(({ on }) => on === undefined || on.includes(target.name))) {
    failures.push(...(await runCase(one, target, description, checker, seen)));
    if (stopAtFirst && failures.length > 0) return failures;
  }
  return [...failures, ...findUnseen(description, target, seen)];
}

/** Runs one case against a service of its own. */
export async function runCase(
  { title, setup = {}, run }: Case,
  target: Target,
  description: ApiDescription,
  checker: AnswerChecker = new AnswerChecker(description),
  seen: Set<string> = new Set(),
): Promise<Failure[]> {
  await using service = await target.start(setup);
  const talk = new Talk(service, description, checker);
  const failures: Failure[] = [];
  try {
    await run(talk);
  } catch (error) {
    failures.push({ title, problem: wording(error) });
  }
  for (const note of talk.seen) seen.add(note);
  return [...failures, ...[...talk.problems].map((problem) => ({ title, problem }))];
}

/** What the description says of answers and no answer has shown, and reasons that are none. */
export function findUnseen(
  description: ApiDescription,
  target: Target,
  seen: ReadonlySet<string>,
): readonly Failure[] {
  const answers = description.operations.flatMap(({ id, answers }) =>
    answers.map(({ status }) => ({ name: `${id} ${status}`, reasons: [`${id} ${status}`, `${status}`] })),
  );
  const task = description.schemas.OCRResponse?.properties as JsonObject | undefined;
  const values = ['taskStatus', 'responseStatusCode'].flatMap((member) => {
    const listed = (task?.[member] as JsonObject | undefined)?.enum;
    return ((listed ?? []) as readonly string[]).map((value) => `${member} ${value}`);
  });
  const all = [...answers, ...values.map((name) => ({ name, reasons: [name] }))];
  return all.flatMap(({ name, reasons }): Failure[] => {
    const excused = reasons.some((reason) => target.never[reason] !== undefined);
    if (excused && seen.has(name)) {
      return [{ title: 'answers', problem: `${target.name} answers ${name}, though it is said never to` }];
    }
    if (excused || seen.has(name)) return [];
    return [{ title: 'answers', problem: `no case has ${target.name} answer ${name}` }];
  });
}

function wording(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
