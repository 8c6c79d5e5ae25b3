package io.millrace.local.conformance;

import org.jspecify.annotations.Nullable;

/**
 * How one case of a suite went.
 *
 * @param name the file, with the number of the case where a file has more than one
 * @param failure why it failed, null where it did not
 * @param notApplicable why it cannot be asked of us, null where it can
 */
record CaseResult(String name, @Nullable String failure, @Nullable String notApplicable) {

  /** Of a case that is asked of us. */
  CaseResult(String name, @Nullable String failure) {
    this(name, failure, null);
  }

  static CaseResult passed(String name) {
    return new CaseResult(name, null);
  }

  static CaseResult failed(String name, String reason) {
    return new CaseResult(name, reason);
  }

  boolean passed() {
    return failure == null && notApplicable == null;
  }

  boolean failed() {
    return failure != null;
  }
}
