package io.millrace.udfs.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelEvaluationExceptionBuilder;
import org.jspecify.annotations.Nullable;

/** Between our failures and those of CEL's runtime. */
final class CelErrors {
  private CelErrors() {}

  static CelEvaluationException asCel(ExpressionException e) {
    return CelEvaluationExceptionBuilder.newBuilder("%s", e.getMessage())
        .setErrorCode(
            e.missing() ? CelErrorCode.ATTRIBUTE_NOT_FOUND : CelErrorCode.INVALID_ARGUMENT)
        .build();
  }

  /** A field, key or element is not there. The runtime wraps what a function throws. */
  static boolean missing(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      CelErrorCode code = code(cause);
      if (code == CelErrorCode.ATTRIBUTE_NOT_FOUND || code == CelErrorCode.INDEX_OUT_OF_BOUNDS) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable CelErrorCode code(Throwable thrown) {
    if (thrown instanceof CelEvaluationException e) {
      return e.getErrorCode();
    }
    return thrown instanceof CelRuntimeException e ? e.getErrorCode() : null;
  }
}
