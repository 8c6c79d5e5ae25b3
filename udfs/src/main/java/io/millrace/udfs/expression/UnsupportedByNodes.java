package io.millrace.udfs.expression;

/**
 * Nodes do not cover this combination of operator and values; CEL's runtime decides. Thrown while
 * compiling (the whole expression goes to the runtime) or while evaluating (this evaluation does).
 */
final class UnsupportedByNodes extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedByNodes(String what) {
    super(what, null, false, false);
  }
}
