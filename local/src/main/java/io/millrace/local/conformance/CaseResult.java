package io.millrace.local.conformance;

import org.jspecify.annotations.Nullable;

/**
 * How one case of a suite went.
 *
 * @param name the file, with the number of the case where a file has more than one
 * @param failure why it failed, null where it passed
 */
record CaseResult(String name, @Nullable String failure) {

  static CaseResult passed(String name) {
    return new CaseResult(name, null);
  }

  static CaseResult failed(String name, String reason) {
    return new CaseResult(name, reason);
  }

  boolean passed() {
    return failure == null;
  }
}
