package io.millrace.udfs.mapping;

/** Carries a refusal out of the depth of a mapping. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final RefusalCode code;
  private final String path;

  RefusedException(RefusalCode code, String path, String reason) {
    super(reason, null, false, false);
    this.code = code;
    this.path = path;
  }

  Refusal refusal() {
    return new Refusal(code, String.valueOf(getMessage()), path, null, null);
  }

  Refusal refusal(String mappingId, long mappingVersion) {
    return new Refusal(code, String.valueOf(getMessage()), path, mappingId, mappingVersion);
  }
}
