package io.millrace.bench.flink;

/** Who looks at the observations of a cell. */
enum Judge {
  /** Nobody: a function that does nothing. What Flink itself takes. */
  FRAME,

  /** The operator of the rules job. */
  RULES,

  /** Flink CEP, an operator for each pattern. */
  CEP
}
