import { FawenError } from "../../core/model/errors.ts";

/** The error for a file that is not part of a static model. `fault` ends without a full stop: the caller goes on. */
export function modelFault(fault: string, cause?: unknown): FawenError {
  return new FawenError("model-missing", fault, { cause });
}
