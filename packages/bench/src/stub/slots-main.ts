// A service whose tasks take time, as a process of its own.
import { answerWith } from '../answer.ts';
import { type Asked, type SlotService, type Slots, startSlots } from './slots.ts';

let service: SlotService | undefined;

/** Starts it, and gives its address; then tells what it was asked for. */
answerWith<Slots | 'asked', string | Asked | undefined>(async (question) => {
  if (question === 'asked') return service?.asked();
  service = await startSlots(question);
  return service.url;
});
