import type { z } from 'zod'

/** One request of the renderer to main: what it may send (parsed, because the renderer is not trusted) and what it gets (typed). */
export interface Call<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input
  readonly output: Output
}

export const call = <Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Call<Input, Output> => ({ input, output })

export type InputOf<C extends Call> = z.infer<C['input']>
export type OutputOf<C extends Call> = z.infer<C['output']>
